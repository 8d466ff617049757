"""Simulate one case over two years: its documents, its clock, its agenda, its commits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from heapq import heappop, heappush

from msgspec import Struct

from khacphuc.demo.demo_dates import LAST_DAY, day_of, moment, workday
from khacphuc.demo.demo_units import COMMISSION, DemoUnit
from khacphuc.demo.document_text import Front, document_bytes
from khacphuc.demo.fast_import import FORGE, PlannedCommit, PullRequest
from khacphuc.demo.opening_documents import InspectionBrief, brief
from khacphuc.demo.seeded_random import SeededRandom
from khacphuc.history.trail import Signature

CLERKS = ("van-thu", "van-thu", "pho-bi-thu")
"""Roles that send updates, by frequency."""
_MORNING, _EVENING = 8 * 3600, 17 * 3600
_LAST_SECOND = moment(LAST_DAY, _EVENING)
_LEGACY = (
    b"C\xcbp nh\xcbt ti\xd5n \xae\xe9 c\xf1a \xae\xacn v\xde"  # as written by an editor that knows no Unicode
)

CaseDocument = tuple[Front, str]
Act = Callable[["DemoCase"], object]


class EndReachedError(Exception):
    """The last day has come."""


class TaskWork(Struct):
    """The simulated progress of a task."""

    task: Front
    document: str
    finish: date | None
    """When it will be done; None for never."""
    due: date
    progress: int = 0
    halfway: bool = False
    done: date | None = None
    verified: bool = False
    extended: bool = False
    """An extension names its deadline: the plan's own must stay."""
    halted: bool = False
    given_up: bool = False
    """Not pursued, by decision; the follower has to agree."""
    occasions: list[date] = []
    """Of a recurring task, the days on which it is still owed."""


class BranchCommit(Struct):
    """A commit on a branch: what it says, and the papers as they then stand."""

    author: Signature
    message: str
    papers: dict[str, CaseDocument]


class CaseUnits(Struct, frozen=True):
    """The units that a case has to do with."""

    unit: DemoUnit
    neighbour: DemoUnit
    """Another unit, with no part in it."""
    heir: DemoUnit | None = None
    """Takes over when its unit ends."""


class DemoCase:
    """One case. Acts change its papers and commit them; each is called on its day, one after the other."""

    def __init__(self, number: int, around: CaseUnits, started: date, pace: int) -> None:
        self.number = number
        self.unit = around.unit
        self.heir = around.heir
        self.neighbour = around.neighbour
        self.pace = pace
        """Days between two updates."""
        self.about: InspectionBrief = brief(f"KL-{started.year}-{number + 1:02d}", started)
        self.dice = SeededRandom("life", self.about.id)
        self.folder = f"plans/{self.unit.id}/{self.about.id.lower()}"
        self.papers: dict[str, CaseDocument] = {}
        self.work: list[TaskWork] = []
        self.steps: list[PlannedCommit] = []
        self.closed = self.reported = self.verifying = self.reporting = False
        self.added: list[Front] = []
        """Findings that a supplement has added, as long as they stand."""
        self.unplanned = False
        """The unit gives what a supplement has added no task."""
        self.ended = False
        """The follower has ended it, and looks at it once more later."""
        self.afterwards: tuple[date, Act] | None = None
        """What is still to come after the case is closed."""
        self.vouched_by_doer = False
        """The next verification is committed by the unit's own people."""
        self.counts: dict[str, int] = {}
        self.oddities: set[str] = set()
        """Irregularities of the next update's commit."""
        self._agenda: list[tuple[date, int, Act]] = []
        self._acts = 0
        self.at = moment(started, _MORNING + self.dice.below(_EVENING - _MORNING))

    @property
    def day(self) -> date:
        return day_of(self.at)

    def count(self, what: str) -> int:
        """Return the next number of a kind of paper."""
        self.counts[what] = self.counts.get(what, 0) + 1
        return self.counts[what]

    def plan_for(self, days: int, act: Act) -> None:
        """Put an act on the agenda, so many days from now."""
        self._acts += 1
        heappush(self._agenda, (workday(self.day + timedelta(days=days)), self._acts, act))

    def forget(self) -> None:
        """Stop all acts of the case."""
        self._agenda.clear()

    def live(self) -> list[PlannedCommit]:
        """Do what is on the agenda until the last day; all commits."""
        try:
            while self._agenda and not self.closed:
                day, _, act = heappop(self._agenda)
                self._wake(day)
                act(self)
        except EndReachedError:
            pass
        return self.steps

    def _wake(self, day: date) -> None:
        seconds = _MORNING + self.dice.below(_EVENING - _MORNING)
        self._until(max(self.at + 60 + self.dice.below(3600), moment(day, seconds)))

    def rest(self, days: int) -> None:
        """Let days pass."""
        self._wake(workday(self.day + timedelta(days=days)))

    def _until(self, at: int) -> None:
        if at > _LAST_SECOND:
            raise EndReachedError
        self.at = at

    # ------------------------------------------------------------------------------------------- committing

    def file(self, kind: str, front: Front, body: str = "", *, on: date | None = None, slug: str = "") -> str:
        """Add a dated record to the case; its file name."""
        stem = f"{on or self.day}-{kind}{f'-{slug}' if slug else ''}"
        name, again = f"{stem}.md", 1
        while name in self.papers:
            again += 1
            name = f"{stem}-{again}.md"
        self.papers[name] = ({"type": kind, **front}, body)
        return name

    def content(self, *names: str) -> dict[str, bytes | None]:
        """Return papers by path, as they stand; None where there is none any more."""
        return {
            f"{self.folder}/{name}": document_bytes(*self.papers[name]) if name in self.papers else None
            for name in names
        }

    def step(self, author: Signature, message: str, files: dict[str, bytes | None]) -> PlannedCommit:
        """Return a commit on ``main``, now."""
        made = PlannedCommit(self.at, (self.number, len(self.steps)), author, message.encode(), files)
        self.steps.append(made)
        self.at += 60
        return made

    def commit(self, author: Signature, message: str, *names: str) -> PlannedCommit:
        """Return papers committed to ``main`` as they stand."""
        return self.step(author, message, self.content(*names))

    def send(self, author: Signature, title: str, *names: str) -> PlannedCommit:
        """Return papers sent in as the unit likes: straight, as a pull request, or squashed into one commit."""
        way = self.dice.below(10)
        if way < 4:
            made = self.commit(author, title, *names)
        elif way < 8:
            return self.pull(
                title, [BranchCommit(author, title, {name: self.papers[name] for name in names})]
            )
        else:
            made = self.commit(author, f"{title} (#{{pr}})", *names)
            made.pull, made.committer = PullRequest(made.at - 3600, f"{self.unit.id}/{self.about.id}"), FORGE
        self._oddly(made)
        return made

    def pull(self, title: str, drafts: Sequence[BranchCommit]) -> PlannedCommit:
        """Return commits on a branch, then the merge. Papers left out of the last draft stand as in an earlier one."""
        start, files = self.at, dict[str, bytes | None]()
        times = [start]
        for _ in drafts:
            times.append(times[-1] + 3600 + self.dice.below(20 * 3600))
        if times[-1] > _LAST_SECOND:
            raise EndReachedError
        pull = PullRequest(start, f"{self.unit.id}/{self.about.id.lower()}-{self.count('branch')}")
        for draft, at in zip(drafts, times, strict=False):
            self.at = at
            changed: dict[str, bytes | None] = {
                f"{self.folder}/{name}": document_bytes(*paper) for name, paper in draft.papers.items()
            }
            made = self.step(draft.author, draft.message, changed)
            made.pull, made.on_branch = pull, True
            self._oddly(made)
            files |= changed
        self.at = times[-1]
        message = f"Merge pull request #{{pr}} from {pull.branch}\n\n{title}"
        merge = self.step(COMMISSION.signature("tong-hop"), message, files)
        merge.pull, merge.merges, merge.committer = pull, True, FORGE
        return merge

    def _oddly(self, made: PlannedCommit) -> None:
        """Apply the pending irregularities to a commit."""
        if "coauthor" in self.oddities:
            helper = self.unit.signature("pho-bi-thu")
            made.message += f"\n\nCo-authored-by: {helper.name} <{helper.email}>\n".encode()
        if "legacy" in self.oddities:
            made.message = _LEGACY
        if "zone" in self.oddities:
            made.zone = b"+9900"
        self.oddities.clear()
