"""Where a new document goes: its folder and file name follow from its kind and values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from khacphuc.form.writer import Unwritable
from khacphuc.model import RECORDS
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry
from khacphuc.text.folding import slug
from khacphuc.text.message import Message, say
from khacphuc.text.nodes import YamlValue

_MOST = 100


def path_of(kind: str, folder: str, values: dict[str, YamlValue], taken: Callable[[str], bool]) -> str:
    """The path of a new document. Raises Unwritable when its values do not say enough, or the place is taken."""
    if kind in RECORDS:
        day = values.get("date")
        stem = f"{folder}/{day}-{kind}"
        names = [f"{stem}.md", *(f"{stem}-{number}.md" for number in range(2, _MOST))]
        found = next((name for name in names if not taken(name)), "")
    else:
        found = _single(kind, folder, values)
    if not found or not isinstance(slot_of(Entry(found)), Slot):
        raise Unwritable(say("Fill in what this document is called after first: its id, unit or date."))
    if taken(found):
        raise Unwritable(*_taken(kind, values))
    return found


def _taken(kind: str, values: dict[str, YamlValue]) -> tuple[Message, str]:
    """Why a document cannot be new, and the field that says so."""
    if kind in ("conclusion", "unit"):
        return say("The id “{id}” is taken already; open what has it instead.", id=str(values["id"])), "id"
    return say("This plan is there already; open it instead, or say which plan it revises."), "revises"


def stand_in(kind: str, folder: str, values: dict[str, YamlValue], day: date) -> str:
    """A path by which a document can be checked whose values do not say yet where it goes."""
    unit, case, own = (slug(str(values.get(key) or "")) for key in ("unit", "id", "id"))
    if kind == "unit":
        return f"units/{own or 'moi'}.md"
    folder = folder or f"plans/{unit or 'don-vi'}/{case or 'ho-so-moi'}"
    return f"{folder}/{_STAND_INS.get(kind, f'{day}-{kind}-moi')}.md"


_STAND_INS = {"plan": "plan-moi", "conclusion": "conclusion"}


def _single(kind: str, folder: str, values: dict[str, YamlValue]) -> str:
    if kind == "unit":
        return f"units/{values.get('id')}.md"
    if kind == "policy":
        return "plans/policy.yml"
    if kind == "conclusion":
        return f"plans/{values.get('unit')}/{slug(str(values.get('id') or ''))}/conclusion.md"
    whose, revised = values.get("for"), values.get("issued_on") if values.get("revises") else None
    parts = (slug(str(part).replace("/", "-")) for part in (whose, revised) if part)
    return f"{folder}/{'-'.join(('plan', *parts))}.md"
