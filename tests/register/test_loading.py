"""From a folder, or a table in memory, to documents. Nothing that lies there stops it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from khacphuc.register.document import parse
from khacphuc.register.layout import Slot
from khacphuc.register.loading import list_entries, open_case, open_document, open_settings, select
from khacphuc.register.source import Memory, WorkTree
from khacphuc.text.front_matter import MAX_FILE_BYTES, MAX_FRONT_MATTER_BYTES

UNIT = b"---\ntype: unit\nid: a\nname: A\nkind: cell\n---\n"
CONCLUSION = b"---\ntype: conclusion\nid: KL-1\nunit: a\nstatus: issued\ntitle: T\n---\n"
PLAN = b"---\ntype: plan\nstatus: issued\n---\n"
UPDATE = b"---\ntype: update\ndate: 2024-01-02\nby: a\n---\n"
CASE = "plans/a/kl-1"
FILES = {
    "plans/policy.yml": b"type: policy\ncommittee: X\n",
    "units/a.md": UNIT,
    f"{CASE}/2024-01-02-update.md": UPDATE,
    f"{CASE}/2023-12-31-update.md": UPDATE,
    f"{CASE}/plan-b.md": PLAN,
    f"{CASE}/plan.md": PLAN,
    f"{CASE}/conclusion.md": CONCLUSION,
    "plans/b/kl-2/conclusion.md": CONCLUSION,
    "README.md": b"not ours",
}


def tree(root: Path, files: dict[str, bytes]) -> WorkTree:
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return WorkTree(root)


def link(path: Path, target: str | Path, *, folder: bool = False) -> None:
    try:
        path.symlink_to(target, target_is_directory=folder)
    except OSError:
        if os.environ.get("CI") == "true" and sys.platform != "win32":
            raise
        pytest.skip("this system lets nobody make a symbolic link")


@pytest.fixture(params=["memory", "disk"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Memory | WorkTree:
    return Memory(FILES) if request.param == "memory" else tree(tmp_path, FILES)


def test_everything_is_where_it_belongs(source: Memory | WorkTree) -> None:
    listing = list_entries(source)
    assert [path for path, _ in listing.units] == ["units/a.md"]
    assert [path for path, _ in listing.policy] == ["plans/policy.yml"]
    assert list(listing.cases) == [CASE, "plans/b/kl-2"]
    assert listing.unrecognised == ()
    assert listing.complete


def test_a_case_reads_as_a_chronology(source: Memory | WorkTree) -> None:
    case = open_case(source, CASE, list_entries(source).cases[CASE])
    assert [document.path.rpartition("/")[2] for document in case.documents] == [
        "conclusion.md",
        "plan.md",
        "plan-b.md",
        "2023-12-31-update.md",
        "2024-01-02-update.md",
    ]
    assert (case.unit, case.slug) == ("a", "kl-1")


def test_an_empty_source_is_an_empty_register(tmp_path: Path) -> None:
    for source in (Memory({}), WorkTree(tmp_path), WorkTree(tmp_path / "nowhere")):
        listing = list_entries(source)
        assert (listing.units, listing.policy, listing.cases, listing.unrecognised) == ((), (), {}, ())
        assert open_settings(source, listing).policy.type == "policy"


def test_a_part_is_selected_with_its_case(source: Memory | WorkTree) -> None:
    listing = list_entries(source)
    for wanted in (CASE, f"{CASE}/plan.md", "plans/a", "plans/a/*"):
        part = select(listing, [wanted])
        assert list(part.cases) == [CASE]
        assert part.units == listing.units
        assert not part.complete
    assert select(listing, ["plans"]).complete
    assert not select(listing, ["nothing"]).cases


# ------------------------------------------------------------------------------------------------------- what lies about


def test_links_are_listed_and_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    tree(secret, {"id.md": UNIT, "kl-1/conclusion.md": CONCLUSION})
    root = tmp_path / "root"
    source = tree(root, {"units/a.md": UNIT, "plans/a/kl-1/plan.md": PLAN})
    link(root / "units/b.md", secret / "id.md")
    link(root / "units/gone.md", "nowhere")
    link(root / "plans/b", secret, folder=True)
    listing = list_entries(source)
    assert [path for path, _ in listing.units] == ["units/a.md"]
    assert list(listing.cases) == ["plans/a/kl-1"]
    assert [(file.path, file.flaw.kind) for file in listing.unrecognised] == [
        ("plans/b", "not-a-regular-file"),
        ("units/b.md", "not-a-regular-file"),
        ("units/gone.md", "not-a-regular-file"),
    ]


def test_a_top_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    tree(tmp_path / "secret", {"a.md": UNIT})
    root = tmp_path / "root"
    root.mkdir()
    link(root / "units", tmp_path / "secret", folder=True)
    listing = list_entries(WorkTree(root))
    assert listing.units == ()
    assert [(file.path, file.flaw.kind) for file in listing.unrecognised] == [("units", "not-a-regular-file")]


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system cannot refuse to follow a link")
def test_a_link_put_in_place_of_a_file_after_listing_is_not_read(tmp_path: Path) -> None:
    source = tree(tmp_path, {"units/a.md": UNIT, "secret.md": UNIT.replace(b"name: A", b"name: secret")})
    listing = list_entries(source)
    (tmp_path / "units/a.md").unlink()
    link(tmp_path / "units/a.md", tmp_path / "secret.md")
    (document,) = open_settings(source, listing).units.documents
    assert document.record is None
    assert [flaw.kind for flaw in document.flaws] == ["unreadable-file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_blocks_nobody(tmp_path: Path) -> None:
    source = tree(tmp_path, {"units/a.md": UNIT})
    os.mkfifo(tmp_path / "units/b.md")
    (file,) = list_entries(source).unrecognised
    assert file.flaw.details == ("other",)
    with pytest.raises(OSError, match="not a regular file"):
        source.read("units/b.md")


def test_a_top_folder_that_is_a_file(tmp_path: Path) -> None:
    source = tree(tmp_path, {"plans": b"x", "units/a.md": UNIT})
    assert [(file.path, file.flaw.kind) for file in list_entries(source).unrecognised] == [
        ("plans", "misplaced-file")
    ]


def test_a_folder_that_cannot_be_opened_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tree(tmp_path, FILES)
    scan = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith(CASE):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    listing = list_entries(source)
    assert list(listing.cases) == ["plans/b/kl-2"]
    assert [(file.path, file.flaw.kind, file.flaw.details) for file in listing.unrecognised] == [
        (CASE, "unreadable-file", ("Permission denied",))
    ]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these systems keep no such names")
def test_names_that_are_no_text_are_shown_safely(tmp_path: Path) -> None:
    source = tree(tmp_path, {"units/a.md": UNIT})
    for name in (b"\xff.md", b"x\n::error::y.md", b"\x1b[31m.md"):
        (Path(os.fsdecode(bytes(tmp_path / "units") + b"/" + name))).write_bytes(UNIT)
    unrecognised = list_entries(source).unrecognised
    assert [file.path for file in unrecognised] == [
        "units/\\udcff.md",
        "units/\\x1b[31m.md",
        "units/x\\n::error::y.md",
    ]
    assert {file.flaw.kind for file in unrecognised} == {"path-not-portable"}


def test_units_whose_files_are_passed_over_are_lost_and_not_unknown() -> None:
    source = Memory({"units/Chi-Bo-A.md": UNIT, "units/b.md": b"x"})
    units = open_settings(source, list_entries(source)).units
    assert units.unread == {"chi-bo-a", "b"}


def test_a_case_knows_what_was_passed_over_in_its_folder() -> None:
    source = Memory({**FILES, f"{CASE}/Note.md": b"x", f"{CASE}/x/y.md": b"x", "plans/a/kl-10/Note.md": b""})
    listing = list_entries(source)
    assert [file.path for file in listing.unrecognised_in(CASE)] == [f"{CASE}/Note.md", f"{CASE}/x/y.md"]
    part = select(listing, [f"{CASE}/plan.md"])
    assert part.unrecognised_in(CASE) == listing.unrecognised_in(CASE)


# ------------------------------------------------------------------------------------------------------------- documents


def test_what_is_larger_than_listed_is_still_refused() -> None:
    """A file may grow between listing and reading, and some sources know no sizes."""
    document = open_document(Memory({"units/a.md": b"-" * (MAX_FILE_BYTES + 1)}), "units/a.md")
    assert document is not None
    assert [flaw.kind for flaw in document.flaws] == ["file-too-large"]


def test_a_policy_is_no_larger_than_a_front_matter() -> None:
    document = parse("plans/policy.yml", Slot("policy"), b"#" * (MAX_FRONT_MATTER_BYTES + 1))
    assert [flaw.kind for flaw in document.flaws] == ["file-too-large"]


@pytest.mark.parametrize(
    "path", ["../units/a.md", "/etc/passwd", "units/../a.md", "units/a.md/", "", "units/a.md\0"]
)
def test_a_path_out_of_the_register_opens_nothing(path: str) -> None:
    assert open_document(Memory({path: UNIT}), path) is None


def test_a_document_of_another_kind_than_its_name_says_breaks_one_rule() -> None:
    document = parse(f"{CASE}/plan.md", Slot("plan", "a", "kl-1"), CONCLUSION)
    assert document.record is None
    assert [(flaw.kind, flaw.place.line, flaw.details) for flaw in document.flaws] == [
        ("name-disagrees", 2, ("plan", "conclusion"))
    ]


def test_the_body_is_what_stands_below() -> None:
    assert parse("units/a.md", Slot("unit", "a"), UNIT + b"M\xe1\xbb\x99t\n").body == "Một\n"
    assert parse("plans/policy.yml", Slot("policy"), b"type: policy\n").body == ""
