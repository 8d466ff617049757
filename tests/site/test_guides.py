"""Guides in the language of the site, where they are translated."""

from __future__ import annotations

from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.pages.register import POLICY, files
from tests.site.making import AS_OF, every_file

SETTINGS = """site_name: Sổ
theme: {name: material, font: false}
plugins: [khacphuc]
nav: [index.md, guides/x.md, guides/y.md]
"""
GUIDES = {
    "docs/guides/x.md": "# Hướng dẫn\n\nxem [trang khác](y.md#mot)\n\nlời Việt\n",
    "docs/guides/x.en.md": "# The guide\n\nsee [another](y.md#mot)\n\nEnglish words\n",
    "docs/guides/y.md": "# Trang khác\n\n## Một\n",
    "docs/guides/z.en.md": "# Of nothing\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("guides")
    register = files({"plans/policy.yml": f"{POLICY}second_language: en\n"})
    for path, text in {**register, **GUIDES, "mkdocs.yml": SETTINGS}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    said = ["--as-of", AS_OF.isoformat(), "--build", "--strict", "--out", str(root / "site")]
    assert main(["site", "--root", str(root), *said]) == 0
    return root / "site"


def test_each_language_has_its_guide_at_the_same_place(site: Path) -> None:
    for folder, words, others in (("", "lời Việt", "English words"), ("en/", "English words", "lời Việt")):
        page = (site / folder / "guides/x/index.html").read_text("utf-8")
        assert words in page
        assert others not in page
        assert 'href="../y/#mot"' in page


def test_what_is_not_translated_stays_as_it_is(site: Path) -> None:
    assert "Trang khác" in (site / "en/guides/y/index.html").read_text("utf-8")


def test_a_menu_names_guides_in_the_language_of_the_site(site: Path) -> None:
    assert "The guide" in (site / "en/cases/index.html").read_text("utf-8")


def test_search_finds_the_guide_that_is_shown(site: Path) -> None:
    found = {path: data for path, data in every_file(site).items() if "assets/search/" in path}
    english = {path for path, data in found.items() if b"English words" in data}
    assert english
    assert all(path.startswith("en/") for path in english)


def test_translations_have_no_pages_of_their_own(site: Path) -> None:
    assert [path for path in every_file(site) if ".en" in path or "guides/z" in path] == []
