"""Read a file named on the command line, from disk or from an address. Its content is untrusted."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.cli.exit_codes import UsageError
from khacphuc.text.front_matter import printable
from khacphuc.text.message import say

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import OpenerDirector

_WAIT = 20  # seconds for an answer, and between two parts of it
_IN_ALL = 120
_PART = 1 << 16


def download(where: str, limit: int) -> bytes:
    """Return the bytes of a file or of an ``http(s)://`` address, at most ``limit``. Raises UsageError when they are not to be had."""
    try:
        data = (
            _from_web(where, limit) if where.startswith(("https://", "http://")) else _from_disk(where, limit)
        )
    except (
        OSError,
        ValueError,
    ) as error:  # URLError and HTTPError are the former, a malformed address the latter
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise UsageError(
            say("“{where}” cannot be fetched: {reason}", where=where, reason=printable(reason))
        ) from error
    if len(data) > limit:
        raise UsageError(say("“{where}” is too large: more than {n} bytes.", where=where, n=limit))
    return data


def _from_disk(where: str, limit: int) -> bytes:
    with Path(where).open("rb") as file:
        return file.read(limit + 1)


def _from_web(address: str, limit: int) -> bytes:
    from http.client import HTTPException

    found = bytearray()
    end = time.monotonic() + _IN_ALL
    try:
        answer: HTTPResponse
        with _opener().open(address, timeout=_WAIT) as answer:
            while len(found) <= limit and (part := answer.read1(_PART)):
                found += part
                if time.monotonic() > end:
                    raise TimeoutError
    except HTTPException as error:
        raise OSError(repr(error)) from error
    return bytes(found)


def _opener() -> OpenerDirector:
    """Speaks HTTP and nothing else: Python's own would follow a redirect to ``ftp:``, and opens ``file:`` and ``data:``."""
    from urllib import request

    class Redirects(request.HTTPRedirectHandler):
        def redirect_request(
            self, req: request.Request, fp: object, code: int, msg: str, headers: object, newurl: str
        ) -> request.Request | None:
            if not newurl.startswith("https://") and req.full_url.startswith("https://"):
                raise OSError(newurl)
            return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]

    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.UnknownHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        Redirects(),
        request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener
