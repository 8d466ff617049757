"""The MkDocs plugin. It hands MkDocs the register's pages, and nothing that a contributor wrote unread.

MkDocs itself draws the guides in ``docs/`` and the pages that the navigation names. All others, which may be ten
thousand, are joined with the theme's chrome when MkDocs is done (see ``site.page_shell``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urljoin

from jinja2 import Environment
from mkdocs.config import base
from mkdocs.config import config_options as option
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkPage
from mkdocs.utils import get_build_datetime
from mkdocs.utils.templates import TemplateContext

from khacphuc.pages.freshness import notice
from khacphuc.pages.page import Page
from khacphuc.pages.search_page import box
from khacphuc.pages.site_context import site_context
from khacphuc.pages.tables import tools
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.loading import open_document, policy_in
from khacphuc.register.processes import run_parallel, workers
from khacphuc.register.source import TOP_FOLDERS, WorkTree
from khacphuc.site import page_shell
from khacphuc.site.alternate_language import UPWARDS, AlternateSite
from khacphuc.site.chrome import Chrome, Compiled, dress
from khacphuc.site.contents import STYLES, Contents, compose, write_told
from khacphuc.site.file_writing import source, write_all
from khacphuc.site.form_files import FORMS, form_files
from khacphuc.site.guides import leave_to_pages, text_of, translate_guides
from khacphuc.site.search_files import SCRIPT, SCRIPT_URL, SEARCH_STYLES, TABLES, TABLES_URL, search_files
from khacphuc.site.site_settings import named, translate, zone
from khacphuc.text.folding import slug

_THEME = Path(__file__).parent / "theme"
_STYLES_URL = "assets/stylesheets/khacphuc.css"
_SEARCH_STYLES_URL = "assets/stylesheets/khacphuc-search.css"
_CHROME_URL = "assets/stylesheets/khacphuc-chrome.css"
_DAYS_URL = "assets/javascripts/khacphuc-days.js"
_STATIC = {
    _STYLES_URL: STYLES,
    _SEARCH_STYLES_URL: SEARCH_STYLES,
    SCRIPT_URL: SCRIPT,
    _DAYS_URL: SCRIPT.with_name("khacphuc-days.js"),
    TABLES_URL: TABLES,
    **FORMS,
}
_POLICY = (
    "default-src 'self' file:; "  # a copy in a folder is nobody's "self" to some browsers
    "style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self' file:"
)
"""The Content-Security-Policy: the site's own files, and no inline script."""
_THEMES_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/search.")


class Options(base.Config):
    """The plugin's options in ``mkdocs.yml``."""

    language = option.Optional(option.Choice(("vi", "en")))
    as_of = option.Optional(option.Type((str, date)))
    jobs = option.Type(int, default=0)
    translations = option.Type(dict, default={})


class KhacPhucPlugin(BasePlugin[Options]):
    """One instance serves one build."""

    contents: Contents | None = None
    """The contents to publish; a caller may have composed them already."""

    local = False
    """Whether the site is for this machine alone, at whatever address."""

    drawn_by_mkdocs = False
    """Whether MkDocs draws every page, and none is joined apart: what a joined site must be equal to."""

    chrome: Chrome
    """The chrome around pages, once MkDocs has set up the theme."""

    guides: list[Page]
    """Search entries of the pages that MkDocs renders from ``docs/``."""

    beside: AlternateSite | None = None
    """The same site in another language."""

    served = False
    """Whether pages are shown by MkDocs' server, which puts a script of its own into them to reload them."""

    def on_startup(self, *, command: str, **_: Any) -> None:
        self.served = command == "serve"

    @event_priority(50)  # before the theme's search takes up its settings
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        made = self.contents = self.contents or self._compose(config)
        config.theme["language"] = f"khacphuc-{made.site.language}"  # the theme's words, and ours
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
        config.site_url = None if self.local else config.site_url or made.site.settings.policy.site_url
        if config.site_url and self.beside and self.beside.way == UPWARDS:
            config.site_url = f"{config.site_url.rstrip('/')}/{made.site.language}/"
        config.copyright = " · ".join(filter(None, (config.copyright, made.dated)))
        config.extra.setdefault("generator", False)
        config.extra_css = [_CHROME_URL, _STYLES_URL, _SEARCH_STYLES_URL, *config.extra_css]
        config.extra_javascript = [*config.extra_javascript, SCRIPT_URL, _DAYS_URL, TABLES_URL]
        config.theme["khacphuc_policy"] = "" if self.served else _POLICY
        config.theme["khacphuc_beside"] = self.beside
        config.theme["khacphuc_freshness"] = notice(site_context(made.site))
        config.theme["khacphuc_tables"] = tools(site_context(made.site))
        config.theme["khacphuc_search"] = box(site_context(made.site), "{search}", whole=False)
        # One fold for addresses, too: the default turns “Định được” into “inh-uoc”.
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", lambda text, _: slug(text) or "muc")
        translate(config, self.config.translations.get(made.site.language, {}))
        if found := config.plugins.get("material/search"):
            found.config.enabled = False  # ours stands in its place
        return config

    def _compose(self, config: MkDocsConfig) -> Contents:
        root = Path(config.config_file_path).parent
        given = self.config.as_of
        if given is None:
            here = zone(policy_in(open_document(WorkTree(root), POLICY_PATH)).time_zone)
            given = get_build_datetime().astimezone(here).date()  # SOURCE_DATE_EPOCH, or now
        as_of = given if isinstance(given, date) else date.fromisoformat(str(given))
        return compose(root, as_of, self.config.language or "", jobs=self.config.jobs)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        translate_guides(files, config, self._made.site.language)
        leave_to_pages(files)
        in_nav = set(named(config.nav))
        self._drawn = {}
        self._joined = []
        for page in self._made.pages:
            name = source(page.path)
            if name not in in_nav and not self.drawn_by_mkdocs:
                self._joined.append(page)
                continue
            self._drawn[name] = page
            level = InclusionLevel.INCLUDED if name in in_nav else InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, name, content="", inclusion=level))
        for url, path in _STATIC.items():
            files.append(File.generated(config, url, abs_src_path=str(path)))
        for file in [*files]:
            if file.src_uri.startswith(_THEMES_SEARCH):
                files.remove(file)
        self.guides = []
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        self._nav = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page: MkPage, **_: Any) -> str:
        page.update_date = self._made.site.as_of.isoformat()
        return markdown

    def on_page_content(self, html: str, *, page: MkPage, **_: Any) -> str:
        if page.file.src_uri not in self._drawn:
            self.guides.append(Page(page.url, str(page.title), "", search=text_of(html)))
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        env.bytecode_cache = Compiled()
        self.chrome = Chrome(config, env, files, self._nav, self._made.dated)
        for name, found in self._drawn.items():
            page = files.src_uris[name].page
            if page is None:
                raise RuntimeError(f"MkDocs made no page of {name}")
            if page not in self._nav.pages:
                page.parent = self.chrome.parent(page.url)
            dress(page, page_shell.parts(found))
            page.content = page_shell.content(found)
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        if template_name == "sitemap.xml":
            joined = [self._in_sitemap(page, config.site_url) for page in self._joined]
            pages: Any = [*context["pages"], *joined]
            context["pages"] = sorted(pages, key=_address)
        return context

    def _in_sitemap(self, page: Page, site_url: str | None) -> SimpleNamespace:
        """Return a page that MkDocs does not know, as far as its template for the sitemap asks."""
        url = urljoin(f"{site_url.rstrip('/')}/", quote(page.path)) if site_url else None
        day = self._made.site.as_of.isoformat()
        return SimpleNamespace(
            page=SimpleNamespace(is_link=False, canonical_url=url, abs_url=None, update_date=day)
        )

    @property
    def _made(self) -> Contents:
        if self.contents is None:
            raise RuntimeError("MkDocs has not said on_config")
        return self.contents

    @event_priority(-50)  # after those that make, before those that pack what is there
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        out = Path(config.site_dir)
        several = workers(self.config.jobs, len(self._made.states))
        works = [partial(self._write_search, out)]  # takes longest, so it is begun first
        beside = self._made.attachments
        beside.gather()
        works += [partial(write_all, out, beside.files(n, several)) for n in range(several)]
        works += [partial(self._write_joined, out, self._joined[n::several]) for n in range(several)]
        run_parallel(works, several)
        write_all(out, form_files(self._made.pages))
        write_told(out, self._made)

    def _write_joined(self, out: Path, pages: Sequence[Page]) -> None:
        write_all(out, ((f"{page.path}index.html", self.chrome.join(page)) for page in pages))

    def _write_search(self, out: Path) -> None:
        write_all(out, search_files([*self._made.pages, *self.guides]))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        for folder in TOP_FOLDERS:
            if (path := Path(config.config_file_path).parent / folder).is_dir():
                server.watch(str(path))
        return server


def _address(item: Any) -> str:
    """Return the sort key of the sitemap."""
    return item.page.canonical_url or ""
