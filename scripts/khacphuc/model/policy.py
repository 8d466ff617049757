"""The register's own settings, ``plans/policy.yml``.

Every period of days in it is the register's own rule, not a regulation's: deadlines that bind stand in the conclusions
themselves.
"""

from __future__ import annotations

from datetime import date as Day
from typing import Annotated, ClassVar

from msgspec import Struct

from khacphuc.model.forms import Email, Link, PartyRef, PersonRef, PublicKey
from khacphuc.model.schema import Key
from khacphuc.model.vocabulary import Act, ForgeKind, Language, PaperForm, Profile, PublicHolidays, Severity
from khacphuc.text.message import N_, Sample


class UnitKind(Struct, frozen=True, kw_only=True):
    """A kind of unit, as data: reorganisations invent new ones."""

    id: Annotated[str, Key(N_("Kind"), example="cell")]
    label: Annotated[str, Key(N_("Label"), example=Sample("Department"))]
    label_en: Annotated[str | None, Key(N_("English label"), example="Party cell")] = None
    unnumbered: Annotated[
        bool,
        Key(N_("Papers without numbers"), N_("A day and who signed is enough for what such units issue")),
    ] = False
    papers: Annotated[
        PaperForm | None,
        Key(
            N_("Form of papers"),
            N_(
                "Form in which bodies of this kind write; left out, plain in an English register, else that of the Party, "
                "and of the State for authorities"
            ),
            example="party_form",
        ),
    ] = None


class RuleSetting(Struct, frozen=True, kw_only=True):
    """A rule whose severity this register changes. The reason is shown on the site."""

    severity: Annotated[Severity, Key(N_("Severity"), example="off")]
    reason: Annotated[str, Key(N_("Reason"), example=Sample("Agreed by the board for 2027"))]


class WidenedRight(Struct, frozen=True, kw_only=True):
    """A party to which this register gives a right that it would not have. The reason is shown on the site."""

    act: Annotated[Act, Key(N_("Right"), example="update")]
    party: Annotated[PartyRef, Key(N_("Unit or person"), example=Sample("records-office"))]
    reason: Annotated[str, Key(N_("Reason"))]


class ForgeSettings(Struct, frozen=True, kw_only=True):
    """The forge where the repository is edited: the site links there."""

    kind: Annotated[ForgeKind, Key(N_("Kind of forge"), example="forgejo")]
    url: Annotated[
        Link,
        Key(N_("Address of the repository"), example=Sample("https://git.example.org/board/remediation")),
    ]
    branch: Annotated[str, Key(N_("Branch"))] = "main"


class Signer(Struct, frozen=True, kw_only=True):
    """A person whose signature on a tag counts."""

    email: Annotated[Email, Key(N_("E-mail"), example=Sample("clerk@example.org"))]
    key: Annotated[PublicKey, Key(N_("Public key"), N_("SSH key as in a .pub file, or OpenPGP fingerprint"))]


class Days(Struct, frozen=True, kw_only=True):
    """Periods in calendar days unless said otherwise."""

    due_soon: Annotated[int, Key(N_("“Due soon” starts this many days before the deadline"))] = 14
    silent: Annotated[int, Key(N_("No report: days without a progress update"))] = 30
    not_urged: Annotated[int, Key(N_("No reminder sent: days without a reminder of an overdue task"))] = 30
    make_plan: Annotated[int | None, Key(N_("Days to make a plan when the conclusion sets none"))] = None
    make_subplan: Annotated[int | None, Key(N_("Days after the main plan to make a sub-plan"))] = None
    send_report: Annotated[
        int | None, Key(N_("Days to report after the last task's deadline when the conclusion sets none"))
    ] = None
    update: Annotated[int | None, Key(N_("Days between two updates"))] = None
    verify: Annotated[int | None, Key(N_("Working days to verify what was reported done"))] = None
    close: Annotated[int | None, Key(N_("Working days to close after the last condition is met"))] = None
    reply: Annotated[
        int | None, Key(N_("Working days to answer an opinion or reminder that sets no date"))
    ] = None
    long_task: Annotated[int, Key(N_("A task longer than this needs milestones"))] = 90
    calendar_alarm: Annotated[
        int | None, Key(N_("Calendar files remind this many days before a deadline"))
    ] = None
    late_record: Annotated[
        int, Key(N_("A record is late that arrives more than this many days after its date"))
    ] = 30


class CalendarSettings(Struct, frozen=True, kw_only=True):
    """Working days: whose public holidays count, and days off and make-up days as decided each year."""

    public_holidays: Annotated[PublicHolidays, Key(N_("Public holidays"), example="none")] = (
        PublicHolidays.VIETNAM
    )
    holidays: Annotated[tuple[Day, ...], Key(N_("Extra days off"))] = ()
    working_days: Annotated[tuple[Day, ...], Key(N_("Make-up working days"))] = ()


class Notifications(Struct, frozen=True, kw_only=True):
    """When “khacphuc remind” tells whom. Periods in calendar days."""

    waiting: Annotated[int, Key(N_("What has no deadline is brought up after waiting this long"))] = 14
    head: Annotated[int, Key(N_("What is overdue this long is brought to the head of the unit"))] = 7
    commission: Annotated[int, Key(N_("What is overdue this long is brought to the follower"))] = 30
    digest: Annotated[int, Key(N_("Days between two messages to one follower"))] = 7


class Papers(Struct, frozen=True, kw_only=True):
    """Settings of the papers made for Word that no document holds."""

    place: Annotated[str | None, Key(N_("Place in the date line"), example=Sample("Springfield"))] = None
    older_margins: Annotated[
        bool, Key(N_("Older margins"), N_("Party documents with 25/25/35/15 mm instead of 20/20/30/15 mm"))
    ] = False


JUDGING = (
    "time_zone",
    "fiscal_year_ends",
    "strict_before",
    "days",
    "calendar",
    "rules",
    "rights",
    "registrars",
    "words",
)
"""The settings by which documents are judged. A change is judged by those that stood before it."""


class Policy(Struct, frozen=True, kw_only=True):
    """Settings of one register."""

    TYPE: ClassVar[str] = "policy"
    TITLE: ClassVar[str] = N_("Policy")

    type: Annotated[str, Key(N_("Document type"), example="policy")]
    committee: Annotated[
        str, Key(N_("Committee"), N_("Whose register this is"), example=Sample("Board of Example County"))
    ]
    sample: Annotated[
        bool,
        Key(
            N_("Sample register"),
            N_("Fictional cases to look at, until “khacphuc init” empties the register"),
        ),
    ] = False
    language: Annotated[Language, Key(N_("Language"))] = Language.VIETNAMESE
    second_language: Annotated[
        Language | None,
        Key(N_("Second language"), N_("The site is built in it, too, in a folder of its own"), example="en"),
    ] = None
    time_zone: Annotated[str, Key(N_("Time zone"))] = "Asia/Ho_Chi_Minh"
    fiscal_year_ends: Annotated[
        int | None,
        Key(
            N_("Last month of the fiscal year"),
            N_(
                "1 to 12; “FY2027” is the fiscal year that ends in 2027. Without it no fiscal year is read as a deadline"
            ),
            example="9",
        ),
    ] = None
    profile: Annotated[Profile, Key(N_("Profile"))] = Profile.INTERNAL
    strict_before: Annotated[bool, Key(N_("“Before day X” excludes day X"))] = False
    days: Annotated[Days, Key(N_("Periods"))] = Days()
    calendar: Annotated[CalendarSettings, Key(N_("Calendar"))] = CalendarSettings()
    unit_kinds: Annotated[tuple[UnitKind, ...], Key(N_("Unit kinds"))] = ()
    rules: Annotated[dict[str, RuleSetting], Key(N_("Rules"))] = {}
    rights: Annotated[
        tuple[WidenedRight, ...],
        Key(N_("Rights"), N_("Parties that may do more than the rules allow, and why")),
    ] = ()
    registrars: Annotated[
        tuple[PersonRef, ...],
        Key(
            N_("Registrars"),
            N_("Persons who enter papers for everybody; what they commit is marked"),
            example=Sample("records-office/clerk"),
        ),
    ] = ()
    words: Annotated[
        dict[str, tuple[str, ...]],
        Key(N_("Word lists"), N_("Words added to the lists by which measures are judged")),
    ] = {}
    notifications: Annotated[Notifications, Key(N_("Notifications"))] = Notifications()
    papers: Annotated[Papers, Key(N_("Papers"))] = Papers()
    forge: Annotated[ForgeSettings | None, Key(N_("Forge"))] = None
    site_url: Annotated[Link | None, Key(N_("Address of the published site"))] = None
    signers: Annotated[
        tuple[Signer, ...], Key(N_("Signers"), N_("Who signs tags, and with which public key"))
    ] = ()
