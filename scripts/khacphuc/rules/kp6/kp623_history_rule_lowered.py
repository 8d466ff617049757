"""A rule about history was made to weigh less, and nobody who keeps the register did it.

Where a rule of KP6 is off, or only asks, deadlines move and records go without a word in every check from then on. A
register may decide so: its registrars, or the committee above, for a reason that the site shows.

Let one of those put the rule back, or write the setting anew. The weight of this rule itself is not a setting.
"""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.history.comparing.keepers import keepers, keepers_are_known
from khacphuc.history.trail import Event, EventKind
from khacphuc.model.policy import Policy
from khacphuc.model.vocabulary import Severity
from khacphuc.register.layout import POLICY_PATH
from khacphuc.rules.catalogue import rules
from khacphuc.rules.contract import Altered, CaseHistory, Context, Said
from khacphuc.rules.event_context import when
from khacphuc.rules.frame_events import COMMITS
from khacphuc.text.message import say
from khacphuc.text.nodes import Path

SEVERITY = Severity.ERROR
FIXED = True
EVENTS = (EventKind.PARTICULARS_CHANGED, EventKind.DELETED)
_FAMILY = "KP6"
_RANKS = (Severity.OFF, Severity.QUESTION, Severity.WARNING, Severity.ERROR)


def check_altered(altered: Altered) -> Iterator[tuple[str, Path, Said]]:
    if any(keepers(human, altered.before) for human in altered.humans):
        return
    before, after = altered.before.policy, altered.after.policy
    for code in sorted({*before.rules, *after.rules}):
        if _weight(code, after) < _weight(code, before):
            message = say("This change makes {code} weigh less: history is told with fewer words.", code=code)
            yield POLICY_PATH, ("rules", code), Said(message, _MEND)


def check_event(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    if event.kind is EventKind.DELETED:
        yield from _put_in_anew(event, history, context)
        return
    code = _rule_in(event)
    if not code or _weight(code, context.settings.policy) >= _by_itself(code):
        return
    same = [one for one in history.events if _rule_in(one) == code]
    if event is not same[-1] or _by_a_keeper(event, history, context):
        return
    message = say(
        "{code} was made to weigh less {when}: history is told with fewer words since.",
        code=code,
        when=when(event, history, context),
    )
    yield Said(message, _MEND)


def _put_in_anew(event: Event, history: CaseHistory, context: Context) -> Iterator[Said]:
    """Yield rules that weigh less since the settings were taken out as a whole and put in again."""
    if event.what != Policy.TYPE or _by_a_keeper(event, history, context):
        return
    since = {_rule_in(one) for one in history.events if one.arrival > event.arrival}
    policy = context.settings.policy
    for code in sorted(code for code in policy.rules if code not in since):
        if _weight(code, policy) < _by_itself(code):
            message = say(
                "{code} weighs less since the settings were taken out {when} and put in again.",
                code=code,
                when=when(event, history, context),
            )
            yield Said(message, _MEND)


_MEND = say("Let a registrar or the committee above put it back, or write the setting anew with its reason.")


def _rule_in(event: Event) -> str:
    """Return the code of the rule of this family whose weight an event changes; ``""`` for none."""
    first, _, rest = event.field.partition(".")
    code, _, key = rest.partition(".")
    changes = event.what == Policy.TYPE and first == "rules" and key == "severity"
    return (
        code if changes and code.startswith(_FAMILY) and event.kind is EventKind.PARTICULARS_CHANGED else ""
    )


def _by_a_keeper(event: Event, history: CaseHistory, context: Context) -> bool:
    """Return whether a registrar, or somebody of the committee above, has written the setting."""
    asked = any(one.kind in COMMITS and one.arrival == event.arrival for one in history.events)
    registrar = history.arrivals[event.arrival].registrar
    return bool(registrar) or (not asked and keepers_are_known(context.settings))


def _by_itself(code: str) -> int:
    return next((_RANKS.index(rule.severity) for rule in rules() if rule.code == code), 0)


def _weight(code: str, policy: Policy) -> int:
    if not code.startswith(_FAMILY):
        return 0
    setting = policy.rules.get(code)
    return _RANKS.index(setting.severity) if setting else _by_itself(code)
