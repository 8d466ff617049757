"""What there is to say of a task in a report: its result, its papers, what the follower says."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.exports.word.drafting import PaperSubject
from khacphuc.model.shared import Paper
from khacphuc.model.vocabulary import Declared
from khacphuc.obligations.timeliness import timeliness, timing_text
from khacphuc.obligations.values import TaskState, Verified
from khacphuc.pages import state_words
from khacphuc.pages.site_context import SiteContext
from khacphuc.text.message import Message, MessageArgument, listed, say


def results_of(subject: PaperSubject, task: str) -> list[str]:
    """What updates say has come out of a task, in their order, each once."""
    entries = subject.timeline.progress.get(task, ())
    return list(dict.fromkeys(entry.said.result for entry in entries if entry.said.result))


def evidence_of(subject: PaperSubject, task: str) -> list[Paper]:
    """The papers that updates name for a task, each once."""
    entries = subject.timeline.progress.get(task, ())
    return list(dict.fromkeys(one for entry in entries for one in entry.said.evidence))


def requests_of(subject: PaperSubject, task: str) -> list[str]:
    """What updates ask for."""
    entries = subject.timeline.progress.get(task, ())
    return list(dict.fromkeys(entry.said.requests for entry in entries if entry.said.requests))


def cited(made: SiteContext, one: Paper) -> str:
    """A paper in words: number, date, title, where it is kept."""
    day = made.say(one.date) if one.date else ""
    text = made.words[state_words.paper(one)].format(number=one.number, date=day, title=one.title)
    return f"{text} ({one.kept_at})" if one.kept_at else text


def progress_words(made: SiteContext, task: TaskState) -> Message:
    """How far a task has come, as its unit declares, and against its deadline."""
    parts: list[MessageArgument] = []
    if task.declared is Declared.REPORTED_DONE:
        done = say("done on {day}", day=task.done_on) if task.done_on else say("done")
        parts.append(done)
    else:
        parts.append(state_words.label(task.declared))
    if task.progress:
        parts.append(task.progress)
    if task.percent:
        parts.append(f"{task.percent} %")
    own = [item for item in task.obligations if item.key.partition("@")[0] == task.task.id]
    parts += [timing_text(timeliness(item, made.as_of, made.policy)) for item in own[:1]]
    return listed(dict.fromkeys(parts))


def verified_words(task: TaskState) -> Message | None:
    """What the follower says; None where nothing has been said."""
    if task.verified is Verified.NONE:
        return None
    if task.verified_on:
        return say("{verified} on {day}", verified=state_words.label(task.verified), day=task.verified_on)
    return state_words.label(task.verified)


def account(made: SiteContext, subject: PaperSubject, task: TaskState) -> Iterator[str]:
    """The lines on a task in a report."""
    name = task.task.id
    yield made.say(
        say("{content}: {how}.", content=task.task.content or name, how=progress_words(made, task))
    )
    if found := results_of(subject, name):
        yield made.say(say("Result: {result}", result=_joined(found)))
    if papers := evidence_of(subject, name):
        yield made.say(say("Evidence: {papers}.", papers="; ".join(cited(made, one) for one in papers)))
    if said := verified_words(task):
        yield made.say(say("Verification: {said}.", said=said))


def _joined(texts: list[str]) -> str:
    """Sentences as one, of which only the last keeps its full stop."""
    return "; ".join([*(text.rstrip(". ") for text in texts[:-1]), texts[-1]])
