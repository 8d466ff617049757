"""Building the site through MkDocs' Python interface, with every warning counted."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from traceback import walk_tb
from typing import NamedTuple

# The theme prints a banner about MkDocs 2, which has no plugins, when it is imported. pyproject.toml keeps to MkDocs 1.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import msgspec
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from khacphuc.register.program_files import CONFIGURATION, PROGRAM
from khacphuc.site.alternate_language import AlternateSite
from khacphuc.site.contents import Contents
from khacphuc.site.plugin import KhacPhucPlugin
from khacphuc.site.untrusted_settings import untrusted_settings

_PACKAGE = Path(__file__).parents[1]


class CannotBuildError(Exception):
    """MkDocs does not get through. The text is what it said."""


class Built(NamedTuple):
    """A site that was built: what it shows, our part in it, and what MkDocs warned of."""

    contents: Contents
    plugin: KhacPhucPlugin
    warnings: list[str]


def build_site(  # the last ones are for those who measure or watch
    root: Path,
    out: Path,
    contents: Contents,
    *,
    local: bool = False,
    served: bool = False,
    strict: bool = False,
    jobs: int = 0,
    beside: AlternateSite | None = None,
) -> Built:
    """Build the site of a register into an empty folder. Raises ``CannotBuildError``.

    A ``local`` site is for this machine alone; it names no address. A ``served`` one reloads itself. A ``strict``
    one stands no warning. ``jobs`` as in ``each_case``; 0 leaves it to ``mkdocs.yml``. ``beside`` it may lie the same
    in another language.
    """
    with collect_warnings() as said:
        config = configuration(root, out, contents, local=local, beside=beside)
        plugin = plugin_in(config)
        plugin.config.jobs = jobs or plugin.config.jobs
        config.plugins.on_startup(command="serve" if served else "build", dirty=False)
        try:
            build(config)
        except Exception as error:
            if isinstance(error, (Abort, MkDocsException)) or _raised_here(error):
                raise
            # A template that is not there, an option of another type than the theme's templates take it for.
            raise CannotBuildError(f"{CONFIGURATION}: {type(error).__name__}: {error}") from error
        finally:
            config.plugins.on_shutdown()
    if said and strict:
        raise CannotBuildError("\n".join(said))
    return Built(contents, plugin, said)


def _raised_here(error: BaseException) -> bool:
    """Return whether an exception comes from this program, and not from MkDocs, its theme or its extensions."""
    settings_files = list(walk_tb(error.__traceback__))
    return Path(settings_files[-1][0].f_code.co_filename).is_relative_to(_PACKAGE)


def configuration(
    root: Path, out: Path, contents: Contents, *, local: bool = False, beside: AlternateSite | None = None
) -> MkDocsConfig:
    """Return the settings in ``mkdocs.yml``, to build ``contents`` into a folder.

    A register that has none, nothing but documents, gets the program's own, guides included.
    """
    home = next((folder for folder in (root, PROGRAM) if (folder / CONFIGURATION).is_file()), root)
    config = _loaded(home, out)
    plugin = plugin_in(config)
    # All of it each time: MkDocs gives the same plugin to every configuration of a process.
    plugin.contents, plugin.local, plugin.beside = contents, local, beside
    return config


def _loaded(home: Path, out: Path) -> MkDocsConfig:
    judged, path = untrusted_settings(home), str(home / CONFIGURATION)
    if judged is None or judged.refused:  # its own, or one that the person trusts
        return load_config(path, site_dir=str(out))
    return load_config(
        BytesIO(msgspec.json.encode(judged.settings)), config_file_path=path, site_dir=str(out)
    )


def plugin_in(config: MkDocsConfig) -> KhacPhucPlugin:
    """Return our plugin among those of a site. Raises ``CannotBuildError`` when it is not there."""
    for plugin in config.plugins.values():
        if isinstance(plugin, KhacPhucPlugin):
            return plugin
    raise CannotBuildError(f"{CONFIGURATION}: plugins: khacphuc")


@contextmanager
def collect_warnings() -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins warn of: ``mkdocs build -q --strict`` forgets it.

    Raises ``CannotBuildError`` where MkDocs gives up; it would end the program.
    """
    ears = _WarningCollector(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.addHandler(ears)
    logger.setLevel(logging.WARNING)
    try:
        yield ears.said
    except (Abort, MkDocsException) as end:
        raise CannotBuildError("\n".join([*ears.said, str(end)])) from end
    finally:
        logger.removeHandler(ears)
        logger.setLevel(level)


class _WarningCollector(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())
