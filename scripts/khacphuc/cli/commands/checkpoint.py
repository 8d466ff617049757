"""Write the list of what was published, each entry bound to the one before by a hash, with this commit at its end.

A list published before is given with --previous, as a file or as the address at which the site has it. It must hold:
no entry altered, removed or reordered, and every commit in it still part of the history. When it does not, nothing is
written, and the exit code is 1. `khacphuc site --build` and `khacphuc pages` put the same list into what they make.

With --verify nothing is written: the list is looked at, and every tag with its signature. Signatures count that were
made with a key under `signers:` in plans/policy.yml, or in the file of --signers. That file is the better witness: who
rewrites a history can rewrite the settings in it, too.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from khacphuc.cli.download import download
from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.output import write_file
from khacphuc.cli.previous_checkpoints import add_previous, previous_checkpoints
from khacphuc.history import git
from khacphuc.history.attestation.checkpoint_chain import FILE, CheckpointEntry, count, dump, extended
from khacphuc.history.attestation.signed_tags import SignedTag, Verdict, signed_tags
from khacphuc.history.commit_source import CommitSource
from khacphuc.register.loading import list_entries
from khacphuc.reports.terminal_text import columns, visible
from khacphuc.text.message import N_, say, say_n

SUPPORTS_AT = True

_MAX_SIGNERS = 1 << 20


def arguments(parser: argparse.ArgumentParser) -> None:
    add_previous(parser)
    parser.add_argument("--out", metavar=N_("FILE"), help=N_("write the list to this file"))
    parser.add_argument(
        "--verify", action="store_true", help=N_("write nothing; verify the list and all tags")
    )
    parser.add_argument(
        "--signers",
        metavar=N_("FILE"),
        help=N_("allowed-signers file of OpenSSH: whose signatures count, too"),
    )


def run(call: Invocation) -> int:
    options = call.options
    if (options.verify and options.out) or (options.signers and not options.verify):
        raise UsageError(say("--signers goes with --verify, and --out without it."))
    tip = call.tip
    entries = previous_checkpoints(call)
    if options.verify:
        return _verify(call, entries, tip)
    if entries is None:
        return ExitCode.PROBLEMS
    made = dump(extended(entries, call.root, tip, count(list_entries(CommitSource(call.root, tip)))))
    if options.out:
        write_file(options.out, made.decode())
    else:
        call.console.write(made.decode())
    return ExitCode.CLEAN


def _verify(call: Invocation, entries: Sequence[CheckpointEntry] | None, tip: str) -> int:
    if entries:
        last = entries[-1]
        call.print(
            say(
                "{checkpoints} hold, the last of commit {commit} with the hash {hash}.",
                hash=last.hash,
                checkpoints=say_n("{n} checkpoint", "{n} checkpoints", len(entries)),
                commit=git.short(last.commit),
            )
        )
    elif entries is not None:
        call.print(say("No list was given; see --previous."))
        if call.policy.site_url:
            call.print(
                say("It is published as {address}", address=f"{call.policy.site_url.rstrip('/')}/{FILE}")
            )
    allowed = (
        download(call.options.signers, _MAX_SIGNERS).decode("utf-8", "replace")
        if call.options.signers
        else ""
    )
    found = list(signed_tags(call.root, tip, call.policy.signers, allowed))
    _show(call, found)
    return ExitCode.PROBLEMS if entries is None or any(map(_alarming, found)) else ExitCode.CLEAN


def _alarming(tag: SignedTag) -> bool:
    """Return whether a signature is wrong, or stands for a commit that was taken out of the history."""
    return tag.verdict is Verdict.BAD or (tag.verdict is Verdict.GOOD and not tag.inside)


def _show(call: Invocation, found: Sequence[SignedTag]) -> None:
    if not found:
        call.print(say("There are no tags."))
        return
    names = [visible(tag.name) for tag in found]
    width = max(map(columns, names))
    for name, tag in zip(names, found, strict=True):
        said = [call.speak(say(tag.verdict.label))]
        if tag.signer:
            said.append(visible(tag.signer))
        if not tag.inside:
            said.append(call.speak(say("NOT in the history")))
        call.print(f"{name}{' ' * (width - columns(name))}  {git.short(tag.commit)}  {', '.join(said)}")
