"""Tell what a merge has left out of a document, and whether whoever merged may do so.

One may leave out what oneself, or somebody of one's own unit, wrote on the side that is merged, and a registrar what
anybody wrote; but nobody may so that less is owed, unless the first side had worded the same otherwise, too: then one of
both had to give way. From commits alone nobody can say whether the other side had landed before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from khacphuc.history.comparing.case_change import DifferingDocuments, name_of, pairs
from khacphuc.history.comparing.directory import Departures, persons
from khacphuc.history.comparing.keepers import keepers
from khacphuc.history.comparing.owed_change import Frames, OwedChange
from khacphuc.history.comparing.owed_changes import compare_owed
from khacphuc.history.comparing.text_differences import Difference, body_difference, differences
from khacphuc.history.trail import Authorship, Event, EventKind, Signature
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.policy import Policy
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Status
from khacphuc.register.case import Case, reading_order
from khacphuc.register.document import AnyDocument, readable
from khacphuc.register.loading import RegisterSettings

MISSING, KEPT = "missing", "kept"
_FRAMES = (Unit.TYPE, Policy.TYPE)


class LeftOut(Struct, frozen=True):
    """A document that another side of a merge had made otherwise than it is after the landing."""

    folder: str
    """Where its case stands after the landing."""
    path: str
    what: str
    """The type of document."""
    made: AnyDocument | None
    """As the side had made it; None where the side had taken it out."""
    names: frozenset[str]
    """The names of all documents of its folder on that side."""
    began: tuple[tuple[AnyDocument, ...], ...]
    """The documents of its folder where the sides went apart; more than once, where they had met crosswise."""
    merged: tuple[AnyDocument, ...]
    """The documents of its folder in the merge."""
    landed: tuple[AnyDocument, ...]
    """The documents of its folder after the landing."""
    by: tuple[Signature, ...]
    """Who had written it there."""
    merged_by: Authorship
    coming: bool = False
    """Whether the side comes with the landing for certain, and never was the main branch."""


_Lost = Mapping[str, str]
"""What is not as a side had made it: keys, each with the text that it had there; ``missing`` or ``kept`` of all of it."""


class MergeMoment(Struct, frozen=True):
    """The settings by which a landing is judged, those before it, and its day."""

    base: RegisterSettings
    on: date | None
    departed: Departures = {}


def left_out(found: LeftOut, moment: MergeMoment, arrival: int) -> Iterator[Event]:
    """Yield that a merge has left out what nobody had a right to leave out. ``arrival`` is the merge's number."""
    lost = _lost(found)
    if lost and found.coming and _in_own_name(found, moment):
        return  # whoever reviews may propose, and whose word it is may decline
    if lost and not (_may(found, moment) and _harmless(found, lost, moment)):
        field, texts = ", ".join(lost), "\n".join(lost.values())
        kind = EventKind.MERGE_LEFT_OUT
        yield Event(kind, arrival, found.folder, found.path, found.what, field=field, new=texts)


# ------------------------------------------------------------------------------------------------- what is lost


def _lost(found: LeftOut) -> _Lost:
    """Return what neither the merge has nor what stands after the landing: in between it may be brought back, or changed."""
    merged, landed = (_lost_in(documents, found) for documents in (found.merged, found.landed))
    return landed if MISSING in merged else {key: text for key, text in landed.items() if key in merged}


def _lost_in(documents: Sequence[AnyDocument], found: LeftOut) -> _Lost:
    made, now = found.made, _among(documents, found)
    if made is None:
        return {KEPT: ""} if now else {}
    if getattr(made.record, "status", None) is Status.DRAFT:
        return {}  # nobody stands by it
    if now is None:
        return {MISSING: ""}
    texts = {one.key: " ".join(one.new.split()) for one in _differences(now, made)}
    for stood in (_among(began, found) for began in found.began):
        if stood is not None and readable(stood):
            changed = {one.key for one in _differences(stood, made)}
            texts = {key: text for key, text in texts.items() if key in changed}
    return texts


def _among(documents: Sequence[AnyDocument], found: LeftOut) -> AnyDocument | None:
    """Return the document among others: under its name, or under one that no document of the side has."""
    made, name = found.made, found.path.rpartition("/")[2]
    same = next((one for one in documents if name_of(one) == name), None)
    if same is not None or made is None or not readable(made):
        return same
    renamed = tuple(one for one in documents if name_of(one) not in found.names)
    together = pairs(DifferingDocuments((made,), renamed))
    partner = next((pair for pair in together if pair.old is made), None)
    return made if partner is None else partner.new  # without a partner it is there, letter by letter


def _differences(old: AnyDocument, new: AnyDocument) -> list[Difference]:
    """Return the texts in which two documents differ; one of them for all where they cannot be compared."""
    if not (readable(old) and readable(new)) or old.slot.type != new.slot.type:
        return [Difference("", "", "")] if old.text != new.text else []
    body = body_difference(old.body, new.body)
    return [*differences(old.record, new.record), *((body,) if body else ())]


# --------------------------------------------------------------------------------------------- who may do that


def _may(found: LeftOut, moment: MergeMoment) -> bool:
    """Return whether everybody who made a merge is of the units of everybody who wrote what it has left out, or keeps the register."""
    known = (
        one for one in found.merged_by.committers if _persons(one, moment)
    )  # a forge commits for its people
    return all(_may_leave_out(maker, found, moment) for maker in (*found.merged_by.authors, *known))


def _may_leave_out(maker: Signature, found: LeftOut, moment: MergeMoment) -> bool:
    people, base = _persons(maker, moment), moment.base
    if any(party in base.policy.registrars for party in people):
        return True
    if found.what in _FRAMES and keepers(people, base):
        return True
    own = _units(people, moment)
    # Who also belongs to another unit may have written for that.
    return all(
        one.email.casefold() == maker.email.casefold()
        or frozenset() < _units(_persons(one, moment), moment) <= own
        for one in found.by
    )


def _in_own_name(found: LeftOut, moment: MergeMoment) -> bool:
    """Return whether a record is in the name of the unit of everybody who has left it out."""
    record = found.made.record if found.made else None
    by = getattr(record, "by", None)
    units = moment.base.units
    speaking = units.current(by.unit, moment.on or date.max) if isinstance(by, Party) else ""
    makers = [_units(_persons(one, moment), moment) for one in found.merged_by.authors]
    return bool(speaking and makers) and all(speaking in maker for maker in makers)


def _persons(who: Signature, moment: MergeMoment) -> frozenset[Party]:
    return persons(who, moment.base.units, moment.on, moment.departed)


def _units(people: frozenset[Party], moment: MergeMoment) -> frozenset[str]:
    units, on = moment.base.units, moment.on
    return frozenset(units.current(party.unit, on) if on else party.unit for party in people)


def _harmless(found: LeftOut, lost: _Lost, moment: MergeMoment) -> bool:
    """Return whether nothing can have been owed by what is left out that is owed no more."""
    return found.coming or _contested(found, lost) or not _takes_away(found, moment)


def _contested(found: LeftOut, lost: _Lost) -> bool:
    """Return whether the first side had changed the same in a notice or a plan, which is told by itself."""
    now = _among(found.landed, found)
    stood = [_among(documents, found) for documents in found.began]
    return found.what in (Conclusion.TYPE, Plan.TYPE) and all(
        one is not None and now is not None and lost.keys() <= {two.key for two in _differences(one, now)}
        for one in stood
    )


def _takes_away(found: LeftOut, moment: MergeMoment) -> bool:
    """Return whether something of what the side had made is not owed any more as it would be with it.

    What is owed less than before the sides went apart, too, the first side has taken away, and is told of that.
    """
    if found.what in _FRAMES:
        return False
    now = _among(found.landed, found)
    stood = (_among(documents, found) for documents in found.began)
    taken = {event for one in stood for event in _losses(found, one, now, moment)}
    return any(event not in taken for event in _losses(found, found.made, now, moment))


def _losses(
    found: LeftOut, instead: AnyDocument | None, now: AnyDocument | None, moment: MergeMoment
) -> tuple[Event, ...]:
    """Return what is owed no more of what would be owed with another version of a document."""
    kept = tuple(one for one in found.landed if one is not now)
    documents = tuple(sorted((*kept, *((instead,) if instead else ())), key=reading_order))
    differing = DifferingDocuments(*(((one,) if one else ()) for one in (instead, now)))
    change = OwedChange(
        Case(found.folder, documents) if documents else None,
        Case(found.folder, found.landed) if found.landed else None,
        differing,
        Frames(moment.base, moment.base),
        moment.on,
        lambda _: 0,
    )
    return compare_owed(change).events
