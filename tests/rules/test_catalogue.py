"""The rules as a whole: none without a page, none that cannot fire, no flaw without a rule."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

import khacphuc
from khacphuc.model import DOCUMENTS, schema
from khacphuc.model.schema import Refers, Written, bare, fields, is_part
from khacphuc.model.vocabulary import Severity
from khacphuc.reports.prose import paragraphs
from khacphuc.rules.catalogue import find, rules
from khacphuc.rules.contract import SHAPES, Rule

PACKAGE = Path(khacphuc.__file__).parent
READERS = ("text", "register", "model", "timeline")
# Reading decides on one of two kinds and puts it in a variable; everything else is written where it is made.
_MAKERS = {"Flaw": 0, "flaw": 0, "Misread": 0, "_note": 1, "Written": 2}


def test_codes_and_names_are_unique() -> None:
    modules = [file.stem for file in (PACKAGE / "rules").glob("kp[0-9]/kp*.py")]
    assert len(modules) == len(rules())
    assert max(Counter(rule.code for rule in rules()).values()) == 1
    assert max(Counter(rule.name for rule in rules()).values()) == 1
    assert [rule.code for rule in rules()] == sorted(rule.code for rule in rules())


def test_a_rule_is_found_by_code_and_name_in_any_case() -> None:
    assert find(" kp101 ") is find("KP101") is find("Unknown-Key")
    assert find("KP999") is None


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_page(rule: Rule) -> None:
    title, *rest = paragraphs(rule.doc)
    assert title.endswith(".")
    assert "\n" not in rule.doc.split("\n\n", 1)[0]
    assert len(title) <= 90
    assert rest, "why it matters, and how to mend it"
    assert not re.search(r"^\s*(#|[-*] )", rule.doc, re.MULTILINE), "a page has no headings of its own"


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_has_a_severity_and_a_shape(rule: Rule) -> None:
    assert rule.severity in (Severity.ERROR, Severity.WARNING, Severity.QUESTION)
    assert any(rule.shape(shape) for shape in SHAPES)
    assert bool(rule.shape("check_reference")) == hasattr(rule.module, "REFERENCES")
    assert bool(rule.shape("check_document")) == hasattr(rule.module, "DOCUMENTS")
    assert bool(rule.shape("gather")) == bool(rule.shape("judge"))
    assert bool(rule.shape("check_event")) == hasattr(rule.module, "EVENTS")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_looks_at_what_there_is(rule: Rule) -> None:
    assert set(getattr(rule.module, "REFERENCES", ())) <= set(_marks(Refers))
    assert set(getattr(rule.module, "DOCUMENTS", ())) <= set(DOCUMENTS.values())


def test_every_reference_has_a_rule() -> None:
    spoken_of = {what for rule in rules() for what in getattr(rule.module, "REFERENCES", ())}
    assert set(_marks(Refers)) - spoken_of == {"earlier-finding"}, "which KP203 compares between cases"


def test_every_flaw_that_reading_can_find_has_a_rule_and_no_rule_waits_for_another() -> None:
    explaining = {rule.name for rule in rules() if rule.shape("explain") or rule.shape("explain_in_case")}
    assert _flaws() == explaining


def test_declarations_and_word_lists_have_names_of_their_own() -> None:
    """Flaws name them, and rules find them by name."""
    declarations = {cls for document in DOCUMENTS.values() for cls in _parts(document)}
    words = schema.Vocabulary.__subclasses__()
    for group in (declarations, words):
        assert max(Counter(cls.__name__ for cls in group).values()) == 1


def _flaws() -> set[str]:
    found: set[str] = set()
    for room in READERS:
        for file in (PACKAGE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                found.update(_kinds(node))
    return found


def _kinds(node: ast.AST) -> Iterator[str]:
    """The kind of flaw made by a call, or chosen for one."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        index = _MAKERS.get(name)
        if index is not None and len(node.args) > index:
            yield from _texts(node.args[index])
    elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "kind":
        yield from _texts(node.value)


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def test_the_search_for_flaws_finds_them() -> None:
    made = 'Flaw("a-b", Place())\nself.flaw("c-d", event)\n_note(problems, "e-f", path)\nkind = "g-h" if x else "i-j"\n'
    tree = ast.walk(ast.parse(made + 'Written(N_("x"), "p", "k-l", "y")'))
    assert {kind for node in tree for kind in _kinds(node)} == {"a-b", "c-d", "e-f", "g-h", "i-j", "k-l"}


def _parts(cls: type[Struct]) -> Iterator[type[Struct]]:
    yield cls
    for field in fields(cls):
        for inner in (bare(field.hint), *getattr(bare(field.hint), "__args__", ())):
            if is_part(bare(inner)):
                yield from _parts(bare(inner))


def _marks(mark: type[Refers | Written]) -> Iterator[str]:
    for document in DOCUMENTS.values():
        for part in _parts(document):
            for field in fields(part):
                for hint in (bare(field.hint), *getattr(bare(field.hint), "__args__", ())):
                    for found in getattr(bare(hint), "__metadata__", ()):
                        if isinstance(found, mark):
                            yield str(getattr(found, "what", getattr(found, "flaw", "")))
