"""Begin a register: in an empty folder, or in this copy of the repository, which is emptied of its samples.

The sample cases and units are removed; plans/policy.yml keeps its settings under the committee's name, and units/
gets the committee and its inspection commission to start from. A register that is not the sample is left alone.
With --lang en, both are in English, the time zone is UTC (or that of --time-zone), and no public holidays are taken for granted.

With --forge, the files by which that forge checks, answers, reminds and publishes are written, too; of a register that is
not the sample, only these. A file that is there already stays.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import available_timezones

from khacphuc.cli.exit_codes import ExitCode, UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.cli.register_root import find_root
from khacphuc.model.vocabulary import ForgeKind, Language
from khacphuc.register.layout import POLICY_PATH
from khacphuc.register.program_files import PROGRAM
from khacphuc.register.source import TOP_FOLDERS
from khacphuc.text.message import N_, say

_COMMITTEE = re.compile(r"^committee:.*$", re.MULTILINE)
_SAMPLE = re.compile(r"(^#[^\n]*\n)*^sample: true\n\n?", re.MULTILINE)
_ZONE = re.compile(r"^time_zone:.*$", re.MULTILINE)
_LONGEST_NAME = 200
_HEAD, _ENGLISH_HEAD = ("nguoi-dung-dau", "Người đứng đầu"), ("head", "Head")
"""The person whom each new unit starts with: id and role."""
_ENGLISH_POLICY = Path(__file__).parents[2] / "register" / "policy.en.yml"
_OF_GITHUB = ".github/workflows/answer.yml"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--committee", metavar=N_("NAME"), help=N_("name of the committee (asked for when left out)")
    )
    parser.add_argument(
        "--time-zone", metavar=N_("ZONE"), help=N_("time zone of the register, such as Europe/London")
    )
    parser.add_argument(
        "--forge",
        choices=[kind.value for kind in ForgeKind],
        help=N_("write the files by which this forge runs the program"),
    )
    parser.add_argument(
        "--force", action="store_true", help=N_("empty it even if it is not the sample register")
    )


def run(call: Invocation) -> int:
    options = call.options
    here = Path(options.root or ".")
    if not options.forge and _is_free(here, find_root(options.root)):
        return _begin(call, here)
    if options.forge and not (call.policy.sample or options.force or options.committee):
        return _write_runner_files(call)
    if not call.policy.sample and not call.options.force:
        raise UsageError(
            say(
                "This register belongs to “{committee}” and holds no samples: nothing was changed. See --force.",
                committee=call.policy.committee,
            )
        )
    _make(call, call.root, call.root)
    if options.forge:
        _write_runner_files(call)
    call.print(_NEXT)
    return ExitCode.CLEAN


_NEXT = say(
    "Next: khacphuc edit, or a double click on khacphuc-edit; describe your units, then the first conclusion."
)


def _is_free(here: Path, found: Path | None) -> bool:
    """Return whether a register is meant to begin here: there is none, or just that of the program, from an empty folder."""
    return found is None or (
        here.is_dir() and not any(here.iterdir()) and not here.resolve().is_relative_to(found.resolve())
    )


def _begin(call: Invocation, root: Path) -> int:
    """Begin a register where there is none, with the settings of the program's own."""
    from khacphuc.history.repository import find

    root.mkdir(parents=True, exist_ok=True)
    _make(call, root, PROGRAM)
    call.print(_NEXT)
    if find(root) is None:
        first = "Begin the register" if call.language == Language.ENGLISH else "Mở sổ"
        call.print(
            say(
                "Without Git, khacphuc edit changes the files themselves and keeps no history. To keep one, type here: {commands}",
                commands=f'git init && git add -A && git commit -m "{first}"',
            )
        )
    return ExitCode.CLEAN


def _make(call: Invocation, root: Path, settings: Path) -> None:
    """Write an empty register with the settings found below another folder."""
    name = _name(call)
    quoted, zone = json.dumps(name, ensure_ascii=False), _zone(call)
    english = call.language == Language.ENGLISH
    files = _english_files(quoted) if english else _new_files(settings, quoted)
    if zone:
        files[POLICY_PATH] = _ZONE.sub(lambda _: f"time_zone: {zone}", files[POLICY_PATH])
    _replace(root, files)
    _write_starters(root, call.language)
    call.print(say("This is now the register of “{committee}”, and it is empty.", committee=name))


def _write_starters(root: Path, language: str) -> None:
    """Write what a double click starts, and what editors read. A file that is there already stays."""
    from khacphuc.form.starters import PROGRAMS, starters

    for path in _written(root, starters(language)):
        if path in PROGRAMS:
            (root / path).chmod(0o755)


def _write_runner_files(call: Invocation) -> int:
    """Write the files of a forge, and say what was written."""
    from khacphuc.outbox.runner_files import runner_files

    kind = next(one for one in ForgeKind if one.value == call.options.forge)
    for path in _written(call.root, runner_files(kind)):
        call.print(say("Written: {path}", path=path))
    if not (call.root / "scripts" / "run.py").is_file():
        call.note(say("These files call scripts/run.py: they work in a copy of the project's repository."))
    if kind is ForgeKind.GITHUB and not (call.root / _OF_GITHUB).is_file():
        call.note(say("{path} is missing: take .github/workflows from the project.", path=_OF_GITHUB))
    return ExitCode.CLEAN


def _written(root: Path, files: Mapping[str, str]) -> list[str]:
    """Write files by path but those that are there already, and return which."""
    new = [path for path in files if not (root / path).exists()]
    for path in new:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(files[path], encoding="utf-8", newline="")
    return new


def _name(call: Invocation) -> str:
    given = call.options.committee
    if given is None:
        if not sys.stdin.isatty():
            raise UsageError(say("Give the committee's name: khacphuc init --committee “…”"))
        given = input(call.speak(say("Name of the committee: ")))
    name = " ".join(given.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise UsageError(say("A committee has a name of 1 to {most} letters.", most=_LONGEST_NAME))
    return name


def _zone(call: Invocation) -> str:
    """Return the time zone that was asked for, or ``""``. Raises UsageError for one that does not exist."""
    zone: str = call.options.time_zone or ""
    if zone and zone not in available_timezones():
        raise UsageError(say("There is no time zone “{text}”; one is America/New_York.", text=zone))
    return zone


def _english_files(quoted: str) -> dict[str, str]:
    """Return the files of an empty register in English, by path. Settings of the register before it are not taken over."""
    return {
        POLICY_PATH: _COMMITTEE.sub(lambda _: f"committee: {quoted}", _ENGLISH_POLICY.read_text("utf-8")),
        "units/board.md": _unit("board", quoted, "committee", _ENGLISH_HEAD, commission="inspectorate"),
        "units/inspectorate.md": _unit(
            "inspectorate", "Inspectorate", "commission", _ENGLISH_HEAD, parent="board"
        ),
    }


def _new_files(root: Path, quoted: str) -> dict[str, str]:
    """Return the files of an empty register, by path. Settings and their explanations stay as they are."""
    policy = (
        (root / POLICY_PATH).read_text("utf-8")
        if (root / POLICY_PATH).is_file()
        else "type: policy\ncommittee:\n"
    )
    return {
        POLICY_PATH: _COMMITTEE.sub(lambda _: f"committee: {quoted}", _SAMPLE.sub("", policy)),
        "units/dang-uy.md": _unit("dang-uy", quoted, "committee", _HEAD, commission="uy-ban-kiem-tra"),
        "units/uy-ban-kiem-tra.md": _unit(
            "uy-ban-kiem-tra", "Ủy ban Kiểm tra", "commission", _HEAD, parent="dang-uy"
        ),
    }


def _unit(unit: str, name: str, kind: str, head: tuple[str, str], **references: str) -> str:
    person, role = head
    lines = "".join(f"{key}: {value}\n" for key, value in references.items())
    return (
        f"---\ntype: unit\nid: {unit}\nname: {name}\nkind: {kind}\n{lines}"
        f"head: {unit}/{person}\npeople:\n  - id: {person}\n    role: {role}\n---\n"
    )


def _replace(root: Path, files: dict[str, str]) -> None:
    """Switch the register for a new one by renaming: whatever interrupts this, the old one is still whole."""
    scratch = Path(mkdtemp(prefix=".khacphuc-init-", dir=root))
    for path, text in files.items():
        target = scratch / "new" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    old = scratch / "old"
    old.mkdir()
    for folder in TOP_FOLDERS:
        if (root / folder).exists():
            (root / folder).rename(old / folder)
        (scratch / "new" / folder).rename(root / folder)
    shutil.rmtree(scratch)
