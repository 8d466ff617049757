"""Refuse what must never enter the repository: secrecy stamps, identity and phone numbers, attachments, links, rewritten history.

Without options the files are looked at that the next commit will hold (a pre-commit hook), with --message its message (a
commit-msg hook). With --receive, the input is what
git tells a pre-receive hook, and every commit of the push is looked at: what one adds and the next takes out would stay in
the history. The main branch only ever goes on, and a tag that stands stays where it is.

--install writes the hooks: pre-receive in a bare repository, pre-commit and commit-msg in a clone.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.hooks import install
from khacphuc.cli.invocation import Invocation
from khacphuc.history import git, incoming
from khacphuc.history.incoming import RefUpdate
from khacphuc.history.objects import Objects
from khacphuc.model.policy import Policy
from khacphuc.register.document import parse
from khacphuc.register.layout import POLICY_PATH, Slot
from khacphuc.register.loading import RegisterSettings, policy_in
from khacphuc.register.units import Units
from khacphuc.reports.terminal_text import visible
from khacphuc.rules.contract import Context, Problem
from khacphuc.rules.door import refused, refused_text
from khacphuc.rules.runner import Checker
from khacphuc.text.message import N_, Message, say, speaker

_MOST_SHOWN = 50
_SCISSORS = "# ------------------------ >8 ------------------------"
"""Below it, git shows what is to be committed."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--receive", action="store_true", help=N_("look at a push: as a pre-receive hook, in its repository")
    )
    parser.add_argument(
        "--message", metavar=N_("FILE"), help=N_("look at the message of a commit: as a commit-msg hook")
    )
    parser.add_argument("--install", action="store_true", help=N_("write the hooks that call this command"))


def run(call: Invocation) -> int:
    folder = Path(call.options.root or ".")
    if call.options.install:
        for path in install(folder):
            call.print(say("Written: {path}", path=str(path)))
        return ExitCode.CLEAN
    if call.options.receive:
        return _receive(call, folder)
    checker = _checker(call, call.policy)
    if call.options.message:
        problems = [*refused_text(checker, call.options.message, _message(call.options.message))]
    else:
        problems = _of_files(checker, incoming.staged(call.root))
    return _ended(call, [], problems)


def _message(path: str) -> str:
    """Return the message of a commit from the file in which git keeps it, without what git itself takes out."""
    try:
        text = Path(path).read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise UsageError(
            say("“{path}” cannot be read: {reason}", path=path, reason=error.strerror or str(error))
        ) from error
    kept, _, _ = text.partition(_SCISSORS)
    return "\n".join("" if line.startswith("#") else line for line in kept.splitlines())


def _receive(call: Invocation, folder: Path) -> int:
    told = incoming.updates(sys.stdin.read())
    policy = _policy(folder)
    checker = _checker(call, policy)
    rewritten = list(_rewritten(folder, told))
    commits = incoming.new_commits(folder, (update.new for update in told))
    problems = [*_of_files(checker, incoming.brought(folder, commits))]
    for commit, message in incoming.messages(folder, commits):
        problems += refused_text(checker, f"commit {git.short(commit)}", message)
    for tag in incoming.tags(folder, (update.new for update in told)):
        problems += refused_text(checker, f"tag {git.short(tag.name)}", tag.message)
        if tag.kind not in ("commit", "tag"):
            rewritten.append(
                say("{name}: this is no commit, and no history leads to it.", name=git.short(tag.name))
            )
    return _ended(call, rewritten, problems, call.options.lang or policy.language.value)


def _policy(folder: Path) -> Policy:
    """Return the settings that stand, by which a push is judged."""
    data = Objects(folder).read(f"HEAD:{POLICY_PATH}")
    return policy_in(parse(POLICY_PATH, Slot("policy"), data) if data is not None else None)


def _checker(call: Invocation, policy: Policy) -> Checker:
    return Checker(Context(RegisterSettings(Units(()), policy), call.as_of, complete=False))


def _of_files(checker: Checker, files: Iterable[incoming.Incoming]) -> list[Problem]:
    return [problem for file in files for problem in refused(checker, file.entry, file.data)]


def _rewritten(folder: Path, told: Iterable[RefUpdate]) -> Iterator[Message]:
    main = incoming.main_ref(folder)
    for update in told:
        if update.ref.startswith("refs/tags/") and update.old:
            yield say("{ref}: a tag that stands stays where it is.", ref=update.ref)
        elif update.ref == main and not update.new:
            yield say("{ref}: the main branch is never deleted.", ref=update.ref)
        elif update.ref == main and update.old and not incoming.is_within(folder, update):
            yield say(
                "{ref}: this would rewrite the history that was published: {commit} is no longer in it.",
                ref=update.ref,
                commit=git.short(update.old),
            )
        elif update.ref == main and not incoming.goes_on(folder, update):
            yield say(
                "{ref}: this would make a side branch of what was published: {commit} is no longer on the line of first"
                " parents. Merge your branch into the main branch, not the other way round.",
                ref=update.ref,
                commit=git.short(update.old),
            )


def _ended(call: Invocation, rewritten: list[Message], problems: list[Problem], language: str = "") -> int:
    """Say what is refused, without repeating any of it, and end."""
    found = sorted(set(problems))
    if not rewritten and not found:
        return ExitCode.CLEAN
    speak = speaker(language or call.language)
    for message in rewritten:
        call.console.note(f"{visible(speak(message))}\n")
    for problem in found[:_MOST_SHOWN]:
        where = f"{problem.path}:{problem.place.line}" if problem.place.line else problem.path
        call.console.note(f"{visible(where)}: {problem.code} {visible(speak(problem.said.message))}\n")
        call.console.note(f"    {visible(speak(problem.said.help))}\n")
    if len(found) > _MOST_SHOWN:
        call.console.note(f"{speak(say('And {n} more.', n=len(found) - _MOST_SHOWN))}\n")
    ending = (
        say(
            "Refused: nothing of this push was taken. Mend the commits themselves; a later one would not take it back."
        )
        if call.options.receive
        else say("Refused: nothing was committed. Take it out of what is to be committed, then commit again.")
    )
    call.console.note(f"{speak(ending)}\n")
    return ExitCode.PROBLEMS
