"""An id, address or account name is not formed as it must be.

Ids tie the documents together, stand in file names and in addresses of the site, and never change. So they
keep to characters that every system writes alike; the full name stands beside them under its own key.

Write it as the message proposes. An id that other documents already use must not be changed without them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from khacphuc.model.vocabulary import Severity
from khacphuc.register.case import Case
from khacphuc.rules.contract import Context, Said
from khacphuc.rules.mends import CUT, keeps_figures, several
from khacphuc.text.flaw import Flaw
from khacphuc.text.folding import fold, slug
from khacphuc.text.message import Message, listed, sample_words, say

SEVERITY = Severity.ERROR
_SLUG = re.compile(r"[a-z0-9-]+\Z")
_SLUGS = re.compile(r"[a-z0-9-]+/[a-z0-9-]+\Z")
_CODE = re.compile(r"[A-Z0-9]+(?:[.-][A-Z0-9]+)*\Z")
_OF_FRAME = ("unit", "person", "party")
# N1 typed with the letter that looks like its figure: among capitals, a small l is no letter.
_ONE = re.compile(r"(?<=[A-Z])l(?=[0-9.l-]|\Z)")
_SHOWN = 3


def explain_in_case(flaw: Flaw, case: Case | None, context: Context) -> Said:
    shown, form, example, refers, *many = flaw.details
    message = say("“{text}” is not written in the form: {form}.", text=shown, form=say(form))
    return Said(message, _mend(shown, _Known(example, refers, case, context), many=bool(many)))


class _Known:
    """What may stand where a malformed id stands: of a reference what is declared, of a declaration what is free."""

    def __init__(self, example: str, refers: str, case: Case | None, context: Context) -> None:
        self.refers = refers
        units = context.settings.units
        self.names: Collection[str] = ()
        if refers in _OF_FRAME:
            self.names = {
                "unit": units.by_id,
                "person": units.people,
                "party": {*units.by_id, *units.people},
            }[refers]
        elif refers and case is not None:
            self.names = case.names.get(refers, ())
        own = sorted(name for name in self.names if _has_form(name, example))
        self.example = example if not own else own[0]
        self.shown: str | Message = own[0] if own else sample_words(example)

    def admits(self, proposed: str) -> bool:
        """Whether a document with the proposal names something that exists, or something new."""
        return proposed in self.names if self.refers else True


def _form(text: str) -> re.Pattern[str] | None:
    return next((form for form in (_CODE, _SLUG, _SLUGS) if form.match(text)), None)


def _has_form(text: str, example: str) -> bool:
    form = _form(example)
    return form is not None and form.match(text) is not None


def _mend(shown: str, known: _Known, *, many: bool) -> Message:
    parts = several(shown)
    if len(parts) > 1 and CUT not in shown:
        meant = [next(_meant(part, known), "") for part in parts]
        if many and all(meant):
            return say("Write a list: {proposed}", proposed=f"[{', '.join(meant)}]")
        return _form_only(known)
    proposed = next((text for text in _meant(shown, known) if text != shown), None)
    if proposed is None:
        return _form_only(known)
    return say("Write: {line}", line=proposed)


def _form_only(known: _Known) -> Message:
    if known.refers and known.names:
        some = sorted(known.names)[:_SHOWN]
        return say("Write one that the register has, such as {names}.", names=listed(some))
    return say("Write it like {example}", example=known.shown)


def _meant(shown: str, known: _Known) -> Iterator[str]:
    """What was meant, most likely first: only what keeps every figure and may stand here."""
    if CUT in shown:
        return
    for proposed, read in _candidates(shown, known.example):
        if _has_form(proposed, known.example) and keeps_figures(read, proposed) and known.admits(proposed):
            yield proposed


def _candidates(shown: str, example: str) -> Iterator[tuple[str, str]]:
    """Proposals, each with the text whose figures it must have."""
    form = _form(example)
    if form is _CODE:
        read = _ONE.sub("1", shown) if re.sub("l", "", shown).isupper() else shown
        code = fold(read).upper()
        yield re.sub(r"[^A-Z0-9.-]+", "", code), read
        yield re.sub(r"[^A-Z0-9.]+", "-", code).strip("-."), read
    elif form is _SLUG:
        yield slug(shown), shown
    elif form is _SLUGS:
        yield "/".join(slug(part) for part in shown.split("/")), shown
