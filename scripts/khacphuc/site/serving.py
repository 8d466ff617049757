"""Serving the site on this machine, built anew whenever a document, a guide or a template changes."""

from __future__ import annotations

import errno
import logging
import sys
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


class Server(LiveReloadServer):
    """MkDocs' server, for a site that ``rebuild`` makes anew in place. It listens from the start."""

    allow_reuse_address = sys.platform != "win32"  # there it would let two servers have one port

    def __init__(self, root: Path, out: Path, host: str, port: int, rebuild: Callable[[], None]) -> None:
        """Take the wanted port, or the next free one. Raises OSError when there is none near."""
        super().__init__(rebuild, host, port, str(out), polling_interval=_INTERVAL)
        self.error_handler = lambda code: (out / "404.html").read_bytes() if code == 404 else None
        self._listen(host, port)
        watched = [root / name for name in (*TOP_FOLDERS, "docs", CONFIGURATION)]
        for path in (*watched, *(_PACKAGE / name for name in _OUR_SOURCES)):
            if path.exists():
                self.watch(str(path))

    def _listen(self, host: str, wanted: int) -> None:
        for port in range(wanted, wanted + _PORTS):
            self.server_address = (host, port)
            try:
                super().server_bind()
            except OSError as error:
                last = port in (wanted + _PORTS - 1, 65535)
                if last or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    self.server_close()
                    raise
            else:
                break
        super().server_activate()
        self.url = f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}/"

    def run(self) -> None:
        """Serve, and build anew at every change, until interrupted."""
        self.serve()  # type: ignore[no-untyped-call]

    def server_bind(self) -> None:
        """Done already."""

    def server_activate(self) -> None:
        """Done already."""


def quiet() -> None:
    """Keep the server's own remarks to itself: it logs every request that a browser breaks off."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.CRITICAL)
