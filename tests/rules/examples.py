"""The examples of rules: the base register, what is laid over it, and what cannot be kept in a work tree everywhere."""

from __future__ import annotations

import atexit
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from msgspec import field

from khacphuc.history.trail import Authorship, Signature
from khacphuc.history.trail_reader import read_trail
from khacphuc.history.versioned_tree import VersionedTree
from khacphuc.register.loading import list_entries
from khacphuc.register.source import Entry, EntryKind, Memory, Source, WorkTree
from khacphuc.reports.rulebook import EXAMPLES
from khacphuc.rules.baseline import ProposedChange, check_change
from khacphuc.rules.checking import check
from khacphuc.rules.contract import Problem
from tests.history.repositories import Content, Person, Repository

AS_OF = date(2024, 7, 10)
AS_OF_HISTORY = date(2024, 8, 10)
BEGUN = datetime(2024, 7, 1, 17, tzinfo=timezone(timedelta(hours=7)))
CASE = "plans/chi-bo-ke-toan/kl-2024-35"
UPDATE = f"{CASE}/2024-07-08-update.md"


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in the register."""
    found = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in found}


BASE = files(EXAMPLES / "base")


def problems(source: Source) -> list[Problem]:
    if isinstance(source, Proposed):
        base = source.base
        changed = {path for path in {*base, *source.files} if source.files.get(path) != base.get(path)}
        authors = dict.fromkeys(changed, Authorship(source.authors))
        change = ProposedChange(source, Memory(base), lambda _path: "", frozenset(changed), {}, authors)
        return check_change(change, AS_OF, jobs=1)[0]
    if isinstance(source, WorkTree):
        root = source.root
        return check(
            source, list_entries(source), AS_OF_HISTORY, trail=lambda: read_trail(root, "HEAD"), jobs=1
        )
    return check(source, list_entries(source), AS_OF, jobs=1)


def problems_of(changed: dict[str, bytes]) -> list[Problem]:
    """What a check says of the base register with some files put over it."""
    return problems(Memory({**BASE, **changed}))


def formal_problems_of(changed: dict[str, bytes]) -> list[Problem]:
    """Those of text, shape and references alone. Other families judge what is said, and have tests of their own."""
    return formal(problems_of(changed))


def formal(some: list[Problem]) -> list[Problem]:
    return [problem for problem in some if problem.code < "KP3"]


class Odd(Memory, frozen=True):
    """The base register with one thing in it that is no readable file, or is marked."""

    entry: Entry

    def entries(self, folder: str) -> Iterator[Entry]:
        yield from (entry for entry in super().entries(folder) if entry.path != self.entry.path)
        if self.entry.path.startswith(f"{folder}/"):
            yield self.entry

    def read(self, path: str) -> bytes:
        if path == self.entry.path and path not in self.files:
            raise PermissionError(13, "Permission denied")
        return super().read(path)


class Proposed(Memory, frozen=True):
    """A register, the base one unless given, as a pull request would have it."""

    base: Mapping[str, bytes] = field(default_factory=lambda: BASE)
    authors: tuple[Signature, ...] = ()


def _settings_changed() -> Source:
    policy = BASE["plans/policy.yml"].decode() + "rules:\n  KP415: {severity: off, reason: Thử}\n"
    return Proposed({**BASE, "plans/policy.yml": policy.encode()})


def _settings_by_the_unit() -> Source:
    """A clerk of the inspected unit changes how the register is called."""
    unit, text = "units/chi-bo-ke-toan.md", BASE["units/chi-bo-ke-toan.md"].decode()
    known = text.replace(
        "role: Phó Bí thư Chi bộ\n", "role: Phó Bí thư Chi bộ\n    emails: [pho-bi-thu@chibo.example.vn]\n"
    )
    base = {**BASE, unit: known.encode()}
    renamed = BASE["plans/policy.yml"].decode().replace("committee: Đảng ủy Khối", "committee: Đảng ủy khối")
    clerk = Signature("Phó Bí thư Chi bộ", "pho-bi-thu@chibo.example.vn")
    return Proposed({**base, "plans/policy.yml": renamed.encode()}, base, (clerk,))


def _moved_to_the_top() -> Source:
    """A register that stood in a folder of its own, and was put at the top of its repository."""
    made = Repository(_folder())
    made.commit({f"so/{path}": data for path, data in BASE.items()}, at=BEGUN, message="Sổ ban đầu")
    moved: dict[str, Content] = {f"so/{path}": None for path in BASE}
    made.commit({**BASE, **moved}, at=BEGUN + timedelta(days=3), message="Chuyển sổ lên thư mục gốc")
    made.make(checkout=True)
    return VersionedTree(made.root)


def _closed_in_a_burst() -> Source:
    """Five cases that one person closes on one day; what other rules say of so bare a case is turned off."""
    made = repository()
    cases = [f"plans/cong-doan/kl-2024-{number}" for number in range(41, 46)]
    policy = BASE["plans/policy.yml"].decode() + "rules:\n"
    for code in ("KP515", "KP516"):
        policy += f"  {code}: {{severity: off, reason: Ví dụ}}\n"
    made.commit({"plans/policy.yml": policy, **{f"{case}/conclusion.md": _bare(case) for case in cases}})
    closure = "---\ntype: closure\ndate: 2024-08-05\nby: uy-ban-kiem-tra\npaper: {number: 30-TB/UBKT}\n---\n"
    made.commit(
        {f"{case}/2024-08-05-closure.md": closure for case in cases},
        by=Person("Ủy viên UBKT", "uy-vien@ubkt.example.vn"),
        at=BEGUN + timedelta(days=35),
        message="Kết thúc theo dõi",
    )
    made.make(checkout=True)
    return WorkTree(made.root)


def _bare(case: str) -> str:
    """A conclusion with as little in it as there can be."""
    number = case[-2:]
    text = BASE[f"{CASE}/conclusion.md"].decode()
    for old, new in (
        ("KL-2024-35", f"KL-2024-{number}"),
        ("unit: chi-bo-ke-toan", "unit: cong-doan"),
        ("35-TB/ĐU", f"{number}-TB/ĐU"),
    ):
        text = text.replace(old, new)
    return text


def _left_out_by_a_merge() -> Source:
    """A verification that a clerk's branch leaves out when it takes in the main branch, and then takes its place."""
    made = repository()
    text = "---\ntype: verification\ndate: 2024-07-08\nby: uy-ban-kiem-tra\ntasks:\n  - {task: N1, outcome: rejected, note: Thiếu 06 hồ sơ}\n---\n"
    made.branch("main-until-then")
    follower = Person("Ủy viên UBKT", "uy-vien@ubkt.example.vn")
    path = f"{CASE}/2024-07-08-verification.md"
    made.commit(
        {path: text}, on="main-until-then", by=follower, at=BEGUN + timedelta(days=7), message="Thẩm tra"
    )
    clerk = Person("Phó Bí thư Chi bộ", "pho-bi-thu@chibo.example.vn")
    made.merge(
        "main-until-then",
        changes={path: None},
        by=clerk,
        at=BEGUN + timedelta(days=8),
        message="Gộp nhánh chính",
    )
    made.make(checkout=True)
    return VersionedTree(made.root)


MAKE: dict[str, Callable[[], Source]] = {
    "KP013": lambda: Memory({**BASE, UPDATE: b"---\ntype: update\n---\n" + b"x" * 2 * 1024 * 1024}),
    "KP015": lambda: Odd(BASE, Entry(f"{CASE}/2024-07-08-update.md", EntryKind.LINK)),
    "KP019": lambda: Odd(BASE, Entry(UPDATE)),
    "KP021": lambda: Odd(BASE, Entry(f"{CASE}/plan.md", executable=True)),
    "KP614": _closed_in_a_burst,
    "KP617": _settings_changed,
    "KP620": _moved_to_the_top,
    "KP621": _settings_by_the_unit,
    "KP626": _left_out_by_a_merge,
}
"""Bad examples that are made here: too large to keep, a link, a file that cannot be opened or is marked as a program, five cases, a change under review."""


@cache
def bad(code: str) -> Source:
    """The register with the bad example of a rule in it."""
    return MAKE[code]() if code in MAKE else _register(code, "bad")


def good(code: str) -> Source:
    return _register(code, "good")


@cache
def _register(code: str, side: str) -> Source:
    folder = EXAMPLES / code.lower() / side
    if not (folder / "1").is_dir():
        return Memory({**BASE, **files(folder)})
    made = repository()
    for step in sorted(folder.iterdir()):
        _commit(made, step)
    made.make(checkout=True)
    return VersionedTree(made.root)


def _folder() -> Path:
    folder = mkdtemp(prefix="khacphuc-example-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def repository() -> Repository:
    """A repository that begins with the base register."""
    made = Repository(_folder())
    made.commit(dict(BASE), at=BEGUN, message="Sổ ban đầu")
    return made


def _commit(made: Repository, step: Path) -> None:
    """Commit one step of an example: the files in its folder, as the file ``commit`` in it says."""
    found = files(step)
    told = [line.partition(": ")[::2] for line in found.pop("commit").decode().splitlines()]
    said = dict(told)
    author = re.fullmatch(r"(.*) <(.*)>", said["author"])
    assert author
    changes: dict[str, Content] = {path: None for key, path in told if key == "delete"}
    made.commit(
        {**changes, **found},
        by=Person(author[1], author[2]),
        at=datetime.fromisoformat(said["date"]),
        message=said["message"],
    )
