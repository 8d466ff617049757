"""Sends mail through a server that the register's keeper names. Never unencrypted, but to this machine itself."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP as SMTP_FORM
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from khacphuc.text.message import Message, say

_WAIT = 30  # seconds
_SENDER = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}")
_UNDERSTOOD = 250
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class DeliveryError(Exception):
    """A message could not be handed over. ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class MailServer(Struct, frozen=True):
    """A mail server, from an address ``smtps://user:password@host:465`` or ``smtp://user:password@host:587``."""

    host: str
    port: int
    user: str
    password: str
    encrypted: bool
    """From the first byte; else it is asked for (STARTTLS)."""
    sender: str


def mail_server(address: str, sender: str) -> MailServer:
    """Return the server that an address names. Raises DeliveryError for a malformed one; the password is never shown."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not _SENDER.fullmatch(sender):
        raise DeliveryError(
            say("The mail server is written smtps://user:password@host:465, and the sender user@host.")
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii():  # servers and libraries do not agree on other letters
        raise DeliveryError(say("The mail server's user and password can only hold letters without marks."))
    encrypted = parts.scheme == "smtps"
    return MailServer(
        parts.hostname,
        port or (smtplib.SMTP_SSL_PORT if encrypted else 587),
        user,
        password,
        encrypted,
        sender,
    )


def mail(server: MailServer, to: str, subject: str, plain: str, page: str, moment: datetime) -> EmailMessage:
    """Return a mail with a plain part and an HTML part. The same mail on the same day bears the same id."""
    found = EmailMessage(SMTP_FORM)
    found["From"] = server.sender
    found["To"] = to
    found["Subject"] = subject
    found["Date"] = format_datetime(moment)
    mark = sha256(f"{to}\0{subject}\0{plain}".encode()).hexdigest()[:32]
    found["Message-ID"] = f"<{mark}@{server.sender.rpartition('@')[2]}>"
    found["Auto-Submitted"] = "auto-generated"
    found.set_content(plain)
    found.add_alternative(page, subtype="html")
    return found


_ENDED = 421
"""“Service not available, closing”: the server takes no more on this connection, and has not taken this mail."""


class Mailer:
    """A connection to a mail server, which is made anew when the server ends it: many take a few mails on each."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._connection = _connected(server)
        self._lost: DeliveryError | None = None

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over. Raises DeliveryError when the server does not take it."""
        if self._lost:
            raise self._lost  # whoever comes next need not wait for it again
        self._expect_alive()
        try:
            self._connection.send_message(message)
        except (OSError, smtplib.SMTPException) as failure:
            if not _ended(failure):
                raise _failed(failure) from failure
            self._expect_alive()
            self._once_more(message)

    def _once_more(self, message: EmailMessage) -> None:
        try:
            self._connection.send_message(message)
        except (OSError, smtplib.SMTPException) as failure:
            raise _failed(failure) from failure

    def _expect_alive(self) -> None:
        """Connect again where the server has hung up. Raises DeliveryError when it cannot be reached."""
        try:
            if self._connection.noop()[0] == _UNDERSTOOD:
                return
        except (OSError, smtplib.SMTPException):
            pass
        self._connection.close()
        try:
            self._connection = _connected(self._server)
        except (OSError, smtplib.SMTPException) as failure:
            self._lost = _failed(failure)
            raise self._lost from failure

    def close(self) -> None:
        try:
            self._connection.quit()
        except (OSError, smtplib.SMTPException):
            self._connection.close()


def _ended(failure: OSError | smtplib.SMTPException) -> bool:
    """Whether the server ended the connection before it took the mail: to send it again sends nothing twice."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return all(code == _ENDED for code, _ in failure.recipients.values())
    return isinstance(failure, smtplib.SMTPResponseException) and failure.smtp_code == _ENDED


@contextmanager
def mailer(server: MailServer) -> Iterator[Mailer]:
    """Provide a connection. Raises DeliveryError when there is none to be had."""
    try:
        found = Mailer(server)
    except (OSError, smtplib.SMTPException) as failure:
        raise _failed(failure) from failure
    try:
        yield found
    finally:
        found.close()


def _connected(server: MailServer) -> smtplib.SMTP:
    safe = ssl.create_default_context()
    connection = (
        smtplib.SMTP_SSL(server.host, server.port, timeout=_WAIT, context=safe)
        if server.encrypted
        else smtplib.SMTP(server.host, server.port, timeout=_WAIT)
    )
    try:
        if not server.encrypted and server.host not in _LOOPBACK:
            connection.starttls(context=safe)
        if server.user:
            connection.login(server.user, server.password)
    except (OSError, smtplib.SMTPException):
        connection.close()
        raise
    return connection


def _failed(failure: Exception) -> DeliveryError:
    return DeliveryError(say("The mail server does not take it: {reason}", reason=_reason(failure)))


def _reason(failure: Exception) -> str:
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(said)}" for code, said in failure.recipients.values())
    if isinstance(failure, smtplib.SMTPResponseException):
        return f"{failure.smtp_code} {_text(failure.smtp_error)}"
    return getattr(failure, "strerror", None) or str(failure) or type(failure).__name__


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
