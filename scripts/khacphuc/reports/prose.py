"""Docstrings as text for people: a paragraph is what gets translated, and what is filled to the width of a page."""

from __future__ import annotations

from khacphuc.text.message import Message, speaker

WIDTH = 90
"""Columns to which paragraphs are filled."""


def paragraphs(doc: str) -> list[str]:
    """Return the paragraphs of a docstring, each on one line: these are the texts of the catalogue."""
    return [" ".join(part.split()) for part in doc.strip().split("\n\n") if part.strip()]


def words(text: str, language: str) -> str:
    """Return a paragraph in a language (``vi`` or ``en``)."""
    return speaker(language)(Message(text))


def filled(doc: str, language: str) -> str:
    """Return a whole docstring in a language, with lines of at most ``WIDTH`` columns."""
    from textwrap import fill

    return "\n\n".join(fill(words(paragraph, language), WIDTH) for paragraph in paragraphs(doc))
