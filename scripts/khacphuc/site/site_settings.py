"""Fill in and translate ``mkdocs.yml`` for the register's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from mkdocs.config.defaults import MkDocsConfig

_VIET_NAM = timezone(timedelta(hours=7))


def named(nav: Any) -> Iterator[str]:
    """Yield the sources that a navigation names, at any depth."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from named(item)
    elif nav:
        for item in nav:
            yield from named(item)


def translate(config: MkDocsConfig, words: dict[str, str]) -> None:
    """Put what ``mkdocs.yml`` says to people into another language, as far as it is known."""
    for name in ("site_name", "site_description", "nav", "mdx_configs"):
        config[name] = _translated(config[name], words)
    if "palette" in config.theme:
        config.theme["palette"] = _translated(config.theme["palette"], words)


def _translated(said: Any, words: dict[str, str]) -> Any:
    if isinstance(said, dict):
        return {words.get(key, key): _translated(item, words) for key, item in said.items()}
    if isinstance(said, list):
        return [_translated(item, words) for item in said]
    return words.get(said, said) if isinstance(said, str) else said


def zone(name: str) -> tzinfo:
    """Return a time zone; Viet Nam's when this machine does not know it (Windows has no list of them)."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return _VIET_NAM
