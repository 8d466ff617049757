"""Serving the site on this machine, built anew whenever a document, a guide or a template changes."""

from __future__ import annotations

import errno
import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from khacphuc.register.source import TOP_FOLDERS
from khacphuc.site.building import CONFIGURATION

_PORTS = 20
_PACKAGE = Path(__file__).parent.parent
_OUR_SOURCES = ("pages/templates", "pages/static", "site/theme")
_INTERVAL = 0.4
"""Seconds between two looks at the files. Looking, and not being told by the system, works on every file system."""


def free_port(host: str, wanted: int) -> int:
    """The first port from the one wanted on that nobody listens at. Raises OSError when there is none near."""
    for port in range(wanted, min(wanted + _PORTS, 65536)):
        try:
            with socket.create_server((host, port)):
                return port
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))


class Server(LiveReloadServer):
    """MkDocs' server, for a site that ``rebuild`` makes anew in place."""

    def __init__(self, root: Path, out: Path, host: str, port: int, rebuild: Callable[[], None]) -> None:
        super().__init__(rebuild, host, port, str(out), polling_interval=_INTERVAL)
        self.error_handler = lambda code: (out / "404.html").read_bytes() if code == 404 else None  # noqa: PLR2004
        watched = [root / name for name in (*TOP_FOLDERS, "docs", CONFIGURATION)]
        for path in (*watched, *(_PACKAGE / name for name in _OUR_SOURCES)):
            if path.exists():
                self.watch(str(path))


def quiet() -> None:
    """Keep the server's own remarks to itself: it logs every request that a browser breaks off."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.CRITICAL)
