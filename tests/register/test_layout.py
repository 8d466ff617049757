"""Paths to slots: what each path holds, and why another holds nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.model import RECORDS
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry, EntryKind
from khacphuc.text.flaw import Flaw
from khacphuc.text.front_matter import MAX_FILE_BYTES

CASE = "plans/chi-bo-a/kl-1"


@pytest.mark.parametrize(
    ("path", "slot"),
    [
        ("units/chi-bo-a.md", Slot("unit", "chi-bo-a")),
        ("plans/policy.yml", Slot("policy")),
        (f"{CASE}/conclusion.md", Slot("conclusion", "chi-bo-a", "kl-1")),
        (f"{CASE}/plan.md", Slot("plan", "chi-bo-a", "kl-1")),
        (f"{CASE}/plan-bi-thu.md", Slot("plan", "chi-bo-a", "kl-1", slug="bi-thu")),
        *(
            (f"{CASE}/2024-06-15-{kind}.md", Slot(kind, "chi-bo-a", "kl-1", date(2024, 6, 15)))
            for kind in RECORDS
        ),
        (f"{CASE}/2024-02-29-update-2.md", Slot("update", "chi-bo-a", "kl-1", date(2024, 2, 29), "2")),
    ],
)
def test_what_a_path_holds(path: str, slot: Slot) -> None:
    assert slot_of(Entry(path)) == slot
    assert slot.folder == (CASE if slot.case else "")


@pytest.mark.parametrize(
    ("path", "kind", "details"),
    [
        ("plans", "misplaced-file", ("plans",)),
        ("plans/a.md", "misplaced-file", ("plans/a.md",)),
        ("plans/policy.yaml", "misplaced-file", ("plans/policy.yaml",)),
        ("units/a/b.md", "misplaced-file", ("units/a/b.md",)),
        ("units/a.yml", "misplaced-file", ("units/a.yml",)),
        (f"{CASE}/x/conclusion.md", "misplaced-file", (f"{CASE}/x/conclusion.md",)),
        (f"{CASE}/2024-06-15-progress.md", "misplaced-file", (f"{CASE}/2024-06-15-progress.md",)),
        (f"{CASE}/2024-6-15-update.md", "misplaced-file", (f"{CASE}/2024-6-15-update.md",)),
        (f"{CASE}/2024-02-30-update.md", "impossible-date", ("2024-02-30",)),
        (f"{CASE}/0000-01-01-update.md", "impossible-date", ("0000-01-01",)),
        ("units/Chi-Bo.md", "path-not-portable", ("Chi-Bo.md", "characters")),
        ("units/chi bo.md", "path-not-portable", ("chi bo.md", "characters")),
        ("units/chi_bo.md", "path-not-portable", ("chi_bo.md", "characters")),
        ("units/chi-bộ.md", "path-not-portable", ("chi-bộ.md", "characters")),
        ("units/сhi-bo.md", "path-not-portable", ("сhi-bo.md", "characters")),
        ("units/.gitattributes", "path-not-portable", (".gitattributes", "characters")),
        ("units/a.md.", "path-not-portable", ("a.md.", "characters")),
        ("units/a\x1b[31m.md", "path-not-portable", ("a\\x1b[31m.md", "characters")),
        ("units/a\u202e.md", "path-not-portable", ("a\\u202e.md", "characters")),
        ("units/\udc80.md", "path-not-portable", ("\\udc80.md", "characters")),
        ("units/con.md", "path-not-portable", ("con.md", "reserved")),
        ("units/COM1.md", "path-not-portable", ("COM1.md", "reserved")),
        ("plans/aux/kl-1/plan.md", "path-not-portable", ("aux", "reserved")),
        (f"units/{'a' * 85}.md", "path-not-portable", (f"{'a' * 85}.md", "too-long")),
        (f"units/{'a' * 81}.md", "path-not-portable", (f"{'a' * 81}.md", "characters")),
        ("units/" + "a/" * 100, "path-not-portable", (("units/" + "a/" * 100)[:60] + "…", "path-too-long")),
    ],
)
def test_why_a_path_holds_nothing(path: str, kind: str, details: tuple[str, ...]) -> None:
    found = slot_of(Entry(path))
    assert isinstance(found, Flaw)
    assert (found.kind, found.details) == (kind, details)


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (Entry("units/a.md", EntryKind.LINK), "not-a-regular-file"),
        (Entry("units/a.md", EntryKind.OTHER), "not-a-regular-file"),
        (Entry("units/a.md", EntryKind.UNREADABLE, why="x"), "unreadable-file"),
        (Entry("units/a.md", size=MAX_FILE_BYTES + 1), "file-too-large"),
    ],
)
def test_what_is_no_file_of_ours(entry: Entry, kind: str) -> None:
    found = slot_of(entry)
    assert isinstance(found, Flaw)
    assert found.kind == kind


def test_as_large_as_allowed() -> None:
    assert isinstance(slot_of(Entry("units/a.md", size=MAX_FILE_BYTES)), Slot)


@given(st.text(st.characters(codec=None, categories=None), max_size=60))
def test_no_path_raises(path: str) -> None:
    found = slot_of(Entry(path))
    assert isinstance(found, Slot | Flaw)
    if isinstance(found, Flaw):
        assert all(detail.isprintable() for detail in found.details) or found.kind == "misplaced-file"
