"""Print the answer to a pull request: what changes in words, what is to be mended and how, what to ask, and who acts next.

With --base, the change is compared with the branch for which it is, as `check --base` does, and judged by that branch's
settings and units; --at names the change, when it is not what lies on disk. What is printed is one comment, as forges show
it: in the register's language first.

With --post FILE the text of a file becomes the one comment of the open pull request at whose tip the commit of --commit
stands, or takes the place of the comment that is there. The pull request is looked up on the forge. It is that of the policy,
else the one that runs this; KHACPHUC_FORGE_TOKEN is the token.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.output import write_file
from khacphuc.text.message import N_, say

if TYPE_CHECKING:
    from collections.abc import Callable

SUPPORTS_AT = True

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_LARGEST = 1 << 18


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base", metavar=N_("REV"), help=N_("branch or commit for which the change is"))
    parser.add_argument(
        "--actor",
        metavar=N_("ACCOUNT"),
        help=N_(
            "with --base: the account of the forge that brings the change; it must be one whose word it is"
        ),
    )
    parser.add_argument("--output", metavar=N_("FILE"), help=N_("write the result to this file"))
    parser.add_argument(
        "--preview", default="", metavar=N_("ADDRESS"), help=N_("address at which the pages can be seen")
    )
    parser.add_argument("--post", metavar=N_("FILE"), help=N_("send the text of this file as the comment"))
    parser.add_argument(
        "--commit", metavar=N_("COMMIT"), help=N_("full name of the commit at the tip of the pull request")
    )


def run(call: Invocation) -> int:
    options = call.options
    if bool(options.base) == bool(options.post) or bool(options.post) != bool(options.commit):
        raise UsageError(say("Give --base REV, or --post FILE with --commit COMMIT."))
    if options.post:
        return _post(call)
    text = _answer(call)
    if options.output:
        write_file(options.output, text)
    else:
        call.console.write(text)
    return ExitCode.CLEAN


def _answer(call: Invocation) -> str:
    from khacphuc.cli.base_branch import change_since
    from khacphuc.history.cache_paths import FACTS, cache_file
    from khacphuc.outbox.answer import Reviewed, answer
    from khacphuc.rules.baseline import check_change
    from khacphuc.rules.changed_states import changed_states

    assert call.base is not None  # noqa: S101 - looked at above
    change = change_since(call, call.base, call.options.actor)
    problems, _ = check_change(change, call.as_of, cache_file(call.root, FACTS))
    states = changed_states(change, call.as_of)
    preview = call.options.preview
    if preview and not re.fullmatch(r"https://[^\s\"'<>]{1,2000}", preview):
        raise UsageError(say("“{address}” is no address that begins with https://.", address=preview))
    reviewed = Reviewed(states, tuple(problems), call.as_of, _lines(call), preview)
    second = call.policy.second_language
    languages = (call.language, *((second.value,) if second and second.value != call.language else ()))
    return answer(reviewed, languages)


def _lines(call: Invocation) -> Callable[[str, int], str]:
    """Return what gives the address of a line of the change on the forge."""
    from khacphuc.cli.delivery import forge_settings
    from khacphuc.history.git import whereabouts
    from khacphuc.pages.forge_links import forge_links

    links = forge_links(forge_settings(call))
    place = whereabouts(call.root)
    prefix, tip = (place[0] if place else ""), call.tip
    return lambda path, number: links.line(tip, f"{prefix}{path}", number)


def _post(call: Invocation) -> int:
    from khacphuc.cli.delivery import forge_of
    from khacphuc.cli.download import download
    from khacphuc.outbox.answer import LONGEST, MARK
    from khacphuc.outbox.http_json import ServiceError

    commit = call.options.commit
    if not _COMMIT.fullmatch(commit):
        raise UsageError(say("“{commit}” is not the full name of a commit.", commit=commit))
    text = download(call.options.post, _LARGEST).decode("utf-8", "replace")[:LONGEST]
    forge = forge_of(call)
    try:
        pull = forge.pull_at(commit)
        if pull is not None:
            forge.keep_comment(pull, MARK, text)
    except ServiceError as failure:
        raise UsageError(failure.message) from failure
    if pull is None:
        call.note(say("No open pull request has this commit at its tip: there is nothing to answer."))
    return ExitCode.CLEAN
