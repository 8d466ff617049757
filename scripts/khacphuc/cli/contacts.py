"""Read where parties are reached, from a file that is no part of the register: a line for each way.

chi-bo-ke-toan          email  van-thu@example.vn
chi-bo-ke-toan/bi-thu   zalo   4f1c…
uy-ban-kiem-tra         issue
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from khacphuc.cli.exit_codes import UsageError
from khacphuc.model.party import Party
from khacphuc.register.units import Units
from khacphuc.text.message import Message, say

WAYS = ("email", "zalo", "issue", "paste")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_CHAT = re.compile(r"[A-Za-z0-9_.-]{1,80}")


class Contact(Struct, frozen=True):
    """One way to reach a party: ``email`` and ``zalo`` with an address, ``issue`` and ``paste`` without."""

    way: str
    address: str = ""


def contacts(
    text: str, path: str, units: Units, tell: Callable[[Message], None]
) -> Mapping[Party, tuple[Contact, ...]]:
    """Return the ways to reach each party; of people who have none here, the first e-mail address that their unit declares.

    A party that is not in the register is told, and the others are reached: whoever leaves a role must not silence all.
    Raises UsageError for a line that cannot be read.
    """
    found: dict[Party, tuple[Contact, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        party, contact = Party(words[0]), Contact(*words[1:3]) if len(words) in (2, 3) else None
        if contact is None or not _reads(contact):
            raise UsageError(
                say(
                    "{path}, line {n}: a party, then email and an address, zalo and a chat, issue, or paste.",
                    path=path,
                    n=number,
                )
            )
        if party not in units.people and units.get(party) is None:
            tell(say("{path}, line {n}: “{party}” is not in the register.", path=path, n=number, party=party))
            continue
        found[party] = (*found.get(party, ()), contact)
    for person, said in units.people.items():
        if said.emails:
            found.setdefault(Party(person), (Contact("email", said.emails[0]),))
    return found


def _reads(contact: Contact) -> bool:
    match contact.way:
        case "email":
            return bool(_EMAIL.fullmatch(contact.address))
        case "zalo":
            return bool(_CHAT.fullmatch(contact.address))
        case "issue" | "paste":
            return not contact.address
    return False
