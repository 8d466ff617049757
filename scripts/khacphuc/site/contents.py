"""A register's pages, with what the site around them needs. Both sinks, the site and the plain tree, start here."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from msgspec import Struct

from khacphuc import __version__
from khacphuc.exports.attachments import Attachments
from khacphuc.history.attestation.checkpoint_chain import FILE, CheckpointEntry, count, dump, extended
from khacphuc.history.commit_source import CommitSource
from khacphuc.history.work_tree import CheckedOut, Head, head
from khacphuc.obligations.values import CaseState
from khacphuc.pages.page import Page, Site
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.rules.contract import Problem
from khacphuc.site.case_cache import CaseCache, case_cache, shared
from khacphuc.site.case_pass import gather
from khacphuc.site.history_context import with_history
from khacphuc.text.message import Message, say

STYLES = Path(__file__).parent.parent / "pages" / "static" / "khacphuc.css"
"""The style sheet; both sinks copy it."""

STAMP = "khacphuc.json"
"""The file by which a folder is known as one that this program made."""


Tell = Callable[..., None]
"""Progress callback: ``tell(what)``, or ``tell(what, done, in all)``."""


class Contents(Struct, frozen=True):
    """The contents of a site: finished pages in the order of paths, and the problems of the documents."""

    site: Site
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    files: int
    """Number of documents in the register."""
    commit: str = ""
    """The state of the register that this is, as git names it; nothing when it cannot be told."""
    states: tuple[CaseState, ...] = ()
    undrawn: tuple[str, ...] = ()
    """Documents whose text is shown as it was written, because no parser gets through it."""
    checkpoint: bytes = b""
    """The list of what was published up to now; nothing when it cannot be told."""
    reports: Mapping[str, bytes] = {}
    """Result reports for Word, by the folder of their case."""
    template_fault: Message | None = None
    """Why the office's own template is not used for them."""

    @property
    def attachments(self) -> Attachments:
        """The files for other programs to which pages link."""
        return Attachments(self.states, self.site, self.pages, self.reports)

    @property
    def dated(self) -> str:
        """Return the words for the state that every page shows."""
        site = self.site
        if not self.commit:
            return site.say(say("As of {day}", day=site.as_of))
        return site.say(say("As of {day} · data version {commit}", day=site.as_of, commit=self.commit))

    @property
    def stamp(self) -> bytes:
        """Return the stamp of a build as JSON. It holds no time, so a second build gives the same bytes."""
        site = self.site
        told = {
            "program": f"khacphuc {__version__}",
            "as_of": site.as_of.isoformat(),
            "commit": self.commit,
            "language": site.language,
        }
        return f"{json.dumps(told, indent=2)}\n".encode()


def write_told(out: Path, contents: Contents) -> None:
    """Write beside the pages what other programs are told: what was made, and the list of checkpoints."""
    (out / STAMP).write_bytes(contents.stamp)
    if contents.checkpoint:
        (out / FILE).write_bytes(contents.checkpoint)


def _silent(what: Message, done: int = 0, total: int = 0) -> None:
    """Ignore progress."""


def compose(  # two of them are for those who watch or measure
    root: Path,
    as_of: date,
    language: str = "",
    *,
    at: CommitSource | None = None,
    previous: Sequence[CheckpointEntry] = (),
    kept: CaseCache | None = None,
    jobs: int = 0,
    tell: Tell = _silent,
) -> Contents:
    """Check the register in a folder, or as it was ``at`` a commit, and make its pages.

    ``language`` is the policy's unless given; ``previous`` is the list of checkpoints to carry on; ``kept`` is what
    the process has from its last run, if it composes again and again.
    """
    source = at or CheckedOut(root)
    listing = list_entries(source)
    settings = open_settings(source, listing)
    here = at or head(root)
    tip = at.id if at else here.commit if isinstance(here, Head) else ""
    kept = kept or (CaseCache(None) if at else case_cache(root))
    site = kept.site(
        Site(settings, as_of, language or settings.policy.language.value),
        (tip, shared(source, listing)),
        lambda site: with_history(site, root, tip, tell, keep=at is None),
    )
    found = gather(source, listing, site, kept=kept, jobs=jobs, progress=partial(tell, say("Reading cases")))
    files = len(listing.units) + len(listing.policy) + sum(map(len, listing.cases.values()))
    pages = sorted(found.pages, key=lambda page: page.path)
    # What is not in any commit cannot be vouched for, nor can anything where history is cut off.
    whole = not (isinstance(here, Head) and (here.dirty or here.shallow))
    entries = extended(previous, root, tip, count(listing)) if tip and whole else previous
    checkpoint = dump(entries) if entries else b""
    return Contents(
        site,
        tuple(pages),
        tuple(found.problems),
        files,
        here.label if here else "",
        tuple(found.states),
        tuple(found.undrawn),
        checkpoint,
        found.reports,
        found.template_fault,
    )
