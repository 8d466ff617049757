"""A change alters what changes are judged by: settings, units or the program.

Whoever could change the rules together with what breaks them would need no permission. So a change is judged by the
settings, units and program of the branch that it goes into, and what it alters of them is told to whoever reviews it.

Look at these lines by themselves. In a pull request of its own such a change is easier to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khacphuc.model.policy import Policy, RuleSetting
from khacphuc.model.schema import fields
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Severity
from khacphuc.register.layout import POLICY_PATH
from khacphuc.rules.contract import Altered, Said
from khacphuc.text.message import Message, say, say_n
from khacphuc.text.nodes import Path

SEVERITY = Severity.QUESTION
_SAID_OTHERWISE = ("type", "committee", "rules")
_OF_UNITS = (
    "restricted",
    "kind",
    "parent",
    "head",
    "commission",
    "people",
    "valid_from",
    "valid_until",
    "successor",
)
_PROGRAM = re.compile(
    r"scripts/.*|pyproject\.toml|requirements[^/]*\.lock|mkdocs\.yml|\.ci/.*|\.git(?:attributes|modules)|\.mailmap"
    r"|\.(?:github|gitlab|gitea|forgejo|circleci|woodpecker)/.*|\.gitlab-ci\.yml|\.woodpecker\.ya?ml|\.pre-commit-config\.yaml"
)


def check_altered(altered: Altered) -> Iterator[tuple[str, Path, Said]]:
    if POLICY_PATH in altered.paths:
        for at, message in _settings(altered.before.policy, altered.after.policy):
            yield POLICY_PATH, at, Said(message, _JUDGED_BEFORE)
    yield from _units(altered)
    programs = sorted(path for path in altered.paths if _PROGRAM.fullmatch(path))
    if programs:
        message = say_n(
            "This change alters the program by which changes are checked, or how it is run: {n} file, {first}.",
            "This change alters the program by which changes are checked, or how it is run: {n} files, the first {first}.",
            len(programs),
            first=programs[0],
        )
        yield (
            programs[0],
            (),
            Said(message, say("Check the change with the program of the branch it goes into.")),
        )


_JUDGED_BEFORE = say("The change itself was judged by what stood before it. Is the new setting meant?")


def _settings(before: Policy, after: Policy) -> Iterator[tuple[Path, Message]]:
    for field in fields(Policy):
        key = field.key
        if key not in _SAID_OTHERWISE and getattr(before, field.name) != getattr(after, field.name):
            yield (key,), say("This change alters the setting “{key}”.", key=key)
    for code in sorted({*before.rules, *after.rules}):
        old, new = before.rules.get(code), after.rules.get(code)
        if _severity(old) != _severity(new):
            yield (
                ("rules", code),
                say(
                    "This change alters how much {code} weighs: from “{old}” to “{new}”.",
                    code=code,
                    old=_severity(old),
                    new=_severity(new),
                ),
            )


def _severity(setting: RuleSetting | None) -> Message:
    return say(setting.severity.label) if setting else say("as the program has it")


def _units(altered: Altered) -> Iterator[tuple[str, Path, Said]]:
    after = {document.path: document.record for document in altered.after.units.documents}
    stood = {document.path for document in altered.before.units.documents}
    fresh = sorted(path for path in altered.paths if path in after and path not in stood)
    if fresh:
        message = say_n(
            "This change adds a unit: who may do what hangs on it.",
            "This change adds {n} units: who may do what hangs on them.",
            len(fresh),
        )
        yield fresh[0], (), Said(message, say("Are they meant, and are their people who they say they are?"))
    for document in altered.before.units.documents:
        old, new = document.record, after.get(document.path)
        if document.path not in altered.paths or not isinstance(old, Unit):
            continue
        keys = (
            [key for key in _OF_UNITS if getattr(old, key) != getattr(new, key)]
            if isinstance(new, Unit)
            else [""]
        )
        for key in keys:
            message = (
                say(
                    "This change alters “{key}” of {unit}: who may do what hangs on it.", key=key, unit=old.id
                )
                if key
                else say("This change takes {unit} away: who may do what hangs on it.", unit=old.id)
            )
            yield document.path, (key,) if key else (), Said(message, _JUDGED_BEFORE)
