"""Separate the problems that a change introduces from those of its base.

Both sides are checked, but only where the change can have had an effect: the cases it touches, the cases that name
what it touches, and what the rules that compare cases say of all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.history.comparing.directory import Departures, persons
from khacphuc.history.comparing.left_out import LeftOut
from khacphuc.history.comparing.owed_change import Frames
from khacphuc.history.trail import Arrival, Authorship, Signature, Trail
from khacphuc.model.conclusion import Conclusion
from khacphuc.model.policy import JUDGING
from khacphuc.register.case import Case
from khacphuc.register.document import holds
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.loading import (
    Listing,
    RegisterSettings,
    list_changed_entries,
    list_entries,
    open_document,
    open_settings,
)
from khacphuc.register.sample import is_sample
from khacphuc.register.shards import ProgressCallback, each_case
from khacphuc.register.source import Source
from khacphuc.rules.checking import CaseCheck, reopening
from khacphuc.rules.contract import Altered, Context, Problem
from khacphuc.rules.facts import key_of, load_facts, store_facts
from khacphuc.rules.last_readable import ReadContent, with_last_readable
from khacphuc.rules.review import ReviewStep, as_next, events_of
from khacphuc.rules.runner import Checker, Facts, add_facts, gather

_CONCLUSION = "/conclusion.md"


class ProposedChange(Struct, frozen=True):
    """A work tree and the base it is compared with. ``name`` gives the object name of a file's content in the base."""

    now: Source
    base: Source
    name: Callable[[str], str]
    paths: frozenset[str]
    renamed: dict[str, str]
    authors: Mapping[str, Authorship] = {}
    """Who wrote and committed the committed changes, by path."""
    departed: Departures = {}
    """The addresses that units lost shortly before the base."""
    actor: Signature | None = None
    """Who brings it, by the account of a forge."""
    programs: frozenset[str] = frozenset()
    """Paths changed outside the register: the program, its settings and lists of libraries, workflows."""
    past: Callable[[], Trail | None] = lambda: None
    """Reads the history of the base: what it took away before is compared when it comes back."""
    merged_away: Callable[[], Sequence[tuple[LeftOut, Arrival]]] = tuple
    """Finds what merges of the committed changes have left out."""
    content: ReadContent = lambda _name: None


class ChangeSide(Struct, frozen=True):
    """One side of a change, and the part of it that is checked."""

    source: Source
    listing: Listing
    settings: RegisterSettings


def check_change(
    change: ProposedChange,
    as_of: date,
    kept_in: Path | None = None,
    *,
    jobs: int = 0,
    progress: ProgressCallback | None = None,
) -> tuple[list[Problem], int]:
    """Return every problem of what a change touches or causes, sorted; those the base has too are known.

    ``kept_in`` is a file in which the facts of untouched cases are kept between runs. Also answers how many
    documents were checked.
    """
    base, now, proposed, sample, begins = sides_of(change)
    folders = affected_folders(change, now, base)
    elsewhere = _facts_elsewhere(change, now, folders, kept_in, jobs=jobs, progress=progress)
    found, facts = _problems(now, folders, change.paths, as_of, jobs=jobs, progress=progress)
    before, base_facts = _problems(base, folders, change.paths, as_of, jobs=jobs)
    between = _between(now, elsewhere, facts, as_of)
    # What rules compare is mostly the same on both sides, and so is then what they say of it.
    codes = () if _touches_frame(change.paths) else {*facts, *base_facts, *elsewhere}
    same = frozenset(code for code in codes if facts.get(code) == base_facts.get(code))
    found += between
    found += _undeclared(change, now, base, _frames(change, base.settings, proposed), folders, as_of, sample)
    found += _judges_changed(change, proposed, proposed if begins else base.settings, as_of)
    before += [problem for problem in between if problem.code in same]
    before += _between(base, elsewhere, base_facts, as_of, besides=same)
    checked = sum(len(now.listing.cases.get(folder, ())) for folder in folders)
    lone = sum(path in change.paths for path, _ in (*now.listing.units, *now.listing.policy))
    touched = {
        problem for problem in found if case_folder(problem.path) in folders or problem.path in change.paths
    }
    return _compared(found, before, change.renamed, touched), checked + lone


def sides_of(change: ProposedChange) -> tuple[ChangeSide, ChangeSide, RegisterSettings, set[str], bool]:
    """Return both sides, the settings that a change proposes, the sample's cases that it takes out, and whether a register begins so."""
    listing = list_entries(change.now)
    base = _side(change.base, list_changed_entries(listing, change.base, change.paths))
    proposed = open_settings(change.now, listing)
    sample = _sample_taken_out(change, base, listing, proposed)
    begins = sample == set(base.listing.cases) and sample != set()
    now = ChangeSide(change.now, listing, proposed if begins else _judged_by(base.settings, proposed))
    return base, now, proposed, sample, begins


def _side(source: Source, listing: Listing) -> ChangeSide:
    return ChangeSide(source, listing, open_settings(source, listing))


def _compared(
    found: list[Problem], before: list[Problem], renamed: dict[str, str], touched: set[Problem]
) -> list[Problem]:
    """Mark what the base has too, and leave it out where the change touches nothing.

    A problem is the same when rule, file and words are; its line may have moved.
    """
    left = Counter((problem.path, problem.code, problem.said) for problem in before)
    marked = []
    for problem in sorted(set(found)):
        same = (renamed.get(problem.path, problem.path), problem.code, problem.said)
        known = left[same] > 0
        left[same] -= known
        if not known:
            marked.append(problem)
        elif problem in touched:
            marked.append(replace(problem, known=True))
    return marked


# -------------------------------------------------------------------------------------------- who judges


def _judged_by(base: RegisterSettings, proposed: RegisterSettings) -> RegisterSettings:
    """Return the settings by which a change is judged: those of its base, whatever it sets itself.

    What a setting allows to be written (kinds of units, languages, the forge) is the change's own; and so is all of it
    where a register begins.
    """
    if base.policy_document is None:
        return proposed
    judging = {name: getattr(base.policy, name) for name in JUDGING}
    return replace(proposed, policy=replace(proposed.policy, **judging))


def _sample_taken_out(
    change: ProposedChange, base: ChangeSide, now: Listing, proposed: RegisterSettings
) -> set[str]:
    """Return the folders of the sample's cases that a change takes out, where it makes a register of one's own from the sample."""
    if proposed.policy.sample or not base.settings.policy.sample:
        return set()
    return {
        folder
        for folder, files in base.listing.cases.items()
        if folder not in now.cases
        and change.paths.issuperset(path for path, _ in files)
        and is_sample(_content(base.source, path) for path, _ in files)
    }


def _content(source: Source, path: str) -> bytes | None:
    try:
        return source.read(path)
    except OSError:
        return None


def _judges_changed(
    change: ProposedChange, proposed: RegisterSettings, before: RegisterSettings, as_of: date
) -> Iterator[Problem]:
    """Return the settings, units and programs altered by a change."""
    settings = {path for path in change.paths if not case_folder(path)}
    written = [change.authors[path] for path in settings if path in change.authors]
    signatures = {one for by in written for one in (*by.authors, *by.committers)}
    brought = (change.actor,) if change.actor else tuple(signatures)
    known = (persons(one, before.units, as_of, change.departed) for one in brought if settings)
    altered = Altered(change.paths | change.programs, before, proposed, frozenset(known))
    return Checker(Context(before, as_of)).altered(altered)


# ------------------------------------------------------------------------------------ what can be affected


def affected_folders(change: ProposedChange, now: ChangeSide, base: ChangeSide) -> set[str]:
    """Return the case folders in which a change can have made a difference."""
    folders = {folder for path in change.paths if (folder := case_folder(path))}
    every = {*now.listing.cases, *base.listing.cases}
    if POLICY_PATH in change.paths:
        return every | folders
    names = set(_units_named(change, now.settings)) | set(_units_named(change, base.settings))
    if names:
        folders |= {folder for folder in every if folder.split("/")[1] in names}
        folders |= _mentioning(now, every - folders, names, lambda _path: True)
    ids = {name for side in (now, base) for name in _case_ids(side, change.paths)}
    if ids:
        folders |= _mentioning(now, every - folders, ids, lambda path: path.endswith(_CONCLUSION))
    return folders


def case_folder(path: str) -> str:
    """Return the case folder in which a path lies, documents or not."""
    parts = path.split("/")
    return "/".join(parts[:3]) if parts[0] == "plans" and len(parts) > 3 else ""


def _units_named(change: ProposedChange, settings: RegisterSettings) -> Iterator[str]:
    """Yield the units that a change touches, and those whose relations it can have changed."""
    for document in settings.units.documents:
        unit = document.record
        if document.path in change.paths:
            yield document.slot.unit
            if unit is not None:
                yield from filter(None, (unit.id, unit.parent, unit.successor, unit.commission))
    for path in change.paths:
        if path.startswith("units/"):
            yield path.removeprefix("units/").removesuffix(".md")


def _case_ids(side: ChangeSide, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        document = open_document(side.source, path) if path.endswith(_CONCLUSION) else None
        if document and holds(document, Conclusion):
            yield document.record.id


def _mentioning(
    side: ChangeSide, folders: Iterable[str], names: set[str], of: Callable[[str], bool]
) -> set[str]:
    """Return the cases in whose documents a name stands. Searched as bytes: a reader would cost a hundred times as much."""
    wanted = [name.encode() for name in sorted(names)]
    found = set()
    for folder in folders:
        for path, _slot in side.listing.cases.get(folder, ()):
            if of(path) and _holds(side.source, path, wanted):
                found.add(folder)
                break
    return found


def _holds(source: Source, path: str, wanted: list[bytes]) -> bool:
    data = _content(source, path)
    return data is not None and any(name in data for name in wanted)


# ------------------------------------------------------------------------------------------ the change itself


def _undeclared(
    change: ProposedChange,
    now: ChangeSide,
    base: ChangeSide,
    frames: Frames,
    folders: set[str],
    as_of: date,
    sample: set[str],
) -> Iterator[Problem]:
    """Return the problems of the rules about history, as if the change arrived today in one step; the removed sample excepted."""
    past, reopen = cache(change.past), reopening(base.source, base.listing)
    step = ReviewStep(
        before=lambda folder: with_last_readable(reopen(folder), folder, past, change.content),
        after=reopening(now.source, now.listing),
        base=base.settings,
        frames=frames,
        on=as_of,
        paths=frozenset(path for path in change.paths if case_folder(path) not in sample),
        renamed=change.renamed,
        authors=change.authors,
        near=frozenset(folders - sample),
        past=past,
        departed=change.departed,
        actor=change.actor,
        merged_away=change.merged_away(),
    )
    events, arrivals, first = as_next(step, list(events_of(step)))
    checker = Checker(Context(now.settings, as_of))  # with the settings of the base
    return checker.history(events, arrivals, step.after, first)


def _frames(change: ProposedChange, before: RegisterSettings, proposed: RegisterSettings) -> Frames:
    """Return units and policy on both sides; the same where the change does not touch them."""
    return Frames(before, proposed if _touches_frame(change.paths) else before)


# --------------------------------------------------------------------------------------- checking both sides


def _problems(
    side: ChangeSide,
    folders: set[str],
    paths: frozenset[str],
    as_of: date,
    *,
    jobs: int,
    progress: ProgressCallback | None = None,
) -> tuple[list[Problem], Facts]:
    """Return the problems of one side, of the affected cases and of what else was touched, and the facts of these cases."""
    checker = Checker(Context(side.settings, as_of))
    cases = {folder: side.listing.cases[folder] for folder in sorted(folders) if folder in side.listing.cases}
    listing = replace(side.listing, cases=cases)
    unrecognised = [
        file for file in side.listing.flawed if case_folder(file.path) in folders or file.path in paths
    ]
    problems = list(checker.unrecognised(unrecognised))
    if _touches_frame(paths):
        problems += checker.settings()
    facts: Facts = {}
    for found, told in each_case(
        side.source, listing, side.settings, CaseCheck(as_of), jobs=jobs, progress=progress
    ):
        problems += found
        add_facts(facts, told)
    return problems, facts


def _touches_frame(paths: frozenset[str]) -> bool:
    return any(path.startswith("units/") or path == POLICY_PATH for path in paths)


def _between(
    side: ChangeSide, elsewhere: Facts, facts: Facts, as_of: date, besides: frozenset[str] = frozenset()
) -> list[Problem]:
    """Return the problems of one side by the rules that compare cases, ``besides`` some."""
    codes = {*elsewhere, *facts} - besides
    everything = {code: [*elsewhere.get(code, ()), *facts.get(code, ())] for code in codes}
    checker = Checker(Context(side.settings, as_of))
    return list(checker.compare(everything, lambda path: open_document(side.source, path)))


# ------------------------------------------------------------------------------------- facts of the others


def _gathered(case: Case, _settings: RegisterSettings) -> Facts:
    return gather(case)


def _facts_elsewhere(
    change: ProposedChange,
    now: ChangeSide,
    folders: set[str],
    kept_in: Path | None,
    *,
    jobs: int,
    progress: ProgressCallback | None,
) -> Facts:
    """Return the facts of all cases that the change does not touch: both sides have them alike."""
    untouched = {folder: files for folder, files in now.listing.cases.items() if folder not in folders}
    keys = {
        folder: key_of((path, change.name(path)) for path, _ in files) for folder, files in untouched.items()
    }
    kept = load_facts(kept_in)
    missing = {folder: files for folder, files in untouched.items() if keys[folder] not in kept}
    gathered = each_case(
        now.source, replace(now.listing, cases=missing), now.settings, _gathered, jobs=jobs, progress=progress
    )
    fresh = dict(zip((keys[folder] for folder in missing), gathered, strict=True))
    if fresh:
        store_facts(kept_in, {key: fresh[key] if key in fresh else kept[key] for key in keys.values()})
    facts: Facts = {}
    for folder in untouched:
        add_facts(facts, fresh.get(keys[folder]) or kept.get(keys[folder], {}))
    return facts
