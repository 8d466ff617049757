"""Tell what was changed in the register, by whom, and when it arrived: `khacphuc history KL-2026-15 --since 2026-01-01`.

Without CASE or UNIT the whole register is told of. A case is named by its folder or by the id of its conclusion; a unit
by its id, and then all its cases and its own document are told of. The newest change comes first.

Words that were changed stand as [-old-]{+new+}. A deadline that was moved says whether an extension in the case
declares it, and whether it had passed by then.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.finding import by_id, path_named
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.parser import day
from khacphuc.history.cache_paths import TRAIL, cache_file
from khacphuc.history.trail import Event, EventKind, NoTrailError, Trail
from khacphuc.history.trail_reader import read_trail
from khacphuc.model.schema import nearest
from khacphuc.register.loading import Listing, list_entries, open_settings
from khacphuc.reports.event_text import EventFormatter, until
from khacphuc.reports.trail_report import EventText, as_json, as_text
from khacphuc.text.message import N_, say, speaker
from khacphuc.text.zones import zone

SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "which",
        nargs="?",
        metavar=N_("CASE|UNIT"),
        help=N_("case folder, id of a conclusion, or id of a unit"),
    )
    parser.add_argument(
        "--kind",
        action="append",
        choices=[kind.value for kind in EventKind],
        metavar=N_("KIND"),
        help=N_("only changes of this kind (deadline_later, reworded …); may be given several times"),
    )
    parser.add_argument(
        "--since", type=day, metavar=N_("YYYY-MM-DD"), help=N_("only what arrived on this day or later")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=N_("form of the output"))


def run(call: Invocation) -> int:
    trail = trail_of(call)
    listing = list_entries(call.source)
    settings = open_settings(call.source, listing)
    where = zone(call.policy.time_zone)
    shown = until(trail, call.as_of, where)
    formatter = EventFormatter(speaker(call.language), settings.units.called, where)
    events = _narrowed(call, shown, listing, formatter)
    told = EventText(trail, events, len(trail.events) - len(shown.events))
    if call.options.format == "json":
        call.console.write(as_json(told, formatter, call.language))
    else:
        call.console.write(as_text(told, formatter))
    return ExitCode.CLEAN


def trail_of(call: Invocation) -> Trail:
    """Return the trail up to the commit of this call. Raises UsageError when history cannot be told."""
    # A look at an older commit leaves the kept trail as it is.
    kept = None if call.options.at else cache_file(call.root, TRAIL)
    try:
        return read_trail(call.root, call.tip, kept)
    except NoTrailError as reason:
        raise UsageError(reason.message) from None


def _narrowed(call: Invocation, trail: Trail, listing: Listing, formatter: EventFormatter) -> list[Event]:
    options = call.options
    asked = _asked(call, trail, listing) if options.which else lambda _: True
    kinds = frozenset(options.kind or ())
    found = (
        event for event in trail.events if asked(event.folder) and (not kinds or event.kind.value in kinds)
    )
    if options.since is None:
        return list(found)

    def recent(event: Event) -> bool:
        arrived = formatter.arrived_on(trail.arrival(event))
        return arrived is None or arrived >= options.since  # what hides its date is not hidden

    return [event for event in found if recent(event)]


def _asked(call: Invocation, trail: Trail, listing: Listing) -> Callable[[str], bool]:
    """Return which folders are asked for. Raises UsageError when nothing in the register, now or before, is called so."""
    which: str = call.options.which
    folders = {
        *listing.cases,
        *(path for path, _ in listing.units),
        *(event.folder for event in trail.events),
    }
    path = path_named(call.root, which)
    if path in folders:
        return path.__eq__
    if any(folder.startswith(f"{path}/") for folder in folders):
        return lambda folder: folder.startswith(f"{path}/")
    if path.rpartition("/")[0] in folders:
        return path.rpartition("/")[0].__eq__
    if any(folder.startswith(f"plans/{which}/") or folder == f"units/{which}.md" for folder in folders):
        return lambda folder: folder.startswith(f"plans/{which}/") or folder == f"units/{which}.md"
    found = by_id(call, listing, which) or {
        folder for folder in folders if folder.rpartition("/")[2] == which.lower()
    }
    if not found:
        names = {folder.rpartition("/")[2].removesuffix(".md") for folder in folders}
        near = nearest(which.lower(), names)
        hint = say(" Did you mean “{nearest}”?", nearest=near[0]) if near else ""
        raise UsageError(
            say("“{asked}” is no case and no unit of the register.{hint}", asked=which, hint=hint)
        )
    return found.__contains__
