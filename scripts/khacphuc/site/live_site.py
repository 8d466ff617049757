"""Update a served site while documents change: a full build first, then only pages that differ.

Most changes are to a case. MkDocs and the theme have no part in what such a change makes different, so the pages
concerned are joined again with the chrome of the last build and replaced one by one.
"""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from khacphuc.pages.page import Page, Site
from khacphuc.register.program_files import CONFIGURATION
from khacphuc.register.source import TEMPLATES
from khacphuc.site.contents import Contents, write_told
from khacphuc.site.file_writing import replace_all
from khacphuc.site.form_files import form_files
from khacphuc.site.mkdocs_build import Built, build_site
from khacphuc.site.search_files import search_files
from khacphuc.site.staging import staged

_PACKAGE = Path(__file__).parent.parent
_OUR_SOURCES = ("pages/templates", "pages/static", "site/theme")


def surroundings(root: Path) -> list[Path]:
    """Return the files and folders that a site is made from beside its documents."""
    return [
        root / "docs",
        root / TEMPLATES,
        root / CONFIGURATION,
        *(_PACKAGE / name for name in _OUR_SOURCES),
    ]


class LiveSite:
    """The site of a register in a folder, for this machine alone."""

    def __init__(self, root: Path, out: Path) -> None:
        self._root = root
        self._out = out
        self._built: Built | None = None
        self._site: Site | None = None
        self._around: list[tuple[str, int, int]] = []
        self._pages: dict[str, Page] = {}
        self._search: Thread | None = None

    def show(self, contents: Contents) -> list[str]:
        """Make the site show this. Answers MkDocs' warnings. Raises ``CannotBuildError``; the site is then as it was."""
        self.finish()
        # Taken before the work: what changes meanwhile is another thing the next time.
        around = _looked_at(surroundings(self._root))
        pages = {page.path: page for page in contents.pages}
        same = contents.site is self._site and around == self._around and pages.keys() == self._pages.keys()
        if self._built and same:
            self._update(self._built, contents, pages)
            warnings: list[str] = []
        else:
            with staged(self._out) as new:
                self._built = None
                self._built = build_site(self._root, new, contents, local=True, served=True)
            warnings = self._built.warnings
        self._site, self._around, self._pages = contents.site, around, pages
        return warnings

    def _update(self, built: Built, contents: Contents, pages: dict[str, Page]) -> None:
        chrome, before = built.plugin.chrome, self._pages
        everywhere = chrome.dated != contents.dated
        chrome.dated = contents.dated
        changed = [page for path, page in pages.items() if everywhere or page != before[path]]
        replace_all(self._out, ((f"{page.path}index.html", chrome.join(page)) for page in changed))
        replace_all(self._out, form_files(changed))
        write_told(self._out, contents)
        if changed:
            searched = any(_searched(page) != _searched(before[page.path]) for page in changed)
            found = [*contents.pages, *built.plugin.guides] if searched else []
            # Takes longer than all the rest, and whoever waits for a page has not come for these.
            self._search = Thread(target=self._rest, args=(contents, found))
            self._search.start()

    def _rest(self, contents: Contents, pages: list[Page]) -> None:
        """Write the files beside pages, and the index of what search is to find anew."""
        replace_all(self._out, contents.attachments.files())
        if pages:
            replace_all(self._out, search_files(pages))

    def finish(self) -> None:
        """Wait until search finds what is shown."""
        if self._search:
            self._search.join()
            self._search = None


def _searched(page: Page) -> tuple[object, ...]:
    return page.title, page.search, page.keywords, page.days, page.source


def _looked_at(places: list[Path]) -> list[tuple[str, int, int]]:
    """Files with their sizes and times, as far as they are there."""
    files = (file for place in places for file in (place.rglob("*") if place.is_dir() else (place,)))
    found = ((str(file), file.stat()) for file in sorted(files) if file.is_file())
    return [(name, status.st_size, status.st_mtime_ns) for name, status in found]
