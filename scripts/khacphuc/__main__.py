"""``python -m khacphuc`` is the command ``khacphuc``."""

from __future__ import annotations

import sys

from khacphuc.cli import main

if __name__ == "__main__":
    sys.exit(main())
