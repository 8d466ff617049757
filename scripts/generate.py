"""Write the files of the repository that are made from others: `scripts/run.py generate [--check] [--merge FILE.po]`.

With --check nothing is written, and the files that are not as they would be made are named; CI runs this. --merge takes
translations from another file for texts that have none yet.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from khacphuc.reports.prose import paragraphs
from translations import PO, Stable, build, read_messages

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "scripts" / "khacphuc"
TEMPLATES = PACKAGE / "pages" / "templates"

ABOUT = "# Khắc Phục: Vietnamese (msgstr) for the English of the source (msgid)."
_BLANK = re.compile(r"\{\w*\}|%(?:\(\w+\))?[sr]")
ONE = frozenset({"N_", "say", "Sample"})
MANY = "say_n"
# Docstrings that people read: rules and their families, and commands.
DOCUMENTED = ("rules/kp*/__init__.py", "rules/kp*/kp*.py", "cli/commands/*.py")

Text = str | tuple[str, str]
Made = dict[Path, bytes]


def texts() -> Iterator[tuple[str, Text]]:
    """Every text of the program that people read, in English, with the file it stands in."""
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_bytes())
        yield from ((_name(file), text) for text in _marked(tree))
        if any(file.match(pattern) for pattern in DOCUMENTED):
            yield from ((_name(file), text) for text in _docstring(file, tree))
    options = {"silent": "false", "trimmed": _trimmed()}
    for file in sorted(TEMPLATES.rglob("*.html")):
        with file.open("rb") as source:
            for _, text, _, _ in extract("jinja2.ext:babel_extract", source, options=options):
                yield _name(file), text if isinstance(text, str) else (text[0], text[1])


def _marked(tree: ast.Module) -> Iterator[Text]:
    """What the marking functions are called with. Babel's own reader of Python does not look into f-strings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            said = [list(_constants(argument)) for argument in node.args[:2]]
            if node.func.id in ONE:
                yield from said[0]
            elif node.func.id == MANY:
                yield from zip(*said, strict=True)


def _constants(node: ast.expr) -> Iterator[str]:
    """The text that an argument is; both of them when it chooses between two."""
    if isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def _docstring(file: Path, tree: ast.Module) -> list[str]:
    is_command = any(isinstance(node, ast.FunctionDef) and node.name == "run" for node in tree.body)
    if file.parent.name == "commands" and not is_command:
        return []
    return paragraphs(ast.get_docstring(tree) or "")


def _trimmed() -> str:
    """How pages treat the line ends within ``{% trans %}``; what is extracted must be what they look up."""
    from khacphuc.pages.templating import environment

    return str(environment("en").policies["ext.i18n.trimmed"]).lower()


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def catalogue(fragments: Sequence[Path]) -> Made:
    """The Vietnamese catalogue, as people edit it. Translations are kept, never guessed."""
    known = {text: said for file in (*reversed(fragments), PO) for text, said in _translated(file)}
    many: dict[str, str] = {}
    files: dict[str, set[str]] = {}
    for file, text in texts():
        one = text if isinstance(text, str) else text[0]
        files.setdefault(one, set()).add(file)
        if isinstance(text, tuple):
            many[one] = text[1]
    made = Stable(locale="vi", header_comment=ABOUT, fuzzy=False)
    for one, where in files.items():
        said = known.get(one, "")
        if blanks(said) != blanks(many.get(one, one)):
            said = ""  # it was made for other words; the program would fail to fill it
        locations = [(file, 0) for file in sorted(where)]
        if one in many:
            made.add((one, many[one]), (said,), locations)
        else:
            made.add(one, said, locations)
    return {PO: _po(made)}


def blanks(text: str) -> list[str]:
    """The places of a text that are filled when it is shown, of both kinds: {name}, and %(name)s or %s."""
    return sorted(_BLANK.findall(text))


def _translated(file: Path) -> Iterator[tuple[str, str]]:
    """Each text of a file with its translation. Vietnamese has one form for any number."""
    if not file.is_file():
        return
    for message in read_messages(file):
        one = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string if isinstance(message.string, str) else (message.string or ("",))[0]
        if said and not message.fuzzy:
            yield one, said


def _po(made: Catalog) -> bytes:
    buffer = BytesIO()
    write_po(buffer, made, width=110, sort_output=True, include_lineno=False)
    return buffer.getvalue()


HOLIDAY_YEARS = range(2005, 2041)
"""The years that registers compute with; for others the calendar asks the library itself."""


def vietnamese_holidays(_merged: Sequence[Path]) -> Made:
    """Viet Nam's holidays from the library ``holidays``, which takes longer to import than a check may last."""
    import holidays

    rows = []
    for year in HOLIDAY_YEARS:
        found = holidays.country_holidays("VN", years=year)
        off, on = (
            sorted(day for day in days if day.year == year) for days in (found, found.weekend_workdays)
        )
        pairs = (", ".join(f"({day.month}, {day.day})" for day in days) for days in (off, on))
        rows.append(
            "    {}: ({}),\n".format(year, ", ".join(f"({pair},)" if pair else "()" for pair in pairs))
        )
    text = (
        '"""Made by `scripts/run.py generate` from the library `holidays`: public holidays of Viet Nam, and weekend days\n'
        'worked in exchange for another day off, as (month, day) by year."""\n\n'
        "# fmt: off\n"
        "Days = tuple[tuple[int, int], ...]\n\n"
        "HOLIDAYS: dict[int, tuple[Days, Days]] = {\n" + "".join(rows) + "}\n"
    )
    return {ROOT / "scripts/khacphuc/obligations/vietnam.py": text.encode()}


def typed_rules(_merged: Sequence[Path]) -> Made:
    """Each rule module as a value of its Protocols. mypy reads it, nothing imports it: rules are found by their files."""
    from khacphuc.rules.catalogue import rules
    from khacphuc.rules.contract import SHAPES

    protocols = {shape: protocol.__name__ for shape, protocol in SHAPES.items()}
    modules: dict[str, list[str]] = {}
    lines: list[str] = []
    kinds: set[str] = set()
    for rule in rules():
        package, _, name = rule.module.__name__.rpartition(".")
        modules.setdefault(package, []).append(name)
        for shape in filter(rule.shape, protocols):
            looks_at = _kinds(rule.module.DOCUMENTS) if shape == "check_document" else []
            kinds |= {*looks_at}
            given = f"[{' | '.join(looks_at)}]" if looks_at else ""
            lines.append(f"{name[:5]}_{shape}: {protocols[shape]}{given} = {name}\n")
    imported = [(f"khacphuc.model.{module}".rstrip("."), names) for module, names in _homes(kinds)]
    imported += [("khacphuc.rules.contract", sorted(protocols.values())), *modules.items()]
    text = (
        '"""Made by `scripts/run.py generate`: each rule as the Protocols of its functions, which mypy compares."""\n\n'
        "from __future__ import annotations\n\n"
        + "".join(_import(package, names) for package, names in imported)
        + "\n"
        + "".join(lines)
    )
    return {ROOT / "tests" / "rules" / "typed.py": text.encode()}


def _import(package: str, names: Iterable[str]) -> str:
    listed = "".join(f"    {name},\n" for name in names)
    return f"from {package} import (\n{listed})\n"


def _kinds(looked_at: Sequence[type[Any]]) -> list[str]:
    """What a rule's DOCUMENTS are called together: all of them and the dated records have names of their own."""
    from khacphuc.model import DOCUMENTS, RECORDS

    if {*looked_at} == {*DOCUMENTS.values()}:
        return ["AnyRecord"]
    every = {*RECORDS.values()} <= {*looked_at}
    single = [kind.__name__ for kind in looked_at if not (every and kind in RECORDS.values())]
    return [*single, "Record"] if every else single


def _homes(names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The modules of ``model/`` that hold kinds of documents, with the names of those wanted."""
    from khacphuc.model import DOCUMENTS

    homes = {kind.__name__: kind.__module__.rpartition(".")[2] for kind in DOCUMENTS.values()}
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        found.setdefault(homes.get(name, ""), []).append(name)
    return sorted(found.items())


def references(_merged: Sequence[Path]) -> Made:
    """What the site says of kinds of documents and of rules, in ``docs/``. Speaks by the compiled translations."""
    from reference import pages

    return {ROOT / "docs" / path: text.encode() for path, text in pages()}


GENERATORS: tuple[Callable[[Sequence[Path]], Made], ...] = (
    catalogue,
    vietnamese_holidays,
    typed_rules,
    references,
)
"""Whatever makes files. Each is given what ``--merge`` named, and answers with the bytes of its files."""


def _differing(made: Made, *, write: bool) -> Iterator[Path]:
    """The files that are not as made. Written at once: what is made next speaks by the new translations."""
    for path, data in made.items():
        if not path.is_file() or path.read_bytes() != data:
            print(f"{'written' if write else 'not as generated'}: {_name(path)}")
            if write:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            yield path
    if write and PO in made:
        build()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or compare. Returns 1 when a file is not as it would be made."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing, name the files that differ")
    parser.add_argument("--merge", action="append", default=[], type=Path, metavar="FILE.po")
    options = parser.parse_args(arguments)
    changed = [
        path for make in GENERATORS for path in _differing(make(options.merge), write=not options.check)
    ]
    if options.check and changed:
        print("Run: python3 scripts/run.py generate", file=sys.stderr)
    return int(options.check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
