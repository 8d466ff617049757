"""Sends a text through a bot of Zalo: ``POST /bot<token>/sendMessage`` with ``chat_id`` and ``text``."""

from __future__ import annotations

from khacphuc.outbox.http_json import ServiceError, ask
from khacphuc.text.message import say

ADDRESS = "https://bot-api.zaloplatforms.com"
LONGEST = 2000
"""Characters of one message."""


def send_to_chat(address: str, token: str, chat: str, text: str) -> None:
    """Send a text to a chat. Raises ServiceError, in whose words the token never stands."""
    answer = ask("POST", f"{address}/bot{token}/sendMessage", {}, {"chat_id": chat, "text": text[:LONGEST]})
    if not isinstance(answer.data, dict) or answer.data.get("ok") is not True:
        said = str(answer.data.get("description", "")) if isinstance(answer.data, dict) else ""
        raise ServiceError(say("Zalo does not take it: {said}", said=said))
