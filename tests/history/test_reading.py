"""Trails of real repositories: what is told, of which case, by whom it came, and that a kept trail tells the same."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khacphuc.history.comparing.compare import compare_case
from khacphuc.history.log import case_events
from khacphuc.history.trail import (
    Arrival,
    Event,
    EventKind,
    NoCommitError,
    ShallowCloneError,
    Signature,
    Trail,
)
from khacphuc.history.trail_reader import read_trail
from tests.history.documents import (
    conclusion,
    extension,
    plan,
    policy,
    record,
    task,
    unit,
    update,
)
from tests.history.repositories import HANOI, Content, File, Person, Repository

CASE, HOME = "plans/chi-bo-a/kl-1", "plans/chi-bo-b/kl-1"
PLAN, CONCLUSION = f"{CASE}/plan.md", f"{CASE}/conclusion.md"
UPDATE = f"{CASE}/2026-03-01-update.md"
AN, BINH, CHI = (Person(name, f"{name}@a.vn") for name in ("an", "binh", "chi"))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A register with one case that has one task, due on 30 June."""
    made = Repository(tmp_path / "so")
    made.commit(
        {
            "plans/policy.yml": policy(),
            "units/chi-bo-a.md": unit("chi-bo-a"),
            CONCLUSION: conclusion("KL-1", "chi-bo-a"),
            PLAN: plan(task("N1")),
        },
        message="Lập sổ",
    )
    return made


def due(day: str) -> str:
    return plan(task("N1", due=day))


def read(repository: Repository, tip: str = "main") -> Trail:
    repository.make()
    return read_trail(repository.root, tip)


def told(trail: Trail, *kinds: EventKind) -> list[Event]:
    return [event for event in trail.events if event.kind in kinds]


def later(trail: Trail) -> tuple[Event, Arrival]:
    """The only deadline that was moved later."""
    (event,) = told(trail, EventKind.DEADLINE_LATER)
    return event, trail.arrival(event)


def names(arrival: Arrival) -> list[str]:
    return [author.name for author in arrival.authors]


# ------------------------------------------------------------------------------------------ how it arrived


def test_what_is_made_on_the_main_branch_arrives_there(repository: Repository) -> None:
    commit = repository.commit({PLAN: due("2026-08-31")}, by=AN, message="Dời hạn (#4)\n\nVì mưa bão.")
    event, arrival = later(read(repository))
    assert (event.old, event.new, event.days, event.path) == ("2026-06-30", "2026-08-31", 62, PLAN)
    assert (arrival.commit, arrival.arrived_in) == (repository.id(commit), repository.id(commit))
    assert (arrival.subject, arrival.pull_request, arrival.order) == ("Dời hạn (#4)", "4", 1)


def test_a_merged_change_is_credited_to_the_last_commit_that_touched_the_document(
    repository: Repository,
) -> None:
    repository.branch("b")
    repository.commit({PLAN: due("2026-07-31")}, on="b", by=AN)
    last = repository.commit(
        {PLAN: due("2026-08-31")}, on="b", by=BINH, message="Dời\n\nCo-authored-by: Chi <chi@a.vn>"
    )
    repository.commit({UPDATE: update("2026-03-01", "chi-bo-a")}, on="b", by=CHI)
    received = repository.merge(
        "b", message="Merge pull request #12 from a/b", by=Person("ubkt", "ubkt@a.vn")
    )
    trail = read(repository)
    event, arrival = later(trail)
    assert (event.old, event.new) == ("2026-06-30", "2026-08-31")
    assert (arrival.commit, arrival.arrived_in) == (repository.id(last), repository.id(received))
    assert arrival.authors == (
        Signature("binh", "binh@a.vn"),
        Signature("Chi", "chi@a.vn"),
        Signature("an", "an@a.vn"),
    )
    assert (arrival.committer.name, arrival.pull_request, arrival.order) == ("binh", "12", 1)
    assert arrival.authored_at is not None
    assert arrival.arrived_at is not None
    assert (arrival.arrived_at - arrival.authored_at).seconds == 2 * 3600
    assert names(trail.arrival(next(event for event in trail.events if event.path == UPDATE))) == ["chi"]


def test_what_a_branch_takes_back_never_happened(repository: Repository) -> None:
    repository.branch("b")
    repository.commit({PLAN: due("2026-07-31")}, on="b")
    repository.commit({PLAN: due("2026-06-30")}, on="b")
    repository.merge("b")
    assert not told(read(repository), EventKind.DEADLINE_LATER, EventKind.DEADLINE_EARLIER)


def test_an_extension_that_comes_with_the_same_merge_declares_the_move(repository: Repository) -> None:
    repository.branch("b")
    repository.commit({PLAN: due("2026-08-31")}, on="b", by=AN)
    paper = f"{CASE}/2026-06-01-extension.md"
    repository.commit({paper: extension("2026-06-01", ("N1", "2026-06-30", "2026-08-31"))}, on="b", by=BINH)
    repository.merge("b")
    trail = read(repository)
    event, arrival = later(trail)
    assert (event.declared, names(arrival)) == (True, ["an"])
    (added,) = [event for event in trail.events if event.path == paper]
    assert names(trail.arrival(added)) == ["binh"]


def test_a_merge_that_changes_by_itself_is_credited_itself(repository: Repository) -> None:
    repository.branch("b")
    repository.commit({UPDATE: update("2026-03-01", "chi-bo-a")}, on="b", by=AN)
    received = repository.merge("b", changes={PLAN: due("2026-08-31")}, by=BINH)
    _, arrival = later(read(repository))
    assert (arrival.commit, names(arrival)) == (repository.id(received), ["binh"])


def test_merging_the_main_branch_into_ones_own_credits_nobody(repository: Repository) -> None:
    repository.branch("b")
    repository.commit({PLAN: plan(task("N1"), title="Kế hoạch mới")}, by=CHI)
    repository.merge("main", into="b", by=BINH)
    repository.commit({PLAN: due("2026-08-31")}, on="b", by=AN)
    repository.merge("b", by=CHI)
    assert names(later(read(repository))[1]) == ["an"]


def test_who_wrote_a_document_under_another_name_on_the_branch_is_credited(repository: Repository) -> None:
    other = f"{CASE}/plan-ban-2.md"
    repository.branch("b")
    repository.commit({other: plan(task("N7"))}, on="b", by=AN)
    repository.commit(moves={other: f"{CASE}/plan-ban-3.md"}, on="b", by=BINH)
    repository.merge("b", by=CHI)
    trail = read(repository)
    (created,) = (event for event in told(trail, EventKind.CREATED) if "ban-3" in event.path)
    assert names(trail.arrival(created)) == ["binh", "an"]


def test_what_went_from_one_case_did_not_come_into_another(repository: Repository) -> None:
    """Two plans are alike, so git calls the one that went and the one that came a rename."""
    repository.commit(
        {f"{HOME}/conclusion.md": conclusion("KL-2", "chi-bo-b"), f"{HOME}/plan.md": plan(task("N1"))}
    )
    repository.branch("b")
    repository.commit(
        {f"{HOME}/conclusion.md": None, f"{HOME}/plan.md": None, f"{CASE}/plan-moi.md": plan(task("N1"))},
        on="b",
        by=AN,
    )
    repository.commit({f"{CASE}/plan-moi.md": plan(task("N1", due="2026-08-01"))}, on="b", by=BINH)
    repository.merge("b", by=CHI)
    trail = read(repository)
    deleted = {event.path: event for event in told(trail, EventKind.DELETED)}
    assert names(trail.arrival(deleted[f"{HOME}/plan.md"])) == ["an"]


def test_a_case_is_compared_once_however_many_commits_a_merge_brings(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.branch("b")
    for number in range(1, 29):
        path = f"{CASE}/2026-03-{number:02}-update.md"
        repository.commit(
            {path: update(f"2026-03-{number:02}", "chi-bo-a", N1="in_progress")},
            on="b",
            by=(AN, BINH)[number % 2],
        )
    repository.merge("b", by=CHI)
    compare = Mock(wraps=compare_case)
    monkeypatch.setattr(case_events, "compare_case", compare)
    trail = read(repository)
    assert compare.call_count == 2, "when the case was opened, and at the merge"
    created = [event for event in told(trail, EventKind.CREATED) if event.what == "update"]
    assert [trail.arrival(event).authors[0].name for event in created] == ["binh", "an"] * 14


def test_a_squash_is_credited_to_all_whom_it_names(repository: Repository) -> None:
    repository.branch("b")
    repository.commit({PLAN: due("2026-08-31")}, on="b", by=AN)
    commit = repository.squash(
        "b", by=BINH, message="Dời hạn (#9)\n\n* một\n* hai\n\nCo-authored-by: an <an@a.vn>"
    )
    _, arrival = later(read(repository))
    assert (arrival.commit, arrival.pull_request, names(arrival)) == (
        repository.id(commit),
        "9",
        ["binh", "an"],
    )


def test_an_octopus_credits_each_branch(repository: Repository) -> None:
    repository.branch("b")
    repository.branch("c")
    repository.commit({PLAN: due("2026-08-31")}, on="b", by=AN)
    repository.commit({UPDATE: update("2026-03-01", "chi-bo-a")}, on="c", by=BINH)
    repository.merge("b", "c", by=CHI)
    trail = read(repository)
    assert names(later(trail)[1]) == ["an"]
    assert next(names(trail.arrival(event)) for event in trail.events if event.path == UPDATE) == ["binh"]


def test_the_day_of_arrival_is_the_registers_own(repository: Repository) -> None:
    """Late on 30 June in London it is 1 July in Hà Nội, so the deadline had passed."""
    repository.commit({PLAN: due("2026-08-31")}, at=datetime.fromisoformat("2026-06-30T18:30:00+01:00"))
    assert later(read(repository))[0].passed
    at = datetime.fromisoformat("2026-08-31T23:30:00+01:00")
    repository.commit({"plans/policy.yml": policy(time_zone="Europe/London"), PLAN: due("2026-09-30")}, at=at)
    assert told(read(repository), EventKind.DEADLINE_LATER)[-1].passed, (
        "a change is judged by what stood before"
    )
    repository.commit({PLAN: due("2026-10-31")}, at=datetime.fromisoformat("2026-09-30T23:30:00+01:00"))
    assert not told(read(repository), EventKind.DEADLINE_LATER)[-1].passed


def test_impossible_dates_are_left_open(repository: Repository) -> None:
    repository.commit({PLAN: due("2026-08-31")}, at=b"9999999999999999999 +0000", message=b"\xff")
    event, arrival = later(read(repository))
    assert (arrival.authored_at, arrival.arrived_at, arrival.subject) == (None, None, "\ufffd")
    assert not event.passed


# ------------------------------------------------------------------------------------- which case it was


def test_a_case_is_followed_into_another_folder(repository: Repository) -> None:
    repository.commit({PLAN: due("2026-08-31")})
    repository.commit(moves={CASE: HOME})
    repository.commit({f"{HOME}/plan.md": due("2026-09-30")})
    trail = read(repository)
    (moved,) = told(trail, EventKind.MOVED)
    assert (moved.old, moved.new) == (CASE, HOME)
    assert {event.folder for event in trail.events if "kl-1" in event.path} == {HOME}
    assert [event.path for event in told(trail, EventKind.DEADLINE_LATER)] == [PLAN, f"{HOME}/plan.md"]
    assert not told(trail, EventKind.DELETED)


def test_a_case_that_moves_and_is_rewritten_is_known_by_its_id(repository: Repository) -> None:
    """Git sees one file gone and another one new; the id inside says that it is the same case."""
    words = {f"{HOME}/conclusion.md": conclusion("KL-1", "chi-bo-b", *(f"HC{n}" for n in range(1, 40)))}
    repository.commit(
        {CONCLUSION: None, PLAN: None, f"{HOME}/plan.md": due("2026-08-31"), **words}, message="Chuyển"
    )
    trail = read(repository)
    assert [event.new for event in told(trail, EventKind.MOVED)] == [HOME]
    assert later(trail)[0].folder == HOME


def test_another_case_in_the_commit_that_deletes_one_is_another_case(repository: Repository) -> None:
    repository.commit(
        {
            CONCLUSION: None,
            PLAN: None,
            f"{HOME}/conclusion.md": conclusion("KL-2", "chi-bo-a"),
            f"{HOME}/plan.md": due("2026-08-31"),
        }
    )
    trail = read(repository)
    assert not told(trail, EventKind.MOVED, EventKind.DEADLINE_LATER)
    assert {event.folder for event in told(trail, EventKind.DELETED)} == {CASE}
    assert {event.folder for event in told(trail, EventKind.CREATED) if event.id == "KL-2"} == {HOME}


def test_two_cases_that_change_places(repository: Repository) -> None:
    repository.commit(
        {
            f"{HOME}/conclusion.md": conclusion("KL-2", "chi-bo-b"),
            f"{HOME}/plan.md": plan(task("N7", due="2026-05-31")),
        }
    )
    repository.commit(moves={CASE: "plans/tam/tam"})
    repository.commit(moves={HOME: CASE, "plans/tam/tam": HOME})
    repository.commit({f"{HOME}/plan.md": due("2026-08-31")})
    trail = read(repository)
    assert later(trail)[0].folder == HOME
    assert [(event.old, event.new) for event in told(trail, EventKind.MOVED)] == [
        (CASE, "plans/tam/tam"),
        (HOME, CASE),
        ("plans/tam/tam", HOME),
    ]
    assert {event.folder for event in trail.events if event.id == "KL-2"} == {CASE}


def test_what_a_case_leaves_behind_is_something_new(repository: Repository) -> None:
    repository.commit(moves={CONCLUSION: f"{HOME}/conclusion.md"})
    repository.commit({PLAN: due("2026-08-31")})
    trail = read(repository)
    assert [event.new for event in told(trail, EventKind.MOVED)] == [HOME]
    assert later(trail)[0].folder == CASE


def test_a_case_without_conclusion_is_followed_by_its_files(repository: Repository) -> None:
    repository.commit({CONCLUSION: None})
    repository.commit(moves={CASE: HOME})
    repository.commit({f"{HOME}/plan.md": due("2026-08-31")})
    trail = read(repository)
    assert [event.new for event in told(trail, EventKind.MOVED)] == [HOME]
    assert later(trail)[0].old == "2026-06-30"


def test_the_policy_is_no_case(repository: Repository) -> None:
    """Git may see anything go into the folder of a new case."""
    repository.commit(moves={"plans/policy.yml": f"{HOME}/plan.md"})
    trail = read(repository)
    assert not told(trail, EventKind.MOVED)
    assert [event.path for event in told(trail, EventKind.DELETED)] == ["plans/policy.yml"]
    assert [event.path for event in told(trail, EventKind.UNREADABLE)] == [f"{HOME}/plan.md"]


def test_a_unit_moves_when_its_id_does(repository: Repository) -> None:
    repository.commit(moves={"units/chi-bo-a.md": "units/chi-bo-moi.md"})
    repository.commit({"units/chi-bo-moi.md": unit("chi-bo-a", kind="committee")})
    trail = read(repository)
    assert {event.folder for event in trail.events if event.path.startswith("units/")} == {
        "units/chi-bo-moi.md"
    }


def test_a_record_with_another_date_and_the_same_words_is_the_same(repository: Repository) -> None:
    repository.commit({UPDATE: update("2026-03-01", "chi-bo-a", N1="in_progress")})
    repository.commit(moves={UPDATE: f"{CASE}/2026-03-02-update.md"})
    assert not told(read(repository), EventKind.RECORD_DELETED, EventKind.RECORD_REWRITTEN)


def test_a_deleted_conclusion_that_comes_back(repository: Repository) -> None:
    repository.commit({CONCLUSION: None})
    repository.commit({PLAN: due("2026-08-31")})
    repository.commit({CONCLUSION: conclusion("KL-1", "chi-bo-a")})
    trail = read(repository)
    assert {event.folder for event in trail.events if "kl-1" in event.path} == {CASE}
    assert [event.path for event in told(trail, EventKind.DELETED)] == [CONCLUSION]
    assert later(trail)[0].old == "2026-06-30"


# ------------------------------------------------------------------------------------- what cannot be read


@pytest.mark.parametrize(
    "bad",
    [
        b"\xff\xfe",
        b"",
        b"---\ntasks: [\n---\n",
        b"x" * (2 * 1024 * 1024 + 1),
        File(b"plan-b.md", "120000"),
        conclusion("KL-1", "chi-bo-a"),
    ],
    ids=["bytes", "empty", "yaml", "size", "link", "type"],
)
def test_a_move_across_an_unreadable_stretch_is_found(repository: Repository, bad: Content) -> None:
    repository.commit({PLAN: bad})
    repository.commit({PLAN: b"\xfe" if bad != b"\xfe" else b"\xfd"})
    repository.commit({PLAN: due("2026-08-31")})
    trail = read(repository)
    event, arrival = later(trail)
    assert (event.old, arrival.order) == ("2026-06-30", 3)
    (unreadable,) = told(trail, EventKind.UNREADABLE)
    (readable,) = told(trail, EventKind.READABLE)
    blob = repository.git("rev-parse", f"main~3:{PLAN}").strip()
    assert (unreadable.old, trail.arrival(unreadable).order) == (blob, 1)
    assert (unreadable.path, trail.arrival(readable).order) == (PLAN, 3)


def test_a_document_that_was_never_readable(repository: Repository) -> None:
    other = "plans/chi-bo-a/kl-2/plan.md"
    repository.commit({other: b"\xff"})
    repository.commit({other: plan(task("N1"))})
    trail = read(repository)
    assert [event.old for event in told(trail, EventKind.UNREADABLE)] == [""]
    assert [event.kind for event in trail.events if event.path == other][1] is EventKind.READABLE


def test_an_unreadable_document_moves_with_its_case(repository: Repository) -> None:
    repository.commit({PLAN: b"\xff"})
    repository.commit(moves={CASE: HOME})
    repository.commit({f"{HOME}/plan.md": due("2026-08-31")})
    trail = read(repository)
    assert (later(trail)[0].old, len(told(trail, EventKind.UNREADABLE))) == ("2026-06-30", 1)


# ------------------------------------------------------------------------------------------- which register


def test_a_register_in_a_subfolder(repository: Repository) -> None:
    repository.commit(moves={"plans": "so/plans", "units": "so/units"})
    repository.commit({"so/" + PLAN: due("2026-08-31"), PLAN: due("2027-01-01")})
    repository.make(checkout=True)
    trail = read_trail(repository.root / "so", "main")
    event, arrival = later(trail)
    assert (event.folder, event.new, arrival.order) == (CASE, "2026-08-31", 2)


def test_a_repository_that_begins_without_a_register(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.commit({"README.md": "x"})
    assert read(repository).events == ()
    repository.commit({PLAN: due("2026-06-30"), "vendor": File(b"1" * 40, "100644")})
    assert {event.folder for event in read(repository).events} == {CASE}


def test_a_shallow_clone_is_refused(repository: Repository, tmp_path: Path) -> None:
    repository.commit({PLAN: due("2026-08-31")})
    repository.make()
    repository.git("clone", "-q", "--depth=1", f"file://{repository.root}", str(tmp_path / "can"))
    with pytest.raises(ShallowCloneError):
        read_trail(tmp_path / "can", "HEAD")


def test_without_a_commit_there_is_no_trail(repository: Repository, tmp_path: Path) -> None:
    repository.make()
    for root, tip in ((repository.root, "nirgends"), (repository.root, "--all"), (tmp_path, "HEAD")):
        with pytest.raises(NoCommitError):
            read_trail(root, tip)


def test_authors_are_not_rewritten_by_a_mailmap(repository: Repository) -> None:
    repository.commit({".mailmap": "Người khác <khac@a.vn> <an@a.vn>\n", PLAN: due("2026-08-31")}, by=AN)
    repository.make(checkout=True)
    assert names(later(read_trail(repository.root, "main"))[1]) == ["an"]


# ------------------------------------------------------------------------------------------- kept trails


def test_a_kept_trail_goes_on_from_where_it_ends(repository: Repository, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    repository.make()
    read_trail(repository.root, "main", kept)
    # Were they asked for once more, there would be nothing to tell.
    first = {line.split()[2] for line in repository.git("ls-tree", "-r", "main").splitlines()}
    repository.commit({PLAN: due("2026-08-31"), CONCLUSION: conclusion("KL-1", "chi-bo-a", "HC1", "HC2")})
    trail = read(repository)
    assert read_trail(repository.root, "main", kept) == trail
    for name in first:
        (repository.root / ".git" / "objects" / name[:2] / name[2:]).unlink(missing_ok=True)
    assert read_trail(repository.root, "main", kept) == trail


def follow(repository: Repository, kept: Path) -> bool:
    """Whether a trail tells the same whichever commit of the main branch it was kept at, or at each of them."""
    trail = read(repository)
    chain = repository.git("rev-list", "--first-parent", "--reverse", "main").split()
    for commit in chain:
        read_trail(repository.root, commit, kept)
    same = [read_trail(repository.root, "main", kept) == trail]
    for commit in chain:
        kept.unlink()
        read_trail(repository.root, commit, kept)
        same.append(read_trail(repository.root, "main", kept) == trail)
    return all(same)


def test_what_a_case_dropped_before_it_was_deleted_stays_known(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit({PLAN: plan(task("N2"))})
    repository.commit({CONCLUSION: None, PLAN: None})
    other = task("N1", content="Trang bị hai máy quét cho văn thư", measure="Mua", product="Máy quét")
    repository.commit({CONCLUSION: conclusion("KL-1", "chi-bo-a"), PLAN: plan(task("N2"))})
    repository.commit({PLAN: plan(task("N2"), other)})
    assert told(read(repository), EventKind.ID_REUSED)
    assert follow(repository, tmp_path / "kept")


def test_a_case_takes_nothing_over_from_one_that_stood_in_its_folder(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit({f"{HOME}/plan.md": due("2026-05-31")})
    repository.commit({f"{HOME}/plan.md": b"\xff"})
    repository.commit(moves={CASE: HOME})
    repository.commit({f"{HOME}/plan.md": due("2026-08-31")})
    trail = read(repository)
    assert later(trail)[0].old == "2026-06-30"
    assert not told(trail, EventKind.READABLE)
    assert follow(repository, tmp_path / "kept")


def test_a_rewritten_history_is_read_again(repository: Repository, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    repository.make()
    first = repository.tip()
    repository.commit({PLAN: due("2026-08-31")})
    repository.make()
    read_trail(repository.root, "main", kept)
    repository.git("update-ref", "refs/heads/main", first)
    assert not told(read_trail(repository.root, "main", kept), EventKind.DEADLINE_LATER)
    repository.git("update-ref", "refs/heads/main", repository.tip())
    assert told(read_trail(repository.root, "main", kept), EventKind.DEADLINE_LATER)


def test_a_kept_tip_that_only_came_by_a_merge_is_read_again(repository: Repository, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    repository.branch("b")
    repository.commit({PLAN: due("2026-08-31")}, on="b")
    repository.commit({UPDATE: update("2026-03-01", "chi-bo-a")})
    repository.make()
    read_trail(repository.root, "b", kept)
    repository.merge("b")
    trail = read(repository)
    assert read_trail(repository.root, "main", kept) == trail
    assert later(trail)[1].order == 2


@pytest.mark.parametrize("damage", [b"", b"{}", b"cut", b"flip"])
def test_a_damaged_file_is_nothing_kept(repository: Repository, tmp_path: Path, damage: bytes) -> None:
    kept = tmp_path / "kept"
    repository.commit({PLAN: due("2026-08-31")})
    trail = read(repository)
    read_trail(repository.root, "main", kept)
    whole = kept.read_bytes()
    kept.write_bytes(
        {b"cut": whole[:-9], b"flip": whole.replace(b"2026-08-31", b"2026-08-30")}.get(damage, damage)
    )
    assert read_trail(repository.root, "main", kept) == trail
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_the_trail_is_the_same(repository: Repository, tmp_path: Path) -> None:
    trail = read(repository)
    (tmp_path / "file").touch()
    assert read_trail(repository.root, "main", tmp_path / "file" / "kept") == trail


def test_moments_keep_their_time_zones(repository: Repository, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    trail = read(repository)
    read_trail(repository.root, "main", kept)
    again = read_trail(repository.root, "main", kept)
    moments = [arrival.authored_at for arrival in again.arrivals]
    assert [str(moment) for moment in moments] == [str(arrival.authored_at) for arrival in trail.arrivals]
    assert all(moment and moment.utcoffset() == HANOI.utcoffset(None) for moment in moments)


# -------------------------------------------------------------------------------- whatever the history


FOLDERS = [f"plans/{unit}/{case}" for unit in ("a", "b") for case in ("k1", "k2", "k3")]


def some_plan(rng: random.Random) -> str:
    return plan(*(task(f"N{n}", due=f"2026-0{rng.randrange(1, 9)}-28") for n in range(rng.randrange(1, 4))))


def some_change(rng: random.Random, tree: Mapping[str, File], folder: str) -> dict[str, Content]:
    """A document of a case, the case itself or what stands around it: new, other, unreadable or gone."""
    zones, day = ("Asia/Ho_Chi_Minh", "UTC"), f"2026-0{rng.randrange(1, 4)}-01"
    choices: list[dict[str, Content]] = [
        dict.fromkeys(path for path in tree if path.startswith(f"{folder}/")),
        {"units/a.md": unit("a", {"id": "x", "role": rng.choice("xyz")})},
        {"plans/policy.yml": rng.choice((policy(time_zone=rng.choice(zones)), b"\xff", None))},
        {f"{folder}/conclusion.md": rng.choice((b"\xff", None, conclusion(f"K{rng.randrange(4)}", "a")))},
        {f"{folder}/plan.md": rng.choice((b"\xff", None, File(b"x", "120000")))},
        {f"{folder}/{day}-update.md": update(day, "a", N1="done")},
        {f"{folder}/{day}-closure.md": record("closure", day, by="b")},
        {f"{folder}/plan.md": some_plan(rng)},
        {f"{folder}/plan.md": some_plan(rng)},
    ]
    return rng.choice(choices)


def some_move(rng: random.Random, folder: str) -> dict[str, str]:
    if rng.random() < 0.5:
        return {folder: rng.choice(FOLDERS)}
    return {f"{folder}/2026-01-01-update.md": f"{folder}/2026-02-01-update.md"}


def wander(repository: Repository, seed: int, length: int) -> None:
    """A history of anything: cases that come, move, swap, break and go, on branches or not."""
    rng = random.Random(seed)  # noqa: S311  # the same each time
    branch = ""
    for number in range(length):
        if branch and rng.random() < 0.25:
            repository.merge(branch, by=rng.choice((AN, BINH)))
            branch = ""
        elif not branch and rng.random() < 0.2:
            branch = f"b{number}"
            repository.branch(branch)
        on = rng.choice(("main", branch or "main"))
        changes: dict[str, Content] = {}
        moves: dict[str, str] = {}
        for folder in rng.sample(FOLDERS, rng.choice((1, 1, 2, 3))):
            if rng.random() < 0.2:
                moves |= some_move(rng, folder)
            else:
                changes |= some_change(rng, repository.tree(on), folder)
        repository.commit(changes, moves=moves, on=on, by=rng.choice((AN, BINH, CHI)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 30), stops=st.lists(st.integers(0, 40), min_size=1, max_size=4))
def test_a_kept_trail_is_the_same_as_one_read_from_nothing(
    tmp_path: Path, seed: int, stops: list[int]
) -> None:
    root, kept = tmp_path / "so", tmp_path / "kept"
    shutil.rmtree(root, ignore_errors=True)
    kept.unlink(missing_ok=True)
    repository = Repository(root)
    repository.commit({"README.md": "x"})
    wander(repository, seed, 40)
    repository.make()
    chain = repository.git("rev-list", "--first-parent", "--reverse", "main").split()
    for stop in sorted(stops):
        read_trail(root, chain[min(stop, len(chain) - 1)], kept)
    assert read_trail(root, "main", kept) == read_trail(root, "main")


def test_several_processes_tell_the_same(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    wander(repository, 7, 300)
    monkeypatch.setattr("khacphuc.history.log.case_workers._WORTH_A_WORKER", 1 << 30)
    alone = read(repository)
    monkeypatch.setattr("khacphuc.history.log.case_workers._WORTH_A_WORKER", 10)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    steps: list[tuple[int, int]] = []
    together = read_trail(repository.root, "main", progress=lambda done, total: steps.append((done, total)))
    assert together == alone
    assert len(steps) == 2
    assert steps[-1][0] == steps[-1][1]
