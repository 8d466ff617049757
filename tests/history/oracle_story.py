"""Random stories of a register: who writes what on which branch, and what the main branch must be told to have seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.history import documents as write
from tests.history.oracle import COMMISSION, Doc, Ledger, Want, targets
from tests.history.repositories import HANOI, Person, Repository

UNITS = ("chi-bo-a", "chi-bo-b", "ubkt")
PEOPLE = {
    Person("Văn thư", "van-thu@example.vn"): "",
    Person("Bí thư A", "bi-thu@a.example.vn"): "chi-bo-a",
    Person("Bí thư B", "bi-thu@b.example.vn"): "chi-bo-b",
    Person("Tổ viên", "to-vien@ubkt.example.vn"): "ubkt",
}
PAPERS = ("conclusion", "plan")
ZONES = tuple(timezone(timedelta(hours=hours)) for hours in (7, 0, -8, 14))


class Made(Struct):
    """A commit of the story."""

    number: int
    by: tuple[Person, ...]
    """The author first."""
    at: datetime


class Arrived(Struct):
    """What the main branch must have seen in one of its commits."""

    number: int
    at: datetime
    pull_request: str
    wants: list[Want]
    commits: dict[int, list[Made]]
    """For each document (by uid) the commits that touched it, in order; none: the commit of the main branch itself."""
    own: Made
    docs: dict[int, Doc]
    """Documents as they are called after it, or were last."""


class Line:
    """A branch: the register as it stands there, and the commits that touched each document since it left."""

    def __init__(self, name: str, docs: dict[int, Doc]) -> None:
        self.name = name
        self.base = dict(docs)
        self.docs = dict(docs)
        self.touched: dict[int, list[Made]] = {}
        self.targets: dict[tuple[str, ...], str] = {}
        """Deadlines that were moved here since it left the main branch: by paper or by extension, where to."""

    def mine(self, uid: int) -> bool:
        return self.base.get(uid) != self.docs.get(uid)


class Story:
    """Draws edits, puts them into commits, and keeps the ledger of what arrives."""

    def __init__(self, draw: st.DrawFn, root: Path) -> None:
        self.draw = draw
        self.repository = Repository(root)
        self.main: dict[int, Doc] = {}
        self.docs: dict[int, Doc] = {}
        """Whatever was on the main branch, by its last name."""
        self.lines: dict[str, Line] = {}
        self.ledger = Ledger()
        self.arrived: list[Arrived] = []
        self.now = datetime(2026, 1, 5, 8, tzinfo=HANOI)
        self.count = 0
        self.begin()

    def pick(self, some: Any) -> Any:
        return self.draw(st.sampled_from(list(some)))

    def chance(self, of: int) -> bool:
        return self.draw(st.integers(0, of - 1)) == of - 1

    def draw_true(self, of: int) -> bool:
        """True but for one time in so many."""
        return not self.chance(of)

    def new(self) -> int:
        self.count += 1
        return self.count

    @property
    def today(self) -> date:
        return self.now.astimezone(HANOI).date()

    def begin(self) -> None:
        settings: dict[str, str] = {"plans/policy.yml": write.policy()}
        for unit in UNITS:
            emails = [str(who.email) for who, of in PEOPLE.items() if of == unit]
            people = {"id": "bi-thu", "role": "Bí thư", "emails": emails}
            kind = {"kind": "commission"} if unit == COMMISSION else {"commission": COMMISSION}
            settings[f"units/{unit}.md"] = write.unit(unit, people, **kind)
        self.repository.commit(settings, at=self.now)
        from tests.history.oracle_edits import new_case

        line = Line("main", self.main)
        docs: dict[int, Doc] = {}
        for _ in range(2):
            new_case(self, line, docs)
        if made := self.write(line, docs):
            self.main = line.docs
            self.receive(made, {}, "")

    # -------------------------------------------------------------------------------------------------- commits

    def stamp(self) -> tuple[Made, dict[str, Any]]:
        """Somebody commits."""
        self.now = (self.now + timedelta(minutes=1)).astimezone(self.pick(ZONES))
        by = tuple(self.draw(st.lists(st.sampled_from(list(PEOPLE)), min_size=1, max_size=2, unique=True)))
        message = "Sửa hồ sơ\n" + "".join(f"\nCo-authored-by: {who.name!s} <{who.email!s}>" for who in by[1:])
        made = Made(self.repository.count + 1, by, self.now)
        return made, {"message": message, "by": by[0], "at": self.now, "committer": self.pick(PEOPLE)}

    def write(self, line: Line, docs: dict[int, Doc]) -> Made | None:
        """Commit what became of a line's documents; nothing when nothing did."""
        was, now = ({doc.path: doc.data for doc in side.values()} for side in (line.docs, docs))
        changes: dict[str, Any] = {path: None for path in was if path not in now}
        changes |= {path: data for path, data in now.items() if was.get(path) != data}
        if not changes:
            return None
        made, stamp = self.stamp()
        self.repository.commit(changes, on=line.name, **stamp)
        for uid in {**line.docs, **docs}:
            if line.docs.get(uid) != docs.get(uid):
                line.touched.setdefault(uid, []).append(made)
        line.docs = docs
        return made

    def direct(self) -> None:
        """Some edits in one commit on the main branch."""
        line = Line("main", self.main)
        made = self.write(line, self.edited(line))
        if made:
            self.main = line.docs
            self.receive(made, {}, "")

    def open(self) -> None:
        name = f"nhanh-{self.new()}"
        self.repository.branch(name)
        self.lines[name] = Line(name, self.main)

    def work(self) -> None:
        line = self.lines[self.pick(self.lines)]
        self.write(line, self.edited(line))

    def sync(self) -> None:
        """Bring what the main branch has meanwhile into a branch."""
        line = self.lines[self.pick(self.lines)]
        _, stamp = self.stamp()
        self.repository.merge("main", into=line.name, **stamp)
        line.docs = _laid_over(self.main, line)
        line.base = dict(self.main)

    def land(self) -> None:
        names = [self.pick(self.lines)]
        if len(self.lines) > 1 and self.chance(3):
            names = list(self.lines)
        lines = [self.lines.pop(name) for name in names]
        commits: dict[int, list[Made]] = {}
        for line in lines:
            self.main = _laid_over(self.main, line)
            commits |= line.touched
        made, stamp = self.stamp()
        number = str(self.new())
        if len(names) == 1 and self.chance(2):
            message, _, rest = str(stamp["message"]).partition("\n")
            stamp["message"] = f"{message} (#{number})\n{rest}"
            self.repository.squash(names[0], **stamp)
            commits = {}
        else:
            stamp["message"] = f"Merge pull request #{number} from van-thu/{names[0]}"
            made.by = made.by[:1]
            self.repository.merge(*names, **stamp)
        self.receive(made, commits, number)

    def receive(self, made: Made, commits: dict[int, list[Made]], pull_request: str) -> None:
        authors = {
            uid: [PEOPLE[who] for one in commits.get(uid, [made]) for who in one.by]
            for uid in {**self.main, **self.ledger.world}
        }
        on = made.at.astimezone(HANOI).date()
        wants = self.ledger.receive(self.main, on, authors)
        self.docs = {**self.docs, **self.main}
        self.arrived.append(Arrived(made.number, made.at, pull_request, wants, commits, made, self.docs))

    def folder(self, case: str) -> str:
        """Where a case stands in the end, or stood last."""
        return next(doc.path for doc in self.docs.values() if doc.case == case).rpartition("/")[0]

    # ---------------------------------------------------------------------------------------------------- edits

    def wait(self) -> None:
        """Some time, or until the day of a deadline."""
        due = [
            day for doc in self.main.values() if doc.type in PAPERS for day in targets(doc).values() if day
        ]
        ahead = sorted({day for day in due if str(self.today) < day})
        if ahead and self.chance(3):
            self.now += date.fromisoformat(ahead[0]) - self.today
            return
        self.now += timedelta(hours=self.pick((1, 5, 16, 24, 24 * 9, 24 * 40)))

    def edited(self, line: Line) -> dict[int, Doc]:
        """The documents of a line after one edit or several."""
        from tests.history.oracle_edits import EDITS

        self.wait()
        docs = dict(line.docs)
        wanted = self.pick((1, 1, 2, 3))
        for _ in range(wanted * 3):  # some find nothing to work on
            before = dict(docs)
            edit: Callable[[Story, Line, dict[int, Doc]], None] = self.pick(EDITS)
            edit(self, line, docs)
            wanted -= before != docs
            if not wanted:
                break
        return docs

    def free(self, line: Line, docs: dict[int, Doc]) -> Iterator[Doc]:
        """Documents that may be edited on a line: no other line has another version, nor the main branch."""
        for uid, doc in docs.items():
            if self.may(line, uid):
                yield doc

    def may(self, line: Line, uid: int) -> bool:
        others = (other for other in self.lines.values() if other is not line)
        return line.base.get(uid) == self.main.get(uid) and not any(other.mine(uid) for other in others)

    def may_all(self, line: Line, docs: dict[int, Doc], case: str) -> bool:
        """Whether a case as a whole is a line's own."""
        sides = (docs, self.main, *(other.docs for other in self.lines.values()))
        uids = {uid for side in sides for uid, doc in side.items() if doc.case == case}
        return all(self.may(line, uid) for uid in uids)


def _laid_over(main: dict[int, Doc], line: Line) -> dict[int, Doc]:
    """The main branch with what a line changed."""
    found = dict(main)
    for uid in {**line.base, **line.docs}:
        if line.mine(uid):
            if uid in line.docs:
                found[uid] = line.docs[uid]
            else:
                found.pop(uid, None)
    return found


def put(docs: dict[int, Doc], doc: Doc, **values: Any) -> None:
    """Change keys of a document; None takes one away."""
    merged = {**doc.values, **values}
    docs[doc.uid] = replace(doc, values={key: value for key, value in merged.items() if value is not None})


@st.composite
def tell(draw: st.DrawFn, root: Path, length: int) -> Story:
    story = Story(draw, root)
    for _ in range(length):
        steps: list[Callable[[], None]] = [story.direct, story.direct]
        if len(story.lines) < 2:
            steps.append(story.open)
        if story.lines:
            steps += [story.work, story.work, story.work, story.land, story.sync]
        story.pick(steps)()
    while story.lines and story.draw_true(2):
        story.land()
    return story
