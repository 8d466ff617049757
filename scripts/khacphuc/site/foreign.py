"""What ``mkdocs.yml`` of somebody else's folder would have this machine run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath

from khacphuc.register.program_files import CONFIGURATION, PROGRAM
from khacphuc.text.nodes import Value, read

_PLUGINS = frozenset({"khacphuc", "search", "material/search"})
_EXTENSIONS = frozenset(
    "abbr admonition attr_list def_list fenced_code footnotes md_in_html meta sane_lists tables toc "
    "pymdownx.caret pymdownx.details pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.mark "
    "pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde".split()
)


def programs(root: Path) -> list[str]:
    """Name the settings in a folder by which programs or templates run, or files elsewhere are read."""
    if root.resolve() == PROGRAM.resolve():  # trusted as the code beside it is
        return []
    try:
        text = (root / CONFIGURATION).read_text("utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError):
        return [CONFIGURATION]
    value, flaws = read(text)
    if flaws or not isinstance(value, dict):  # tags name functions of Python
        return [", ".join(sorted({flaw.details[0] for flaw in flaws if flaw.details})) or CONFIGURATION]
    return list(_named(value))


def _named(value: dict[str, Value]) -> Iterator[str]:
    for key in ("hooks", "INHERIT", "watch"):
        if value.get(key):
            yield key
    theme = value.get("theme")
    if isinstance(theme, dict) and theme.get("custom_dir"):
        yield "theme.custom_dir"
    for key, known in (("plugins", _PLUGINS), ("markdown_extensions", _EXTENSIONS)):
        yield from (f"{key}: {name}" for name in _items(value.get(key)) if name not in known)
    docs = value.get("docs_dir")
    if isinstance(docs, str) and (PurePath(docs).is_absolute() or ".." in PurePath(docs).parts):
        yield "docs_dir"


def _items(value: Value) -> Iterator[str]:
    """The names in a list, or mapping, of plugins or extensions."""
    for item in value if isinstance(value, list) else [value] if value else ():
        yield from item if isinstance(item, dict) else [str(item)]
