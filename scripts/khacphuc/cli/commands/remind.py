"""Tell those who owe, and those who follow, what is due: each once for each stage, in one message.

What is due soon and overdue is brought to who owes it and who answers for it; what stays overdue to the head of the unit,
then to the follower, by the periods under `notifications:` in plans/policy.yml. A follower is written to once a week. The
same decides what a plan, a result report, an answer or a verification that is waited for brings about. When an approved
extension moves a deadline, nothing more is said of the old one. Of a restricted case nothing is said but that something
is due.

Where parties are reached stands in the file of --contacts, which is no part of the register; people without a line in it
get mail at the first address that their unit declares. Mail goes through KHACPHUC_SMTP from KHACPHUC_SENDER, messages
through the bot of KHACPHUC_ZALO_TOKEN, issues are kept with KHACPHUC_FORGE_TOKEN.

What was sent becomes a record in each case, on the branch of --branch: merge it. Until then, what waits there counts as sent.

With --letters the official letter of each case that is brought to its follower is drafted as a Word file, and the message to
the follower names it. It is recorded as a reminder once it has been signed and sent.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from khacphuc.cli.contacts import Contact, contacts
from khacphuc.cli.delivery import FORGE, Delivery, forge_of, forge_settings, without_ways
from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.letter_files import drafted_letters, write_letters
from khacphuc.cli.progress import terminated_like_interrupted
from khacphuc.cli.sent_branch import SentBranch
from khacphuc.form.writer import Unwritable
from khacphuc.model.party import Party
from khacphuc.obligations.fold import states_of
from khacphuc.obligations.notifying import Digest, DueNotification, digests, due_notifications
from khacphuc.outbox.digest_html import issue_body
from khacphuc.outbox.digest_words import DigestWords, digest_words, plain_digest
from khacphuc.outbox.http_json import ServiceError
from khacphuc.outbox.notification_record import Delivered, notification_records
from khacphuc.register.loading import RegisterSettings, list_entries, open_settings
from khacphuc.text.message import N_, listed, say, say_n

_BRANCH = "khacphuc/nhac-viec"
_MARK = "remind:"
_MOST_NAMED = 12
_PASTE = (Contact("paste"),)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dry-run", action="store_true", help=N_("show every message; send nothing, record nothing")
    )
    parser.add_argument("--contacts", metavar=N_("FILE"), help=N_("where parties are reached"))
    parser.add_argument(
        "--paste",
        action="store_true",
        help=N_("print the messages of those who cannot be reached otherwise, to be pasted by hand"),
    )
    parser.add_argument(
        "--branch", default=_BRANCH, metavar=N_("NAME"), help=N_("branch on which what was sent is recorded")
    )
    parser.add_argument(
        "--push", action="store_true", help=N_("send that branch to origin, and ask there to merge it")
    )
    parser.add_argument(
        "--letters",
        metavar=N_("DIR"),
        help=N_("write into this folder the letters for the follower to sign, of what was brought to it"),
    )
    parser.add_argument(
        "--files", action="store_true", help=N_("record what was sent as files, even in a Git repository")
    )


def run(call: Invocation) -> int:
    options = call.options
    listing = list_entries(call.source)
    settings = open_settings(call.source, listing)
    states = states_of(call.source, listing, settings, call.as_of)
    ways = _ways(call, settings)
    branch = SentBranch(call, options.branch, files=options.files)
    due = due_notifications(states, settings, call.as_of)
    found = digests(due, states, settings, call.as_of, branch.waiting(settings))
    for path in (path for state in states for path in state.unreadable):
        call.note(say("Cannot be read: {path}", path=path))
    letters = drafted_letters(call, found) if options.letters else {}
    words = [
        _words(call, settings, digest, {folder: name for folder, (name, _) in letters.items()})
        for digest in found
    ]
    if options.dry_run:
        _show(call, found, words, ways)
        return ExitCode.CLEAN
    if options.letters:
        write_letters(call, options.letters, letters.values())
    failed = _send(call, found, words, ways, branch)
    if any(contact.way == "issue" for some in ways.values() for contact in some):
        _keep_issues(call, settings, due, ways)
    return ExitCode.PROBLEMS if failed else ExitCode.CLEAN


def _ways(call: Invocation, settings: RegisterSettings) -> Mapping[Party, tuple[Contact, ...]]:
    path = call.options.contacts
    try:
        text = Path(path).read_text("utf-8-sig") if path else ""  # editors on Windows write a mark before it
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(say("“{path}” cannot be read: {reason}", path=path, reason=reason)) from error
    except UnicodeDecodeError as error:
        raise UsageError(say("“{path}” is no text in UTF-8: save it as such.", path=path)) from error
    return contacts(text, path or "", settings.units, call.note)


def _words(
    call: Invocation, settings: RegisterSettings, digest: Digest, letters: Mapping[str, str]
) -> DigestWords:
    return digest_words(digest, settings, call.as_of, call.speak, call.language, letters)


def _show(
    call: Invocation,
    found: Sequence[Digest],
    words: Sequence[DigestWords],
    ways: Mapping[Party, tuple[Contact, ...]],
) -> None:
    for digest, said in zip(found, words, strict=True):
        how = ", ".join(contact.way for contact in ways.get(digest.to, ())) or call.speak(
            say("no way to reach them")
        )
        call.print(f"{'=' * 8} {digest.to} ({how})")
        call.console.write(plain_digest(said))
    call.print(say_n("{n} message.", "{n} messages.", len(found)))


def _send(
    call: Invocation,
    found: Sequence[Digest],
    words: Sequence[DigestWords],
    ways: Mapping[Party, tuple[Contact, ...]],
    branch: SentBranch,
) -> bool:
    """Send, record what was sent, and answer whether something was not."""
    if found:
        branch.ready(push=call.options.push)
    delivered: list[Delivered] = []
    unreached = []
    with terminated_like_interrupted(), Delivery(call) as delivery:
        try:
            for digest, said in zip(found, words, strict=True):
                if not without_ways(ways, digest.to):
                    some = ways[digest.to]
                elif call.options.paste:
                    some = _PASTE
                else:
                    if digest.to not in ways:
                        unreached.append(digest.to)
                    continue
                channels = list(delivery.hand_over(said, some))
                delivered += (Delivered(item, channels[0]) for item in digest.items if channels)
        finally:  # whatever interrupts this, what was sent is known to have been sent
            _record(call, delivered, branch)
    if unreached:
        shown = [*unreached[:_MOST_NAMED], *(["…"] if len(unreached) > _MOST_NAMED else [])]
        call.note(
            say(
                "Nobody knows where to reach {party}: give a line in --contacts, or use --paste.",
                party=listed(shown),
            )
        )
    return delivery.failed


def _record(call: Invocation, delivered: Sequence[Delivered], branch: SentBranch) -> None:
    if not delivered:
        call.print(say("Nothing was sent."))
        return
    try:
        records = notification_records(delivered, call.as_of, branch.taken)
    except Unwritable as failure:
        raise UsageError(failure.message) from failure
    parties = len({one.item.to for one in delivered})
    said = say_n("{n} party notified, on {day}", "{n} parties notified, on {day}", parties, day=call.as_of)
    commit = branch.add(records, call.speak(said))
    call.print(
        say("Recorded on the branch {branch}: merge it.", branch=branch.branch)
        if commit
        else say_n("Recorded in {n} file: commit it.", "Recorded in {n} files: commit them.", len(records))
    )
    if commit and call.options.push:
        branch.push(commit)
        if forge_settings(call) and os.environ.get(FORGE):
            text = call.speak(
                say("What was sent, as records. Until this is merged, the program reads it here.")
            )
            _asked(lambda: forge_of(call).open_pull(branch.branch, call.speak(said), text))


def _keep_issues(
    call: Invocation,
    settings: RegisterSettings,
    due: Sequence[DueNotification],
    ways: Mapping[Party, tuple[Contact, ...]],
) -> None:
    """Let one issue a party say all that is due; close those of parties with nothing due."""
    forge = forge_of(call)
    wanted = {party for party, some in ways.items() if Contact("issue") in some}
    mine: dict[Party, list[DueNotification]] = {}
    for item in due:
        if item.to in wanted:
            mine.setdefault(item.to, []).append(item)

    def keep() -> None:
        for party, items in sorted(mine.items()):
            words = _words(call, settings, Digest(party, tuple(items)), {})
            forge.keep_issue(f"{_MARK}{party}", f"{words.name}: {words.subject}", issue_body(words))
        forge.close_issues(_MARK, frozenset(f"{_MARK}{party}" for party in mine))

    _asked(keep)


def _asked(request: Callable[[], None]) -> None:
    """Ask the forge. Raises UsageError with what it said."""
    try:
        request()
    except ServiceError as failure:
        raise UsageError(failure.message) from failure
