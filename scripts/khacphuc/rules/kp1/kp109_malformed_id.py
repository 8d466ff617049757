"""An id, address or account name is not formed as it must be.

Ids tie the documents together, stand in file names and in addresses of the site, and never change. So they
keep to characters that every system writes alike; the full name stands beside them under its own key.

Write it as the message proposes. An id that other documents already use must not be changed without them.
"""

from __future__ import annotations

import re

from khacphuc.model.vocabulary import Severity
from khacphuc.rules.contract import Said
from khacphuc.text.flaw import Flaw
from khacphuc.text.folding import fold, slug
from khacphuc.text.message import Message, say

SEVERITY = Severity.ERROR
_SLUG = re.compile(r"[a-z0-9-]+\Z")
_SLUGS = re.compile(r"[a-z0-9-]+/[a-z0-9-]+\Z")
_CODE = re.compile(r"[A-Z0-9.-]+\Z")


def explain(flaw: Flaw) -> Said:
    shown, form, example = flaw.details
    message = say("“{text}” is not written in the form: {form}.", text=shown, form=say(form))
    return Said(message, _mend(shown, example))


def _mend(shown: str, example: str) -> Message:
    meant = _meant(shown, example)
    if meant and meant != shown:
        return say("Write it like {example}; here perhaps: {proposed}", example=example, proposed=meant)
    return say("Write it like {example}", example=example)


def _meant(shown: str, example: str) -> str:
    if shown.endswith("…"):
        return ""
    if _SLUG.match(example):
        return "/".join(part for part in map(slug, shown.split("/", 1)) if part)
    if _SLUGS.match(example):
        parts = [slug(part) for part in shown.split("/")]
        return "/".join(parts) if len(parts) == 2 and all(parts) else ""
    if _CODE.match(example):
        code = re.sub(r"[^A-Z0-9.]+", "-", fold(shown).upper()).strip("-.")
        return code if code[:1].isalpha() else ""
    return ""
