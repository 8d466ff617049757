"""Plan the site in a second language, and link each page with its translation."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from khacphuc.model.policy import Policy

UPWARDS = "../"
_NAMES = {"vi": "Tiếng Việt", "en": "English"}
"""Languages as those call them who read them."""


class AlternateSite(Struct, frozen=True):
    """The other site: its language, and the way from the root of this one to its root."""

    language: str
    way: str

    @property
    def name(self) -> str:
        return _NAMES[self.language]


def sites(policy: Policy, first: str) -> Iterator[tuple[str, str, AlternateSite | None]]:
    """Yield each site of a register: its language, its folder within the first one's, and the other site."""
    second = policy.second_language and {policy.language.value, policy.second_language.value} - {first}
    if not second:
        yield first, "", None
        return
    other = second.pop()
    yield first, "", AlternateSite(other, f"{other}/")
    yield other, other, AlternateSite(first, UPWARDS)
