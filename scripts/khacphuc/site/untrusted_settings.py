"""Refuse settings of a foreign ``mkdocs.yml`` that would run or read something on this machine.

Settings are allowed by name, and MkDocs is given the values that were judged, never the file: two readers of one YAML
may differ in what they see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

from msgspec import Struct

from khacphuc.register.program_files import CONFIGURATION, PROGRAM
from khacphuc.text.nodes import YamlValue, read

_SETTINGS = frozenset(
    "site_name site_url site_description site_author copyright repo_name repo_url edit_uri docs_dir site_dir "
    "use_directory_urls nav theme plugins markdown_extensions extra_css validation exclude_docs draft_docs "
    "not_in_nav strict dev_addr".split()
)
_THEME = frozenset("name language direction font logo favicon icon palette features".split())
_PLUGINS = frozenset({"khacphuc", "search", "material/search"})
_EXTENSIONS = frozenset(
    "abbr admonition attr_list def_list fenced_code footnotes md_in_html meta sane_lists tables toc "
    "pymdownx.caret pymdownx.details pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.mark "
    "pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde".split()
)
_FUNCTION = re.compile(r".*(?:slugify|format|validator|fences)")
"""Options of extensions that name functions."""
_WHOLE = re.compile(r"0|-?[1-9]\d{0,8}")

SettingValue = dict[str, "SettingValue"] | list["SettingValue"] | str | int | bool | None


class UntrustedSettings(Struct, frozen=True):
    """The settings of a folder: what in them would run or be read here, and all of them as MkDocs takes them."""

    refused: tuple[str, ...]
    settings: SettingValue = None


def untrusted_settings(root: Path) -> UntrustedSettings | None:
    """Return the settings in a folder; None where there are none, or where they are the program's own."""
    path = root / CONFIGURATION
    if root.resolve() == PROGRAM.resolve() or not path.exists():
        return None
    if not path.is_file():
        return UntrustedSettings((CONFIGURATION,))
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return UntrustedSettings((CONFIGURATION,))
    value, flaws = read(text)
    if flaws or not isinstance(value, dict):  # tags name functions of Python
        return UntrustedSettings(
            (", ".join(sorted({flaw.details[0] for flaw in flaws if flaw.details})) or CONFIGURATION,)
        )
    return UntrustedSettings((*_refused(value), *_leading_out(root, value)), _typed(value))


def _refused(value: Mapping[str, YamlValue]) -> Iterator[str]:
    yield from (key for key in value if key not in _SETTINGS)
    theme = value.get("theme")
    if isinstance(theme, dict):
        yield from (f"theme.{key}" for key in theme if key not in _THEME)
        theme = theme.get("name")
    if theme != "material":
        yield f"theme: {theme}"
    for key, known in (("plugins", _PLUGINS), ("markdown_extensions", _EXTENSIONS)):
        for name, options in _items(value.get(key)):
            if name not in known:
                yield f"{key}: {name}"
            elif isinstance(options, dict) and key == "markdown_extensions":
                yield from (f"{name}.{option}" for option in options if _FUNCTION.fullmatch(option))


def _items(value: YamlValue) -> Iterator[tuple[str, YamlValue]]:
    """Yield the names in a list, or mapping, of plugins or extensions, with their options."""
    for item in value if isinstance(value, list) else [value] if value else ():
        yield from item.items() if isinstance(item, dict) else [(str(item), None)]


def _leading_out(root: Path, value: Mapping[str, YamlValue]) -> Iterator[str]:
    """Yield the folder of guides where it, or a link in it, leads out of the register's folder."""
    docs = value.get("docs_dir") or "docs"
    if not isinstance(docs, str) or PurePath(docs).is_absolute() or ".." in PurePath(docs).parts:
        yield "docs_dir"
        return
    yield from links_out(root, docs)


def links_out(root: Path, docs: str) -> Iterator[str]:
    """Yield the links in the folder of guides: what they lead to would be published. One that stays within it is none."""
    top = root / docs
    real = root.resolve() / docs
    for path in (top, *(top.rglob("*") if top.is_dir() else ())):
        if path.is_symlink() and not path.resolve().is_relative_to(real):
            yield path.relative_to(root).as_posix()


def _typed(value: YamlValue) -> SettingValue:
    """Return a value as MkDocs takes it: our reader leaves every scalar a text."""
    match value:
        case dict():
            return {key: _typed(item) for key, item in value.items()}
        case list():
            return [_typed(item) for item in value]
        case "true" | "false":
            return value == "true"
        case str() if _WHOLE.fullmatch(value):
            return int(value)
    return value
