"""Name the place of an event, and tell whether the profile shows it."""

from __future__ import annotations

from khacphuc.history.trail import Event
from khacphuc.pages import settings_page
from khacphuc.pages.anchors import case_path
from khacphuc.pages.safe_html import Html, esc, html
from khacphuc.pages.site_index import SiteIndex
from khacphuc.register.layout import POLICY_PATH


class EventLocations:
    """The folders of a register, as its site names them."""

    def __init__(self, site_index: SiteIndex) -> None:
        self._made = site_index.context
        self.cases = {state.folder: state for state in site_index.states}

    def shows(self, event: Event) -> bool:
        """In public, only what stands in cases and units that have a page."""
        if not self._made.public or event.folder in self.cases or event.folder == POLICY_PATH:
            return True
        return self._made.shows_unit(_unit(event.folder))

    def name(self, root: str, folder: str) -> tuple[Html, bool]:
        """Return the name, linked where there is a page, and whether that page has a trail of its own."""
        state = self.cases.get(folder)
        if state is not None:
            name = esc(state.number or state.id)
            return html(f'<a href="{root}{esc(case_path(folder))}#trail">{name}</a>'), True
        if (unit := _unit(folder)) and self._made.shows_unit(unit):
            return html(f'<a href="{root}units/{esc(unit)}/">{esc(self._made.unit_name(unit))}</a>'), False
        if folder == POLICY_PATH:
            title = self._made.names[settings_page.TITLE]
            return html(f'<a href="{root}{settings_page.PATH}">{title}</a>'), False
        return html(f"<code>{esc(self._made.say(folder))}</code>"), False


def _unit(folder: str) -> str:
    """Return the unit whose document this is; nothing for other documents."""
    top, _, unit = folder.removesuffix(".md").partition("/")
    return unit if top == "units" else ""
