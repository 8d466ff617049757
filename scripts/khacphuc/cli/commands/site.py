"""Check the register, build its site, and show it on this machine; it follows every change of a document.

With --build the site is built into a folder, to be published, and nothing is served. The folder is replaced in one step
when everything is done: a build that fails or is stopped leaves the old site as it was. With --zip it is packed into one
file; unpacked, it opens from a folder, without a server. --publish is for the folder of a web server: it builds as --build
does, and the list of what was published goes on from the one that lies in that folder.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import is_zipfile

from khacphuc.cli.clock import today
from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.previous_checkpoints import add_previous, previous_checkpoints
from khacphuc.cli.progress import (
    archive_replaced,
    folder_replaced,
    progress_shown,
    terminated_like_interrupted,
)
from khacphuc.register.processes import gc_disabled
from khacphuc.site.alternate_language import sites
from khacphuc.site.case_cache import CaseCache, case_cache
from khacphuc.site.contents import Contents
from khacphuc.text.message import N_, listed, say, say_n

if TYPE_CHECKING:  # MkDocs takes long to import
    from khacphuc.history.attestation.checkpoint_chain import CheckpointEntry
    from khacphuc.site.live_site import LiveSite
    from khacphuc.site.mkdocs_build import Built

_OUT = "site"
_MOST_NAMED = 10
_FOR_BUILDING = ("out", "strict", "force", "previous", "at")
SUPPORTS_AT = True


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--build", action="store_true", help=N_("build into a folder and stop"))
    parser.add_argument("--zip", metavar=N_("FILE"), help=N_("build into a ZIP file and stop"))
    parser.add_argument(
        "--publish", metavar=N_("DIR"), help=N_("build into a folder that is published, and stop")
    )
    parser.add_argument("--out", metavar=N_("DIR"), help=N_("folder to build into (default: site)"))
    parser.add_argument("--strict", action="store_true", help=N_("fail when MkDocs warns of anything"))
    parser.add_argument("--force", action="store_true", help=N_("replace the folder whatever is in it"))
    parser.add_argument(
        "--jobs", type=int, metavar="N", default=0, help=N_("processes to work with (default: by size)")
    )
    parser.add_argument(
        "--trust-mkdocs",
        action="store_true",
        help=N_("run what mkdocs.yml of the folder names: hooks, templates, plugins"),
    )
    add_previous(parser)
    parser.add_argument("--host", default="127.0.0.1", metavar=N_("HOST"), help=N_("address to serve at"))
    parser.add_argument(
        "--port", type=int, default=8000, metavar="N", help=N_("port to serve at; the next free one if taken")
    )
    parser.add_argument(
        "--poll", action="store_true", help=N_("look for changes oneself: some network drives tell nothing")
    )


def run(call: Invocation) -> int:
    options = call.options
    if options.publish:
        _publish_into(call, options.publish)
    if not (options.build or options.zip) and any(getattr(options, name) for name in _FOR_BUILDING):
        raise UsageError(say("--out, --strict, --force, --previous and --at go with --build."))
    if options.zip and (options.build or options.out):
        raise UsageError(say("--zip names the file to build into; leave --build and --out out."))
    _refuse_programs(call)
    with terminated_like_interrupted():
        if options.zip:
            return build_packed(call, Path(options.zip))
        return build(call) if options.build else serve(call)


def _publish_into(call: Invocation, folder: str) -> None:
    """Let the options be those of building into a folder, with its own list of what was published."""
    from khacphuc.history.attestation.checkpoint_chain import FILE

    options = call.options
    if options.build or options.zip or options.out:
        raise UsageError(say("--publish names the folder to build into; leave --build, --zip and --out out."))
    options.build, options.out = True, folder
    known = Path(folder) / FILE
    if options.previous is None and known.is_file():
        options.previous = str(known)


def _refuse_programs(call: Invocation) -> None:
    """Raise Usage when the configuration in a folder from elsewhere would run something here."""
    from khacphuc.register.program_files import CONFIGURATION
    from khacphuc.site.untrusted_settings import links_out, untrusted_settings

    if call.options.trust_mkdocs:
        return
    judged = untrusted_settings(call.root)
    if judged and judged.refused:
        raise UsageError(
            say(
                "{file} of this folder names what might run here, or be read elsewhere: {found}. Read it; --trust-mkdocs then builds with it.",
                file=CONFIGURATION,
                found=listed(judged.refused[:_MOST_NAMED]),
            )
        )
    links = [] if judged else list(links_out(call.root, "docs"))
    if links:
        raise UsageError(
            say(
                "These links lead out of the folder, and what they lead to would be published: {found}. Take them away.",
                found=listed(links[:_MOST_NAMED]),
            )
        )


# ------------------------------------------------------------------------------------------------- building


def build(call: Invocation) -> int:
    """Build once. With --strict, a warning leaves the old site in place."""
    target = Path(call.options.out or call.root / _OUT)
    return _build(call, target, folder_replaced(target, force=call.options.force))


def build_packed(call: Invocation, target: Path) -> int:
    """Build into one file that opens without a server."""
    if target.exists() and not (call.options.force or is_zipfile(target)):
        raise UsageError(say("{path} is there and no ZIP file; --force replaces it.", path=str(target)))
    return _build(call, target, archive_replaced(target), local=True)


def _build(
    call: Invocation, target: Path, folder: AbstractContextManager[Path], *, local: bool = False
) -> int:
    from khacphuc.site.mkdocs_build import CannotBuildError

    entries = previous_checkpoints(call)
    if entries is None:
        return _not_built(call, target)
    try:
        with progress_shown(call) as tell, folder as new, gc_disabled():
            made = list(_sites(call, new, entries, tell, local=local))
    except CannotBuildError as failure:
        call.note(str(failure))
        return _not_built(call, target)
    for built in made:
        for warning in built.warnings:
            call.note(warning)
    _summarise(call, made[0].contents)
    pages = sum(len(built.contents.pages) for built in made)
    call.print(say("Built {pages} in {path}.", pages=say_n("{n} page", "{n} pages", pages), path=str(target)))
    return ExitCode.CLEAN


def _sites(
    call: Invocation, out: Path, entries: Sequence[CheckpointEntry], tell: Callable[..., None], *, local: bool
) -> Iterator[Built]:
    """Build the site, and then the one in the register's second language into a folder within it."""
    from khacphuc.site.contents import compose
    from khacphuc.site.mkdocs_build import build_site

    options = call.options
    for language, folder, beside in sites(call.policy, call.language):
        contents = compose(
            call.root, call.as_of, language, at=call.at, previous=entries, jobs=options.jobs, tell=tell
        )
        tell(say("Building the site"))
        yield build_site(
            call.root,
            out / folder,
            contents,
            local=local,
            strict=options.strict,
            jobs=options.jobs,
            beside=beside,
        )


def _not_built(call: Invocation, target: Path) -> int:
    call.note(say("The site was not built; what stood in {path} is untouched.", path=str(target)))
    return ExitCode.PROBLEMS


def _summarise(call: Invocation, contents: Contents) -> None:
    """Print documents not rendered, then a line each for the check and for overdue obligations."""
    from khacphuc.obligations.counts import count_rows
    from khacphuc.obligations.views import every_row
    from khacphuc.reports.severity_words import count, summary

    if contents.site.trail is None:
        call.note(say("Without its history: {why}", why=contents.site.no_trail))
    for path in contents.undrawn:
        call.note(say("{path}: no parser gets through its text; it is shown as it was written.", path=path))
    if contents.template_fault:
        call.note(contents.template_fault)
    found = summary(count(contents.problems), contents.files, call.speak)
    call.print(f"{found} {call.speak(say('Details: khacphuc check'))}" if contents.problems else found)
    site = contents.site
    owed = count_rows(every_row(contents.states, site.as_of, site.settings.policy))
    if owed.overdue:
        what = say_n("{n} obligation is overdue", "{n} obligations are overdue", owed.overdue)
        days = say_n("{n} day", "{n} days", owed.longest)
        call.print(say("{what}, the longest by {days}. Details: khacphuc overdue", what=what, days=days))


# -------------------------------------------------------------------------------------------------- serving


def serve(call: Invocation) -> int:
    """Serve until the person stops it. Problems of documents are told, and stop nothing."""
    from khacphuc.site.live_site import LiveSite
    from khacphuc.site.serving import Server, quiet

    quiet()
    with tempfile.TemporaryDirectory(prefix="khacphuc-") as folder:
        out = Path(folder) / _OUT
        kept, shown = case_cache(call.root), LiveSite(call.root, out)
        rebuild(call, shown, kept)
        try:
            server = Server(
                call.root,
                out,
                call.options.host,
                call.options.port,
                lambda: _again(call, shown, kept),
                polling=call.options.poll,
            )
        except OSError as error:
            raise UsageError(
                say("Cannot serve at {host}: {reason}", host=call.options.host, reason=str(error))
            ) from error
        call.print(say("The site is at {address} (stop with Ctrl-C).", address=server.url))
        try:
            server.run()
        except KeyboardInterrupt:
            call.note("")
        finally:
            server.shutdown()
            shown.finish()
    return ExitCode.CLEAN


def rebuild(call: Invocation, shown: LiveSite, kept: CaseCache) -> None:
    """Check, tell what is wrong and what is overdue, build. Raises ``CannotBuildError``."""
    from khacphuc.site.contents import compose

    as_of = call.options.as_of or today(call.policy.time_zone)  # a server may run past midnight
    with progress_shown(call) as tell, gc_disabled():
        contents = compose(call.root, as_of, call.language, kept=kept, jobs=call.options.jobs, tell=tell)
        tell(say("Building the site"))
        warnings = shown.show(contents)
    for warning in warnings:
        call.note(warning)
    _summarise(call, contents)


def _again(call: Invocation, shown: LiveSite, kept: CaseCache) -> None:
    """After a change. Whatever goes wrong, the site as it was is served on."""
    from khacphuc.site.mkdocs_build import CannotBuildError

    try:
        rebuild(call, shown, kept)
    except CannotBuildError as failure:
        call.note(str(failure))
    except Exception as bug:  # noqa: BLE001 - a fault in one build must not end the server
        from khacphuc.cli.crash_report import report_crash

        call.console.note(report_crash(bug, "site", call.language))
