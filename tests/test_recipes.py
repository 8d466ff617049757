"""Each recipe of “How to add …” in the architecture, followed in a copy of the program.

What a recipe adds is checked as its users would: ``check``, ``pages`` or ``site`` and ``history`` run over a register that
has it. The files that were touched by hand are those that the recipe names; nothing else needed a hand.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.history.repositories import Content, Repository
from tests.rules.examples import AS_OF, BASE, BEGUN, CASE

ROOT = Path(__file__).parents[1]
PACKAGE = "scripts/khacphuc"
PO = f"{PACKAGE}/text/locale/vi/LC_MESSAGES/khacphuc.po"
VERIFY = ("docs/guides/verify.md", "docs/guides/verify.en.md")
HOUSE = ("tests/test_docs.py", "tests/cli/test_catalogue.py")
"""Tests of the documents and the translations, which whatever is added must keep."""
_LEFT_OUT = ("site", "dist", ".git", ".hypothesis")
_HIDDEN = (".venv", ".mypy", ".pytest", ".ruff", ".site")
_SCRATCH = ("__pycache__", ".hypothesis")

Figure = Callable[[str, object], None]


class Copy:
    """A copy of the program, to which something is added, and a register to try it on."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "program"
        shutil.copytree(ROOT, self.root, ignore=_left_out)
        self._folder = folder
        self._count = 0

    def begin(self) -> None:
        """Undo what was added, and begin a register: Python and mypy keep what they know of all the rest."""
        for name in self.changed():
            (self.root / name).unlink()
            if (ROOT / name).is_file():
                shutil.copy2(ROOT / name, self.root / name)
        shutil.copy2((ROOT / PO).with_suffix(".mo"), self.root / Path(PO).parent)
        self.by_hand: set[str] = set()
        self._count += 1
        self.out = self._folder / str(self._count)
        self.register = Repository(self.out / "register")
        self.register.commit(dict(BASE), at=BEGUN)
        self.register.make(checkout=True)

    # ---------------------------------------------------------------------------------------------- writing

    def write(self, path: str, text: str) -> None:
        """Add a file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
        self.by_hand.add(path)

    def edit(self, path: str, *changes: tuple[str, str]) -> None:
        """Put texts in the place of others, each of which the file has once."""
        text = (self.root / path).read_text("utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{path}: {old}"
            text = text.replace(old, new)
        self.write(path, text)

    def translate(self, **vietnamese: str) -> None:
        """Generate, give each new text its Vietnamese, and generate again. Words of a name stand for its text."""
        self.generate()
        text = (self.root / PO).read_text("utf-8")
        missing = re.findall(r'^msgid "(.+)"\nmsgstr ""\n(?!")', text, re.MULTILINE)
        said = {english.replace("_", " ").lower(): words for english, words in vietnamese.items()}
        assert {re.sub(r"\W+", " ", one).strip().lower() for one in missing} == said.keys()
        for one in missing:
            words = said[re.sub(r"\W+", " ", one).strip().lower()]
            text = text.replace(f'msgid "{one}"\nmsgstr ""', f'msgid "{one}"\nmsgstr "{words}"')
        self.write(PO, text)
        self.generate()

    # ---------------------------------------------------------------------------------------------- running

    def run(self, *words: str, code: int = 0) -> str:
        """Run Python in the copy, and return what it says on both ways."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            [sys.executable, *words],
            cwd=self.root,
            env=kept | {"PYTHONPATH": str(self.root / "scripts"), "PYTHONUTF8": "1"},
            check=False,
            capture_output=True,
        )
        said = (done.stdout + done.stderr).decode()
        assert done.returncode == code, said
        return said

    def khacphuc(self, command: str, *words: str, code: int = 0) -> str:
        """Run a command on the register, on the day on which nothing is wrong with it."""
        where = ("--root", str(self.register.root), "--as-of", AS_OF.isoformat())
        return self.run("-m", "khacphuc", command, *words, *where, code=code)

    def generate(self) -> None:
        self.run("scripts/generate.py")

    def mypy(self, *paths: str, code: int = 0) -> dict[str, str]:
        """Return what mypy says of each file."""
        words = ("--no-error-summary", "--no-pretty", "--cache-dir", str(self._folder / "mypy"), *paths)
        lines = self.run("-m", "mypy", *words, code=code).splitlines()
        errors = (re.match(r"([^:]+):\d+: error: (.*)", line) for line in lines)
        found: dict[str, str] = {}
        for error in filter(None, errors):
            path = error[1].replace("\\", "/")
            found[path] = f"{found.get(path, '')}{error[2]}\n"
        return found

    def pages(self, path: str, language: str = "vi") -> str:
        """Return one page of the register as the plain tree has it."""
        out = self.out / language
        self.khacphuc("pages", "--out", str(out), "--lang", language, "--force")
        return (out / path / "index.md").read_text("utf-8")

    def site(self) -> Path:
        """Build the register's site, which may warn of nothing."""
        out = self.out / "site"
        self.khacphuc("site", "--build", "--strict", "--out", str(out))
        return out

    def commit(self, path: str, content: Content, days: int = 5) -> None:
        """Commit a document of the register some days after it began."""
        self.register.commit({path: content}, at=BEGUN + timedelta(days=days))
        self.register.make(checkout=True)

    def record(self, name: str, front: str, days: int = 5) -> None:
        """Commit a record of the register's case."""
        self.commit(f"{CASE}/{name}", f"---\n{front}---\n", days)

    # --------------------------------------------------------------------------------------------- counting

    def finish(self, recipe: str, figure: Figure, *house: str) -> None:
        """Hold what was touched against the recipe's words, and the whole against the tests of the house."""
        named = files_named_in(recipe)
        assert {path for path in self.by_hand if not any(re.fullmatch(form, path) for form in named)} == set()
        made = self.changed() - self.by_hand
        figure(f"files of the recipe “{recipe}”", f"{len(self.by_hand)} by hand, {len(made)} generated")
        self.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *HOUSE, *house)

    def changed(self) -> set[str]:
        """The files that are not as in the original."""
        files = (path for path in self.root.rglob("*") if path.is_file() and path.suffix != ".mo")
        found = {path.relative_to(self.root).as_posix(): path for path in files}
        return {
            name
            for name, path in found.items()
            if not any(part in _SCRATCH for part in path.parts) and _differs(path, ROOT / name)
        }


def _left_out(folder: str, names: list[str]) -> list[str]:
    """What a build leaves at the top of a clone, and what is hidden."""
    return [
        name for name in names if Path(folder) == ROOT and (name in _LEFT_OUT or name.startswith(_HIDDEN))
    ]


def _differs(path: Path, original: Path) -> bool:
    return not original.is_file() or path.read_bytes() != original.read_bytes()


def files_named_in(recipe: str) -> set[str]:
    """The files that a recipe names, as patterns: what a reader chooses may be anything; and where translations go."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("## How to add")[2]
    body = text.partition(f"**{recipe}.**")[2].partition("\n\n**")[0]
    assert body, f"no recipe {recipe}"
    found = {re.escape(PO)}
    for span in re.findall(r"`([\w./-]+[/.][\w]*)`", body):
        top = "" if (ROOT / span).exists() else f"{PACKAGE}/"
        form = re.escape(f"{top}{span}").replace("kpN/", r"kp\d/").replace("NNN", r"\d{3}")
        form = form.replace("what_is_wrong", r"\w+").replace("/x\\.", r"/\w+\.")
        found.add(f"{form}.*" if span.endswith("/") else form)
    return found


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("recipes"))


@pytest.fixture
def copy(program: Copy) -> Copy:
    program.begin()
    return program


# ─────────────────────────────────────────────────────────────────────────────────────────────────── a rule

RULE = f"{PACKAGE}/rules/kp3/kp399_content_shouts.py"
RULE_TEXT = '''"""A task is shouted.

A mark of exclamation says nothing that could be checked.

Write what is to be done.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.model.plan import Plan
from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.register.document import Document
from khacphuc.rules.contract import Context, RuleReport, Said
from khacphuc.text.message import say

SEVERITY = Severity.WARNING
DOCUMENTS = (Plan,)


def check_document(document: Document[Plan], _case: Case | None, _context: Context) -> Iterator[RuleReport]:
    for index, task in enumerate(document.record.tasks):
        if task.content and task.content.endswith("!"):
            said = Said(say("Task {id} is shouted.", id=task.id), say("Leave the mark out."))
            yield RuleReport(document, ("tasks", index, "content"), said)
'''
PLAN = f"{CASE}/plan.md"


def test_a_rule(copy: Copy, record_property: Figure) -> None:
    plan = BASE[PLAN].decode()
    shouted = re.sub(r"^(    content: .*)$", r"\1!", plan, count=1, flags=re.MULTILINE)
    copy.write(RULE, RULE_TEXT.replace("document: Document[Plan]", "document: Plan"))
    copy.write(f"{PACKAGE}/rules/examples/kp399/bad/{PLAN}", shouted)
    copy.write(f"{PACKAGE}/rules/examples/kp399/good/{PLAN}", plan)
    copy.generate()
    assert "DocumentRule[Plan]" in copy.mypy("tests/rules/typed.py", code=1)["tests/rules/typed.py"]
    copy.write(RULE, RULE_TEXT)
    copy.translate(
        a_task_is_shouted="Nhiệm vụ ghi kèm dấu chấm than.",
        a_mark_of_exclamation_says_nothing_that_could_be_checked="Dấu chấm than không nói điều gì kiểm tra được.",
        write_what_is_to_be_done="Ghi việc phải làm.",
        task_id_is_shouted="Nhiệm vụ {id} ghi kèm dấu chấm than.",
        leave_the_mark_out="Bỏ dấu ấy đi.",
    )
    assert copy.mypy("tests/rules/typed.py") == {}
    examples = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/rules", "-k", "KP399")
    copy.run(*examples, "--update-expected")
    expected = f"{PACKAGE}/rules/examples/kp399/expected"
    assert "Nhiệm vụ N1 ghi kèm dấu chấm than." in (copy.root / f"{expected}.vi.txt").read_text("utf-8")
    assert "Task N1 is shouted." in (copy.root / f"{expected}.en.txt").read_text("utf-8")

    assert "KP399" not in copy.khacphuc("check")
    copy.commit(PLAN, shouted)
    assert "KP399 [content-shouts] Nhiệm vụ N1 ghi kèm dấu chấm than." in copy.khacphuc("check")
    assert "Nhiệm vụ ghi kèm dấu chấm than." in copy.pages("rules")
    assert "Ghi việc phải làm." in copy.pages("rules/kp399")
    assert PLAN.rpartition("/")[0] in copy.khacphuc("history", "--lang", "en")
    copy.finish("A rule", record_property, "tests/rules/test_examples.py", "-k", "not KP or KP399")


# ──────────────────────────────────────────────────────────────────────────────────────────────────── a key

MEETING = "type: meeting\ndate: 2024-07-03\nunit: chi-bo-ke-toan\nnumber: 07-BB/CB\n"


def test_a_key(copy: Copy, record_property: Figure) -> None:
    copy.record("2024-07-03-meeting.md", f"{MEETING}place: Hội trường\n")
    assert "place" in copy.khacphuc("check", code=1)
    after = 'Key(N_("Findings discussed"))] = ()\n'
    place = 'Key(N_("Meeting place"), N_("Where it was held"), "Hội trường")'
    copy.edit(
        f"{PACKAGE}/model/records.py", (after, f"{after}    place: Annotated[str | None, {place}] = None\n")
    )
    copy.edit(
        f"{PACKAGE}/pages/record_list.py",
        (
            '(N_("Number of the minutes"), record.number), ',
            '(N_("Number of the minutes"), record.number), (N_("Meeting place"), record.place), ',
        ),
    )
    copy.translate(meeting_place="Nơi họp", where_it_was_held="Họp ở đâu")
    assert "place" not in copy.khacphuc("check")
    assert "Nơi họp" in copy.pages(f"cases/{CASE.removeprefix('plans/')}")
    assert "Họp ở đâu" in copy.pages("reference/meeting")
    copy.record("2024-07-03-meeting.md", f"{MEETING}place: Nhà văn hóa\n", days=6)
    told = copy.khacphuc("history", "--lang", "en")
    assert "place" in told
    assert "Hội trường" in told
    copy.finish("A document key", record_property)


# ───────────────────────────────────────────────────────────────────────────────────────── a kind of record

VISIT = '''class Visit(Struct, frozen=True, kw_only=True):
    """The follower comes and looks."""

    TYPE: ClassVar[str] = "visit"
    TITLE: ClassVar[str] = N_("Site visit")

    type: Annotated[str, Key(N_("Document type"), example="visit")]
    date: Annotated[Day, Key(N_("Date"))]
    time: TimeOfDay = None
    by: Annotated[PartyRef, Key(N_("Visited by"))]
    note: Annotated[str | None, Key(N_("Note"))] = None
    answers: Answers = ()


'''
VISIT_SHOWN = """        case Visit():
            more = facts(formatter.context, wide=((N_("Note"), record.note),))
            return RecordText(Visit.TITLE, record.by, more)
"""
VISIT_IN_GUIDE = """
{caption} `plans/chi-bo-ke-toan/kl-2025-35/2025-06-09-visit.md`

```yaml
---
type: visit
date: 2025-06-09
by: uy-ban-kiem-tra
note: Đã xem kho lưu trữ.
---
```
"""
SHOWN_IN = ("timeline/timeline.py", "obligations/ledger.py", "pages/record_list.py", "pages/draft_filter.py")


def test_a_kind_of_record(copy: Copy, record_property: Figure) -> None:
    name, front = (
        "2024-07-05-visit.md",
        "type: visit\ndate: 2024-07-05\nby: uy-ban-kiem-tra\nnote: Đã xem kho.\n",
    )
    copy.record(name, front)
    assert "KP020" in copy.khacphuc("check", code=1)
    union = "    | Correction\n)"
    copy.edit(
        f"{PACKAGE}/model/records.py",
        ("Record = (\n", f"{VISIT}Record = (\n"),
        (union, union.replace("\n)", "\n    | Visit\n)")),
    )
    said = copy.mypy(PACKAGE, code=1)
    assert said.keys() == {f"{PACKAGE}/{path}" for path in SHOWN_IN}
    assert all('"Visit"' in words for words in said.values())

    imported = ("    Update,\n    Verification,\n)", "    Update,\n    Verification,\n    Visit,\n)")
    copy.edit(
        f"{PACKAGE}/timeline/timeline.py",
        imported,
        ("case Notification() | Meeting():", "case Notification() | Meeting() | Visit():"),
    )
    copy.edit(
        f"{PACKAGE}/obligations/ledger.py",
        imported,
        ("                case Meeting():\n", "                case Meeting() | Visit():\n"),
    )
    last = "        case _:\n            assert_never(record)\n"
    copy.edit(f"{PACKAGE}/pages/record_list.py", imported, (last, f"{VISIT_SHOWN}{last}"))
    copy.edit(
        f"{PACKAGE}/pages/draft_filter.py",
        imported,
        ("case Meeting() | Report()", "case Meeting() | Visit() | Report()"),
    )
    for guide, caption in zip(VERIFY, ("Tệp", "The file"), strict=True):
        text = (copy.root / guide).read_text("utf-8")
        copy.write(guide, text.rstrip("\n") + "\n" + VISIT_IN_GUIDE.format(caption=caption))
    copy.translate(site_visit="Làm việc trực tiếp", visited_by="Người đến làm việc")
    assert copy.mypy(PACKAGE) == {}

    assert name not in copy.khacphuc("check")
    for language, word in (("vi", "Làm việc trực tiếp"), ("en", "Site visit")):
        case = copy.pages(f"cases/{CASE.removeprefix('plans/')}", language)
        assert word in case
        assert "Đã xem kho." in case
    assert "Người đến làm việc" in copy.pages("reference/visit")
    assert "Làm việc trực tiếp" in (
        copy.site() / "cases" / "chi-bo-ke-toan" / "kl-2024-35" / "index.html"
    ).read_text("utf-8")
    assert "Site visit of 5 Jul 2024" in copy.khacphuc("history", "--lang", "en")
    copy.commit(f"{CASE}/{name}", None, days=6)
    assert "KP610" in copy.khacphuc("check")
    copy.finish(
        "A kind of record", record_property, "tests/register/test_layout.py", "tests/model/test_schema.py"
    )


# ─────────────────────────────────────────────────────────────────────────────────────────────────── a page

PAGE_TEXT = '''"""The titles of all cases, one below the other."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.pages.page import Page
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.message import N_

PATH = "titles/"


def pages(site_index: SiteIndex) -> Iterator[Page]:
    title = site_index.context.words[N_("Titles of cases")]
    cases = [(state.id, state.title) for state in site_index.states if site_index.context.shows_case(state)]
    html = site_index.context.render("titles.html", PATH, title=title, cases=cases)
    yield Page(path=PATH, title=title, html=html, search=title)
'''
PAGE_TEMPLATE = """<div class="kp">
<h1>{{ title }}</h1>
<ul>
{% for id, name in cases %}
<li><a href="case:{{ id }}">{{ name }}</a></li>
{% endfor %}
</ul>
</div>
"""


def test_a_page(copy: Copy, record_property: Figure) -> None:
    copy.write(f"{PACKAGE}/pages/titles.py", PAGE_TEXT)
    copy.write(f"{PACKAGE}/pages/templates/titles.html", PAGE_TEMPLATE)
    copy.edit(
        f"{PACKAGE}/pages/overview.py",
        ("    settings_page,\n", "    settings_page,\n    titles,\n"),
        ("    search_page.pages,\n", "    search_page.pages,\n    titles.pages,\n"),
    )
    copy.edit(
        "mkdocs.yml",
        (
            "  - Nhật ký thay đổi: audit/index.md\n",
            "  - Tên hồ sơ: titles/index.md\n  - Nhật ký thay đổi: audit/index.md\n",
        ),
        (
            "          Nhật ký thay đổi: Audit trail\n",
            "          Tên hồ sơ: Titles\n          Nhật ký thay đổi: Audit trail\n",
        ),
    )
    copy.translate(titles_of_cases="Tên các hồ sơ")
    assert "Tên các hồ sơ" in copy.pages("titles")
    page = (copy.site() / "titles" / "index.html").read_text("utf-8")
    assert 'href="../cases/chi-bo-ke-toan/kl-2024-35/"' in page
    assert "Tên hồ sơ" in (copy.out / "site" / "index.html").read_text("utf-8")
    copy.khacphuc("check")
    copy.khacphuc("history")
    copy.finish("A page", record_property)


# ──────────────────────────────────────────────────────────────────────────────────────────── a report format

REPORT_TEXT = '''"""Problems as a list of files, one a line."""

from __future__ import annotations

from khacphuc.reports.checked import Checked


def report(checked: Checked) -> str:
    """The path of each document that something is wrong with, once."""
    return "".join(f"{path}\\n" for path in dict.fromkeys(problem.path for problem in checked.problems))
'''


def test_a_report_format(copy: Copy, record_property: Figure) -> None:
    copy.write(f"{PACKAGE}/reports/paths.py", REPORT_TEXT)
    copy.edit(f"{PACKAGE}/cli/commands/check.py", ('"sarif", "markdown")', '"sarif", "markdown", "paths")'))
    copy.edit("README.md", ("`sarif` and `markdown`", "`sarif`, `markdown` and `paths`"))
    copy.generate()
    copy.commit(PLAN, BASE[PLAN].replace(b"product:", b"prodct:"))
    assert copy.khacphuc("check", "--format", "paths", code=1).split() == [PLAN]
    copy.pages("rules")
    copy.khacphuc("history")
    copy.finish("A report format", record_property)


# ──────────────────────────────────────────────────────────────────────────────────────────────── a command

COMMAND_TEXT = '''"""Count the cases of the register."""

from __future__ import annotations

import argparse

from khacphuc.cli.exit_codes import ExitCode
from khacphuc.cli.invocation import Invocation

SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """It has none of its own."""


def run(call: Invocation) -> int:
    """One number."""
    from khacphuc.register.loading import list_entries

    call.print(str(len(list_entries(call.source).cases)))
    return ExitCode.CLEAN
'''


def test_a_command(copy: Copy, record_property: Figure) -> None:
    copy.write(f"{PACKAGE}/cli/commands/how_many.py", COMMAND_TEXT)
    copy.edit("README.md", ("| `status` | Shows", "| `how-many` | Counts the cases |\n| `status` | Shows"))
    copy.translate(count_the_cases_of_the_register="Đếm hồ sơ của sổ.")
    assert copy.khacphuc("how-many").split() == ["1"]
    assert copy.khacphuc("how-many", "--at", "HEAD").split() == ["1"]
    assert "Đếm hồ sơ của sổ." in copy.run("-m", "khacphuc", "--help", "--lang", "vi")
    copy.khacphuc("check")
    copy.pages("rules")
    copy.khacphuc("history")
    copy.finish("A command", record_property)
