"""Render the theme's chrome through MkDocs: for one page, or as a shell for many."""

from __future__ import annotations

from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from khacphuc.pages.page import Page
from khacphuc.site import page_shell
from khacphuc.site.file_writing import source
from khacphuc.site.page_shell import Parts, Shell

_MARKED = Parts(
    page_shell.TITLE, page_shell.DESCRIPTION, tuple(zip(page_shell.IDS, page_shell.HEADINGS, strict=True))
)


def dress(page: MkPage, own: Parts) -> None:
    """Give a page of MkDocs what the theme shows of one of ours: title, description, table of contents.

    Sidebars with nothing in them are left out, so that tables have room.
    """
    in_group = any(upper.is_section for upper in page.ancestors)
    hidden = [*(() if in_group else ("navigation",)), *(() if own.headings else ("toc",))]
    page.meta = {"title": own.title, "hide": hidden}
    if own.description:
        page.meta["description"] = own.description
    page.toc = TableOfContents([AnchorLink(title, name, 2) for name, title in own.headings])


class Chrome:
    """The chrome of one build. Shells are drawn when first asked for.

    ``dated`` says below every page of which state it is. It may be set anew for pages that are joined later.
    """

    def __init__(
        self, config: MkDocsConfig, env: Environment, files: Files, nav: Navigation, dated: str
    ) -> None:
        self.dated = dated
        self._config = config
        self._copyright = (config.copyright or "").replace(dated, page_shell.DATED)
        self._env = env
        self._files = files.documentation_pages()
        self._nav = nav
        self._named = {page.url: page for page in nav.pages}
        self._shells: dict[tuple[str, int, bool, bool], Shell] = {}

    def join(self, page: Page) -> bytes:
        """Return the finished file of a page."""
        own = page_shell.parts(page)
        section = page.path if page.path in self._named else self._section(page.path)
        key = section, page.path.count("/"), bool(own.headings), bool(own.description)
        found = self._shells.get(key)
        if found is None:
            found = self._shells[key] = self._shell(*key)
        return found.join(page, own, self.dated)

    def parent(self, path: str) -> Any:
        """Return the page in the navigation below which a page stands that is not itself in it.

        To MkDocs only a section has pages below it. But all it asks of one is to be active with them.
        """
        return self._named.get(self._section(path)) if self._section(path) else None

    def _section(self, path: str) -> str:
        upper = path.rstrip("/")
        while upper and f"{upper}/" not in self._named:
            upper = upper.rpartition("/")[0]
        return f"{upper}/" if upper else ""

    def _shell(self, section: str, depth: int, has_headings: bool, has_description: bool) -> Shell:  # noqa: FBT001
        own = Parts(
            _MARKED.title,
            _MARKED.description if has_description else "",
            _MARKED.headings if has_headings else (),
        )
        page = self._page(section, depth)
        dress(page, own)
        page.markdown, page.content = "", page_shell.CONTENT
        return Shell(self._draw(page), section, depth)

    def _page(self, section: str, depth: int) -> MkPage:
        """Return the page of the navigation itself, or one that stands for all of a depth below it."""
        if depth == section.count("/") and section in self._named:
            return self._named[section]
        folder = page_shell.marked_folder(section, depth)
        page = MkPage(None, File.generated(self._config, source(folder), content=""), self._config)
        page.parent = self.parent(section)
        return page

    def _draw(self, page: MkPage) -> str:
        """Return a page as MkDocs draws it, with a mark where it says of which state it is."""
        config = self._config
        config.copyright, said = self._copyright, config.copyright
        page.active = True
        try:
            context = get_context(self._nav, self._files, config, page)
            context = config.plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            drawn = self._env.get_template("main.html").render(context)
            return config.plugins.on_post_page(drawn, page=page, config=config)
        finally:
            page.active = False
            config.copyright = said


_known: dict[str, bytes] = {}


class Compiled(BytecodeCache):
    """Templates by name and by the checksum of their text."""

    def load_bytecode(self, bucket: Bucket) -> None:
        found = _known.get(bucket.key + bucket.checksum)
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        _known[bucket.key + bucket.checksum] = bucket.bytecode_to_string()
