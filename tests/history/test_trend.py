"""The trend is what checking out each month end and folding everything would give."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from khacphuc.history.commit_dates import commit_on
from khacphuc.history.commit_source import CommitSource
from khacphuc.history.trend import MONTHS, MonthEnd, trend
from khacphuc.obligations.fold import states_of
from khacphuc.obligations.timeliness import is_open, timeliness
from khacphuc.obligations.values import Timing
from khacphuc.register.cache_files import read_cache, write_cache
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.text.zones import zone
from tests.history.documents import conclusion, extension, plan, policy, record, task, unit, update
from tests.history.repositories import HANOI, Repository

WHERE = zone("Asia/Ho_Chi_Minh")
TODAY = date(2026, 11, 23)


def _slowly(root: Path, tip: str, as_of: date) -> list[MonthEnd]:
    """Every month end by itself: the whole register as it was, folded as of that day."""
    found: list[MonthEnd] = []
    end = as_of
    for _ in range(MONTHS):
        end = end.replace(day=1) - timedelta(days=1)
        commit = commit_on(root, tip, end, WHERE)
        if commit:
            source = CommitSource(root, commit)
            listing = list_entries(source)
            settings = open_settings(source, listing)
            states = states_of(source, listing, settings, end, jobs=1)
            owed = [item for state in states for item in state.obligations if is_open(item)]
            late = [item for item in owed if timeliness(item, end, settings.policy).timing is Timing.OVERDUE]
            found.append(MonthEnd(end, len(owed), len(late)))
    return found[::-1]


def _on(month: int, day: int = 5) -> datetime:
    return datetime(2026, month, day, 8, tzinfo=HANOI)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Each month brings something of its own, or nothing but the clock."""
    made = Repository(tmp_path_factory.mktemp("trend"))
    one, two = "plans/chi-bo-a/kl-1", "plans/chi-bo-b/kl-2"
    units = {f"units/{name}.md": unit(name, parent="dang-uy") for name in ("chi-bo-a", "chi-bo-b")}
    made.commit(
        {
            "plans/policy.yml": policy(),
            "units/dang-uy.md": unit("dang-uy"),
            **units,
            f"{one}/conclusion.md": conclusion("KL-1", "chi-bo-a"),
        },
        at=_on(1),
    )
    endless = task("N3", None, recurrence={"every": "month", "from": "2026-02-01"})
    each = task("N2", "2026-05-31", for_each={"children_of": "dang-uy"})
    made.commit({f"{one}/plan.md": plan(task("N1", "2026-03-31"), each, endless)}, at=_on(2))
    # Dated a month after it arrived: the clock alone brings it into force.
    made.commit({f"{one}/2026-04-20-update.md": update("2026-04-20", "chi-bo-a", N1="done")}, at=_on(3))
    made.commit({f"{two}/conclusion.md": conclusion("KL-2", "chi-bo-b", plan_due="2026-04-15")}, at=_on(4))
    made.commit({"units/chi-bo-c.md": unit("chi-bo-c", parent="dang-uy")}, at=_on(5))
    made.commit(
        {f"{one}/2026-06-01-extension.md": extension("2026-06-01", ("N2", "2026-05-31", "2026-08-31"))},
        at=_on(6),
    )
    made.commit({"plans/policy.yml": policy(days={"update": 30})}, at=_on(7))
    made.commit({f"{two}/conclusion.md": b"---\ntype: [\n"}, at=_on(8))
    made.commit(
        {f"{two}/conclusion.md": conclusion("KL-2", "chi-bo-b")},
        at=_on(9),
        moves={one: "plans/chi-bo-a/kl-01"},
    )
    made.commit(
        {"plans/chi-bo-a/kl-01/2026-10-04-closure.md": record("closure", "2026-10-04", by="dang-uy")},
        at=_on(10),
    )
    made.make()
    return made


def test_each_month_end_is_what_a_checkout_on_that_day_would_say(repository: Repository) -> None:
    found = trend(repository.root, repository.tip(), TODAY, WHERE)
    assert list(found) == _slowly(repository.root, repository.tip(), TODAY)
    assert [end.on.month for end in found] == list(range(1, 11))
    assert len({(end.open, end.overdue) for end in found}) > 5, "the story has too little in it"


def test_what_was_kept_is_not_counted_again_and_says_the_same(repository: Repository, tmp_path: Path) -> None:
    kept = tmp_path / "trend.json"
    early = trend(repository.root, repository.tip(), date(2026, 6, 15), WHERE, kept)
    assert [end.on.month for end in early] == [1, 2, 3, 4, 5]
    later = trend(repository.root, repository.tip(), TODAY, WHERE, kept)
    assert later == trend(repository.root, repository.tip(), TODAY, WHERE)
    # Figures of its own making show that the file is read; with any damage it is not.
    data = read_cache(kept) or b""
    on = f'"on":"{later[0].on}","open":'
    write_cache(kept, data.replace(f"{on}{later[0].open}".encode(), f"{on}999".encode()))
    assert trend(repository.root, repository.tip(), TODAY, WHERE, kept)[0].open == 999
    kept.write_bytes(kept.read_bytes()[:-9])
    assert trend(repository.root, repository.tip(), TODAY, WHERE, kept) == later


def test_one_wrongly_dated_commit_moves_no_month_end(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    case = "plans/chi-bo-a/kl-1/conclusion.md"
    made.commit({"units/chi-bo-a.md": unit("chi-bo-a"), case: conclusion("KL-1", "chi-bo-a")}, at=_on(1))
    made.commit({"units/dang-uy.md": unit("dang-uy")}, at=_on(1, 6))
    made.commit({"units/chi-bo-b.md": unit("chi-bo-b")}, at=datetime(2099, 1, 1, tzinfo=HANOI))
    made.commit({"units/chi-bo-c.md": unit("chi-bo-c")}, at=datetime(1971, 1, 1, tzinfo=HANOI))
    made.commit({"units/chi-bo-d.md": unit("chi-bo-d")}, at=_on(2))
    made.make()
    found = trend(made.root, made.tip(), date(2026, 4, 1), WHERE)
    assert [end.on for end in found] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
