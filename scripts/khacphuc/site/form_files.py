"""The files of forms: their scripts and styles, and what each case offers to them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from khacphuc.pages.form_pages import STATIC
from khacphuc.pages.page import Page

_FOLDER: Final = Path(__file__).parent.parent / "form" / "static"
_NAMES: Final = ("khacphuc-form.js", "khacphuc-form-site.js", "khacphuc-form.css")

FORMS: Final = {f"{STATIC}{name}": _FOLDER / name for name in _NAMES}
"""By the address at which each stands."""


def form_files(pages: Iterable[Page]) -> list[tuple[str, bytes]]:
    """Every file that belongs to one of these pages, by path."""
    return [(path, text.encode("utf-8")) for page in pages for path, text in page.files]
