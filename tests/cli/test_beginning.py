"""A register that was made from the sample has no past before that, in check, in history and on every page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.history.cache_paths import TRAIL, cache_file
from khacphuc.history.trail_reader import read_trail
from khacphuc.history.trend import trend
from khacphuc.register.sample import is_sample
from tests.history.repositories import HANOI, Content, Repository

ROOT = Path(__file__).parent.parent.parent
OWN = "plans/dang-uy/kl-2026-01"
CONCLUSION = f"{OWN}/conclusion.md"
Output = pytest.CaptureFixture[str]


def shipped() -> dict[str, bytes]:
    """The sample register as it is shipped, with its units and settings."""
    found = [*ROOT.glob("plans/*/*/*.md"), *ROOT.glob("units/*.md"), ROOT / "plans/policy.yml"]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in found}


def emptied(root: Path, files: Mapping[str, bytes]) -> dict[str, Content]:
    """What `init` changes in a clone with these files."""
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    assert main(["init", "--root", str(root), "--committee", "Đảng ủy xã Hòa Bình"]) == 0
    made: dict[str, Content] = {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.*") if path.is_file()
    }
    return dict.fromkeys(files) | made


@pytest.fixture
def clone(tmp_path: Path) -> Repository:
    """A clone of the shipped sample, with more of its history than one commit."""
    made = Repository(tmp_path / "clone")
    sample = shipped()
    half: dict[str, Content] = {
        path: data for path, data in sample.items() if not path.endswith("-update.md")
    }
    made.commit(half, at=datetime(2026, 1, 5, tzinfo=HANOI))
    made.commit({**sample}, at=datetime(2026, 3, 5, tzinfo=HANOI))
    return made


def codes(root: Path, capsys: Output, *words: str) -> set[tuple[str, str]]:
    root_words = ["check", "--root", str(root), "--as-of", "2026-11-29", "--format", "json"]
    capsys.readouterr()
    main([*root_words, *words])
    return {(found["code"], found["path"]) for found in json.loads(capsys.readouterr().out)["problems"]}


def test_every_document_of_the_sample_is_listed_as_shipped() -> None:
    """Else add it: sha256sum plans/*/*/*.md | sort -k 2 -u, after those that were shipped before."""
    documents = {path: data for path, data in shipped().items() if path.count("/") == 3}
    assert documents
    assert [path for path, data in documents.items() if not is_sample([data])] == []


def test_a_register_begins_with_the_commit_that_took_the_sample_out(
    clone: Repository, tmp_path: Path, capsys: Output
) -> None:
    begins = clone.commit(emptied(tmp_path / "made", shipped()), at=datetime(2026, 5, 20, tzinfo=HANOI))
    clone.make(checkout=True)
    assert codes(clone.root, capsys) == codes(clone.root, capsys, "--base", "HEAD^") == set()
    told = read_trail(clone.root, "HEAD")
    assert told.begins == clone.id(begins)
    assert {told.arrival(event).arrived_in for event in told.events} == {clone.id(begins)}
    assert {arrival.arrived_in for arrival in told.arrivals} == {clone.id(begins)}
    ends = trend(clone.root, clone.tip(), date(2026, 7, 1), HANOI, begins=told.begins)
    assert [end.on.month for end in ends] == [5, 6]
    assert trend(clone.root, clone.tip(), date(2026, 7, 1), HANOI)[0].on.month == 1


def test_a_kept_trail_of_the_sample_is_forgotten_with_it(clone: Repository, tmp_path: Path) -> None:
    clone.make()
    kept = cache_file(clone.root, TRAIL)
    assert read_trail(clone.root, "HEAD", kept).events
    made = emptied(tmp_path / "made", shipped())
    clone.commit(made)
    clone.commit({"units/chi-bo-a.md": made["units/dang-uy.md"]})
    clone.make()
    assert read_trail(clone.root, "HEAD", kept) == read_trail(clone.root, "HEAD")


def test_pages_show_nothing_of_the_sample(clone: Repository, tmp_path: Path, capsys: Output) -> None:
    clone.commit(emptied(tmp_path / "made", shipped()))
    clone.make(checkout=True)
    out = tmp_path / "site"
    assert main(["site", "--root", str(clone.root), "--build", "--out", str(out), "--jobs", "1"]) == 0
    cases = {path.split("/")[2] for path in shipped() if path.count("/") == 3}
    own = [page for page in out.rglob("*.html") if not {"rules", "guides", "reference"} & {*page.parts}]
    assert own
    for page in own:
        text = page.read_text("utf-8")
        assert not [case for case in cases if f"/{case}/" in text or case.upper() in text], page
        assert "Sông Lam" not in text, page
    capsys.readouterr()
    assert main(["history", "--root", str(clone.root)]) == 0
    assert "3" in capsys.readouterr().out.splitlines()[-1]


def test_a_case_of_ones_own_that_is_emptied_with_the_sample_is_missed(
    clone: Repository, tmp_path: Path, capsys: Output
) -> None:
    theirs = next(path for path in shipped() if path.endswith("/kl-2026-44/conclusion.md"))
    text = shipped()[theirs]
    own: dict[str, bytes] = {
        CONCLUSION: text.replace(b"chi-bo-dau-tu", b"dang-uy").replace(b"id: ", b"id: X")
    }
    clone.commit({**own})
    clone.commit(emptied(tmp_path / "made", {**shipped(), **own}))
    clone.make(checkout=True)
    expected = {("KP616", CONCLUSION)}
    assert codes(clone.root, capsys) == expected
    assert {
        found for found in codes(clone.root, capsys, "--base", "HEAD^") if found[0] == "KP616"
    } == expected
    assert read_trail(clone.root, "HEAD").begins == ""


def test_a_case_of_the_sample_that_somebody_changed_is_missed(
    clone: Repository, tmp_path: Path, capsys: Output
) -> None:
    path = next(path for path in shipped() if path.endswith("/kl-2026-44/plan.md"))
    text = shipped()[path]
    clone.commit({path: text + "\nSửa.\n".encode()})
    clone.commit(emptied(tmp_path / "made", shipped()))
    clone.make(checkout=True)
    told = {found for found in codes(clone.root, capsys) if found[0] == "KP616"}
    assert [found[1].rpartition("/")[0] for found in told] == [path.rpartition("/")[0]]


def test_a_case_that_lay_in_a_folder_of_the_sample_is_missed(
    clone: Repository, tmp_path: Path, capsys: Output
) -> None:
    """Before it, or between: what stands there when the sample goes says nothing of what stood there."""
    folder = "plans/chi-bo-dau-tu/kl-2026-44"
    sample = {path: data for path, data in shipped().items() if path.startswith(f"{folder}/")}
    own = sample[f"{folder}/conclusion.md"].replace(b"id: ", b"id: X", 1)
    clone.commit({**dict.fromkeys(sample), f"{folder}/conclusion.md": own})
    clone.commit({f"{folder}/conclusion.md": None})
    clone.commit({**sample})
    clone.commit(emptied(tmp_path / "made", shipped()))
    clone.make(checkout=True)
    assert any(path.startswith(folder) for code, path in codes(clone.root, capsys) if code == "KP616")
