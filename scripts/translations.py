"""Compile the Vietnamese translations: `khacphuc.po`, which people edit, into `khacphuc.mo`, which the program loads.

The compiled file is not in Git. Installing the package makes it (`build_hook.py`), and `run.py` makes it anew when the
translations have changed, with a fetch for example.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PO = Path(__file__).parent / "khacphuc" / "text" / "locale" / "vi" / "LC_MESSAGES" / "khacphuc.po"
MO = PO.with_suffix(".mo")


class Stable(Catalog):
    """A catalogue whose header holds neither dates nor versions: equal translations give equal bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "vi"),
            ("Language-Team", "Vietnamese"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def read_messages(po: Path) -> Iterator[Message]:
    """Yield the messages of a file of translations, without its header. Raises ValueError when it is malformed."""
    with po.open("rb") as file:
        yield from (message for message in read_po(file, locale="vi", abort_invalid=True) if message.id)


def compiled(po: Path) -> bytes:
    """Return the bytes of the `.mo` file for a `.po` file."""
    catalogue = Stable(locale="vi", fuzzy=False)
    for message in read_messages(po):
        catalogue.add(message.id, message.string, flags=message.flags)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def build(po: Path = PO) -> Path:
    """Write the `.mo` file beside a `.po` file unless it is there already, and return its path."""
    mo = po.with_suffix(".mo")
    data = compiled(po)
    if not mo.is_file() or mo.read_bytes() != data:
        new = mo.with_suffix(f".{os.getpid()}.mo")
        new.write_bytes(data)
        new.replace(mo)  # in one step, since another process may be reading it
    return mo


if __name__ == "__main__":
    build()
