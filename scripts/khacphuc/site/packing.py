"""A site in one file, to be unpacked and opened without a server.

A browser that opens a folder from a disk shows what lies in it and not its ``index.html``, so links name that file.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_LINK = re.compile(rb'(<(?:a\b[^>]*?\shref|form\b[^>]*?\saction)=")([^"#?:]+)(?=["#?])')
_INDEX = b"index.html"
_DAY = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the first a ZIP can name: the same site is the same file whenever it was packed
_MODE = 0o644 << 16


def pack(site: Path, file: Path) -> None:
    """Write the files of a folder into a ZIP file, below a folder of the file's name. Whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, delete=False) as new:
        try:
            with ZipFile(new, "w", ZIP_DEFLATED) as packed:
                for path in sorted(path for path in site.rglob("*") if path.is_file()):
                    info = ZipInfo(f"{file.stem}/{path.relative_to(site).as_posix()}", _DAY)
                    info.external_attr, info.compress_type = _MODE, ZIP_DEFLATED
                    data = path.read_bytes()
                    packed.writestr(info, to_files(data) if path.suffix == ".html" else data)
        except BaseException:
            Path(new.name).unlink(missing_ok=True)
            raise
    Path(new.name).replace(file)


def to_files(html: bytes) -> bytes:
    """Return a page whose links within the site name files instead of folders."""
    return _LINK.sub(_to_file, html)


def _to_file(link: re.Match[bytes]) -> bytes:
    path = link[2]
    if path.startswith(b"/"):
        return link[0]
    if path.endswith(b"/"):
        return link[1] + path + _INDEX
    if path.rpartition(b"/")[2] in (b".", b".."):
        return link[1] + path + b"/" + _INDEX
    return link[0]
