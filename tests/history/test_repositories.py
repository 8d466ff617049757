"""The maker of repositories makes what git and the register's reader understand."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from khacphuc.history.commit_source import CommitSource
from khacphuc.register.loading import list_entries, open_case, open_settings
from tests.history import documents as write
from tests.history.repositories import START, File, Person, Repository

FOLDER = "plans/chi-bo-a/kl-1"


def test_documents_are_whole(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    steps = [write.milestone("N1.1")]
    made.commit(
        {
            "plans/policy.yml": write.policy(),
            "units/chi-bo-a.md": write.unit(
                "chi-bo-a", {"id": "bi-thu", "role": "Bí thư: chi bộ", "emails": ["bi-thu@a.vn"]}
            ),
            f"{FOLDER}/conclusion.md": write.conclusion("KL-1", "chi-bo-a"),
            f"{FOLDER}/plan.md": write.plan(
                write.task("N1", lead="chi-bo-a", accountable="chi-bo-a/bi-thu", milestones=steps)
            ),
            f"{FOLDER}/2026-03-01-update.md": write.update("2026-03-01", "chi-bo-a", N1="in_progress"),
            f"{FOLDER}/2026-06-01-extension.md": write.extension(
                "2026-06-01", ("N1", "2026-06-30", "2026-08-31")
            ),
            f"{FOLDER}/2026-09-01-verification.md": write.verification("2026-09-01", "ubkt", N1="confirmed"),
            f"{FOLDER}/2026-10-10-closure.md": write.record("closure", "2026-10-10", by="ubkt"),
        }
    )
    made.make()
    commit = CommitSource(tmp_path, made.tip())
    listing = list_entries(commit)
    documents = (
        *open_settings(commit, listing).documents,
        *open_case(commit, FOLDER, listing.cases[FOLDER]).documents,
    )
    assert [document.path for document in documents if not document.whole] == []
    assert len(documents) == 8


def test_branches_merges_moves_and_odd_commits(tmp_path: Path) -> None:
    made = Repository(tmp_path)
    first = made.commit({"plans/a/k/plan.md": "một", "plans/a/k/conclusion.md": "kết luận"})
    made.branch("sua")
    made.branch("them")
    mine = made.commit(
        {"plans/a/k/plan.md": "hai"},
        on="sua",
        by=Person(b"B\xed th\xff", "bi-thu@a.vn"),
        message=b"\xff\n\ncommit x\r\x1b",
        at=b"99999999999999 +9999",
    )
    made.commit({"plans/b.md": File(b"plan.md", "120000"), "plans/a\nb": "lạ"}, on="them")
    both = made.merge("sua", "them", message="Merge pull request #7 from a/sua")
    made.make()
    half = made.tip()
    made.commit({"plans/b.md": None}, on="sua", moves={"plans/a": "plans/c"}, at=START + timedelta(days=9))
    last = made.squash("sua")
    made.make(checkout=True)

    assert made.git("rev-list", "--parents", "-1", made.id(both)).split() == [half, made.id(first), made.id(mine), made.git("rev-parse", "them").strip()]  # fmt: skip
    assert made.git("rev-list", "--parents", "-1", made.id(last)).split() == [made.tip(), half]
    names = made.git("ls-tree", "-rz", "--name-only", made.tip()).split("\0")
    assert names == ["plans/a\nb", "plans/b.md", "plans/c/k/conclusion.md", "plans/c/k/plan.md", ""]
    assert (tmp_path / "plans/c/k/plan.md").read_text("utf-8") == "hai"
    assert made.git("log", "-1", "--format=%aI", made.tip()).strip() == "2026-01-14T09:00:00+07:00"  # fmt: skip
    made.git("fsck", "--no-dangling")
