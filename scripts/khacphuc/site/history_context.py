"""Add the register's history to a site, or the reason for its absence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from khacphuc.history.cache_paths import TRAIL, TREND, cache_file
from khacphuc.history.trail import NoTrailError
from khacphuc.history.trail_reader import read_trail
from khacphuc.history.trend import trend
from khacphuc.pages.page import Site
from khacphuc.text.message import say
from khacphuc.text.zones import zone


def with_history(site: Site, root: Path, tip: str, tell: Callable[..., None], *, keep: bool = True) -> Site:
    """Return the site with the trail up to ``tip`` (``""``: there is no commit) and the month ends before its day.

    ``keep`` what was read for the next time; a look at an older commit would only push out what is kept.
    """
    if not tip:
        return site
    try:
        kept = cache_file(root, TRAIL) if keep else None
        trail = read_trail(root, tip, kept, progress=partial(tell, say("Reading history")))
        kept = cache_file(root, TREND) if keep else None
        where = zone(site.settings.policy.time_zone)
        ends = trend(root, tip, site.as_of, where, kept, begins=trail.begins)
    except NoTrailError as reason:
        return replace(site, no_trail=reason.message)
    return replace(site, trail=trail, trend=ends)
