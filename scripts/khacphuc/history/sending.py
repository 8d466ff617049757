"""Send a commit to another copy of the repository, without obeying what the repository's own settings name.

A repository that came from elsewhere can name programs (`core.sshCommand`, `credential.helper`, hooks) that git runs
when it pushes. So the commit is pushed out of an empty repository beside it, which only borrows its objects: there the
settings are those of the person alone, whose passwords are needed.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from khacphuc.history import git

_TIP = re.compile(r"^([0-9a-f]{40,64})\trefs/heads/", re.MULTILINE)
_NETWORK = re.compile(
    r"https?://[^\s]+|ssh://[^\s-][^\s]*|[A-Za-z0-9_.][A-Za-z0-9_.-]*@[A-Za-z0-9.][A-Za-z0-9.-]*:[^\s]+"
)


def address_of(root: Path, remote: str) -> str:
    """The address of a remote as it is written; ``""`` without one."""
    found = git.answer(root, "config", "--local", "--get", f"remote.{remote}.url")
    return found.decode("utf-8", "replace").strip() if found else ""


def may_send_to(root: Path, address: str) -> bool:
    """Whether commits are sent to an address: one in the network, or a folder outside this register's."""
    if _NETWORK.fullmatch(address):
        return True
    top = root.resolve()
    target = Path(address)
    return target.is_absolute() and not target.resolve().is_relative_to(top)


def tip_there(address: str, branch: str) -> str:
    """Return the commit at the tip of a branch there; ``""`` without one. Raises OSError with what git said."""
    with tempfile.TemporaryDirectory(prefix="khacphuc-") as folder:
        code, said = git.personally(Path(folder), "init", "--quiet", "--bare", "--template=", folder)
        if code == 0:
            code, said = git.personally(
                Path(folder), "ls-remote", "--quiet", "--", address, f"refs/heads/{branch}"
            )
    if code != 0:
        raise OSError(said.strip() or str(code))
    found = _TIP.search(said)
    return found[1] if found else ""


def send(root: Path, address: str, commit: str, branch: str) -> str:
    """Push a commit to a branch there, never by force. Returns what went wrong, in git's words; ``""`` when nothing did."""
    objects = git.answer(root, "rev-parse", "--path-format=absolute", "--git-path", "objects")
    if not objects:
        return "no objects"
    with tempfile.TemporaryDirectory(prefix="khacphuc-") as folder:
        empty = Path(folder) / "sent.git"
        code, said = git.personally(Path(folder), "init", "--quiet", "--bare", "--template=", str(empty))
        if code == 0:
            borrowed = empty / "objects" / "info" / "alternates"
            borrowed.parent.mkdir(parents=True, exist_ok=True)
            borrowed.write_bytes(objects)
            words = ("push", "--quiet", "--", address, f"{commit}:refs/heads/{branch}")
            code, said = git.personally(empty, *words)
    return "" if code == 0 else said.strip() or str(code)
