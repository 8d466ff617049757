"""Put a digest into words: headings and lines, cleaned and cut to length, for every channel alike.

Of a restricted case nothing is said but that something is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import quote

from msgspec import Struct

from khacphuc.model.party import Party
from khacphuc.model.vocabulary import NotificationStage
from khacphuc.obligations.notifying import Digest, DueNotification
from khacphuc.obligations.obligation_words import part_name
from khacphuc.obligations.timeliness import timing_text
from khacphuc.obligations.values import PARTS, ObligationKind
from khacphuc.pages.anchors import case_path
from khacphuc.register.loading import RegisterSettings
from khacphuc.text.message import Message, Speaker, say, say_n

_LONGEST_TITLE = 70
_LONGEST_LINE = 60


class DigestLine(Struct, frozen=True):
    """A line, the address of its page where there is a site, and how many obligations it speaks of."""

    text: str
    link: str = ""
    counts: int = 1


class DigestPart(Struct, frozen=True):
    """What is due in one case, a line for each obligation; or all that a follower is told, a line for each case."""

    name: str
    link: str
    lines: tuple[DigestLine, ...]


class DigestWords(Struct, frozen=True):
    """A digest in words of one language."""

    language: str
    subject: str
    name: str
    opening: tuple[str, ...]
    parts: tuple[DigestPart, ...]
    hidden: str
    """That something is due in restricted cases."""
    closing: tuple[str, ...]
    speak: Speaker

    def left_out(self, number: int) -> str:
        """Say how many obligations are not listed."""
        return self.speak(say_n("… and {n} more obligation.", "… and {n} more obligations.", number))


def digest_words(
    digest: Digest,
    settings: RegisterSettings,
    as_of: date,
    speak: Speaker,
    language: str,
    letters: Mapping[str, str],
) -> DigestWords:
    """Return a digest in words. ``letters`` are the files of drafted letters, by case folder."""
    name, late = settings.units.called(digest.to), sum(item.row.overdue for item in digest.items)
    hidden = sum(item.row.case.restricted for item in digest.items)
    site = (settings.policy.site_url or "").rstrip("/")
    count = say_n("{n} obligation", "{n} obligations", len(digest.items))
    return DigestWords(
        language,
        speak(say("Remediation: {count} to attend to, {late} overdue", count=count, late=late)),
        speak(name),
        tuple(map(speak, _opening(digest, name, settings, as_of))),
        tuple(_parts(digest, settings, speak, site, letters)),
        speak(
            say_n(
                "Something is due in a restricted case: {n} obligation.",
                "Something is due in restricted cases: {n} obligations.",
                hidden,
            )
        )
        if hidden
        else "",
        tuple(map(speak, _closing(digest, settings.policy.committee, site))),
        speak,
    )


def _opening(digest: Digest, name: str, settings: RegisterSettings, as_of: date) -> Iterable[Message]:
    yield say("To: {name}. As of {day}:", name=name, day=as_of)
    if any(item.stage is NotificationStage.HEAD for item in digest.items):
        yield say(
            "This goes to the head of the unit, as something has been overdue for {n} days or more.",
            n=settings.policy.notifications.head,
        )
    if held := digest.followed:
        yield say(
            "You follow {cases}: {overdue} overdue, {unverified} awaiting verification. New since the last message:",
            cases=say_n("{n} open case", "{n} open cases", held.cases),
            overdue=say_n("{n} obligation", "{n} obligations", held.overdue),
            unverified=held.unverified,
        )


def _closing(digest: Digest, committee: str, site: str) -> Iterable[Message]:
    if not all(item.following for item in digest.items):
        yield say(
            "What is done: send a progress update. What cannot be done in time: ask for an extension before the deadline."
        )
    yield say("Sent by the register of {committee}, once for each stage.", committee=committee)
    if site:
        yield Message(f"{site}/")


def _parts(
    digest: Digest, settings: RegisterSettings, speak: Speaker, site: str, letters: Mapping[str, str]
) -> Iterable[DigestPart]:
    """Yield a part for each case in which the party owes something, and one for all the cases that it follows."""
    owed, followed = _by_case(digest, following=False), _by_case(digest, following=True)
    for folder, mine in owed.items():
        case = mine[0].row.case
        lines = [DigestLine(_line(item, digest.to, settings, speak)) for item in mine]
        if case.unreadable:
            text = say("Part of this case cannot be read; what it says is not known here.")
            lines.append(DigestLine(speak(text), counts=0))
        name = _cut(f"{case.number or case.id}: {case.title}", _LONGEST_TITLE, speak)
        yield DigestPart(name, _link(site, folder), tuple(lines))
    if followed:
        told: list[DigestLine] = []
        for folder, mine in followed.items():
            told.append(DigestLine(_case_line(mine, settings, speak), _link(site, folder), len(mine)))
            late = any(item.stage is NotificationStage.COMMISSION for item in mine)
            if late and folder in letters:
                drafted = say("letter to sign: {name}", name=letters[folder])
                told.append(DigestLine(speak(drafted), counts=0))
        yield DigestPart(speak(say("Cases that you follow")), "", tuple(told))


def _by_case(digest: Digest, *, following: bool) -> dict[str, list[DueNotification]]:
    found: dict[str, list[DueNotification]] = {}
    for item in digest.items:
        if item.following is following and not item.row.case.restricted:
            found.setdefault(item.row.case.folder, []).append(item)
    return found


def _link(site: str, folder: str) -> str:
    return f"{site}/{quote(case_path(folder))}" if site else ""


def _case_line(mine: list[DueNotification], settings: RegisterSettings, speak: Speaker) -> str:
    """Say of one case how much is overdue and for how long, and what the follower itself has to do."""
    case = mine[0].row.case
    late = [item.row.timeliness.days for item in mine if item.stage is NotificationStage.COMMISSION]
    own = [item for item in mine if item.stage is not NotificationStage.COMMISSION]
    verify = sum(item.row.obligation.kind is ObligationKind.VERIFY for item in own)
    told = []
    if late:
        told.append(say("{n} overdue, up to {days} days", n=len(late), days=max(late)))
    if verify:
        told.append(say("{n} to verify", n=verify))
    if verify < len(own):
        told.append(say("{n} to check or close", n=len(own) - verify))
    name = f"{case.number or case.id}, {settings.units.called(case.owner)}"
    return f"{_cut(name, _LONGEST_LINE, speak)}: {', '.join(map(speak, told))}"


def _line(item: DueNotification, to: Party, settings: RegisterSettings, speak: Speaker) -> str:
    owed = item.row.obligation
    what = speak(owed.what)
    if owed.kind in PARTS:
        what = f"{speak(part_name(owed))}: {what}"
    parts = [_cut(what, _LONGEST_LINE, speak), speak(timing_text(item.row.timeliness))]
    if owed.owed_by.unit != to.unit:
        parts.insert(1, _cut(settings.units.called(owed.owed_by), _LONGEST_LINE, speak))
    if owed.deadline.current:
        parts.append(speak(say("due {day}", day=owed.deadline.current)))
    return " · ".join(parts)


def _cut(text: str, longest: int, speak: Speaker) -> str:
    line = speak(" ".join(text.split()))
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def plain_digest(words: DigestWords, most: int | None = None) -> str:
    """Return a digest as text, with no more than ``most`` characters: what does not fit is counted."""
    head = "\n".join(words.opening)
    foot = "\n".join(("", *filter(None, (words.hidden,)), *words.closing, ""))
    rest = sum(line.counts for part in words.parts for line in part.lines)
    room = (most or 0) - len(head) - len(foot) - len(words.left_out(rest)) - 3
    shown: list[str] = []
    for part in words.parts:
        opened = False
        for line in part.lines:
            more = f"\n- {line.text}" if opened else f"\n\n{part.name}\n- {line.text}"
            room -= len(more)
            if most is not None and room < 0:
                return f"{head}{''.join(shown)}\n\n{words.left_out(rest)}\n{foot}"
            shown.append(more)
            rest, opened = rest - line.counts, True
    return f"{head}{''.join(shown)}\n{foot}"
