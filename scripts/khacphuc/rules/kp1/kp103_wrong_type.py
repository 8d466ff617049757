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
from khacphuc.rules.mends import CUT
from khacphuc.text.amounts import DONG, PERCENT, SQUARE_METRE, ambiguous_in, plain, read_quantity
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
_ONE_PARTY = {
    "lead": N_(
        "One party leads. If each owes it by itself, write for_each: with units: […]; if they do it together, name the others "
        "under supporters:; if each does another part, write a requirement for each."
    ),
    "to": N_("Name one party; for several, record it once for each of them."),
}
_YES = frozenset("co yes y dung x 1 on".split())
# As a value, 1.234 may be thousands or a fraction: see KP113.
_EITHER_WAY = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}(?![.,0-9])")
_UNIT_OF = {"money": DONG, "value": DONG, "area": SQUARE_METRE, "percent": PERCENT}
"""The unit in which a key is written without saying so."""
_NO = frozenset("khong no n sai 0 off".split())


def explain(flaw: Flaw) -> Said:
    expected, shape, shown, owner, key = flaw.details
    found = say("“{text}”", text=shown) if shape == "text" else say(_FOUND[shape])
    message = say(
        "Expected here: {expected}. Found: {found}.", expected=say(_EXPECTED[expected]), found=found
    )
    return Said(message, _mend(expected, shape, shown, owner, key))


def _mend(expected: str, shape: str, shown: str, owner: str, key: str) -> Message:
    if expected == "mapping":
        return say(
            "Write below it, indented, the keys that belong there: {keys}.",
            keys=listed([field.key for field in keys(owner)]),
        )
    if expected in ("whole", "number"):
        return _number(expected, key, shown)
    if expected in _MEND:
        return say(_MEND[expected])
    if expected == "truth":
        return _truth(shown)
    if shape == "list" and key in _ONE_PARTY:
        return say(_ONE_PARTY[key])
    if shape == "mapping":
        return say('If this is one text with a colon in it, put it between quotation marks: "…".')
    return say(
        "Write one text. For a text of several lines, write “|” behind the key and the text below, indented."
    )


def _number(expected: str, key: str, shown: str) -> Message:
    if number := ambiguous_in(shown) if expected == "number" and CUT not in shown else "":
        whole, fraction = number.replace(",", ""), f"{number.replace(',', '.')}0"
        return say(
            "For thousands write {whole}; for a fraction write {fraction}", whole=whole, fraction=fraction
        )
    value = _plain_number(expected, key, shown)
    if value and (value.isdigit() or expected == "number"):
        return say("Write digits alone: {number}", number=value)
    if expected == "whole":
        return say("Write digits alone, without dots, spaces or a unit.")
    return say("Write digits alone, in full units (4,7 tỷ is 4700000000), with a point before decimals.")


def _plain_number(expected: str, key: str, shown: str) -> str:
    """The same amount as this key holds it; "" where that cannot be told."""
    found = read_quantity(shown)
    if found is None or CUT in shown:
        return ""
    basic = found.basic
    if basic.unit and basic.unit != _UNIT_OF.get(key):
        return ""  # another unit would make another amount of the same figure
    if basic.unit not in ("", DONG) and _EITHER_WAY.match(shown):
        return ""
    value = plain(basic.value)
    return "" if expected == "number" and _EITHER_WAY.fullmatch(value) else value


def _truth(shown: str) -> Message:
    word = fold(shown)
    if word in _YES or word in _NO:
        return say("Write: {word}", word="true" if word in _YES else "false")
    return say("Write true or false, without quotation marks.")
