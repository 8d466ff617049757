"""Explain a rule: what is wrong, why it matters, and how to mend it.

RULE is the rule's code or name as a message of `khacphuc check` shows it: KP101 or unknown-key. An example that breaks
the rule and one that keeps it follow.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.model.schema import nearest
from khacphuc.reports.prose import filled
from khacphuc.reports.rulebook import RulePage, page
from khacphuc.reports.severity_words import label
from khacphuc.reports.terminal_text import cells
from khacphuc.rules.catalogue import find, rules
from khacphuc.rules.contract import Rule
from khacphuc.text.front_matter import lines as text_lines
from khacphuc.text.message import N_, say

_CODE = re.compile(r"kp\d", re.IGNORECASE)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "rule", metavar=N_("RULE"), help=N_("code or name of a rule, as KP101 or unknown-key")
    )


def run(call: Invocation) -> int:
    """Show the page of a rule."""
    found = page(_rule(call.options.rule))
    setting = call.policy.rules.get(found.code)
    severity = setting.severity if setting else found.severity
    call.print(f"{found.code} {found.name} ({label(severity, call.speak)})")
    if setting:
        call.print(say("Set by plans/policy.yml of this register: {reason}", reason=setting.reason))
    for paragraph in (found.title, *found.paragraphs):
        call.print(f"\n{filled(paragraph, call.language)}")
    for line in _example(call, found):
        call.print(line)
    return ExitCode.CLEAN


def _rule(word: str) -> Rule:
    rule = find(word)
    if rule is not None:
        return rule
    codes = _CODE.match(word) is not None
    likely = nearest(word, [rule.code.lower() if codes else rule.name for rule in rules()])
    known = find(likely[0]) if likely else None
    if known is None:
        raise UsageError(say("There is no rule “{word}”. `khacphuc rules` lists them all.", word=word))
    raise UsageError(
        say(
            "There is no rule “{word}”. Did you mean {code} ({name})?",
            word=word,
            code=known.code,
            name=known.name,
        )
    )


_CONTEXT = 3
_LONGEST = 40
_INDENT = "    "


def _example(call: Invocation, found: RulePage) -> Iterator[str]:
    """Yield the bad example with what a check says of it, then the good one."""
    example = found.example
    output = example.output.get(call.language)
    for path, text in example.bad:
        yield f"\n{call.speak(say('Not so: {path}', path=path))}\n"
        yield from _shown(text, example.others.get(f"bad/{path}"))
    if output:
        yield f"\n{call.speak(say('What a check says of it:'))}\n"
        yield from _indented(text_lines(output))
    for path, text in example.good:
        yield f"\n{call.speak(say('But so: {path}', path=path))}\n"
        yield from _shown(text, example.others.get(f"good/{path}"))


def _shown(text: str, other: str | None) -> Iterator[str]:
    """Return a document; of a long one what differs from its counterpart, with a few lines around."""
    lines = text_lines(text)
    if len(lines) > _LONGEST and other is not None:
        lines = list(_differing(lines, text_lines(other)))
    while lines and not lines[-1]:
        lines.pop()
    return _indented([*lines[:_LONGEST], "…"] if len(lines) > _LONGEST else lines)


def _differing(lines: list[str], other: list[str]) -> Iterator[str]:
    from difflib import SequenceMatcher

    end = 0
    for group in SequenceMatcher(None, lines, other, autojunk=False).get_grouped_opcodes(_CONTEXT):
        start = group[0][1]
        if start > end:
            yield "…"
        end = group[-1][2]
        yield from lines[start:end]
    if end < len(lines):
        yield "…"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    """Return some examples hold what nobody sees, on purpose: it is shown escaped."""
    return (f"{_INDENT}{''.join(cell.shown for cell in cells(line))}".rstrip() for line in lines)
