"""Files beside a register by which a double click opens the form, and editors know its settings."""

from __future__ import annotations

import json

from khacphuc.form.json_schema import schema
from khacphuc.text.message import speaker

_CMD = """@echo off
cd /d "%~dp0"
if exist scripts\\run.py (py -3 scripts\\run.py edit) else (khacphuc edit)
pause
"""
_COMMAND = """#!/bin/sh
cd "$(dirname "$0")" || exit 1
if [ -f scripts/run.py ]; then exec python3 scripts/run.py edit; fi
exec khacphuc edit
"""
_DESKTOP = """[Desktop Entry]
Type=Application
Name=Ghi vào sổ
Name[en]=Write into the register
Exec=sh -c 'cd "$(dirname "$1")" && exec sh ./khacphuc-edit.command' sh %k
Terminal=true
"""
SCHEMA = ".vscode/khacphuc-policy.schema.json"
PROGRAMS = frozenset({"khacphuc-edit.command", "khacphuc-edit.desktop"})
"""Those that the system must be allowed to run."""


def starters(language: str) -> dict[str, str]:
    """The files by path. Windows' has the line ends that it wants."""
    settings = {"yaml.schemas": {f"./{SCHEMA}": "plans/policy.yml"}}
    return {
        "khacphuc-edit.cmd": _CMD.replace("\n", "\r\n"),
        "khacphuc-edit.command": _COMMAND,
        "khacphuc-edit.desktop": _DESKTOP
        if language == "vi"
        else _DESKTOP.replace("Name=Ghi vào sổ\n", "").replace("[en]", ""),
        ".vscode/settings.json": f"{json.dumps(settings, indent=2)}\n",
        SCHEMA: f"{json.dumps(schema('policy', speaker(language)), ensure_ascii=False, indent=2)}\n",
    }
