"""Check the documents of the register and say what is wrong, where, and how to mend it.

Without PATH the whole register is checked. With PATHs (files, folders or patterns, relative to the current folder) only
the cases, units and settings that they name are checked; a document brings its whole case with it, because it can only
be judged with those beside it.

What history says (who moved a deadline, and whether anybody had allowed it) is judged when the whole register is
checked; with --base, the change is judged as the next step of history, by the settings and units that stood before it:
no change lets itself pass. --at names the change, when it is not what lies on disk; so the program of one branch can check
the documents of another.

Errors block: the exit code is then 1. Warnings ask, and questions are signals for a reviewer; neither blocks.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from khacphuc.cli.console import Console
from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.output import write_file
from khacphuc.cli.register_root import within
from khacphuc.cli.selection import check_selection, selection
from khacphuc.reports.checked import Checked
from khacphuc.reports.severity_words import Counts, count, summary
from khacphuc.text.message import N_, say, speaker

if TYPE_CHECKING:
    from khacphuc.history.trail import Trail

_WORTH_A_COUNTER = 500
FORMATS = ("text", "github", "json", "sarif", "markdown", "codequality")


SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar=N_("PATH"), help=N_("file, folder or pattern (default: everything)")
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default=FORMATS[0],
        help=N_(
            "text for people, github for annotations, codequality for GitLab, markdown for a summary, json or sarif for programs"
        ),
    )
    parser.add_argument("--output", metavar=N_("FILE"), help=N_("write the result to this file"))
    parser.add_argument(
        "--jobs", type=int, default=0, metavar="N", help=N_("processes to work with (default: by size)")
    )
    parser.add_argument(
        "--base",
        metavar=N_("REV"),
        help=N_(
            "blame only what is new since this change and REV went apart; what was there before is shown as known"
        ),
    )
    parser.add_argument(
        "--actor",
        metavar=N_("ACCOUNT"),
        help=N_(
            "with --base: the account of the forge that brings the change; it must be one whose word it is"
        ),
    )
    parser.add_argument("--strict", action="store_true", help=N_("let warnings block too"))


def run(call: Invocation) -> int:
    """Check, report, and answer whether something blocks."""
    checked = _check(call)
    options = call.options
    counts = count(checked.problems)
    report = _report(checked, options.format, colour=call.console.colour and not options.output)
    last = f"{summary(counts, checked.files, speaker(call.language))}\n"
    if options.output:
        write_file(options.output, report)
        call.console.write(last)
    else:
        call.console.write(report)
        if options.format == "text" and checked.problems:
            call.print()
            call.print(say("About a rule: khacphuc explain {code}", code=checked.problems[0].code))
        if options.format in ("text", "github"):
            call.console.write(last)
    return ExitCode.PROBLEMS if _blocks(counts, strict=options.strict) else ExitCode.CLEAN


def _report(checked: Checked, form: str, *, colour: bool) -> str:
    if form == "text":
        if not checked.problems:
            return ""
        from khacphuc.reports.text import render

        return render(checked.problems, checked.source, checked.language, colour=colour)
    report: str = import_module(f"khacphuc.reports.{form}").report(checked)
    return report


def _check(call: Invocation) -> Checked:
    paths = [within(call.root, path) for path in call.options.paths]
    if call.options.actor and call.base is None:
        raise UsageError(say("--actor says who brings a change; it needs --base."))
    if call.base is not None:
        from khacphuc.cli.base_branch import change_since
        from khacphuc.history.cache_paths import FACTS, cache_file
        from khacphuc.rules.baseline import check_change

        if paths:
            raise UsageError(say("--base looks at what has changed; leave the paths out."))
        problems, files = check_change(
            change_since(call, call.base, call.options.actor), call.as_of, cache_file(call.root, FACTS)
        )
    elif paths and "" not in paths:
        some = selection(call.source, paths)
        problems, files = check_selection(call.source, some, call.as_of), some.files
    else:
        from khacphuc.register.loading import list_entries
        from khacphuc.rules.checking import check

        listing = list_entries(call.whole)
        problems = check(
            call.whole,
            listing,
            call.as_of,
            trail=lambda: _trail(call),
            jobs=call.options.jobs,
            progress=_progress(call.console),
        )
        files = len(listing.units) + len(listing.policy) + sum(map(len, listing.cases.values()))
    return Checked(call.source, tuple(problems), files, call.as_of, call.language, call.policy.site_url or "")


def _trail(call: Invocation) -> Trail | None:
    """Return the history of the register; None where there is none to be had, and then a line says how to get it."""
    from khacphuc.history.cache_paths import TRAIL, cache_file
    from khacphuc.history.trail import NoTrailError
    from khacphuc.history.trail_reader import read_trail

    try:
        if call.at is not None:  # a look at an older commit leaves the kept trail as it is
            return read_trail(call.root, call.at.id)
        return read_trail(call.root, "HEAD", cache_file(call.root, TRAIL))
    except NoTrailError as reason:
        call.note(say("Without its history: {why}", why=reason.message))
        return None


def _progress(console: Console) -> Callable[[int, int], None] | None:
    """Return a counter on a terminal, gone when it is full. Small registers are through before it could be read."""
    if not console.watched:
        return None

    def tell(done: int, total: int) -> None:
        if total >= _WORTH_A_COUNTER:
            console.note(f"\r{done}/{total}" if done < total else f"\r{' ' * (2 * len(str(total)) + 1)}\r")

    return tell


def _blocks(counts: Counts, *, strict: bool) -> bool:
    return bool(counts.errors or (strict and counts.warnings))
