"""What every paper is drafted from: a case with its timeline, the names of its parties, its issuer's form and sign."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from khacphuc.exports.word.paper import Block, OfficialPaper, PaperSignature, Words
from khacphuc.model.party import Party
from khacphuc.model.plan import Plan
from khacphuc.model.unit import Unit
from khacphuc.model.vocabulary import Language, PaperForm
from khacphuc.obligations.values import CaseState
from khacphuc.pages.site_context import SiteContext
from khacphuc.pages.site_index import SiteIndex
from khacphuc.text.folding import fold
from khacphuc.text.message import N_, Message, MessageArgument, say
from khacphuc.timeline.timeline import Timeline

_STATE_KINDS = ("authority", "external")
_PARTY_BODIES = tuple(
    fold(name)
    for name in (
        *(
            "Tỉnh ủy",
            "Thành ủy",
            "Huyện ủy",
            "Quận ủy",
            "Đảng ủy",
            "Đảng bộ",
            "Chi bộ",
            "Ban Chấp hành Đảng bộ",
        ),
        *(
            "Ban Thường vụ",
            "Ủy ban Kiểm tra",
            "Ban Tổ chức",
            "Ban Nội chính",
            "Ban Tuyên giáo",
            "Văn phòng Tỉnh ủy",
        ),
        *("Trung ương", "Ban Chấp hành Trung ương", "Bộ Chính trị", "Ban Bí thư", "Ban cán sự đảng"),
    )
)
"""How names of Party bodies begin: a higher body is as often of the Party as of the State."""
_COMMITTEES = (
    "Ủy ban nhân dân",
    "Ủy ban Kiểm tra",
    "Hội đồng nhân dân",
    "Ban Thường vụ",
    "Đảng ủy",
    "Chi bộ",
    "Chi ủy",
)
"""Bodies that decide together: who signs does so on their behalf."""
_PARTY_SIGN = re.compile(r"/([^/\s]+)$")
_STATE_SIGN = re.compile(r"-([^-/\s]+)$")


class PaperSubject(Struct, frozen=True):
    """A case of which a paper speaks."""

    state: CaseState
    timeline: Timeline

    @property
    def unit(self) -> str:
        return self.state.owner

    @property
    def plan(self) -> Plan | None:
        """The committee's plan that is in force."""
        plans = self.timeline.plans
        return next((one.record for one in plans if one.path == self.state.plan_path), None)


class NothingToSay(Exception):  # noqa: N818 - no error, but an answer
    """A paper that has no occasion, with the reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class Draft(Struct, frozen=True):
    """A paper before it is headed and signed: its text, who issues it, and what is known of its number and day."""

    by: str
    kind: str
    """The letters of its kind in a number: BC, KH, CV. A sheet without any has no number."""
    title: MessageArgument
    abstract: MessageArgument
    blocks: tuple[Block, ...]
    number: str = ""
    dated: date | None = None
    addressees: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    """Numbers of earlier papers of the issuer, by which its sign is known."""
    letter: bool = False
    across: bool = False


def headed(ledger: SiteIndex, draft: Draft) -> OfficialPaper:
    """A draft in the form of its issuer, as it is signed."""
    made = ledger.context
    unit = made.units.get(draft.by)
    form = form_of(made, unit)
    plain, dated = form is PaperForm.PLAIN, draft.dated or made.as_of
    parent = made.units.get(unit.parent) if unit and unit.parent else None
    higher = parent.name if parent and made.shows_unit(parent.id) else ""
    receivers = _receivers(made, draft, form)
    kind = "" if draft.letter else made.say(draft.title)
    settings = made.policy.papers
    return OfficialPaper(
        form=form,
        higher=higher,
        issuer=_own_name(made.unit_name(draft.by), higher),
        number=_number(made, draft, form, (*_signs(ledger, draft.by), *draft.signs)),
        place=settings.place or ("" if plain else "…………"),
        dated=made.say(dated) if plain else _long_day(dated),
        kind=kind,
        abstract=_without(kind, made.say(draft.abstract)),
        blocks=draft.blocks,
        signature=_signature(made, unit, form),
        addressees=draft.addressees,
        receivers=receivers,
        to=made.words[N_("To:")] if plain else "Kính gửi:",
        copies=made.words[N_("Copies:")] if plain else "Nơi nhận:",
        older_margins=settings.older_margins,
        across=draft.across,
    )


def _long_day(day: date) -> str:
    """A day as the date line has it: two digits for days below ten, and for the first two months."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _receivers(made: SiteContext, draft: Draft, form: PaperForm) -> tuple[str, ...]:
    """Who receives a paper; those whom it addresses by name are not named again."""
    above = (made.words[N_("As above")],) if draft.addressees else ()
    others = (name for name in draft.receivers if name not in draft.addressees)
    files = N_("Files: clerk's office") if form is PaperForm.STATE else N_("Files")
    return (*above, *others, made.words[files])


def form_of(made: SiteContext, unit: Unit | None) -> PaperForm:
    """The form in which a unit writes: as its kind is set, else plain in English, the State's for authorities not of the Party."""
    kind = unit.kind if unit else ""
    for known in made.policy.unit_kinds:
        if known.id == kind and known.papers:
            return known.papers
    if made.policy.language is Language.ENGLISH:
        return PaperForm.PLAIN
    party = unit is None or fold(unit.name).startswith(_PARTY_BODIES)
    return PaperForm.STATE if kind in _STATE_KINDS and not party else PaperForm.PARTY


def _own_name(name: str, higher: str) -> str:
    """The name of an issuer below that of the body above it, which need not be said twice."""
    start = name.casefold().find(higher.casefold()) if higher else -1
    return name[:start].strip() if start > 0 else name


def _without(kind: str, abstract: str) -> str:
    """What a paper is about, without the kind of paper that stands above it."""
    if kind and abstract.casefold().startswith(kind.casefold()):
        return abstract[len(kind) :].strip()
    return abstract


def _signs(ledger: SiteIndex, by: str) -> tuple[str, ...]:
    """Numbers that a unit gave to notices of its own: its sign stands in them."""
    return tuple(state.number for state in ledger.states if state.issuer == by and state.number)


def _number(made: SiteContext, draft: Draft, form: PaperForm, known: tuple[str, ...]) -> str:
    """Number and sign: what the register knows, else room for the number before the issuer's sign."""
    if form is PaperForm.PLAIN:
        return made.say(say("No. {number}", number=draft.number)) if draft.number else ""
    party = form is PaperForm.PARTY
    label = "Số" if party else "Số:"
    if draft.number:
        return f"{label} {draft.number}"
    if not draft.kind:
        return ""
    pattern = _PARTY_SIGN if party else _STATE_SIGN
    signs = (found[1] for number in known if (found := pattern.search(number)))
    sign = next(signs, "……")
    if not party:
        return f"{label}        /{sign}" if draft.letter else f"{label}        /{draft.kind}-{sign}"
    return f"{label}        -{draft.kind}/{sign}"


def _signature(made: SiteContext, unit: Unit | None, form: PaperForm) -> PaperSignature:
    """The head of the unit, on behalf of the body where it decides together."""
    if form is PaperForm.PLAIN:
        head = made.units.people.get(Party(unit.head)) if unit and unit.head else None
        name = "" if made.public or head is None else head.name or ""
        return PaperSignature(head.role if head else "……………………", name)
    if unit is None:
        return PaperSignature("……………………")
    body = next((name for name in _COMMITTEES if unit.name.casefold().startswith(name.casefold())), "")
    mark = "T/M" if form is PaperForm.PARTY else "TM."
    behalf = f"{mark} {body}" if body else ""
    head = made.units.people.get(Party(unit.head)) if unit.head else None
    if head is None:
        return PaperSignature("……………………", on_behalf=behalf)
    office = head.role
    if body:
        start = office.casefold().find(f" {body.casefold()}")
        office = office[:start] if start > 0 else office.partition(",")[0]
    return PaperSignature(office, "" if made.public else head.name or "", behalf)


def people_of(made: SiteContext, parties: Iterable[str], home: str = "") -> str:
    """Parties as one text, without the unit where that goes without saying."""
    return "; ".join(made.party_name(party, home) for party in dict.fromkeys(map(str, parties)))


def heading(made: SiteContext, number: str, text: MessageArgument) -> Words:
    """A heading within a paper: in capitals below a Roman number."""
    said = made.say(text)
    return Words(f"{number}. {said if number.isdigit() else said.upper()}", bold=True)


def line(made: SiteContext, text: MessageArgument) -> Words:
    return Words(made.say(text))


def notice_words(made: SiteContext, state: CaseState) -> Message:
    """How a conclusion is cited: number, day, issuer."""
    issuer = made.unit_name(state.issuer) if state.issuer else ""
    if state.number and state.issued_on:
        return say(
            "Notice No. {number} of {day} of {issuer}",
            number=state.number,
            day=state.issued_on,
            issuer=issuer,
        )
    return say("the conclusion “{title}”", title=state.title)
