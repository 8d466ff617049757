"""A value has another form than its key asks for.

A list where one text belongs, words where a number belongs: the register cannot count or compare such a
value, so it would be missing from every sum and every list of deadlines.

Write the value in the form that the message names.
"""

from __future__ import annotations

import re

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.rules.key_labels import keys
from khacphuc.text.flaw import Flaw
from khacphuc.text.folding import fold
from khacphuc.text.message import N_, Message, listed, say

SEVERITY = Severity.ERROR
_EXPECTED = {
    "mapping": N_("keys with values"),
    "text": N_("a text"),
    "date": N_("a date"),
    "whole": N_("a whole number"),
    "number": N_("a number"),
    "truth": N_("true or false"),
    "value": N_("a value"),
}
_FOUND = {"mapping": N_("a group of keys"), "list": N_("a list"), "nothing": N_("nothing")}
_MEND = {
    "date": N_("Write one day as year-month-day, such as 2024-06-05."),
    "value": N_("Write something behind the dash, or delete the line."),
}
_YES = frozenset("co yes y dung x 1 on".split())
_NO = frozenset("khong no n sai 0 off".split())
_GROUPED = re.compile(r"\d{1,3}(?:[., ]\d{3})+\Z")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*%\Z")
_COMMA = re.compile(r"\d+,\d+\Z")


def explain(flaw: Flaw) -> Said:
    expected, shape, shown, owner = flaw.details
    found = say("“{text}”", text=shown) if shape == "text" else say(_FOUND[shape])
    message = say(
        "Expected here: {expected}. Found: {found}.", expected=say(_EXPECTED[expected]), found=found
    )
    return Said(message, _mend(expected, shape, shown, owner))


def _mend(expected: str, shape: str, shown: str, owner: str) -> Message:
    if expected == "mapping":
        return say(
            "Write below it, indented, the keys that belong there: {keys}.",
            keys=listed([field.key for field in keys(owner)]),
        )
    if expected in ("whole", "number"):
        return _number(expected, shown)
    if expected in _MEND:
        return say(_MEND[expected])
    if expected == "truth":
        return _truth(shown)
    if shape == "mapping":
        return say('If this is one text with a colon in it, put it between quotation marks: "…".')
    return say(
        "Write one text. For a text of several lines, write “|” behind the key and the text below, indented."
    )


def _number(expected: str, shown: str) -> Message:
    if _GROUPED.match(shown):
        return say("Write digits alone: {number}", number=re.sub(r"\D", "", shown))
    if expected == "number" and _COMMA.match(shown):
        return say("Write a point before the decimals: {number}", number=shown.replace(",", "."))
    if found := _PERCENT.match(shown):
        return say("Write digits alone: {number}", number=found[1])
    if expected == "whole":
        return say("Write digits alone, without dots, spaces or a unit.")
    return say("Write digits alone, in full units (4,7 tỷ is 4700000000), with a point before decimals.")


def _truth(shown: str) -> Message:
    word = fold(shown)
    if word in _YES or word in _NO:
        return say("Write: {word}", word="true" if word in _YES else "false")
    return say("Write true or false, without quotation marks.")
