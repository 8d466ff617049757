"""Read a list that an office keeps in Excel or CSV into documents of the register.

Without --write nothing is written: what would become what, and what is unclear, is shown with the addresses of cells. --map
names a small file in which the reading is kept: columns, the case, units and people; where it is not there yet, it is made, to
be filled in. A sheet of `khacphuc export xlsx progress` that was edited comes back as updates of what was changed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.output import write_bytes
from khacphuc.cli.progress import progress_shown
from khacphuc.text.message import N_, Message, say, say_n

if TYPE_CHECKING:
    from khacphuc.imports.import_plan import ImportPlan, Known
    from khacphuc.imports.mapping_file import ImportMapping

_SHOWN = 40
_OPTIONS = {
    "case": "id",
    "unit": "unit",
    "title": "title",
    "number": "number",
    "issuer": "issuer",
    "issued": "issued_on",
    "follower": "follower",
    "plan_number": "plan_number",
    "plan_issued": "plan_issued_on",
    "directed_by": "directed_by",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    from khacphuc.cli.parser import day

    parser.add_argument("file", metavar=N_("FILE"), help=N_("the list: .xlsx, .xls, .ods or .csv"))
    parser.add_argument("--map", metavar=N_("FILE"), help=N_("file in which the reading is kept (TOML)"))
    parser.add_argument("--case", metavar=N_("CASE"), help=N_("id of the case that the list becomes"))
    parser.add_argument("--unit", metavar=N_("UNIT"), help=N_("unit that must put things right"))
    parser.add_argument("--title", metavar=N_("TEXT"), help=N_("title of the conclusion"))
    parser.add_argument("--number", metavar=N_("NUMBER"), help=N_("number of the conclusion"))
    parser.add_argument("--issuer", metavar=N_("UNIT"), help=N_("unit that issued the conclusion"))
    parser.add_argument("--issued", type=day, metavar=N_("YYYY-MM-DD"), help=N_("date of the conclusion"))
    parser.add_argument("--follower", metavar=N_("UNIT"), help=N_("commission that follows"))
    parser.add_argument("--plan-number", metavar=N_("NUMBER"), help=N_("number of the plan"))
    parser.add_argument("--plan-issued", type=day, metavar=N_("YYYY-MM-DD"), help=N_("date of the plan"))
    parser.add_argument("--directed-by", metavar=N_("UNIT/PERSON"), help=N_("the head who directs the plan"))
    parser.add_argument(
        "--report",
        metavar=N_("FILE"),
        help=N_("write a copy of the list with what is unclear marked (.xlsx)"),
    )
    parser.add_argument("--write", action="store_true", help=N_("write the documents"))
    parser.add_argument("--force", action="store_true", help=N_("replace a report that is there"))


def run(call: Invocation) -> int:
    mapping = _mapping(call)
    with progress_shown(call) as tell:
        tell(say("Reading {path}", path=call.options.file))
        plan = _planned(call, mapping, tell)
    _show(call, plan)
    _keep_mapping(call, plan)
    if call.options.report:
        _report(call, plan)
    if call.options.write:
        _write(call, plan)
    elif plan.files:
        call.print(say("Nothing has been written; --write writes it."))
    return ExitCode.CLEAN


def _mapping(call: Invocation) -> ImportMapping:
    """The mapping file with what the arguments say instead of it."""
    from khacphuc.imports.mapping_file import BadMapping, ImportMapping, read_mapping

    found, path = ImportMapping(), call.options.map
    if path and Path(path).is_file():
        try:
            found = read_mapping(Path(path).read_bytes())
        except BadMapping as error:
            raise UsageError(say("{path} is no mapping: {reason}", path=path, reason=str(error))) from error
        except OSError as error:
            raise _unreadable(path, error) from error
    given = {
        key: str(value)
        for option, key in _OPTIONS.items()
        if (value := getattr(call.options, option)) is not None
    }
    return ImportMapping(
        found.sheet, {**found.case, **given}, found.columns, found.units, found.people, found.states
    )


def _unreadable(path: str, error: OSError) -> UsageError:
    return UsageError(
        say("“{path}” cannot be read: {reason}", path=path, reason=error.strerror or str(error))
    )


def _planned(call: Invocation, mapping: ImportMapping, tell: object) -> ImportPlan:
    from khacphuc.imports.cell_grid import NoGrid, OfficeMissing, grids_in
    from khacphuc.imports.import_plan import NoHead, plan_import

    path = call.options.file
    try:
        grids = grids_in(Path(path).read_bytes())
    except OSError as error:
        raise _unreadable(path, error) from error
    except OfficeMissing:
        raise UsageError(
            say("Reading Excel files needs one more package: pip install 'khacphuc[office]'")
        ) from None
    except NoGrid as error:
        raise UsageError(
            say("{path} is no list that can be read: {reason}", path=path, reason=error.reason)
        ) from error
    known = _known(call, tell)
    _check_parties(mapping, known)
    try:
        return plan_import(grids, mapping, known)
    except NoHead:
        raise UsageError(
            say("{path} has no row with the names of columns. Give them in the file of --map.", path=path)
        ) from None


def _check_parties(mapping: ImportMapping, known: Known) -> None:
    """Raise Usage for a unit or person that the register does not have: the documents would name nobody."""
    from khacphuc.model.schema import nearest

    units = known.settings.units
    for option in ("unit", "issuer", "follower", "directed_by"):
        asked = mapping.case.get(option, "")
        ids = units.people if option == "directed_by" else units.by_id
        if asked and asked not in ids:
            near = nearest(asked, ids)
            hint = say(" Did you mean “{nearest}”?", nearest=near[0]) if near else ""
            named = f"--{option.replace('_', '-')}"
            raise UsageError(
                say("{option}: “{asked}” is not in the register.{hint}", option=named, asked=asked, hint=hint)
            )


def _known(call: Invocation, tell: object) -> Known:
    from functools import cache, partial

    from khacphuc.imports.import_plan import Known
    from khacphuc.obligations.fold import states_of
    from khacphuc.obligations.values import CaseState
    from khacphuc.register.loading import list_entries, open_case, open_settings
    from khacphuc.timeline.timeline import Timeline

    source = call.source
    listing = list_entries(source)
    settings = open_settings(source, listing)
    progress = partial(tell, say("Reading cases")) if callable(tell) else None
    states = states_of(source, listing, settings, call.as_of, progress=progress)

    @cache
    def of(folder: str) -> Timeline:
        return Timeline(open_case(source, folder, listing.cases[folder]), call.as_of)

    def timeline(state: CaseState) -> Timeline:
        return of(state.folder)

    return Known(settings, tuple(states), timeline, lambda path: (call.root / path).exists(), call.as_of)


def _show(call: Invocation, plan: ImportPlan) -> None:
    from khacphuc.imports.cell_grid import address
    from khacphuc.imports.column_names import BY_KEY

    call.print(
        say(
            "Sheet “{sheet}”, head in row {row}: {rows} read.",
            sheet=plan.grid.name,
            row=plan.head.row + 1,
            rows=say_n("{n} row", "{n} rows", plan.rows),
        )
    )
    for key, column in sorted(plan.head.columns.items(), key=lambda pair: pair[1]):
        cell, title = address(plan.head.row, column), plan.head.titles[column]
        field = Message(BY_KEY[key].label)
        if key in plan.head.likely:
            field = say("likely {field}; --map corrects it", field=field)
        call.print(say("  {cell} “{title}” → {field}", cell=cell, title=title, field=field))
    kept = (
        N_("  {cell} “{title}” → not read")
        if "task_id" in plan.head.columns
        else N_("  {cell} “{title}” → kept as text")
    )
    for column, title in plan.head.unknown.items():
        call.print(say(kept, cell=address(plan.head.row, column), title=title))
    if plan.other_sheets:
        call.print(
            say("Sheets not read: {names}.", names=", ".join(f"“{name}”" for name in plan.other_sheets))
        )
    if plan.passed_over:
        rows = ", ".join(str(row + 1) for row in plan.passed_over[:_SHOWN])
        call.print(
            say("Passed over as headings, sums or what stands below the table: rows {rows}.", rows=rows)
        )
    call.print(
        say(
            "New: {added}; changed: {changed}; unchanged: {unchanged}.",
            added=plan.added,
            changed=plan.changed,
            unchanged=plan.unchanged,
        )
    )
    for case in plan.cases:
        tasks = say_n("{n} task", "{n} tasks", len(case.tasks))
        call.print(say("  case {id}, {unit}: {tasks}", id=case.id, unit=case.unit or "…", tasks=tasks))
    unclear = list(_unclear(call, plan))
    if unclear:
        call.print(say_n("{n} point is unclear:", "{n} points are unclear:", len(unclear)))
        for line in unclear[:_SHOWN]:
            call.print(f"  {line}")
        if len(unclear) > _SHOWN:
            more = len(unclear) - _SHOWN
            call.print(
                say_n(
                    "  and {n} more; --report lists them all", "  and {n} more; --report lists them all", more
                )
            )


def _unclear(call: Invocation, plan: ImportPlan) -> Iterator[str]:
    """What is unclear, a line each; cells of one column that say the same share one."""
    yield from (call.speak(note) for note in plan.notes)
    alike: dict[tuple[int, Message], list[str]] = {}
    for remark in plan.remarks:
        alike.setdefault((remark.column, remark.text), []).append(remark.cell)
    for (_, text), cells in alike.items():
        more = say_n(" and {n} more", " and {n} more", len(cells) - 1) if len(cells) > 1 else ""
        yield f"{cells[0]}{call.speak(more)}: {call.speak(text)}"


def _keep_mapping(call: Invocation, plan: ImportPlan) -> None:
    """Make the mapping file where it is asked for and not there yet."""
    from khacphuc.imports.mapping_file import ImportMapping, mapping_text
    from khacphuc.model.vocabulary import Declared

    path = call.options.map
    if not path or Path(path).exists():
        return
    columns = {key: plan.head.titles[column] for key, column in plan.head.columns.items()}
    mapping = ImportMapping(
        plan.grid.name,
        plan.mapping.case,
        columns,
        {**plan.new_units, **plan.mapping.units},
        plan.mapping.people,
        dict.fromkeys(plan.unread_states, ""),
    )
    about = [
        call.speak(say("How this list is read. Days as YYYY-MM-DD; units and people by their ids.")),
        call.speak(say("Columns: the key on the left, the title in the list on the right.")),
        call.speak(say("States: {words}.", words=", ".join(Declared))),
    ]
    write_bytes(path, mapping_text(mapping, about).encode())
    call.print(say("Wrote {path}.", path=path))


def _report(call: Invocation, plan: ImportPlan) -> None:
    from khacphuc.imports.marked_copy import marked_copy

    path = call.options.report
    if Path(path).is_file() and not call.options.force:
        raise UsageError(say("{path} is there already; --force replaces it.", path=path))
    write_bytes(path, marked_copy(plan, call.speak, call.as_of))
    call.print(say("Wrote {path}.", path=path))


def _write(call: Invocation, plan: ImportPlan) -> None:
    """Write the documents. Raises Usage before anything is written when one of them is there already."""
    if not all(case.unit and case.title for case in plan.cases):
        raise UsageError(say("A new case needs --unit and --title, here or in the file of --map."))
    for path in plan.files:
        if (call.root / path).exists():
            raise UsageError(say("{path} is there already: nothing was written.", path=path))
    for path, data in sorted(plan.files.items()):
        target = call.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(str(target), data)
        call.print(say("Wrote {path}.", path=path))
    if plan.files:
        call.print(say("Now look through them: khacphuc check"))
