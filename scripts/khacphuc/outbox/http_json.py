"""Asks a web interface and reads its JSON. Follows no redirect, so that a token goes nowhere but to the host that was named."""

from __future__ import annotations

import json
from typing import Any
from urllib import request
from urllib.error import HTTPError
from urllib.parse import urlsplit

from msgspec import Struct

from khacphuc.text.message import Message, say

_WAIT = 20  # seconds
_LARGEST = 8 << 20
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class ServiceError(Exception):
    """A web interface has refused, or cannot be reached. ``message`` says what it said; ``status`` is 0 without an answer."""

    def __init__(self, message: Message, status: int = 0) -> None:
        super().__init__(message.text)
        self.message = message
        self.status = status


class JsonAnswer(Struct, frozen=True):
    """What a web interface answered."""

    status: int
    data: Any


class _NoRedirect(request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def ask(method: str, address: str, headers: dict[str, str], body: dict[str, Any] | None = None) -> JsonAnswer:
    """Send a request and return the answer. Raises ServiceError for an answer of 300 and above, and without one."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ServiceError(say("Only addresses with https:// are asked."))
    content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    sent = request.Request(address, content, method=method)  # noqa: S310 - the scheme was looked at
    for name, value in {"Accept": "application/json", "User-Agent": "khacphuc", **headers}.items():
        sent.add_unredirected_header(name, value)
    if content is not None:
        sent.add_unredirected_header("Content-Type", "application/json")
    try:
        with request.build_opener(_NoRedirect).open(sent, timeout=_WAIT) as answer:
            data = answer.read(_LARGEST + 1)
            if len(data) > _LARGEST:
                raise ServiceError(say("The answer of {host} is too large.", host=parts.hostname or ""))
            return JsonAnswer(answer.status, json.loads(data) if data else None)
    except HTTPError as refusal:
        with refusal:
            said = refusal.read(2000).decode("utf-8", "replace")
        text = say(
            "{host} answers {status}: {said}", host=parts.hostname or "", status=refusal.code, said=said
        )
        raise ServiceError(text, refusal.code) from None
    except (OSError, ValueError) as failure:
        reason = str(getattr(failure, "reason", "") or failure)
        text = say("{host} cannot be asked: {reason}", host=parts.hostname or "", reason=reason)
        raise ServiceError(text) from None
