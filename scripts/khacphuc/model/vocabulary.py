"""The closed word lists of the register. A word stands here and nowhere else; its label is what people read."""

from __future__ import annotations

from khacphuc.model.schema import Vocabulary
from khacphuc.text.message import N_


class Status(Vocabulary):
    """Whether the signed paper exists."""

    DRAFT = "draft", N_("draft")
    ISSUED = "issued", N_("issued")


class Grade(Vocabulary):
    """The graded word by which a conclusion names a shortcoming: those of Party inspections, then those of audits, mildest first."""

    LIMITATION = "limitation", N_("limitation")
    OUTSTANDING = "outstanding", N_("outstanding matter")
    OMISSION = "omission", N_("omission")
    FAULT = "fault", N_("fault")
    VIOLATION = "violation", N_("violation")
    DEFICIENCY = "deficiency", N_("control deficiency")
    SIGNIFICANT_DEFICIENCY = "significant_deficiency", N_("significant deficiency")
    MATERIAL_WEAKNESS = "material_weakness", N_("material weakness")


class IssuingBody(Vocabulary):
    """Which body of the issuer signs: a committee speaks as a whole or through a smaller body."""

    COMMITTEE = "committee", N_("whole committee")
    STANDING_COMMITTEE = "standing_committee", N_("standing committee")
    STANDING_MEMBERS = "standing_members", N_("standing members")
    COMMISSION = "commission", N_("inspection commission")
    OTHER = "other", N_("other body")


class Asked(Vocabulary):
    """What a notice asks for beside its requirements."""

    PLAN_AND_REPORT = "plan_and_report", N_("a plan and a result report")
    PLAN = "plan", N_("a plan, and no result report")
    REPORT = "report", N_("a result report, and no plan")
    REQUIREMENTS = "requirements", N_("neither plan nor report: only what the requirements demand")


class FactKind(Vocabulary):
    """What a notice states that is no finding."""

    DONE_WELL = "done_well", N_("done well")
    REMEDIED = "remedied", N_("already put right")
    OTHER = "other", N_("other fact")


class DemandKind(Vocabulary):
    """What a requirement of the notice asks for. All but ``remedy`` are matters of procedure."""

    REMEDY = "remedy", N_("to put findings right")
    PLAN = "plan", N_("to make a plan")
    REPORT = "report", N_("to report")
    GUIDE = "guide", N_("to guide and inspect")
    FOLLOW = "follow", N_("to follow and urge")


class Priority(Vocabulary):
    """How pressing a recommendation is, by the paper that makes it."""

    HIGH = "high", N_("high")
    MEDIUM = "medium", N_("medium")
    LOW = "low", N_("low")


class Agreement(Vocabulary):
    """Whether the inspected unit agrees with a finding."""

    AGREES = "agrees", N_("agrees")
    IN_PART = "in_part", N_("agrees in part")
    DISAGREES = "disagrees", N_("disagrees")


class FindingOutcome(Vocabulary):
    """The state of a finding as a report gives it, in the words of single audits."""

    CORRECTED = "corrected", N_("corrected")
    PARTIALLY_CORRECTED = "partially_corrected", N_("partially corrected")
    NOT_CORRECTED = "not_corrected", N_("not corrected")
    NO_LONGER_VALID = "no_longer_valid", N_("no longer valid")

    @property
    def remains(self) -> bool:
        """Whether something is left to put right, and so to report on again."""
        return self in (FindingOutcome.PARTIALLY_CORRECTED, FindingOutcome.NOT_CORRECTED)


class CauseKind(Vocabulary):
    OBJECTIVE = "objective", N_("objective cause")
    SUBJECTIVE = "subjective", N_("subjective cause")


class InspectionKind(Vocabulary):
    INSPECTION = "inspection", N_("inspection")
    SIGNS_OF_VIOLATION = "signs_of_violation", N_("inspection on signs of violation")
    SUPERVISION = "supervision", N_("thematic supervision")
    REGULAR_SUPERVISION = "regular_supervision", N_("regular supervision")
    STATE_INSPECTION = "state_inspection", N_("state inspection")
    AUDIT = "audit", N_("audit")
    OTHER = "other", N_("other")


class Secrecy(Vocabulary):
    """Degree of state secrecy of the paper. Anything but ``none`` must never be in the register."""

    NONE = "none", N_("not secret")
    SECRET = "secret", N_("secret")
    TOP_SECRET = "top_secret", N_("top secret")
    ABSOLUTE_SECRET = "absolute_secret", N_("absolute secret")


class Visibility(Vocabulary):
    NORMAL = "normal", N_("normal")
    RESTRICTED = "restricted", N_("restricted")


class Level(Vocabulary):
    MAIN = "main", N_("unit's plan")
    COLLECTIVE = "collective", N_("collective's plan")
    INDIVIDUAL = "individual", N_("individual's plan")


class TaskKind(Vocabulary):
    REVIEW = "review", N_("self-criticism and review")
    RECOVERY = "recovery", N_("recovery of money or property")
    REGULATION = "regulation", N_("drafting or amending a regulation")
    HANDLING = "handling", N_("handling of collectives and individuals")
    CORRECTION = "correction", N_("correction of records and procedures")
    TRAINING = "training", N_("training")
    FOLLOW_UP = "follow_up", N_("following and urging")
    OTHER = "other", N_("other")


class Every(Vocabulary):
    WEEK = "week", N_("weekly")
    MONTH = "month", N_("monthly")
    QUARTER = "quarter", N_("quarterly")
    HALF_YEAR = "half_year", N_("half-yearly")
    YEAR = "year", N_("yearly")


class DuePeriod(Vocabulary):
    """Whether something falls due in the period for which it is owed, or in the one after it."""

    THIS = "this", N_("in the period itself")
    NEXT = "next", N_("in the period after it")


class Declared(Vocabulary):
    """The state of a task as declared by the unit: the first of the three axes."""

    NOT_STARTED = "not_started", N_("not started")
    IN_PROGRESS = "in_progress", N_("in progress")
    REPORTED_DONE = "done", N_("reported done")
    PAUSED = "paused", N_("paused")
    NOT_PURSUED = "not_pursued", N_("not pursued")


class ExtensionOutcome(Vocabulary):
    ASKED = "asked", N_("asked for")
    APPROVED = "approved", N_("approved")
    REFUSED = "refused", N_("refused")


class Duty(Vocabulary):
    """A deadline of the case itself, which an extension may move like a task's."""

    PLAN = "plan", N_("making the plan")
    REPORT = "report", N_("sending the result report")


class VerificationOutcome(Vocabulary):
    CONFIRMED = "confirmed", N_("confirmed")
    REJECTED = "rejected", N_("rejected")
    RELEASED = "released", N_("released from what remains")


class Effectiveness(Vocabulary):
    EFFECTIVE = "effective", N_("lasting")
    NOT_EFFECTIVE = "not_effective", N_("shortcoming has come back")


class Act(Vocabulary):
    """What a party may do in a case, by the kind of record that says it."""

    CONCLUDE = "conclude", N_("issue or change the notice")
    PLAN = "plan", N_("issue a plan")
    UPDATE = "update", N_("report progress")
    REPORT = "report", N_("report the result")
    ASK_EXTENSION = "ask_extension", N_("ask for an extension")
    DECIDE_EXTENSION = "decide_extension", N_("decide on an extension")
    VERIFY = "verify", N_("verify")
    CLOSE = "close", N_("close the case")
    REMIND = "remind", N_("remind")
    NOTIFY = "notify", N_("send notifications")
    REPLY = "reply", N_("reply")


class OpinionStage(Vocabulary):
    PLANNING = "planning", N_("when the plan is made")
    EXECUTION = "execution", N_("when the plan is carried out")


class ReplyOutcome(Vocabulary):
    ACCEPTED = "accepted", N_("accepted")
    EXPLAINED = "explained", N_("explained")
    DECLINED = "declined", N_("declined")


class ReminderForm(Vocabulary):
    REMINDER = "reminder", N_("reminder")
    CRITICISM = "criticism", N_("criticism")


class Channel(Vocabulary):
    LETTER = "letter", N_("official letter")
    MEETING = "meeting", N_("at a meeting")
    DIRECT = "direct", N_("in person")
    PHONE = "phone", N_("by telephone")
    MESSAGE = "message", N_("by message")
    EMAIL = "email", N_("by e-mail")


class NotificationStage(Vocabulary):
    """How far an obligation had come when its notification was sent."""

    DUE_SOON = "due_soon", N_("due soon")
    WAITING = "waiting", N_("waiting")
    OVERDUE = "overdue", N_("overdue")
    HEAD = "head", N_("overdue, brought to the head")
    COMMISSION = "commission", N_("overdue, brought to the follower")


class ReportKind(Vocabulary):
    RESULT = "result", N_("result report")
    PERIODIC = "periodic", N_("periodic report")


class PublicHolidays(Vocabulary):
    """Whose public holidays are no working days."""

    VIETNAM = "vietnam", N_("those of Vietnam")
    NONE = "none", N_("only those that are listed")


class ForgeKind(Vocabulary):
    GITHUB = "github", "GitHub"
    GITLAB = "gitlab", "GitLab"
    GITEA = "gitea", "Gitea"
    FORGEJO = "forgejo", "Forgejo"


class Severity(Vocabulary):
    """The severity of a finding: an error blocks, a warning asks, a question is a signal for the reviewer."""

    ERROR = "error", N_("error")
    WARNING = "warning", N_("warning")
    QUESTION = "question", N_("question")
    OFF = "off", N_("off")


class Profile(Vocabulary):
    INTERNAL = "internal", N_("internal")
    PUBLIC = "public", N_("public")


class Language(Vocabulary):
    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"


class PaperForm(Vocabulary):
    """The form in which a body writes its papers."""

    PARTY = "party_form", N_("Party document")
    STATE = "state_form", N_("state document")
    PLAIN = "plain_form", N_("plain letter or report")
