"""Texts with a form of their own: ids, references, document numbers. The types the documents are made of."""

from __future__ import annotations

from typing import Annotated

from khacphuc.model.clock_time import ClockTime
from khacphuc.model.cycle import CycleDay, CycleMonth
from khacphuc.model.party import Party
from khacphuc.model.progress_text import Progress
from khacphuc.model.schema import Longest, Names, Refers, Written
from khacphuc.text.message import N_, Sample

_SLUG_TEXT = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_SLUG = Written(
    N_("lower-case letters without marks, digits and dashes"),
    rf"(?=.{{1,80}}\Z){_SLUG_TEXT}",
    "malformed-id",
    Sample("finance-department"),
)
_CODE = Written(
    N_("capital letters and digits, parted by dots or dashes"),
    r"(?=.{1,40}\Z)[A-Z0-9]+(?:[.-][A-Z0-9]+)*",
    "malformed-id",
    "N1",
)
_PERSON = Written(
    N_("unit/person"),
    rf"(?=.{{1,161}}\Z){_SLUG_TEXT}/{_SLUG_TEXT}",
    "malformed-id",
    Sample("finance-department/department-head"),
)
_PARTY = Written(
    N_("unit or unit/person"),
    rf"(?=.{{1,161}}\Z){_SLUG_TEXT}(?:/{_SLUG_TEXT})?",
    "malformed-id",
    Sample("finance-department"),
)
_ELSEWHERE = Written(
    N_("case id/finding id"),
    r"(?=.{1,81}\Z)[A-Z0-9]+(?:[.-][A-Z0-9]+)*/[A-Z0-9]+(?:[.-][A-Z0-9]+)*",
    "malformed-id",
    "KL-2023-12/HC1",
)
# Party signs put a dash after the number (35-TB/ĐU), state ones a slash (76/KH-UBND, 43/2023/NĐ-CP); audit
# bodies elsewhere number freely (GAO-24-106221, HC 214, SR 06/2026). Common to all: a digit, and at least one - or /, or
# letters and a blank before the number; no other blanks, and neither SO nor NO, which say only that it is a number.
_NUMBER = Written(
    N_("number and sign as on the paper"),
    r"(?=.{3,60}\Z)(?=.*\d)(?:(?!SO |NO )[A-Z]{1,10} [0-9]+(?:[-/.&][0-9A-Za-zÀ-ỹ]+)*|[0-9A-Za-zÀ-ỹ]+(?:[-/.&][0-9A-Za-zÀ-ỹ]+)*[-/][0-9A-Za-zÀ-ỹ.&]+(?:[-/.&][0-9A-Za-zÀ-ỹ]+)*)",
    "malformed-number",
    Sample("35/2024"),
)
_LINK = Written(
    N_("address starting with https:// or http://"),
    r"https?://[^\s<>\"'\\^`{|}\[\]/?#@:]{1,253}(?::\d{1,5})?(?:[/?#][^\s<>\"'\\^`{|}]{0,2000})?",
    "malformed-id",
    Sample("https://records.example.org/35"),
)
_EMAIL = Written(
    N_("e-mail address"),
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+",
    "malformed-id",
    Sample("audit@example.org"),
)
_ACCOUNT = Written(
    N_("account name on the forge"),
    r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}",
    "malformed-id",
    Sample("audit-office"),
)
# What a .pub file of OpenSSH holds, with or without the note at its end; or who has OpenPGP, his key's fingerprint.
_PUBLIC_KEY = Written(
    N_("public key of SSH (ssh-ed25519 AAAA…), or the 40 digits of an OpenPGP fingerprint"),
    r"(?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]{1,60} [A-Za-z0-9+/]{20,2000}={0,3}(?: [^\n]{0,200})?|[0-9A-F]{40}",
    "malformed-id",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBvkGiW1dMwxxFMEpcD6vvGSbmnVQW5yiZXHbKMbYcTR",
)
# Offices write 15h30 or 15g30; the record keeps 15:30.
_TIME = Written(
    N_("time of day, hh:mm"),
    r"(?:[01]?\d|2[0-3])(?::[0-5]\d|[hHgG](?:[0-5]\d)?)",
    "malformed-id",
    "14:30",
)
_CHANGE = Written(N_("12 digits and letters a to f"), r"[0-9a-f]{12}", "malformed-id", "3f2a9c1d77e0")
_OBLIGATION = Written(
    N_("what “khacphuc status --format json” gives after the case's id"),
    r"(?=.{1,250}\Z)[A-Za-z0-9]+(?:[.@/-][A-Za-z0-9]+)*",
    "malformed-id",
    "N1",
)
_CYCLE_DAY = Written(
    N_("day of the week or month, month-day of a year, or last_working_day"),
    r"0{0,3}[1-9]\d{0,8}|(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|last_working_day",
    "malformed-cycle",
    "5",
)
_CYCLE_MONTH = Written(
    N_("first, last, or the number of the month in the period"),
    r"first|last|[1-9]|1[0-2]",
    "malformed-cycle",
    "first",
)
# What stands on either side of the slash is read by ``text.amounts``: 13.515/19.611, 1,2/3,4 ha, 50 triệu/120 triệu đồng.
_PROGRESS = Written(
    N_("n/N, with a unit where it is money or an area; or a percentage"),
    r"[0-9][^/]{0,60}(?:/ ?[0-9][^/]{0,60}|%)",
    "malformed-progress",
    "6/12",
)

UnitId = Annotated[str, _SLUG, Names("unit")]
PersonId = Annotated[str, _SLUG, Names("person")]
CaseId = Annotated[str, _CODE, Names("case")]
FindingId = Annotated[str, _CODE, Names("finding")]
FindingPartId = Annotated[str, _CODE, Names("finding-part")]
RequirementId = Annotated[str, _CODE, Names("requirement")]
TaskId = Annotated[str, _CODE, Names("task")]
MilestoneId = Annotated[str, _CODE, Names("milestone")]
RecordId = Annotated[str, _CODE, Names("record")]

ObligationKey = Annotated[str, _OBLIGATION]
UnitRef = Annotated[str, _SLUG, Refers("unit")]
PersonRef = Annotated[Party, _PERSON, Refers("person")]
PartyRef = Annotated[Party, _PARTY, Refers("party")]
FindingRef = Annotated[str, _CODE, Refers("finding")]
FindingPartRef = Annotated[str, _CODE, Refers("finding-part")]
EarlierFindingRef = Annotated[str, _ELSEWHERE, Refers("earlier-finding")]
RequirementRef = Annotated[str, _CODE, Refers("requirement")]
TaskRef = Annotated[str, _CODE, Refers("task")]
MilestoneRef = Annotated[str, _CODE, Refers("milestone")]
RecordRef = Annotated[str, _CODE, Refers("record")]
AnyRef = Annotated[str, _CODE, Refers("part")]

Heading = Annotated[str, Longest(500)]
"""A title, name or role: a line or a few."""
Slug = Annotated[str, _SLUG]
PaperNumber = Annotated[str, _NUMBER]
Link = Annotated[str, _LINK]
Email = Annotated[str, _EMAIL]
Account = Annotated[str, _ACCOUNT]
PublicKey = Annotated[str, _PUBLIC_KEY]
Time = Annotated[ClockTime, _TIME]
ChangeKey = Annotated[str, _CHANGE]
DayOfCycle = Annotated[CycleDay, _CYCLE_DAY]
MonthOfCycle = Annotated[CycleMonth, _CYCLE_MONTH]
ProgressText = Annotated[Progress, _PROGRESS]
