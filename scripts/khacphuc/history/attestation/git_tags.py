"""Read tags, and git's verification of their signatures."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from khacphuc.history import git


class GitTag(Struct, frozen=True):
    """A tag: what it is called, what it calls itself (``""`` for a mere name), and what it points at in the end."""

    id: str
    name: str
    own_name: str
    commit: str
    signed: bool


def git_tags(root: Path) -> list[GitTag]:
    """Return every tag, by name. Of one that points at no commit, ``commit`` is what it points at."""
    fields = (
        "%(objectname)",
        "%(refname:strip=2)",
        "%(tag)",
        "%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)",
        "%(if)%(contents:signature)%(then)1%(end)",
    )
    found = git.answer(root, "for-each-ref", f"--format={'%00'.join(fields)}%00", "refs/tags") or b""
    words = [git.path_of(word.removeprefix(b"\n")) for word in found.split(b"\0")]
    rows = zip(*(words[start :: len(fields)] for start in range(len(fields))), strict=False)
    return [
        GitTag(name, called, itself, commit, signed == "1") for name, called, itself, commit, signed in rows
    ]


def verify(root: Path, name: str, allowed_signers: Path) -> tuple[int, str]:
    """Git's exit code, and what it and the program that it asked said, of a tag's signature."""
    # The programs are named here, so that no setting of the repository can name others.
    settings = {
        "gpg.program": "gpg",
        "gpg.openpgp.program": "gpg",
        "gpg.x509.program": "gpgsm",
        "gpg.ssh.program": "ssh-keygen",
        "gpg.ssh.allowedSignersFile": str(allowed_signers),
        "gpg.minTrustLevel": "undefined",
    }
    return git.outcome(root, settings, "verify-tag", "--raw", name)
