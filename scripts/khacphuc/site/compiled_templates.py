"""Compile the theme's templates once in a process; MkDocs would compile them at each build."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_known: dict[str, bytes] = {}


class Compiled(BytecodeCache):
    """Templates by name and by the checksum of their text."""

    def load_bytecode(self, bucket: Bucket) -> None:
        found = _known.get(bucket.key + bucket.checksum)
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        _known[bucket.key + bucket.checksum] = bucket.bytecode_to_string()
