"""Tell what was changed in the register, by whom, and when it arrived: `khacphuc history KL-2026-15 --since 2026-01-01`.

Without CASE or UNIT the whole register is told of. A case is named by its folder or by the id of its conclusion; a unit
by its id, and then all its cases and its own document are told of. The newest change comes first.

Words that were changed stand as [-old-]{+new+}. A deadline that was moved says whether an extension in the case
declares it, and whether it had passed by then.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from khacphuc.cli.call import Call
from khacphuc.cli.exits import Exit, Usage
from khacphuc.cli.parser import day
from khacphuc.cli.place import within
from khacphuc.history.places import TRAIL, kept_file
from khacphuc.history.reading import read_trail
from khacphuc.history.trail import Event, EventKind, NoTrail, Trail
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.schema import nearest
from khacphuc.register.document import holds
from khacphuc.register.loading import Listing, open_document, open_frame, survey
from khacphuc.reports.history import Teller, until
from khacphuc.reports.trail import Told, as_json, as_text
from khacphuc.text.message import N_, say, speaker
from khacphuc.text.zones import zone

TRAVELS = True


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


def run(call: Call) -> int:
    trail = trail_of(call)
    listing = survey(call.source)
    frame = open_frame(call.source, listing)
    where = zone(call.policy.time_zone)
    shown = until(trail, call.as_of, where)
    teller = Teller(speaker(call.language), frame.units.called, where)
    events = _narrowed(call, shown, listing, teller)
    told = Told(trail, events, len(trail.events) - len(shown.events))
    if call.options.format == "json":
        call.console.write(as_json(told, teller, call.language))
    else:
        call.console.write(as_text(told, teller))
    return Exit.CLEAN


def trail_of(call: Call) -> Trail:
    """The trail up to the commit of this call. Raises Usage when history cannot be told."""
    # A look at an older commit leaves the kept trail as it is.
    kept = None if call.options.at else kept_file(call.root, TRAIL)
    try:
        return read_trail(call.root, call.tip, kept)
    except NoTrail as reason:
        raise Usage(reason.message) from None


def _narrowed(call: Call, trail: Trail, listing: Listing, teller: Teller) -> list[Event]:
    options = call.options
    asked = _asked(call, trail, listing) if options.which else lambda _: True
    kinds = frozenset(options.kind or ())
    found = (
        event for event in trail.events if asked(event.folder) and (not kinds or event.kind.value in kinds)
    )
    if options.since is None:
        return list(found)

    def recent(event: Event) -> bool:
        arrived = teller.arrived_on(trail.landing(event))
        return arrived is None or arrived >= options.since  # what hides its date is not hidden

    return [event for event in found if recent(event)]


def _asked(call: Call, trail: Trail, listing: Listing) -> Callable[[str], bool]:
    """Which folders are asked for. Raises Usage when nothing in the register, now or before, is called so."""
    which: str = call.options.which
    folders = {
        *listing.cases,
        *(path for path, _ in listing.units),
        *(event.folder for event in trail.events),
    }
    path = _path(call.root, which)
    if path in folders:
        return path.__eq__
    if any(folder.startswith(f"{path}/") for folder in folders):
        return lambda folder: folder.startswith(f"{path}/")
    if path.rpartition("/")[0] in folders:
        return path.rpartition("/")[0].__eq__
    if any(folder.startswith(f"plans/{which}/") or folder == f"units/{which}.md" for folder in folders):
        return lambda folder: folder.startswith(f"plans/{which}/") or folder == f"units/{which}.md"
    found = _by_id(call, listing, which) or {
        folder for folder in folders if folder.rpartition("/")[2] == which.lower()
    }
    if not found:
        names = {folder.rpartition("/")[2].removesuffix(".md") for folder in folders}
        near = nearest(which.lower(), names)
        hint = say(" Did you mean “{nearest}”?", nearest=near[0]) if near else ""
        raise Usage(say("“{asked}” is no case and no unit of the register.{hint}", asked=which, hint=hint))
    return found.__contains__


def _path(root: Path, which: str) -> str:
    """What the argument is as a path of the register; itself when it is none."""
    if which.startswith(("plans/", "units/")):
        return which.rstrip("/")
    try:
        return within(root, which)
    except Usage:
        return which


def _by_id(call: Call, listing: Listing, name: str) -> set[str]:
    """The folders of the cases whose conclusion has an id. Only conclusions that hold it anywhere are read."""
    wanted = name.encode("utf-8", "surrogateescape")
    found = set()
    for folder in listing.cases:
        path = f"{folder}/conclusion.md"
        try:
            hit = wanted in call.source.read(path)
        except OSError:
            continue
        document = open_document(call.source, path) if hit else None
        if document and holds(document, Conclusion) and document.record.id == name:
            found.add(folder)
    return found
