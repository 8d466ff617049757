"""The pictures of README and guides: each is shown, small, said in words, and can be taken again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pictures import BYTES_MAX, FOLDER_OF_PICTURES, LANGUAGES, PICTURES, take

ROOT = FOLDER_OF_PICTURES.parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs/guides").glob("*.md")))
_SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
ALT_MIN = 40


def shown() -> list[tuple[Path, str, Path]]:
    """Each picture that a page shows: the page, the words, the file."""
    return [
        (page, alt, (page.parent / target).resolve())
        for page in PAGES
        for alt, target in _SHOWN.findall(page.read_text("utf-8"))
    ]


def size(file: Path) -> tuple[int, int]:
    """The width and height that stand in a WebP, plain or extended."""
    head = file.read_bytes()[:30]
    assert (head[:4], head[8:12]) == (b"RIFF", b"WEBP"), file
    if head[12:16] == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF


def test_every_picture_is_shown_and_every_one_shown_is_taken() -> None:
    taken = {
        one.file(FOLDER_OF_PICTURES, language)
        for one in PICTURES
        for language in LANGUAGES
        if language in one.languages
    }
    assert {file for _, _, file in shown()} == taken == set(FOLDER_OF_PICTURES.iterdir())


def test_pictures_are_small_and_said_in_words() -> None:
    for page, alt, file in shown():
        assert file.stat().st_size <= BYTES_MAX, file
        assert len(alt) >= ALT_MIN, (page, alt)


def test_a_guide_shows_the_pictures_of_its_language() -> None:
    for page, _, file in shown():
        if page.parent.name == "guides":
            english = (
                page.name.endswith(".en.md") or (page.parent / page.name.replace(".md", ".vi.md")).exists()
            )
            assert file.name.endswith(".en.webp") == english, (page, file)


@pytest.mark.browser
def test_pictures_can_be_taken_again(chromium: str, tmp_path: Path) -> None:
    """A screen that a picture shows is still there, as large as in the picture."""
    again = tuple(one for one in PICTURES if not one.slow)
    take(tmp_path, again, chromium)
    files = list(tmp_path.iterdir())
    assert files
    assert {file.name: size(file) for file in files} == {
        file.name: size(FOLDER_OF_PICTURES / file.name) for file in files
    }
