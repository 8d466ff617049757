"""Figures large enough to be read from afar: the register's on the front page, a unit's on its own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.pages.press import Press
from khacphuc.pages.scores import FIGURES, Score


class Tile(Struct, frozen=True):
    """A figure with its words, and where the list behind it is."""

    name: str
    figure: str
    words: str
    link: str = ""


def scoreboard(made: Press, score: Score) -> Iterator[Tile]:
    """The figures that units are ranked by, each with the way to its list on the unit's page."""
    for figure in FIGURES:
        found = figure.of(score)
        link = f"#{figure.place}" if figure.place and found else ""
        yield Tile(figure.shows(score), made.say(figure.shown(score)), made.words[figure.name], link)
