"""The result of a check, as every report gets it."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from khacphuc.register.source import Source
from khacphuc.rules.contract import Problem
from khacphuc.text.message import Speaker, speaker


class Checked(Struct, frozen=True):
    """Problems sorted by file and place, and what a reader must know to judge them.

    ``files`` is how many documents were looked at; ``site_url`` the address of the published site, or ``""``.
    """

    source: Source
    problems: tuple[Problem, ...]
    files: int
    as_of: date
    language: str
    site_url: str = ""

    @property
    def speak(self) -> Speaker:
        return speaker(self.language)
