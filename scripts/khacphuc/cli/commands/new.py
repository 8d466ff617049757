"""Begin a document: asks in the terminal for what is missing, offers the register's ids, and never overwrites.

KIND is conclusion, supplement, correction, plan, update, verification, extension, opinion, reply, reminder, notification, meeting,
report, closure or unit;
CASE is the folder of the case (UNIT/CASE), for all but conclusion and unit. What is not asked for stands in the file as
a comment that explains it. Without a terminal, nothing is asked.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.model import DOCUMENTS
from khacphuc.text.message import N_, say

if TYPE_CHECKING:
    from khacphuc.form.editing import Editor, Opened
    from khacphuc.text.nodes import YamlValue

_KINDS = tuple(kind for kind in DOCUMENTS if kind != "policy")
_ALONE = ("conclusion", "unit")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=_KINDS, metavar=N_("KIND"), help=N_("kind of document"))
    parser.add_argument("case", nargs="?", metavar=N_("CASE"), help=N_("folder of the case, as UNIT/CASE"))
    parser.add_argument("--by", metavar=N_("PARTY"), help=N_("who records it: a unit, or unit/person"))
    parser.add_argument("--task", default="", metavar=N_("ID"), help=N_("the one task that it is about"))
    parser.add_argument("--all", action="store_true", help=N_("ask for what may be left out, too"))
    parser.add_argument("--print", action="store_true", help=N_("print the document, and write no file"))


def run(call: Invocation) -> int:
    """Ask, write, and say where."""
    from khacphuc.form.editing import Editor
    from khacphuc.form.naming import path_of
    from khacphuc.form.storing import Files
    from khacphuc.form.template import template
    from khacphuc.form.writer import Unwritable

    options = call.options
    editor = Editor(Files(call.root), lambda *_: [], call.language, call.as_of)
    folder, opened = _case(call, editor)
    values = _first(call, editor, opened)
    if sys.stdin.isatty() and not options.print:
        values = _ask(call, editor, opened, values)
    text = template(options.kind, values, call.speak)
    if options.print:
        call.console.write(text)
        return ExitCode.CLEAN
    try:
        path = path_of(options.kind, folder, values, lambda path: (call.root / path).exists())
        editor.store.save(path, text.encode("utf-8"), None, "")
    except Unwritable as failure:
        raise UsageError(failure.message) from None
    call.print(say("Written: {path}", path=path))
    call.print(say("Check it: {command}", command=f"khacphuc check {path}"))
    return ExitCode.CLEAN


def _case(call: Invocation, editor: Editor) -> tuple[str, Opened | None]:
    """The folder of the case, and what is in it. Raises Usage."""
    given: str | None = call.options.case
    if call.options.kind in _ALONE:
        return "", None
    if given is None:
        raise UsageError(say("Say in which case: khacphuc new {kind} UNIT/CASE", kind=call.options.kind))
    parts = Path(given).as_posix().strip("/").removeprefix("plans/").split("/")
    folder = f"plans/{'/'.join(parts)}"
    opened = editor.opened(folder) if len(parts) == 2 and ".." not in parts else None
    if opened is None:
        raise UsageError(say("“{path}” names nothing in the register.", path=given))
    return folder, opened


def _first(call: Invocation, editor: Editor, opened: Opened | None) -> dict[str, YamlValue]:
    """What is known before anything is asked."""
    from khacphuc.form.skeleton import Setting, first_values, skeleton
    from khacphuc.model.party import Party

    kind = call.options.kind
    if opened is None:
        first = first_values(kind, editor.settings(call.source).units)
        return {key: value for key, value in first.items() if value != [{}]}  # rows are asked for
    by = Party(call.options.by or opened.case.unit)
    return skeleton(
        kind, Setting(opened.case, opened.state, opened.settings.units, by, editor.as_of, call.options.task)
    )


def _ask(
    call: Invocation, editor: Editor, opened: Opened | None, values: dict[str, YamlValue]
) -> dict[str, YamlValue]:
    from khacphuc.form.asking import Asker
    from khacphuc.form.choices import case_choices, merged, register_choices
    from khacphuc.rules.contract import Context

    settings = opened.settings if opened else editor.settings(call.source)
    choices = register_choices(settings, call.language)
    if opened:
        choices = merged(choices, case_choices(opened.case, opened.state, call.speak))
    context = Context(settings, editor.as_of)
    asker = Asker(input, call.print, call.speak, choices, context, everything=call.options.all)
    return asker.document(DOCUMENTS[call.options.kind], values)
