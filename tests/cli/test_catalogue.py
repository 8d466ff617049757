"""The Vietnamese catalogue is complete, and is what the source and the translations make."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
# Words of the field that have no English, and what stands in quotation marks, are the same in both languages.
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|`[^`]*`|\"[^\"]*\"|\([^)]*\)")
_OURS = re.compile(r"\b(đồng|tỷ|Khắc Phục|Đắk Nông|(?:TỐI |TUYỆT )?MẬT|\d+[-/]\S+)\b")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = spec_from_file_location("generate", ROOT / "scripts" / "generate.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue(generate: ModuleType) -> Catalog:
    with generate.PO.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def messages(catalogue: Catalog) -> list[tuple[list[str], str]]:
    """The English of each message (singular and plural), and its Vietnamese."""
    return [(_forms(message.id), _forms(message.string)[0]) for message in _with_text(catalogue)]


def _with_text(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _forms(texts: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts or [""])


def test_every_text_has_its_vietnamese(catalogue: Catalog) -> None:
    assert [english[0] for english, vietnamese in messages(catalogue) if not vietnamese] == []
    assert [message.id for message in _with_text(catalogue) if message.fuzzy] == []
    assert not catalogue.obsolete


def test_blanks_are_the_same_on_both_sides(catalogue: Catalog, generate: ModuleType) -> None:
    different = [
        (english[-1], vietnamese)
        for english, vietnamese in messages(catalogue)
        if vietnamese and generate.blanks(english[-1]) != generate.blanks(vietnamese)
    ]
    assert different == []
    assert generate.blanks("{a}, %(b)s %r {}") == sorted(["{a}", "%(b)s", "%r", "{}"])


def test_the_source_is_english(catalogue: Catalog) -> None:
    found = [
        one
        for english, _ in messages(catalogue)
        for one in english
        if _VIETNAMESE.search(_OURS.sub("", _QUOTED.sub("", one)))
    ]
    assert found == []


def test_what_is_committed_is_what_would_be_made(generate: ModuleType) -> None:
    made = generate.catalogue([])
    assert [path.name for path, data in made.items() if path.read_bytes() != data] == []
    assert made == generate.catalogue([])


def test_every_rule_is_held_to_its_protocols(generate: ModuleType) -> None:
    """They stand in a file that is made from the rules, for mypy (``docs/`` is held by ``test_docs``)."""
    assert [path.name for path, data in generate.typed_rules([]).items() if path.read_bytes() != data] == []


def test_texts_within_f_strings_and_choices_are_found(generate: ModuleType) -> None:
    import ast

    tree = ast.parse(
        "x = f'{say(\"a\", n=1)} {N_(\"b\")}'\nsay('c' if x else 'd')\nsay_n('e', 'f', 2)\nsay(x)\n"
    )
    assert sorted(generate._marked(tree), key=str) == [("e", "f"), "a", "b", "c", "d"]
