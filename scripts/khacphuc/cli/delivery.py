"""Hand digests over by the ways that the contacts name. What cannot be handed over is told, and tried again next time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Self

from khacphuc.cli.clock import moment
from khacphuc.cli.contacts import Contact
from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.model.party import Party
from khacphuc.model.policy import ForgeSettings
from khacphuc.model.vocabulary import Channel, ForgeKind
from khacphuc.outbox import zalo
from khacphuc.outbox.digest_html import mail_html
from khacphuc.outbox.digest_words import DigestWords, plain_digest
from khacphuc.outbox.forge import Forge
from khacphuc.outbox.http_json import ServiceError
from khacphuc.outbox.mail import DeliveryError, Mailer, mail, mail_server, mailer
from khacphuc.text.message import say

MAIL, SENDER, ZALO, FORGE = "KHACPHUC_SMTP", "KHACPHUC_SENDER", "KHACPHUC_ZALO_TOKEN", "KHACPHUC_FORGE_TOKEN"
_ZALO_API, _FORGE_API = "KHACPHUC_ZALO_API", "KHACPHUC_FORGE_API"
_CHANNELS: Mapping[str, Channel] = {
    "email": Channel.EMAIL,
    "zalo": Channel.MESSAGE,
    "paste": Channel.MESSAGE,
}


class Delivery:
    """Sends within a ``with`` block. ``failed`` is whether something could not be handed over."""

    def __init__(self, call: Invocation) -> None:
        self._call = call
        self._open = ExitStack()
        self._mailer: Mailer | DeliveryError | None = None
        self.failed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def hand_over(self, words: DigestWords, ways: tuple[Contact, ...]) -> Iterator[Channel]:
        """Yield each channel by which a digest was handed over."""
        for contact in ways:
            if contact.way == "issue":
                continue  # an issue shows what stands, and is kept apart
            try:
                self._send(words, contact)
            except (DeliveryError, ServiceError) as failure:
                self.failed = True
                self._call.note(say("Not sent to {name}: {reason}", name=words.name, reason=failure.message))
            else:
                yield _CHANNELS[contact.way]

    def _send(self, words: DigestWords, contact: Contact) -> None:
        if contact.way == "email":
            self._mail(words, contact.address)
        elif contact.way == "zalo":
            token = _needed(ZALO)
            address = os.environ.get(_ZALO_API) or zalo.ADDRESS
            zalo.send_to_chat(address, token, contact.address, plain_digest(words, zalo.LONGEST))
        else:
            self._call.console.write(f"{'-' * 8}\n{plain_digest(words, zalo.LONGEST)}")

    def _mail(self, words: DigestWords, to: str) -> None:
        server = mail_server(_needed(MAIL), _needed(SENDER))
        if self._mailer is None:
            try:
                self._mailer = self._open.enter_context(mailer(server))
            except DeliveryError as failure:
                self._mailer = failure  # whoever comes next need not wait for it again
        if isinstance(self._mailer, DeliveryError):
            raise self._mailer
        now = moment(self._call.policy.time_zone)
        self._mailer.send(mail(server, to, words.subject, plain_digest(words), mail_html(words), now))


def forge_settings(call: Invocation) -> ForgeSettings | None:
    """Return the forge of the register's settings; else the one whose runner this is, by the variables that runners set."""
    if call.policy.forge is not None:
        return call.policy.forge
    known = os.environ.get
    if known("GITLAB_CI") and known("CI_PROJECT_URL"):
        return ForgeSettings(kind=ForgeKind.GITLAB, url=os.environ["CI_PROJECT_URL"])
    if known("GITHUB_ACTIONS") and known("GITHUB_SERVER_URL") and known("GITHUB_REPOSITORY"):
        other = known("GITEA_ACTIONS") or known("FORGEJO_ACTIONS")
        url = f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}"
        return ForgeSettings(kind=ForgeKind.GITEA if other else ForgeKind.GITHUB, url=url)
    return None


def forge_of(call: Invocation) -> Forge:
    """Return the forge to speak with. Raises UsageError without one, and without a token."""
    settings = forge_settings(call)
    if settings is None:
        raise UsageError(say("The policy names no forge: set “forge” in plans/policy.yml."))
    token = os.environ.get(FORGE, "")
    if not token:
        raise UsageError(say("The environment variable {name} is not set.", name=FORGE))
    return Forge(settings, token, os.environ.get(_FORGE_API, ""))


def without_ways(found: Mapping[Party, tuple[Contact, ...]], party: Party) -> bool:
    """Whether nobody can be reached there but through an issue."""
    return all(contact.way == "issue" for contact in found.get(party, ()))


def _needed(name: str) -> str:
    found = os.environ.get(name, "")
    if not found:
        raise DeliveryError(say("The environment variable {name} is not set.", name=name))
    return found
