"""Serve the site locally, and rebuild it when documents, guides or templates change."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from khacphuc.register.source import TOP_FOLDERS
from khacphuc.site.live_site import surroundings

_PORTS = 20
_INTERVAL = 0.4
"""Seconds between two looks at the files, where the system does not tell of changes."""
_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
]


class _Watcher(Observer):  # type: ignore[misc, valid-type]  # of which class depends on the system
    """Watches for changed files; files that are only read are ignored, because a build reads all."""

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> Any:
        if Path(path).is_file():
            handler, path, recursive = _OfFile(handler, path), str(Path(path).parent), False
        return super().schedule(handler, path, recursive=recursive, event_filter=_CHANGES)


class _OfFile(FileSystemEventHandler):
    """The events of one file. Its folder is watched: many editors put a new file in its place."""

    def __init__(self, handler: FileSystemEventHandler, path: str) -> None:
        self._handler, self._path = handler, path

    def on_any_event(self, event: FileSystemEvent) -> None:
        if self._path in (event.src_path, event.dest_path):
            self._handler.dispatch(event)


class Server(LiveReloadServer):
    """MkDocs' server, for a site that ``rebuild`` makes anew in place. It listens from the start."""

    allow_reuse_address = sys.platform != "win32"  # there it would let two servers have one port

    def __init__(  # what to serve, where, and how to learn of changes
        self,
        root: Path,
        out: Path,
        host: str,
        port: int,
        rebuild: Callable[[], None],
        *,
        polling: bool = False,
    ) -> None:
        """Take the wanted port, or the next free one. Raises OSError when there is none near.

        ``polling`` looks at the files again and again: some network drives tell nothing.
        """
        super().__init__(rebuild, host, port, str(out), polling_interval=_INTERVAL)
        if not polling:
            self.observer = _Watcher()
        self.error_handler = lambda code: (out / "404.html").read_bytes() if code == 404 else None
        self._listen(host, port)
        for path in (*(root / name for name in TOP_FOLDERS), *surroundings(root)):
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
        try:
            self.observer.start()
        except OSError:  # more folders than the system watches for one person
            self._poll()
            self.observer.start()
        self.observer.start = lambda: None  # type: ignore[method-assign]  # as far as MkDocs is concerned
        self.serve()  # type: ignore[no-untyped-call]

    def _poll(self) -> None:
        """Look at what was to be watched."""
        paths = list(self._watched_paths)
        self._watched_paths.clear()
        self.observer = PollingObserver(timeout=_INTERVAL)
        for path in paths:
            self.watch(path)

    def server_bind(self) -> None:
        """Done already."""

    def server_activate(self) -> None:
        """Done already."""


def quiet() -> None:
    """Keep the server's own remarks to itself: it logs every request that a browser breaks off."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.CRITICAL)
