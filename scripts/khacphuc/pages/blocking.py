"""Show the blocking errors of a register: one with errors is never shown as if it were clean."""

from __future__ import annotations

from collections import Counter

from khacphuc.model.vocabulary import Severity
from khacphuc.obligations.values import CaseState
from khacphuc.pages.anchors import case_path
from khacphuc.pages.safe_html import EMPTY, Html, esc, html
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.layout import POLICY_PATH
from khacphuc.text.message import N_, say, say_n

_SHOWN = 50
ROOT = "./"


def blocking_notice(site_index: SiteIndex) -> Html:
    """Return the number of blocking problems and their cases, as far as the profile shows them; nothing when none blocks."""
    context = site_index.context
    places = Counter(
        _place(problem.path) for problem in site_index.problems if problem.severity is Severity.ERROR
    )
    if not places:
        return EMPTY
    how_many = say_n(
        "The documents behind these pages hold {n} error: figures may be wrong until it is mended.",
        "The documents behind these pages hold {n} errors: figures may be wrong until they are mended.",
        places.total(),
    )
    cases = {state.folder: state for state in site_index.states}
    items = [
        f"<li>{_called(site_index, place, cases.get(place))}: {context.say(count)}</li>\n"
        for place, count in places.items()
        if _is_shown(site_index, place, cases)
    ]
    rest = len(items) - _SHOWN
    if rest > 0:
        items[_SHOWN:] = [f"<li>{esc(context.say(say_n('and {n} more', 'and {n} more', rest)))}</li>\n"]
    how = esc(context.say(say("All of them, and how to mend each: {command}", command="khacphuc check")))
    return html(
        f'<details class="kp-note kp-blocking">\n<summary><strong>{context.names[N_("Not in order.")]}</strong> '
        f"{esc(context.say(how_many))}</summary>\n<ul>\n{''.join(items)}</ul>\n<p>{how}</p>\n</details>"
    )


def _place(path: str) -> str:
    """Return the case folder of a document; the path of any other."""
    return path.rpartition("/")[0] if path.count("/") == 3 else path


def _is_shown(site_index: SiteIndex, place: str, cases: dict[str, CaseState]) -> bool:
    """Return whether the profile lets everybody know of a place."""
    if not site_index.context.public or place in cases or place == POLICY_PATH:
        return True
    return place.startswith("units/") and site_index.context.shows_unit(
        place.removeprefix("units/").removesuffix(".md")
    )


def _called(site_index: SiteIndex, place: str, case: CaseState | None) -> str:
    if case is None:
        return esc(place)
    name = f"{case.number or case.id}, {site_index.context.unit_name(case.unit)}"
    return f'<a href="{ROOT}{esc(case_path(place))}">{esc(name)}</a>'
