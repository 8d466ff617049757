"""Opinions and what became of them, as every page shows them: those that wait for an answer, and those that have one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khacphuc.model.records import Opinion, Reply
from khacphuc.obligations.values import CaseState, Timeliness, Timing
from khacphuc.pages import words
from khacphuc.pages.anchors import case_path
from khacphuc.pages.ledger import Asked, Ledger
from khacphuc.pages.parts import cell, clip, due, paper, restricted, sub, waited
from khacphuc.pages.safe import EMPTY, Html, esc, html, joined
from khacphuc.pages.sections import table
from khacphuc.text.message import N_, say, say_n

_WAITED = N_("Days waited")
_WAITING = (N_("Status"), N_("Opinion"), N_("From"), _WAITED, N_("Answer owed by"))
_ANSWERED = (N_("Result"), N_("Opinion"), N_("From"), N_("Answer"))


def waiting(some: Iterable[Asked]) -> list[Asked]:
    """Those without an answer, the longest waiting first."""
    return [one for one in some if one.said.reply is None]


def answered(some: Iterable[Asked]) -> list[tuple[Asked, Reply]]:
    """Those with an answer, the newest answer first."""
    found = [(one, reply) for one in some if (reply := one.said.reply)]
    return sorted(found, key=lambda pair: pair[1].date, reverse=True)


def opinion_tables(ledger: Ledger, root: str, some: list[Asked]) -> Html:
    """Both tables, for a page that has more to tell than opinions."""
    open_, done = waiting(some), answered(some)
    shown = (
        waiting_table(ledger, root, open_) if open_ else EMPTY,
        answered_table(ledger, root, done) if done else EMPTY,
    )
    return joined(filter(None, shown), "\n")


def waiting_table(ledger: Ledger, root: str, some: list[Asked]) -> Html:
    made = ledger.press
    caption = made.say(say_n("{n} opinion without an answer", "{n} opinions without an answer", len(some)))
    return table(made, caption, _WAITING, (_waiting(ledger, root, one) for one in some))


def answered_table(ledger: Ledger, root: str, some: list[tuple[Asked, Reply]]) -> Html:
    made = ledger.press
    caption = made.say(say_n("{n} opinion answered", "{n} opinions answered", len(some)))
    return table(made, caption, _ANSWERED, (_answered(ledger, root, one, reply) for one, reply in some))


def _waiting(ledger: Ledger, root: str, one: Asked) -> str:
    made, opinion = ledger.press, one.said.opinion
    if one.row:
        by = html(f"{made.names[N_('deadline')]} {due(made, one.row.obligation.deadline)}")
        status = made.timing(one.row.timeliness, one.row.obligation.deadline.current)
    else:
        closed = one.case.closed_on
        by = html(f"{made.names[N_('case closed')]} {made.days[closed]}") if closed else EMPTY
        status = made.timing(Timeliness(Timing.DROPPED))
    return (
        f"<tr><td>{status}{sub(by)}</td>{_opinion(ledger, root, one)}"
        f'<td class="kp-num" data-label="{made.names[_WAITED]}">'
        f"{waited(opinion.date, made.say((made.as_of - opinion.date).days))}</td>"
        f"{cell(made, N_('Answer owed by'), made.party(one.owed_by, root))}</tr>\n"
    )


def _answered(ledger: Ledger, root: str, one: Asked, reply: Reply) -> str:
    made = ledger.press
    late = one.row and one.row.timeliness.timing is Timing.DONE_LATE
    when = made.say(words.timing(one.row.timeliness)) if one.row and late else ""
    said = html(f"{made.days[reply.date]}, {made.party(reply.by, root)}")
    ended = "".join(_ended(ledger, root, one, reply))
    return (
        f"<tr><td>{made.chip(reply.outcome)}</td>{_opinion(ledger, root, one)}"
        f"{cell(made, N_('Answer'), html(f'{said}{sub(when)}{ended}'))}</tr>\n"
    )


def _ended(ledger: Ledger, root: str, one: Asked, reply: Reply) -> Iterator[str]:
    """What an opinion led to: the task, the reason, the paper."""
    made = ledger.press
    if reply.task:
        task = _places(f"{root}{case_path(one.case.folder)}", one.case, (reply.task,))
        yield sub(html(f"{made.names[N_('Task')]} {task}"))
    if reply.reason:
        yield f"<br>{esc(clip(reply.reason))}"
    if reply.paper:
        yield sub(paper(made, reply.paper))


def _opinion(ledger: Ledger, root: str, one: Asked) -> Html:
    """The opinion itself and where it stands, who gave it, and when."""
    made, opinion, state = ledger.press, one.said.opinion, one.case
    page = f"{root}{case_path(state.folder)}"
    about = html(f"{made.names[N_('about')]} {_places(page, state, opinion.about)}") if opinion.about else ""
    where = sub(f"{opinion.id} · {state.number or state.id}, {clip(state.title)}", about)
    return html(
        f'<th scope="row"><a href="{esc(page)}#{esc(opinion.id)}">{esc(_text(ledger, opinion))}</a>'
        f"{restricted(made, state)}{where}</th>"
        f"{cell(made, N_('From'), html(made.party(opinion.from_, root) + sub(made.days[opinion.date])))}"
    )


def _text(ledger: Ledger, opinion: Opinion) -> str:
    title = opinion.paper.title if opinion.paper else None
    return clip(opinion.text or title or ledger.press.say(say("Opinion {id}", id=opinion.id)))


def _places(page: str, state: CaseState, names: Iterable[str]) -> Html:
    """Findings and tasks as links to their places on the page of the case; other ids as they are."""
    known = {item.finding.id for item in state.findings} | {item.task.id for item in state.tasks}
    return joined(
        (
            html(f'<a href="{esc(page)}#{esc(name)}">{esc(name)}</a>' if name in known else esc(name))
            for name in names
        ),
        ", ",
    )
