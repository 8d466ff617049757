"""Figures large enough to be read from afar: the register's on the front page, a unit's on its own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.pages.scores import FIGURES, Score
from khacphuc.pages.site_context import SiteContext


class Tile(Struct, frozen=True):
    """A figure with its words, and where the list behind it is."""

    name: str
    figure: str
    words: str
    link: str = ""


def scoreboard(context: SiteContext, score: Score) -> Iterator[Tile]:
    """Yield the figures that units are ranked by, each with the way to its list on the unit's page."""
    for figure in FIGURES:
        found = figure.of(score)
        link = f"#{figure.place}" if figure.place and found else ""
        yield Tile(figure.shows(score), context.say(figure.shown(score)), context.words[figure.name], link)
