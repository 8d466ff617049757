"""Figures large enough to be read from afar: the register's on the front page, a unit's on its own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.pages.figure_lines import figure_link
from khacphuc.pages.safe_html import Html
from khacphuc.pages.scores import FIGURES, Score
from khacphuc.pages.site_context import SiteContext
from khacphuc.text.message import Message


class Tile(Struct, frozen=True):
    """A figure with its words, where the list behind it is, and the way to what it counts."""

    name: str
    figure: str
    words: str
    link: str
    why: Html


def tile(context: SiteContext, kind: str, figure: Message | int | str, name: str, link: str = "") -> Tile:
    """Return the tile of a figure; ``name`` is its heading."""
    return Tile(kind, context.say(figure), context.words[name], link, figure_link(context, name))


def scoreboard(context: SiteContext, score: Score) -> Iterator[Tile]:
    """Yield the figures that units are ranked by, each with the way to its list on the unit's page."""
    for figure in FIGURES:
        link = f"#{figure.place}" if figure.place and figure.of(score) else ""
        yield tile(context, figure.shows(score), figure.shown(score), figure.name, link)
