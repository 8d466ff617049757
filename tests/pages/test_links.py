"""Addresses on each kind of forge."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from khacphuc.model.policy import ForgeSettings
from khacphuc.model.vocabulary import ForgeKind
from khacphuc.pages.forge_links import MAX_ADDRESS, forge_links

ADDRESS = "https://git.example.vn/dang-uy/khac-phuc"


@pytest.mark.parametrize(
    ("kind", "edit", "new"),
    [
        (ForgeKind.GITHUB, "edit/main/plans/a.md", "new/main/plans?filename=b.md&value=c"),
        (ForgeKind.GITLAB, "-/edit/main/plans/a.md", "-/new/main/plans?file_name=b.md&content=c"),
        (ForgeKind.GITEA, "_edit/main/plans/a.md", "_new/main/plans?filename=b.md&value=c"),
        (ForgeKind.FORGEJO, "_edit/main/plans/a.md", "_new/main/plans?filename=b.md&value=c"),
    ],
)
def test_each_forge_has_its_own_addresses(kind: ForgeKind, edit: str, new: str) -> None:
    made = forge_links(ForgeSettings(kind=kind, url=f"{ADDRESS}/"))
    assert made.edit("plans/a.md") == f"{ADDRESS}/{edit}"
    assert made.new("plans", "b.md", "c") == f"{ADDRESS}/{new}"


def test_without_a_forge_there_are_no_links() -> None:
    assert forge_links(None).edit("a.md") == ""
    assert forge_links(None).new("plans", "b.md", "c") == ""


def test_what_is_filled_in_arrives_as_it_was_written() -> None:
    made = forge_links(ForgeSettings(kind=ForgeKind.GITHUB, url=ADDRESS, branch="nhánh & chính/1"))
    text = "---\ntype: update\n# Đảng ủy & 50 % + #1?\n"
    found = urlsplit(made.new("plans/a", "b&c.md", text))
    assert parse_qs(found.query) == {"filename": ["b&c.md"], "value": [text]}
    assert found.path.isascii()
    assert " " not in made.edit("plans/a b.md")


def test_the_longest_text_that_fits_is_filled_in() -> None:
    made = forge_links(ForgeSettings(kind=ForgeKind.GITEA, url=ADDRESS))
    long, short = "ế" * MAX_ADDRESS, "ngắn"
    assert parse_qs(urlsplit(made.new("plans", "b.md", long, short)).query)["value"] == [short]
    assert made.new("plans", "b.md", long).endswith("?filename=b.md")
    assert len(made.new("plans", "b.md", long, "x" * 100)) <= MAX_ADDRESS
