"""Write documents in a form: opens it in the browser of this machine, checks as one types, saves what changed.

CASE is a folder below plans/ (UNIT/CASE) or the path of a document; without it, all cases are shown.

In a Git repository the files on disk stay as they are: what is saved becomes a commit on a branch of the case, under the
person's name, and is sent to where the repository came from; the page then shows the address at which the request to take
it over opens. Elsewhere the file itself is changed. Only the lines that changed are written, and nothing is overwritten
that somebody else has changed meanwhile.
"""

from __future__ import annotations

import argparse
import sys
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

from khacphuc.cli.clock import moment
from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.register_root import within
from khacphuc.text.message import N_, say

if TYPE_CHECKING:
    from khacphuc.form.serving import After
    from khacphuc.form.storing import Saved, Store
    from khacphuc.history.repository import Repository
    from khacphuc.history.trail import Signature
    from khacphuc.register.source import Tree
    from khacphuc.rules.contract import Problem


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "case", nargs="?", metavar=N_("CASE"), help=N_("case or document to open (default: show all cases)")
    )
    parser.add_argument(
        "--port", type=int, default=8421, metavar="N", help=N_("port to serve at; the next free one if taken")
    )
    parser.add_argument(
        "--no-browser", action="store_true", help=N_("only print the address, and open no browser")
    )
    parser.add_argument("--remote", metavar=N_("NAME"), help=N_("copy to send to (default: origin)"))
    parser.add_argument(
        "--files", action="store_true", help=N_("change the files themselves, even in a Git repository")
    )


def run(call: Invocation) -> int:
    """Serve until the person stops it."""
    from khacphuc.form.editing import Editor
    from khacphuc.form.serving import EditServer

    start = _start(call)
    store, after = _store(call)
    editor = Editor(store, lambda tree, path: _check(call, tree, path), call.language, call.as_of)
    server = EditServer(editor, after, call.options.port)
    address = server.address(start)
    call.print(say("The form is at {address} (stop with Ctrl-C).", address=address))
    if not call.options.no_browser:
        with suppress(webbrowser.Error):
            webbrowser.open(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        call.note("")
    finally:
        server.server_close()
    return ExitCode.CLEAN


def _start(call: Invocation) -> str:
    """The page to begin with. Raises Usage for a case that is not there."""
    given: str | None = call.options.case
    if given is None:
        return ""
    below = f"plans/{given.strip('/')}"
    for path in (below, "" if (call.root / below).exists() else within(call.root, given)):
        if path.endswith((".md", ".yml")) and (call.root / path).is_file():
            return f"open/{path}"
        if (
            path.startswith("plans/")
            and path.count("/") == 2
            and (call.root / path).is_dir()
            and ".." not in path
        ):
            return f"case/{path.removeprefix('plans/')}/"
    raise UsageError(say("“{path}” names nothing in the register.", path=given))


def _check(call: Invocation, tree: Tree, path: str) -> list[Problem]:
    from khacphuc.cli.selection import check_selection, selection

    return check_selection(tree, selection(tree, [path]), call.as_of)


# ---------------------------------------------------------------------------------------------------- saving


def _store(call: Invocation) -> tuple[Store, After]:
    """Where documents are kept, and what follows when one has been saved."""
    from khacphuc.form.storing import Branches, Files

    repository = None if call.options.files else _repository(call)
    if repository is None:
        return Files(call.root), lambda _: {}
    author = _author(call, repository)
    zone = call.policy.time_zone
    return Branches(call.root, repository, author, lambda: moment(zone)), lambda saved: _send(call, saved)


def _repository(call: Invocation) -> Repository | None:
    """The repository around the register, if it has a commit to begin a branch at."""
    from khacphuc.history.git import commit_named
    from khacphuc.history.repository import find

    found = find(call.root)
    return found if found and commit_named(call.root, "HEAD") else None


def _author(call: Invocation, repository: Repository) -> Signature:
    """Who writes. Asks for what neither Git's settings nor its variables say. Raises Usage."""
    from khacphuc.history.trail import Signature

    known = repository.author()
    if known:
        return known
    if not sys.stdin.isatty():
        raise UsageError(
            say(
                "Git does not know who you are: git config --global user.name “…”, and user.email; or use --files."
            )
        )
    name = input(call.speak(say("Your name, as it shall stand beside what you record: "))).strip()
    email = input(call.speak(say("Your e-mail address: "))).strip()
    if not name or "@" not in email:
        raise UsageError(say("A name and an e-mail address are needed."))
    return Signature(name, email)


def _send(call: Invocation, saved: Saved) -> dict[str, str]:
    """Send a commit to where the repository came from, and find the page on which a request opens."""
    from khacphuc.form.requests import forge_at, request_page
    from khacphuc.history.sending import address_of, may_send_to, send

    if not saved.branch:
        return {}
    name: str = call.options.remote or "origin"
    address = address_of(call.root, name)
    forge = call.policy.forge or (forge_at(address) if address else None)
    if not address:
        text = say("This copy knows no other one to send to: somebody with Git passes the branch on.")
        return {"trouble": call.speak(text)}
    shown = _shown(address)
    if not may_send_to(call.root, address):
        return {
            "trouble": call.speak(
                say("Not sent: {address} is no address that commits are sent to.", address=shown)
            )
        }
    wrong = send(call.root, address, saved.commit, saved.branch)
    if wrong:
        text = say(
            "Saved here, but not sent to {address}: {reason}",
            address=shown,
            reason=wrong.replace(address, shown),
        )
        return {"trouble": call.speak(text)}
    found = {"sent": call.speak(say("Sent to {address}.", address=shown))}
    return found | ({"request": request_page(forge, saved.branch)} if forge else {})


def _shown(address: str) -> str:
    """An address without the password in it."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}" if mark else address
