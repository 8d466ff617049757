"""Prepare a release: `scripts/run.py release v1.2.3` builds the wheel, and takes its notes from the changelog.

The tag must name the version in `khacphuc/__init__.py`, and CHANGELOG.md must have a section for it. The wheel and
`notes.md` are put into `dist/`, where the workflow that publishes them finds them.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from khacphuc import __version__

ROOT = Path(__file__).resolve().parent.parent
NOTES = "notes.md"


class NotReady(Exception):  # noqa: N818 - said of the repository, not an error of ours
    """The repository is not ready for this release. The text says why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build the files of a release. Returns 1 when the repository is not ready for it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tag", help="the tag of the release, v1.2.3")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "dist", help="folder for its files (default: dist)"
    )
    options = parser.parse_args(arguments)
    try:
        notes = notes_of(options.tag, (ROOT / "CHANGELOG.md").read_text("utf-8"))
    except NotReady as reason:
        print(reason, file=sys.stderr)
        return 1
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / NOTES).write_text(notes, "utf-8")
    return build_wheel(options.out)


def notes_of(tag: str, changelog: str, version: str = __version__) -> str:
    """Return the section of a changelog for a tag, without its heading. Raises NotReady."""
    if tag != f"v{version}":
        raise NotReady(f"The tag is {tag}, and the program is version {version} (khacphuc/__init__.py).")
    section = re.search(
        rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |\Z)", changelog, re.DOTALL | re.MULTILINE
    )
    if section is None or not section[1].strip():
        raise NotReady(f"CHANGELOG.md has nothing under “## [{version}]”.")
    return f"{section[1].strip()}\n"


def build_wheel(out: Path) -> int:
    """Build the wheel with the tools of this environment, which are locked. Returns pip's exit code."""
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet")
    command = (sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(out), str(ROOT))
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
