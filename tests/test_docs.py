"""What the guides say is true: their examples are one register that holds, their output is what the program prints.

A fenced block whose caption names a path in ``plans/`` or ``units/`` is a document of that register. When a ``text`` block
follows it, it is a bad one, and the block is what a check says of it; a ``diff`` between the two makes a good document a
bad one. A ``console`` block is a session in that register. The README shows a file of the sample register instead.

``.venv/bin/python -m tests.test_docs`` writes all quoted output anew. Read the difference before you commit it.
"""

from __future__ import annotations

import re
import shlex
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec import Struct

from khacphuc.cli import main
from khacphuc.cli.command import load, names
from khacphuc.cli.parser import parser_of
from khacphuc.model import DOCUMENTS
from khacphuc.model.schema import Vocabulary, bare, fields, is_part
from khacphuc.model.vocabulary import Declared
from khacphuc.obligations.values import ObligationKind, Stage, Timing, Verified
from khacphuc.pages import body_markdown as body
from khacphuc.pages.fragments import MOST_ROWS, PAGE_ROWS
from khacphuc.pages.tables import ROWS_MIN
from khacphuc.register import processes, shards
from khacphuc.register.loading import list_entries
from khacphuc.register.source import TOP_FOLDERS, Memory
from khacphuc.reports.text import render
from khacphuc.rules.catalogue import find
from khacphuc.rules.checking import check
from khacphuc.rules.contract import SHAPES, Problem
from khacphuc.site import search_files
from khacphuc.text.deadline.read import last_day, read_deadline
from khacphuc.text.folding import slug
from khacphuc.text.front_matter import MAX_FILE_BYTES, MAX_FRONT_MATTER_BYTES
from khacphuc.text.markup import MAX_CELLS
from khacphuc.text.message import Message, speaker
from khacphuc.text.nodes import MAX_DEPTH
from reference import pages as reference_pages
from tests.obligations.test_cycles import contradictions
from tests.pages.sample import sample_pages

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
GUIDES = tuple(
    ROOT / "docs" / "guides" / f"{name}.md"
    for name in ("run-a-register", "write-a-plan", "report-progress", "verify", "enter-a-notice")
)
MADE = tuple(ROOT / "docs" / folder for folder in ("reference", "rules"))
"""The folders that ``scripts/generate.py`` fills."""
# A guide in its own language is ``x.md``, in the other one ``x.en.md`` or ``x.vi.md``.
TRANSLATIONS = tuple(page for page in sorted((ROOT / "docs").rglob("*.??.md")) if page.parent not in MADE)
PAGES = (README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md")))
QUOTING = (README, *GUIDES, *TRANSLATIONS)

JUDGED_ON = date(2026, 4, 1)
SAMPLE_JUDGED_ON = date(2026, 11, 24)
ISSUED = date(2025, 4, 4)

# What the register of the guides has beside what they show.
UNSEEN = {
    "units/dang-uy-khoi.md": """---
type: unit
id: dang-uy-khoi
name: Đảng ủy Khối các cơ quan tỉnh Sông Lam
kind: committee
head: dang-uy-khoi/bi-thu
commission: uy-ban-kiem-tra
people:
  - id: bi-thu
    role: Bí thư Đảng ủy Khối
  - id: pho-bi-thu
    role: Phó Bí thư Thường trực
---
""",
    "units/uy-ban-kiem-tra.md": """---
type: unit
id: uy-ban-kiem-tra
name: Ủy ban Kiểm tra Đảng ủy Khối
kind: commission
parent: dang-uy-khoi
head: uy-ban-kiem-tra/chu-nhiem
people:
  - id: chu-nhiem
    role: Chủ nhiệm
  - id: uy-vien
    role: Ủy viên
---
""",
    "units/cong-doan-khoi.md": """---
type: unit
id: cong-doan-khoi
name: Công đoàn Khối
kind: mass
parent: dang-uy-khoi
head: cong-doan-khoi/chu-tich
people:
  - id: chu-tich
    role: Chủ tịch
---
""",
}


class Block(Struct, frozen=True):
    """A fenced block of a page: where its text stands in it, and the caption, which is the paragraph right above."""

    page: Path
    start: int
    line: int
    language: str
    text: str
    caption: str

    @property
    def printed_in(self) -> str:
        """The language of what the program prints in it."""
        return "en" if self.page.name.endswith(".en.md") else "vi"

    @property
    def path(self) -> str:
        """The path in a register that the caption names, or ``""``. The README links it."""
        found = re.search(r"`((?:plans|units)/[^`]+\.(?:md|yml))`(?:\]\(\1\)[,:]?)?\s*\Z", self.caption)
        return found[1] if found else ""

    @property
    def document(self) -> str:
        """The document that is shown: the README shows how a file of the sample register begins."""
        if self.page != README:
            return self.text
        whole = (ROOT / self.path).read_text("utf-8")
        assert whole.startswith(self.text)
        return whole

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


class Bad(Struct, frozen=True):
    """A document that is not as it should be, and the block that quotes what a check says of it."""

    path: str
    text: str
    quoted: Block

    def __str__(self) -> str:
        return str(self.quoted)


_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CHANGE = re.compile(r"((?:^-.*\n)+)((?:^\+.*\n)*)", re.MULTILINE)


@cache
def blocks(page: Path) -> tuple[Block, ...]:
    text = page.read_text("utf-8")
    found = []
    for fence in _FENCE.finditer(text):
        above = text[: fence.start()].rstrip("\n").rpartition("\n\n")[2]
        line = text.count("\n", 0, fence.start()) + 1
        found.append(Block(page, fence.start(2), line, fence[1], fence[2], above))
    return tuple(found)


def changed(text: str, diff: str) -> str:
    """A text with the lines of a diff exchanged, each of which it has once."""
    for removed, added in _CHANGE.findall(diff):
        old, new = ("".join(line[1:] for line in part.splitlines(keepends=True)) for part in (removed, added))
        assert text.count(old) == 1, f"not in the document: {old}"
        text = text.replace(old, new)
    return text


def examples(page: Path) -> tuple[dict[str, str], list[Bad]]:
    """The good documents of a page, by path, and the bad ones."""
    good: dict[str, str] = {}
    bad: list[Bad] = []
    shown: Block | None = None
    text = ""
    for block in (*blocks(page), None):
        if shown and block and block.language == "diff":
            good[shown.path] = shown.document
            text = changed(shown.document, block.text)
        elif shown and block and block.language == "text":
            bad.append(Bad(shown.path, text, block))
            shown = None
        else:
            if shown:
                good[shown.path] = text
            shown = block if block and block.path else None
            text = shown.document if shown else ""
    return good, bad


@cache
def sample() -> Mapping[str, str]:
    """The register of the repository, of which the README shows a file."""
    files = (path for folder in TOP_FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in files}


@cache
def register() -> Mapping[str, str]:
    """The register that all guides together show, with what they take for granted."""
    files = dict(UNSEEN)
    for page in GUIDES:
        files |= examples(page)[0]
    return files


def memory(files: Mapping[str, str]) -> Memory:
    return Memory({path: text.encode() for path, text in files.items()})


def problems(files: Mapping[str, str], day: date = JUDGED_ON) -> list[Problem]:
    source = memory(files)
    return check(source, list_entries(source), day)


def said(bad: Bad) -> str:
    """What a check says of a bad document in its place."""
    around, day = (sample(), SAMPLE_JUDGED_ON) if bad.quoted.page == README else (register(), JUDGED_ON)
    files = {**around, bad.path: bad.text}
    found = [each for each in problems(files, day) if each.path == bad.path]
    return render(found, memory(files), bad.quoted.printed_in)


def session(block: Block) -> str:
    """A block of commands with what each prints in the register."""
    printed = []
    with TemporaryDirectory() as folder:
        for path, text in register().items():
            Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, path).write_text(text, "utf-8")
        for command in re.findall(r"^\$ (.*)$", block.text, re.MULTILINE):
            with redirect_stdout(StringIO()) as out:
                main([*shlex.split(command)[1:], "--root", folder, "--lang", block.printed_in])
            printed.append(f"$ {command}\n{_trimmed(out.getvalue())}")
    return "\n".join(printed)


def _trimmed(output: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in output.strip("\n").splitlines())


BAD = [bad for page in QUOTING for bad in examples(page)[1]]
SESSIONS = [block for page in PAGES for block in blocks(page) if block.language == "console"]


# ── Examples ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_guides_together_are_a_register_without_fault() -> None:
    assert render(problems(register()), memory(register()), "vi") == ""


def test_nothing_is_wrong_with_the_file_that_the_readme_shows() -> None:
    (path,) = examples(README)[0]
    assert [each for each in problems(sample(), SAMPLE_JUDGED_ON) if each.path == path] == []


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_of_a_bad_example_is_said_what_is_quoted(bad: Bad) -> None:
    assert bad.quoted.text == said(bad)


@pytest.mark.parametrize("block", SESSIONS, ids=str)
def test_a_session_prints_what_is_quoted(block: Block) -> None:
    assert block.text == session(block)


@pytest.mark.parametrize("page", TRANSLATIONS, ids=lambda page: page.name)
def test_a_translation_shows_what_its_guide_shows(page: Path) -> None:
    """Documents are not translated, and headings can be linked to in both."""
    guide = page.with_name(f"{page.name.split('.')[0]}.md")
    for of in (_documents, _headings):
        assert of(page) == of(guide)


def _documents(page: Path) -> list[tuple[str, str, str]]:
    printed = ("text", "console")
    return [
        (block.language, block.path, "" if block.language in printed else block.text)
        for block in blocks(page)
    ]


def _headings(page: Path) -> list[tuple[str, str]]:
    """The level of each heading and its place on the page, which a translation names as the guide has it."""
    found = re.findall(
        r"^(#+) (.*?)(?: \{ ?#([\w-]+) ?\})?$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE
    )
    return [(level, name or slug(words)) for level, words, name in found]


def test_every_whole_document_says_where_it_stands() -> None:
    lost = [
        str(block)
        for page in PAGES
        for block in blocks(page)
        if block.language in ("yaml", "markdown") and block.text.startswith("---\n") and not block.path
    ]
    assert not lost


def test_every_kind_of_document_has_an_example() -> None:
    shown = {
        found[1] for page in GUIDES for text in examples(page)[0].values() if (found := _TYPE.search(text))
    }
    assert shown == set(DOCUMENTS)


_TYPE = re.compile(r"^type: (\w+)$", re.MULTILINE)


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────


def rows(page: Path, first: str) -> list[list[str]]:
    """The rows of the table whose first heading is ``first``."""
    lines = page.read_text("utf-8").splitlines()
    found: list[list[str]] = []
    for at, line in enumerate(lines):
        if line.startswith(f"| {first} |"):
            for row in lines[at + 2 :]:
                if not row.startswith("|"):
                    break
                found.append([cell.strip() for cell in row.strip("|").split("|")])
    assert found, f"{page.name} has no table {first}"
    return found


WRITE, REPORT, VERIFY = GUIDES[1:4]
INDEX = ROOT / "docs" / "guides" / "index.md"


PLAN = "plans/chi-bo-ke-toan/kl-2025-35/plan.md"


def _put(path: str, key: str, words: str) -> str:
    """The document with other words in the first ``key``."""
    text = register()[path]
    return re.sub(
        rf"^(\s+{key}: ).*$", lambda found: f'{found[1]}"{words}"', text, count=1, flags=re.MULTILINE
    )


@pytest.mark.parametrize("row", rows(WRITE, "Trên giấy ghi (`due_text`)"), ids=lambda row: str(row[0]))
def test_a_deadline_as_written_means_the_day_beside_it(row: list[str]) -> None:
    words, day = row[0], date.fromisoformat(row[1].strip("`"))
    assert last_day(read_deadline(words, issued=ISSUED)) == day
    assert "KP107" in codes(_put(PLAN, "due_text", words)) or str(day) in register()[PLAN]
    assert "KP107" not in codes(_put(PLAN, "due_text", words).replace("due: 2025-06-30", f"due: {day}"))


@pytest.mark.parametrize("row", rows(WRITE, "Không phải là hạn"), ids=lambda row: str(row[0]))
def test_what_is_no_deadline_is_told_so(row: list[str]) -> None:
    assert "KP405" in codes(_put(PLAN, "due_text", row[0]))


def codes(text: str, path: str = PLAN) -> set[str]:
    """The rules that speak when the plan of the guides, or another document, reads like this."""
    return {each.code for each in problems({**register(), path: text})}


NEWS = "plans/chi-bo-ke-toan/kl-2025-35/2025-06-23-update.md"


def _news(words: str) -> str:
    """An update that has nothing but a result in words."""
    task = f'  - task: N1\n    state: in_progress\n    result: "{words}"\n'
    return f"---\ntype: update\ndate: 2025-06-23\nby: chi-bo-ke-toan\ntasks:\n{task}---\n"


@pytest.mark.parametrize("row", rows(WRITE, "Chưa đạt"), ids=lambda row: str(row[0]))
def test_a_vague_measure_is_told_so_and_its_rewording_is_not(row: list[str]) -> None:
    vague, good = row
    assert "KP401" in codes(_put(PLAN, "measure", vague))
    assert codes(_put(PLAN, "measure", good)) == set()


@pytest.mark.parametrize("row", rows(REPORT, "Chưa đạt"), ids=lambda row: str(row[0]))
def test_a_vague_result_is_told_so_and_its_rewording_is_not(row: list[str]) -> None:
    vague, good = row
    assert "KP403" in codes(_news(vague), NEWS)
    assert codes(_news(good), NEWS) == set()


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────


def _words(declared: object) -> Iterator[str]:
    """Every key and vocabulary word of a declaration and what it holds."""
    hint = bare(declared)
    for inner in getattr(hint, "__args__", ()):
        yield from _words(inner)
    if isinstance(hint, type) and issubclass(hint, Vocabulary):
        yield from (member.value for member in hint)
    elif is_part(hint):
        for field in fields(hint):
            yield field.key
            yield from _words(field.hint)


@cache
def known_words() -> frozenset[str]:
    return frozenset(DOCUMENTS) | {word for kind in DOCUMENTS.values() for word in _words(kind)}


KEYS = {"result", "unit", "plan", "report"}
NOT_OURS = {"main", "pip", "restore", "true", "false"}


@pytest.mark.parametrize("page", [*GUIDES, INDEX], ids=lambda page: page.stem)
def test_every_key_and_value_that_a_guide_names_exists(page: Path) -> None:
    prose = _FENCE.sub("", page.read_text("utf-8"))
    named = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)*)(?::[^`]*)?`", prose))
    named = {word for word in named if not word.endswith((".md", ".yml", ".json"))}
    unknown = {word for word in named if not set(word.split(".")) <= known_words() and word not in names()}
    assert unknown - NOT_OURS == set()


VIETNAMESE = speaker("vi")


def labels(words: type[Vocabulary]) -> list[str]:
    return [VIETNAMESE(Message(member.label)) for member in words]


@cache
def labels_of(word: str) -> frozenset[str]:
    """What a word of the vocabularies is called on the site; none for a word that is a key as well."""
    if word in KEYS:
        return frozenset()
    lists = [words for words in Vocabulary.__subclasses__() if words.__module__.startswith("khacphuc.model")]
    return frozenset(
        VIETNAMESE(Message(member.label)) for words in lists for member in words if member.value == word
    )


@pytest.mark.parametrize("page", [WRITE, REPORT, VERIFY], ids=lambda page: page.stem)
def test_a_word_is_called_what_it_is_called_on_the_site(page: Path) -> None:
    prose = " ".join(_FENCE.sub("", page.read_text("utf-8")).split())
    called = re.findall(r"`([a-z_]+)` (?:\(|\| )([^)|]+?)(?:\)| \|)", prose)
    wrong = {(word, name) for word, name in called if labels_of(word) and name not in labels_of(word)}
    assert wrong == set()


def said_cycles(page: Path, heading: str) -> list[tuple[str, dict[str, str]]]:
    """The words of the guide's table of cycles, in each language that it gives, and the keys beside them."""
    found = []
    for words, keys in rows(page, heading):
        own, _, english = words.removesuffix(")").partition(" (")
        written = dict(re.findall(r"`(\w+): ([^`]+)`", keys))
        found += [(text, written) for text in (own, english) if text]
    return found


CYCLES_SAID = dict.fromkeys(
    (text, tuple(sorted(keys.items())))
    for page, heading in ((WRITE, "Văn bản ghi"), (WRITE.with_suffix(".en.md"), "The paper says"))
    for text, keys in said_cycles(page, heading)
)


@pytest.mark.parametrize(("text", "keys"), CYCLES_SAID, ids=[text for text, _ in CYCLES_SAID])
def test_every_cycle_of_the_guide_is_read(
    text: str, keys: tuple[tuple[str, str], ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """By `due`, and beside a recurrence: the guide's own agrees with the words, another one does not."""
    main(["due", text, "--issued", "2025-04-04", "--lang", "en"])
    shown = re.search(r"recurrence: \{(.*)\}", capsys.readouterr().out)
    assert shown is not None
    assert dict(re.findall(r"(\w+): (\[[^\]]*\]|[^,]+)", shown[1])) == dict(keys)
    own = ", ".join(f"{key}: {value}" for key, value in keys)
    span = "from: 2025-05-01, until: 2027-12-31"
    assert contradictions(text, f"{own}, {span}") == []
    assert contradictions(text, f"every: half_year, day: 17, {span}") != []


def test_the_three_axes_and_the_stages_are_those_of_the_site() -> None:
    axes = [row[2] for row in rows(VERIFY, "Mặt theo dõi")]
    assert axes == [", ".join(labels(words)) for words in (Declared, Verified, Timing)]
    assert ", ".join(row[0] for row in rows(VERIFY, "Giai đoạn")) == ", ".join(labels(Stage))


def test_the_glossary_speaks_as_the_site_does() -> None:
    for vietnamese, english, _ in rows(INDEX, "Tiếng Việt"):
        known = {english, english.capitalize()}
        found = {VIETNAMESE(Message(text)).lower() for text in known} - {text.lower() for text in known}
        assert not found or vietnamese in found, f"{english}: {vietnamese} or {found}?"


def test_every_rule_that_docs_name_exists() -> None:
    named = {code for page in PAGES for code in re.findall(r"\bKP\d{3}\b", page.read_text("utf-8"))}
    assert {code for code in named if find(code) is None} == set()


# ── Commands ─────────────────────────────────────────────────────────────────────────────────────────────

CHORES = {"test", "ci", "generate", "bench", "release", "help"}


def calls() -> Iterator[tuple[str, list[str]]]:
    """Every call of the program in a code span or a block of commands: where, and its words."""
    for page in PAGES:
        text = page.read_text("utf-8")
        spans = re.findall(r"`((?:python3 scripts/run\.py|khacphuc) [^`\n]+)`", _FENCE.sub("", text))
        for block in blocks(page):
            if block.language in ("sh", "console", "yaml"):
                spans += re.findall(
                    r"^(?:\$ |\s*- (?:run: )?)?((?:python3 scripts/run\.py|khacphuc) .*)$",
                    block.text,
                    re.MULTILINE,
                )
        for span in spans:
            words = shlex.split(span, comments=True)
            yield page.name, words[2:] if words[0] == "python3" else words[1:]


def test_every_command_and_option_that_docs_name_exists() -> None:
    for where, (word, *rest) in calls():
        if word in CHORES or word.startswith("-"):
            continue
        command = load(word)
        assert command is not None, f"{where}: khacphuc {word}"
        parser = parser_of(word, command.__doc__ or "", "en")
        command.arguments(parser)
        unknown = [option for option in rest if option.startswith("--") and not _has(parser, option)]
        assert not unknown, f"{where}: khacphuc {word} {unknown}"


def _has(parser: ArgumentParser, option: str) -> bool:
    return option.partition("=")[0] in parser._option_string_actions


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text("utf-8")
    assert [word for word in names() if f"`{word}" not in text] == []


# ── Claims ───────────────────────────────────────────────────────────────────────────────────────────────

ARCHITECTURE = ROOT / "docs" / "architecture.md"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
PACKAGE = ROOT / "scripts" / "khacphuc"
NUMBERS = {"eight": 8, "nine": 9, "thirteen": 13}

CLAIMS: tuple[tuple[str, object], ...] = (
    (r"at most (1,024) KiB, ever", MAX_FRONT_MATTER_BYTES // 1024),
    (r"more than (\w+) levels are flaws", MAX_DEPTH),
    (r"(\w+) kinds, one shape", len(ObligationKind)),
    (r"scripts of at most ([\d,]+) letters", search_files._SHARD),
    (r"the titles of (\d+) pages", search_files._TITLES),
    (r"what (\d+) pages say", search_files._TEXTS),
    (r"of each no more than ([\d,]+) letters", search_files._TEXT_MAX),
    (r"makes those of (\w+) rows and more sort", ROWS_MIN),
    (
        r"one script of our own, (\d+) kB",
        round((PACKAGE / "pages/static/khacphuc-tables.js").stat().st_size / 1000),
    ),
    (r"A list ends after (\d+) rows", MOST_ROWS),
    (r"shares ([\d,]+) rows out", PAGE_ROWS),
    (r"no more than ([\d,]+) cells of tables", MAX_CELLS),
    (r"one of more than (\d+) KiB by a process", body._LONG // 1024),
    (r"Shards of (\d+) cases", shards._SHARD),
    (r"one process for each (\d+) cases", processes._WORTH_A_WORKER),
    (r"is at most (\d+) MiB", MAX_FILE_BYTES >> 20),
)
"""What the architecture says in numbers, and the number."""


@pytest.mark.parametrize(("claim", "number"), CLAIMS, ids=lambda part: str(part)[:40])
def test_a_number_in_the_architecture_is_that_of_the_program(claim: str, number: object) -> None:
    text = " ".join(ARCHITECTURE.read_text("utf-8").split())
    said = [NUMBERS.get(word) or int(word.replace(",", "")) for word in re.findall(claim, text)]
    assert set(said) == {number}


@pytest.mark.parametrize("page", [ARCHITECTURE, CONTRIBUTING, README], ids=lambda page: page.name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    """Paths are from the repository or the package; ``kpNNN``, ``x`` and ``NAME`` stand for what a reader will write."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    spans = set(re.findall(r"`([\w./-]+/[\w.-]*|[\w-]+\.(?:py|js|md|yml|toml|po))`", text))
    written = {span for span in spans if re.search(r"NNN|\b(?:x|NAME)\b", span)}
    assert {span for span in spans - written - ELSEWHERE if not _is_file(span)} == set()


ELSEWHERE = {"dist/", "khacphuc/files/"}
"""What a command writes, and folders within others."""


def _is_file(span: str) -> bool:
    tops = (ROOT, ROOT / "scripts", PACKAGE, PACKAGE / "pages" / "static")
    return any((top / span).exists() for top in tops) or any(PACKAGE.rglob(span.rstrip("/")))


def test_the_shapes_of_rules_are_those_of_the_architecture() -> None:
    named = [name for row in rows(ARCHITECTURE, "Shape") for name in re.findall(r"`(\w+)`", row[0])]
    assert [name for name in named if name != "judge"] == [*SHAPES]


def test_reference_and_rules_stand_as_they_would_be_written() -> None:
    """Their pages on the site say the same, from the same lines (``pages/reference.py``)."""
    made = dict(reference_pages())
    there = [page for folder in MADE for page in folder.iterdir()]
    assert {page.relative_to(ROOT / "docs").as_posix(): page.read_text("utf-8") for page in there} == made


def test_the_reference_says_what_its_page_says() -> None:
    site = sample_pages()
    for name in DOCUMENTS:
        rows_there = re.findall(r'<th scope="row"><code>([^<]+)</code>', site[f"reference/{name}/"].html)
        rows_here = re.findall(r"^\| `([^`]+)`", (MADE[0] / f"{name}.md").read_text("utf-8"), re.MULTILINE)
        assert rows_here == rows_there


# ── Links ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = _FENCE.sub("", page.read_text("utf-8"))
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    here = [link.partition("#")[0] for link in links if "://" not in link and not link.startswith("#")]
    targets = {(page.parent / link).resolve().relative_to(ROOT).as_posix() for link in here}
    assert {target for target in targets if not (ROOT / target).exists()} == set()
    assert {link for link in links if link.startswith("#") and page.parent in MADE} <= {
        f"#{name}" for name in re.findall(r'<a id="([^"]+)"></a>', text)
    }


def test_folders_in_the_readme_exist() -> None:
    named = [cell.strip("`/ ") for row in rows(README, "Folder") for cell in row[:1]]
    assert [name for name in named if not (ROOT / name).exists()] == []


# ── Writing quoted output anew ───────────────────────────────────────────────────────────────────────────


def write_anew() -> None:
    """Put what the program says now into every page that quotes it."""
    quoted = [(bad.quoted, said(bad)) for bad in BAD] + [(block, session(block)) for block in SESSIONS]
    for block, text in sorted(quoted, key=lambda item: -item[0].start):
        page = block.page.read_text("utf-8")
        end = block.start + len(block.text)
        block.page.write_text(page[: block.start] + text + page[end:], "utf-8")


if __name__ == "__main__":
    write_anew()
