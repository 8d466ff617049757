"""Opinions and what became of them, as every page shows them: those that wait for an answer, and those that have one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khacphuc.model.records import Opinion, Reply
from khacphuc.obligations.timeliness import timing_text
from khacphuc.obligations.values import CaseState, Timeliness, Timing
from khacphuc.pages.anchors import case_path
from khacphuc.pages.fragments import cell, clip, due, paper, restricted, sub, taken_from, waited
from khacphuc.pages.safe_html import EMPTY, Html, esc, html, joined
from khacphuc.pages.sections import table
from khacphuc.pages.site_index import AskedOpinion, SiteIndex
from khacphuc.text.message import N_, say, say_n

_WAITED = N_("Days waited")
_WAITING = (N_("Status"), N_("Opinion"), N_("From"), _WAITED, N_("Responsible for the answer"))
_ANSWERED = (N_("Result"), N_("Opinion"), N_("From"), N_("Answer"))


def waiting(some: Iterable[AskedOpinion]) -> list[AskedOpinion]:
    """Return those without an answer, the longest waiting first."""
    return [one for one in some if one.said.reply is None]


def answered(some: Iterable[AskedOpinion]) -> list[tuple[AskedOpinion, Reply]]:
    """Return those with an answer, the newest answer first."""
    found = [(one, reply) for one in some if (reply := one.said.reply)]
    return sorted(found, key=lambda pair: pair[1].date, reverse=True)


def opinion_tables(site_index: SiteIndex, root: str, some: list[AskedOpinion]) -> Html:
    """Return both tables, for a page that has more to tell than opinions."""
    open_, done = waiting(some), answered(some)
    shown = (
        waiting_table(site_index, root, open_) if open_ else EMPTY,
        answered_table(site_index, root, done) if done else EMPTY,
    )
    return joined(filter(None, shown), "\n")


def waiting_table(site_index: SiteIndex, root: str, some: list[AskedOpinion]) -> Html:
    context = site_index.context
    caption = context.say(say_n("{n} opinion without an answer", "{n} opinions without an answer", len(some)))
    return table(context, caption, _WAITING, (_waiting(site_index, root, one) for one in some))


def answered_table(site_index: SiteIndex, root: str, some: list[tuple[AskedOpinion, Reply]]) -> Html:
    context = site_index.context
    caption = context.say(say_n("{n} opinion answered", "{n} opinions answered", len(some)))
    return table(
        context, caption, _ANSWERED, (_answered(site_index, root, one, reply) for one, reply in some)
    )


def _waiting(site_index: SiteIndex, root: str, one: AskedOpinion) -> str:
    context, opinion = site_index.context, one.said.opinion
    if one.row:
        by = html(f"{context.names[N_('deadline')]} {due(context, one.row.obligation.deadline)}")
        status = context.timing(one.row.timeliness, one.row.obligation.deadline.current)
    else:
        closed = one.case.closed_on
        by = html(f"{context.names[N_('case closed')]} {context.days[closed]}") if closed else EMPTY
        status = context.timing(Timeliness(Timing.DROPPED))
    return (
        f"<tr><td>{status}{sub(by)}</td>{_opinion(site_index, root, one)}"
        f'<td class="kp-num" data-label="{context.names[_WAITED]}">'
        f"{waited(opinion.date, context.say((context.as_of - opinion.date).days))}</td>"
        f"{cell(context, N_('Responsible for the answer'), html(context.party(one.owed_by, root) + taken_from(context, one.taken_over_from)))}</tr>\n"
    )


def _answered(site_index: SiteIndex, root: str, one: AskedOpinion, reply: Reply) -> str:
    context = site_index.context
    late = one.row and one.row.timeliness.timing is Timing.DONE_LATE
    when = context.say(timing_text(one.row.timeliness)) if one.row and late else ""
    said = html(f"{context.days[reply.date]}, {context.party(reply.by, root)}")
    ended = "".join(_ended(site_index, root, one, reply))
    return (
        f"<tr><td>{context.chip(reply.outcome)}</td>{_opinion(site_index, root, one)}"
        f"{cell(context, N_('Answer'), html(f'{said}{sub(when)}{ended}'))}</tr>\n"
    )


def _ended(site_index: SiteIndex, root: str, one: AskedOpinion, reply: Reply) -> Iterator[str]:
    """Yield the outcome of an opinion: task, reason, paper."""
    context = site_index.context
    if reply.task:
        task = _places(f"{root}{case_path(one.case.folder)}", one.case, (reply.task,))
        yield sub(html(f"{context.names[N_('Task')]} {task}"))
    if reply.reason:
        yield f"<br>{esc(clip(reply.reason))}"
    if reply.paper:
        yield sub(paper(context, reply.paper))


def _opinion(site_index: SiteIndex, root: str, one: AskedOpinion) -> Html:
    """Return the opinion itself and where it stands, who gave it, and when."""
    context, opinion, state = site_index.context, one.said.opinion, one.case
    page = f"{root}{case_path(state.folder)}"
    about = (
        html(f"{context.names[N_('about')]} {_places(page, state, opinion.about)}") if opinion.about else ""
    )
    where = sub(f"{opinion.id} · {state.number or state.id}, {clip(state.title)}", about)
    return html(
        f'<th scope="row"><a href="{esc(page)}#{esc(opinion.id)}">{esc(_text(site_index, opinion))}</a>'
        f"{restricted(context, state)}{where}</th>"
        f"{cell(context, N_('From'), html(context.party(opinion.from_, root) + sub(context.days[opinion.date])))}"
    )


def _text(site_index: SiteIndex, opinion: Opinion) -> str:
    title = opinion.paper.title if opinion.paper else None
    return clip(opinion.text or title or site_index.context.say(say("Opinion {id}", id=opinion.id)))


def _places(page: str, state: CaseState, names: Iterable[str]) -> Html:
    """Return findings and tasks as links to their places on the page of the case; other ids as they are."""
    known = {item.finding.id for item in state.findings} | {item.task.id for item in state.tasks}
    return joined(
        (
            html(f'<a href="{esc(page)}#{esc(name)}">{esc(name)}</a>' if name in known else esc(name))
            for name in names
        ),
        ", ",
    )
