"""The editor's server: for the browser of this machine alone, and in it for the pages that it made itself.

It listens on the loopback address. Another site open in the same browser could still send requests here: so each names
the host that was meant, carries a token that stands in the address, and what changes something must come from a page
of this server.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from contextlib import suppress
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from khacphuc.form.editing import Editor, EditTarget
from khacphuc.form.screens import Screens
from khacphuc.form.storing import Saved
from khacphuc.form.writer import Unwritable
from khacphuc.model import DOCUMENTS

HOST = "127.0.0.1"
PORT = 8421
"""Always the same if it is free: a browser keeps drafts by address."""
_MOST_BYTES = 4 * 1024 * 1024
_STATIC = {
    "khacphuc-form.js": ("form/static", "text/javascript; charset=utf-8"),
    "khacphuc-form.css": ("form/static", "text/css; charset=utf-8"),
    "khacphuc.css": ("pages/static", "text/css; charset=utf-8"),
}
_PACKAGE = Path(__file__).parent.parent
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

After = Callable[[Saved], dict[str, str]]
"""What is done with what was saved: sending it. Answers ``sent``, ``trouble`` and ``request``, as far as there is any."""


class EditServer(ThreadingHTTPServer):
    """Serves one register's editor until it is shut down."""

    daemon_threads = True
    allow_reuse_address = False

    def __init__(self, editor: Editor, after: After, port: int = PORT) -> None:
        try:
            super().__init__((HOST, port), _Handler)
        except OSError:
            super().__init__((HOST, 0), _Handler)
        self.token = secrets.token_urlsafe(24)
        self.editor = editor
        self.after = after
        self.screens = Screens(editor, f"/{self.token}/", self.token)
        self.saved: dict[str, tuple[Saved, dict[str, str]]] = {}
        self.busy = Lock()

    @property
    def origin(self) -> str:
        """The one origin whose pages may change something."""
        return f"http://{HOST}:{self.server_port}"

    def address(self, path: str = "") -> str:
        """The address to open, with the token in it."""
        return f"{self.origin}/{self.token}/{path}"


class _Refused(Exception):  # noqa: N818 - an answer, not an error of ours
    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class _Handler(BaseHTTPRequestHandler):
    server: EditServer
    timeout = 30
    protocol_version = "HTTP/1.1"
    server_version = "khacphuc"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
        """Say nothing: the address holds the token."""

    def _answer(self, work: Callable[[str, dict[str, str]], tuple[str, bytes]]) -> None:
        try:
            path, query = self._admitted()
            with self.server.busy:  # what git is asked for comes through one pipe
                kind, body = work(path, query)
        except _Refused as refused:
            self._send(refused.status, "text/plain; charset=utf-8", refused.status.phrase.encode())
        except Unwritable as failure:
            page = self.server.screens.trouble(failure.message)
            self._send(HTTPStatus.CONFLICT, "text/html; charset=utf-8", page.encode())
        else:
            self._send(HTTPStatus.OK, kind, body)

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status >= HTTPStatus.BAD_REQUEST:
            self.send_header("Connection", "close")  # what was sent along may not have been read
            self.close_connection = True
        with suppress(ConnectionError):  # a check that a later key has overtaken
            self.end_headers()
            self.wfile.write(body)

    def _admitted(self) -> tuple[str, dict[str, str]]:
        """The path behind the token, and the query. Raises _Refused."""
        server = self.server
        if self.headers.get("Host") != f"{HOST}:{server.server_port}":
            raise _Refused(HTTPStatus.FORBIDDEN)
        if self.headers.get("Origin") not in (None, server.origin):
            raise _Refused(HTTPStatus.FORBIDDEN)
        if self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            raise _Refused(HTTPStatus.FORBIDDEN)
        split = urlsplit(self.path)
        token, _, path = split.path.lstrip("/").partition("/")
        if not compare_digest(token.encode(), server.token.encode()):
            raise _Refused(HTTPStatus.NOT_FOUND)
        query = {name: found[0] for name, found in parse_qs(split.query, max_num_fields=20).items()}
        return unquote(path), query

    # --------------------------------------------------------------------------------------------- pages

    def _get(self, path: str, query: dict[str, str]) -> tuple[str, bytes]:
        head, _, rest = path.partition("/")
        if head == "static":
            return self._static(rest)
        return "text/html; charset=utf-8", self._page(head, rest, query).encode("utf-8", "replace")

    def _static(self, name: str) -> tuple[str, bytes]:
        if name not in _STATIC:
            raise _Refused(HTTPStatus.NOT_FOUND)
        folder, kind = _STATIC[name]
        return kind, (_PACKAGE / folder / name).read_bytes()

    def _page(self, head: str, rest: str, query: dict[str, str]) -> str:
        screens, editor, party = self.server.screens, self.server.editor, query.get("by", "")
        if not head:
            return screens.home()
        if head == "case" and (opened := editor.opened(f"plans/{rest.strip('/')}")):
            return screens.case(f"plans/{rest.strip('/')}", opened, party)
        if head == "open":
            target = editor.target(rest)
            return screens.form(target, editor.opened(target.folder) if target.folder else None, party)
        if head == "new":
            kind, _, case = rest.strip("/").partition("/")
            folder = f"plans/{case}" if case else ""
            opened = editor.opened(folder) if folder else None
            if kind in DOCUMENTS and (opened or kind in ("conclusion", "unit")):
                return screens.form(EditTarget(kind, "", folder), opened, party, query.get("task", ""))
        if head == "saved" and rest in self.server.saved:
            return screens.saved(*self.server.saved[rest])
        raise _Refused(HTTPStatus.NOT_FOUND)

    # ------------------------------------------------------------------------------------------- changes

    def _post(self, path: str, query: dict[str, str]) -> tuple[str, bytes]:
        server = self.server
        if (
            self.headers.get("Origin") != server.origin
            or self.headers.get_content_type() != "application/json"
        ):
            raise _Refused(HTTPStatus.FORBIDDEN)
        if not compare_digest(self.headers.get("X-Khacphuc-Token", "").encode(), server.token.encode()):
            raise _Refused(HTTPStatus.FORBIDDEN)
        given = self._given()
        target = self._target(query)
        if path == "check":
            told: dict[str, Any] = server.editor.checked(target, given["values"])
        elif path == "save":
            told = self._saved(target, given)
        else:
            raise _Refused(HTTPStatus.NOT_FOUND)
        return "application/json", json.dumps(told, ensure_ascii=True).encode()

    def _given(self) -> dict[str, Any]:
        try:
            size = int(self.headers.get("Content-Length", ""))
            if not 0 < size <= _MOST_BYTES:
                raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            given = json.loads(self.rfile.read(size))
        except (ValueError, RecursionError):
            raise _Refused(HTTPStatus.BAD_REQUEST) from None
        if not isinstance(given, dict) or not isinstance(given.get("values"), dict):
            raise _Refused(HTTPStatus.BAD_REQUEST)
        return given

    def _target(self, query: dict[str, str]) -> EditTarget:
        if path := query.get("path", ""):
            return self.server.editor.target(path)
        kind, folder = query.get("kind", ""), query.get("folder", "")
        if kind not in DOCUMENTS or (folder and not folder.startswith("plans/")):
            raise _Refused(HTTPStatus.NOT_FOUND)
        return EditTarget(kind, "", folder)

    def _saved(self, target: EditTarget, given: dict[str, Any]) -> dict[str, Any]:
        server = self.server
        origin = given.get("origin")
        outcome = server.editor.save(
            target,
            given["values"],
            origin if isinstance(origin, dict) else {},
            as_signed=given.get("signed") is True,
        )
        told: dict[str, Any] = {
            "saved": outcome.saved is not None,
            "problems": outcome.problems,
            "asks": outcome.asks,
            "message": server.editor.speak(outcome.message),
        }
        if outcome.saved:
            number = str(len(server.saved) + 1)
            server.saved[number] = (outcome.saved, server.after(outcome.saved))
            told["next"] = f"/{server.token}/saved/{quote(number)}"
        return told
