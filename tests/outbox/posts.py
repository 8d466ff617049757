"""Real servers on this machine, to which messages are sent: for mail, and for JSON over HTTP."""

from __future__ import annotations

import json
from asyncio import sleep
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Event, Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from msgspec import Struct


class Mailbox:
    """Takes mail, but for addresses that it refuses."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refused: set[str] = set()
        self._taken: dict[Session, int] = {}
        self.address = ""
        self.most = 0
        """How many mails it takes on one connection; 0 for any number."""
        self.slow = 0.0
        """Seconds until it says that it has taken a mail."""
        self.taking = Event()
        """Set when it has begun to take a mail."""
        self.closed = False
        """Whether only who has logged in may send."""

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.closed and not session.authenticated:
            return "530 log in first"
        if self.most and self._on(session) >= self.most:
            return "421 too many on one connection"
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        found = message_from_bytes(envelope.content, policy=default)
        assert isinstance(found, EmailMessage)
        found["X-Rcpt"] = ",".join(envelope.rcpt_tos)
        self.mails.append(found)
        self._taken[session] = self._on(session) + 1
        self.taking.set()
        await sleep(self.slow)
        return "250 OK"

    def _on(self, session: Session) -> int:
        return self._taken.get(session, 0)

    def to(self, address: str) -> EmailMessage:
        """The one mail to an address."""
        (found,) = (mail for mail in self.mails if mail["To"] == address)
        return found


@contextmanager
def mailbox(host: str = "127.0.0.1", login: tuple[str, str] | None = None) -> Iterator[Mailbox]:
    """Provide a mail server on this machine, that speaks no TLS; with ``login``, it takes mail of that user alone."""
    box = Mailbox()
    with socket() as free:
        free.bind((host, 0))
        port = free.getsockname()[1]
    box.closed = login is not None
    authenticate = _only(login) if login else None
    controller = Controller(box, hostname=host, port=port, auth_require_tls=False, authenticator=authenticate)
    controller.start()
    try:
        box.address = f"smtp://{host}:{port}"
        yield box
    finally:
        controller.stop()


def _only(login: tuple[str, str]) -> Callable[..., AuthResult]:
    def authenticate(
        _server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: Any
    ) -> AuthResult:
        known = (given.login.decode(), given.password.decode()) == login
        return AuthResult(success=known, handled=False)

    return authenticate


def plain(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def page(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content())


class Asked(Struct, frozen=True):
    """One request, as a server got it. ``path`` is with its query."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


Answerer = Callable[[Asked], tuple[int, Any]]


@contextmanager
def json_server(answer: Answerer, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Provide the address of a server that answers as a function says, with more headers."""

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            given = {name.lower(): value for name, value in self.headers.items()}
            status, data = answer(Asked(self.command, self.path, given, body))
            content = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            for header, value in (headers or {}).items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_PUT = _any  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
