"""A line of the front matter cannot be read.

From a line that cannot be read, nothing of the front matter counts: no task, no person, no deadline. Nearly
always it is one character: a colon within a text, a tab, a quotation mark that is not closed, a line that is
indented too far.

Correct the line as the message says, or put the text of it between quotation marks.
"""

from __future__ import annotations

import re

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.message import N_, say

SEVERITY = Severity.ERROR

_QUOTE_IT = N_('Put the whole text between quotation marks: "…".')
_INDENT = N_(
    "Indent it exactly like the keys or items it belongs with, and check that the line above is complete."
)
_CLOSE = N_("Close it where the list ends, or write each item on a line of its own after “- ”.")
_DELETE = N_("Delete the line, or put the text between quotation marks.")

# What libyaml or PyYAML's own parser answers (a pattern), and the same for somebody who has never heard of YAML.
# The first line that fits is taken.
_ADVICE = (
    (
        "mapping values are not allowed",
        N_("A colon followed by a space stands within a text, or the line above is not complete."),
        N_(
            'Put the whole text between quotation marks: "…". If this is a key, check the line above and the indentation.'
        ),
    ),
    (
        "unexpected end of stream|unexpected document",
        N_("The quotation mark that opens here is never closed."),
        N_("Close it at the end of the text. Inside the text, use curved quotation marks: “…”."),
    ),
    (r"',' or '\]'", N_("The bracket “[” that opens here is not closed, or a comma is missing."), _CLOSE),
    (r"',' or '\}'", N_("The brace that opens here is not closed, or a comma is missing."), _CLOSE),
    (
        "find expected ':'",
        N_("This line has no colon: it is neither a key nor part of the text above."),
        N_("Write “key: value”. If the line continues the text above, indent it further than the key."),
    ),
    (
        "sequence entries are not allowed",
        N_("A list must not start on the line of its key."),
        N_("Write each item on a line of its own below the key, after “- ”."),
    ),
    ("'-' indicator", N_("A list goes on here, and this line is not an item of it."), _INDENT),
    (
        "expected key|<block end>",
        N_("Text follows a closing quotation mark, or the line does not fit in with the keys above it."),
        N_(
            "Use curved quotation marks inside the text: “…”. Otherwise indent the line exactly like the other keys."
        ),
    ),
    ("node content", N_("A value is expected here, and “{found}” cannot begin one."), _QUOTE_IT),
    (
        "<document start>",
        N_("Something stands here after the end of the keys."),
        N_("Delete it, or indent it so that it belongs to a key."),
    ),
    (
        "alphabetic or numeric",
        N_("The text starts with “*” or “&”, which has a meaning of its own here."),
        _QUOTE_IT,
    ),
    (
        "escape|hexdecimal",
        N_("The backslash here does not stand for any character together with what follows it."),
        N_("Put the text between single quotation marks ('…'), or write the backslash twice."),
    ),
    (
        "line break, but|comment or line break|indentation indicator",
        N_("After “|” or “>” the line must end."),
        N_("Write the text on the lines below, indented, or between quotation marks."),
    ),
    (
        "a key must be a word|mapping keys are not allowed",
        N_("A key is a single word; here stands a list or a group of keys."),
        N_("Write “key: value”. A text that begins with “?” or a bracket goes between quotation marks."),
    ),
    (
        "YAML document|directive|expected '!'",
        N_("A line that starts with “%” has a meaning of its own here."),
        _DELETE,
    ),
    (
        "tag|expected '>'|line break|URI",
        N_("The text starts with “!”, which has a meaning of its own here."),
        _QUOTE_IT,
    ),
)


def explain(flaw: Flaw) -> Said:
    reason, found = flaw.details
    if found == "\t":
        return Said(
            say("A tab stands here; lines are indented with spaces."),
            say("Delete the tab and type two spaces for each level."),
        )
    if "cannot start any token" in reason:
        return Said(say("A text must not begin with “{found}”.", found=found), say(_QUOTE_IT))
    for pattern, message, mend in _ADVICE:
        if re.search(pattern, reason):
            return Said(say(message, found=found or "…") if "{found}" in message else say(message), say(mend))
    return Said(say("The front matter cannot be read from here on."), say(_QUOTE_IT))
