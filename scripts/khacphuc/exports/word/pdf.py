"""Word files as PDF, by LibreOffice: one layout for both, the office's own template included."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SECONDS = 180
_FILTER = "pdf:writer_pdf_Export"
_MADE = re.compile(rb"(?<=/CreationDate\(D:)\d{14}|(?<=<xmp:CreateDate>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_MARKS = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")
"""Marks that LibreOffice gives a file anew each time it writes it."""
_FONT = re.compile(rb"/FontName/[A-Z]{6}\+([A-Za-z0-9]+)")
_RIGHT = ("TimesNewRoman", "LiberationSerif", "Tinos")
"""Times New Roman, and fonts whose letters have the same widths."""


class PdfMissing(Exception):  # noqa: N818 - what is the matter
    """LibreOffice is not on this machine."""


class PdfFailed(Exception):  # noqa: N818 - as above
    """LibreOffice made no PDF of a file; what it said."""


class PdfFile(Struct, frozen=True):
    """A PDF, and the fonts in it that are not the one a paper is set in."""

    data: bytes
    other_fonts: tuple[str, ...]


def libreoffice() -> str:
    """The path of LibreOffice. Raises PdfMissing."""
    found = (*map(shutil.which, _NAMES), *(place for place in _PLACES if Path(place).is_file()))
    path = next(filter(None, found), None)
    if path is None:
        raise PdfMissing
    return path


def pdf_file(docx: bytes, day: date) -> PdfFile:
    """A Word file as PDF. The same file, day and LibreOffice give the same bytes. Raises PdfMissing, PdfFailed."""
    program = libreoffice()
    with TemporaryDirectory(prefix="khacphuc-", ignore_cleanup_errors=True) as folder:
        paper = Path(folder) / "paper.docx"
        paper.write_bytes(docx)
        profile = (Path(folder) / "profile").as_uri()  # a profile of its own runs beside an open LibreOffice
        command = (program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", _FILTER)
        said = _said_by((*command, "--outdir", folder, str(paper)))
        try:
            data = paper.with_suffix(".pdf").read_bytes()
        except FileNotFoundError:
            raise PdfFailed(said) from None
    fonts = {name.decode() for name in _FONT.findall(data)}
    other = sorted(name for name in fonts if not name.startswith(_RIGHT))
    return PdfFile(_dated(data, day), tuple(other))


def _said_by(command: tuple[str, ...]) -> str:
    """What a program says while it runs to its end. Raises PdfFailed."""
    try:
        running = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "TZ": "UTC"},
            start_new_session=True,
        )
    except OSError as error:
        raise PdfFailed(error.strerror or str(error)) from error
    with running:
        try:
            return running.communicate(timeout=_SECONDS)[0].decode(errors="replace").strip()
        except subprocess.TimeoutExpired:
            _end(running)
            raise PdfFailed(f"> {_SECONDS} s") from None


def _end(running: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started: LibreOffice is a launcher and what it launches."""
    if hasattr(os, "killpg"):
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()


def _dated(data: bytes, day: date) -> bytes:
    """A PDF with the day that it speaks of, and marks that follow from what is in it."""
    at = {14: f"{day:%Y%m%d}000000".encode(), 19: f"{day.isoformat()}T00:00:00".encode()}
    plain = _MARKS.sub(b"0" * 32, _MADE.sub(lambda found: at[len(found[0])], data))
    mark = sha256(plain).hexdigest()[:32].upper().encode()
    return _MARKS.sub(mark, plain)
