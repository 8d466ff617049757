"""A clone in which people commit and merge with git itself, as they do at a desk or as a forge does for them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from tests.history.owed_register import BEGIN, known
from tests.history.repositories import HANOI, Content, Person, Repository

DEBTOR, CLERK = Person("Phó CB", "pho@cb.vn"), Person("Bí thư CB", "bi-thu@cb.vn")
SUPPORTER = Person("Phó CB2", "pho@cb2.vn")
FOLLOWER = Person("UBKT", "pho@ubkt.vn")
ABOVE = Person("Đảng ủy", "pho@dang-uy.vn")
REGISTRAR = Person("Văn thư", "van-thu@van-phong.vn")
KNOWN: dict[str, Content] = BEGIN | {
    "plans/policy.yml": BEGIN["plans/policy.yml"] + "registrars: [van-phong/pho]\n",  # type: ignore[operator]  # text
    "units/dang-uy.md": known("dang-uy", "committee", commission="ubkt"),
    "units/ubkt.md": known("ubkt", "commission"),
    "units/van-phong.md": known("van-phong", "cell", REGISTRAR.email),  # type: ignore[arg-type]  # text
    "units/cb.md": known("cb", "cell", CLERK.email),  # type: ignore[arg-type]  # text
    "units/cb2.md": known("cb2"),
}


class Clone:
    """A work tree on a branch. Each commit comes an hour after the one before it."""

    def __init__(self, root: Path, begin: Mapping[str, Content] = KNOWN) -> None:
        self.root = root
        self._at = datetime(2026, 1, 5, 10, tzinfo=HANOI)
        made = Repository(root)
        made.commit(begin, by=REGISTRAR, at=self._at)
        made.make(checkout=True)

    def on(self, day: str) -> None:
        """Go on from a day."""
        self._at = datetime.fromisoformat(f"{day}T10:00:00+07:00")

    def branch(self, name: str, off: str = "main") -> None:
        self.git("checkout", "-q", "-b", name, off)

    def switch(self, name: str) -> None:
        self.git("checkout", "-q", name)

    def commit(self, changes: Mapping[str, Content], by: Person) -> None:
        self._put(changes)
        self._commit(by, by)

    def merge(
        self,
        *others: str,
        by: Person,
        using: tuple[str, ...] = (),
        changes: Mapping[str, Content] | None = None,
        committer: Person | None = None,
    ) -> None:
        """Merge branches; ``changes`` are what the person lays over what git makes of it, conflicts included."""
        asked = ("merge", "-q", "--no-ff", "--no-commit", *using, *others)
        self.git(*asked, fails=changes is not None)
        self._put(changes or {})
        self._commit(by, committer or by)

    def try_to_merge(self, other: str, by: Person) -> None:
        """Merge a branch where git can do so by itself."""
        self.git("merge", "-q", "--no-ff", "--no-edit", other, by=by, fails=True)
        self.git("merge", "--abort", fails=True)

    def becomes_main(self, name: str) -> None:
        """Push a branch over the main branch: a fast-forward, which every server takes."""
        self.switch("main")
        self.git("merge", "-q", "--ff-only", name)

    def git(
        self, *arguments: str, by: Person = REGISTRAR, committer: Person | None = None, fails: bool = False
    ) -> str:
        self._at += timedelta(hours=1)
        stamp, carrier = f"{int(self._at.timestamp())} +0700", committer or by
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        named = {
            "GIT_AUTHOR_NAME": by.name,
            "GIT_AUTHOR_EMAIL": by.email,
            "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_NAME": carrier.name,
            "GIT_COMMITTER_EMAIL": carrier.email,
            "GIT_COMMITTER_DATE": stamp,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            check=False,
            capture_output=True,
            env=kept | {name: str(value) for name, value in named.items()},
            encoding="utf-8",
        )
        assert fails or done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def _put(self, changes: Mapping[str, Content]) -> None:
        for path, content in changes.items():
            file = self.root / path
            if isinstance(content, str):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(content, encoding="utf-8")
            else:
                file.unlink(missing_ok=True)

    def _commit(self, by: Person, committer: Person) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Cập nhật", by=by, committer=committer)
