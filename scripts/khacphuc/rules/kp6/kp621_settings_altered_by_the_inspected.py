"""People of an inspected unit alter the settings, another unit, or their own rank.

Who owes, who verifies and until when hangs on the policy and the units. They are kept by the registrars that the policy names, or by
the committee above. If a unit's own people change them, they judge themselves from the next change on.

Nor may somebody whom the register does not know say who keeps it, who has rights beyond the table, or whose addresses the inspecting
units have: whoever that is could give them to himself.

Let a registrar (`registrars` in plans/policy.yml) or the committee above bring this change. Of its own file, a unit may change its
people, but not give them an address that another unit has. What has landed is settled when one of those puts it back, or writes the same lines anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.comparing.keepers import gives_rights, keepers_are_known, may_not_keep
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.vocabulary import Severity
from khacphuc.register.layout import POLICY_PATH
from khacphuc.rules.contract import Altered, CaseHistory, Context, Said
from khacphuc.rules.event_context import when
from khacphuc.rules.frame_events import settled
from khacphuc.text.message import Message, listed, say
from khacphuc.text.nodes import Path

SEVERITY = Severity.ERROR
EVENTS = (EventKind.OPPOSING_COMMIT,)


def check_altered(altered: Altered) -> Iterator[tuple[str, Path, Said]]:
    before, after = altered.before, altered.after
    sides = {POLICY_PATH: (before.policy, after.policy)}
    was, now = ({one.path: one.record for one in side.units.documents} for side in (before, after))
    for path in sorted(altered.paths & {POLICY_PATH, *was, *now}):
        old, new = sides.get(path, (was.get(path), now.get(path)))
        people = may_not_keep(altered.humans, old, new, before)
        if not people and _stranger(altered) and old != new and gives_rights(old, new, before):
            yield path, (), Said(_BY_A_STRANGER, _MEND)
        if people:
            message = say(
                "This is altered by {people}, who may not: settings and units are kept by registrars, or by the committee above.",
                people=listed([str(party) for party in people]),
            )
            yield path, (), Said(message, _MEND)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if settled(event, history, context):
        return
    if not event.new:
        yield Said(
            say("{what} This came {when}.", what=_BY_A_STRANGER, when=when(event, history, context)), _SETTLE
        )
        return
    message = say(
        "This was altered by {people} {when}, who may not: settings and units are kept by registrars, or by the committee above.",
        people=event.new,
        when=when(event, history, context),
    )
    yield Said(message, _SETTLE)


def _stranger(altered: Altered) -> bool:
    """Return whether nobody of those who bring a change is known, in a register that knows who keeps it."""
    return bool(altered.humans) and not any(altered.humans) and keepers_are_known(altered.before)


_BY_A_STRANGER = say(
    "This gives rights over others, and is brought by somebody whom the register does not know."
)
_MEND = say("Let a registrar or the committee above bring this change.")
_SETTLE: Message = say(
    "Let a registrar or the committee above put it back; if it is meant, let them write it anew."
)
