"""Say what cannot be read: nothing on a page is claimed that rests on its absence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khacphuc.obligations.values import CaseState
from khacphuc.pages.anchors import case_path
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.site_context import SiteContext
from khacphuc.text.message import N_, Message, say_n

_MOST_NAMED = 10


def unread_notice(context: SiteContext, root: str, states: Iterable[CaseState]) -> Html:
    """Return how many files of some cases cannot be read, with links to the cases; nothing where all can."""
    found = [state for state in states if state.unreadable]
    if not found:
        return EMPTY
    count = say_n(
        "{n} file of {cases} cannot be read; what stands here may be incomplete.",
        "{n} files of {cases} cannot be read; what stands here may be incomplete.",
        sum(len(state.unreadable) for state in found),
        cases=say_n("{n} case", "{n} cases", len(found)),
    )
    shown = [state for state in found if context.shows_case(state)]
    links = [_link(root, state) for state in shown[:_MOST_NAMED]]
    if more := len(shown[_MOST_NAMED:]):
        links.append(esc(context.say(say_n("and {n} more", "and {n} more", more))))
    return _note(context, count, links)


def unread_settings(context: SiteContext) -> Html:
    """Return which files of units and settings cannot be read; in public only that there are some."""
    found = context.site.settings.unreadable
    if not found:
        return EMPTY
    count = say_n(
        "{n} file of units or settings cannot be read; what it declares is not counted.",
        "{n} files of units or settings cannot be read; what they declare is not counted.",
        len(found),
    )
    return _note(context, count, [] if context.public else [f"<code>{esc(path)}</code>" for path in found])


def unread_mark(context: SiteContext, state: CaseState) -> Html:
    """Return the mark of a case of which not all can be read."""
    if not state.unreadable:
        return EMPTY
    return html(
        f' <span class="kp-chip kp-stage-unreadable">{context.names[N_("not all can be read")]}</span>'
    )


def _link(root: str, state: CaseState) -> str:
    name = esc(state.number or state.id or state.title)
    return f'<a href="{root}{esc(case_path(state.folder))}">{name}</a>'


def _note(context: SiteContext, count: Message, named: Sequence[str]) -> Html:
    which = f" {', '.join(named)}" if named else ""
    return html(f'<p class="kp-note kp-unread">{esc(context.say(count))}{which}</p>\n')
