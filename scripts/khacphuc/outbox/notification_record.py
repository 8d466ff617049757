"""Write the record of what was sent, one a case, ready to commit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct

from khacphuc.form.naming import path_of
from khacphuc.model.vocabulary import Channel
from khacphuc.obligations.notifying import DueNotification
from khacphuc.text.nodes import YamlValue


class Delivered(Struct, frozen=True):
    """A notification that was handed over, and how."""

    item: DueNotification
    channel: Channel


def notification_records(
    delivered: Iterable[Delivered], as_of: date, taken: Callable[[str], bool]
) -> Mapping[str, bytes]:
    """Return the records of what was delivered, by path."""
    by_case: dict[str, list[Delivered]] = {}
    for one in delivered:
        by_case.setdefault(one.item.row.case.folder, []).append(one)
    found = {}
    for folder, mine in by_case.items():
        values: dict[str, YamlValue] = {"date": as_of.isoformat()}
        path = path_of("notification", folder, values, lambda path: path in found or taken(path))
        found[path] = "\n".join(_lines(mine, as_of)).encode()
    return found


def _lines(mine: list[Delivered], as_of: date) -> Iterable[str]:
    """Every value is of a checked form (ids, dates, words of a list), so none needs quotes but the key of what is owed."""
    yield "---"
    yield "type: notification"
    yield f"date: {as_of.isoformat()}"
    yield f"by: {mine[0].item.row.case.notifier}"
    yield "sent:"
    for one in mine:
        owed = one.item.row.obligation
        yield f'  - obligation: "{owed.key}"'
        yield f"    stage: {one.item.stage.value}"
        if owed.deadline.current:
            yield f"    due: {owed.deadline.current.isoformat()}"
        yield f"    to: {one.item.to}"
        yield f"    channel: {one.channel.value}"
    yield "---"
    yield ""
