"""Recognise the shipped sample by the bytes of its documents.

What leaves a register with it was nobody's obligation. A case that somebody wrote or changed is told of as ever.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

_LIST = Path(__file__).with_name("sample.sha256")
"""As `sha256sum` writes it: every version of a document that was ever shipped."""


def is_sample(documents: Iterable[bytes | None]) -> bool:
    """Return whether the contents of all documents of a case are those of shipped ones, byte for byte.

    None, which stands for what cannot be read, is not.
    """
    return all(data is not None and sha256(data).hexdigest() in _digests() for data in documents)


@cache
def _digests() -> frozenset[str]:
    return frozenset(line.partition(" ")[0] for line in _LIST.read_text("ascii").splitlines())
