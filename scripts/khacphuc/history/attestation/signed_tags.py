"""Read tags, and verify their signatures against the signers known to the register.

Git checks the signature; we say whose keys count, and that the tag is what its signature speaks of: a signed tag put up
under another name is still well signed.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from khacphuc.history import git
from khacphuc.history.attestation.commit_claims import claims
from khacphuc.model.policy import Signer
from khacphuc.model.schema import Vocabulary
from khacphuc.text.message import N_

_VALID = re.compile(r"^\[GNUPG:\] VALIDSIG (?:.* )?([0-9A-F]{40})$", re.MULTILINE)
_UNKNOWN = re.compile(r'^Good "git" signature with |^\[GNUPG:\] (?:NO_PUBKEY|ERRSIG) ', re.MULTILINE)
_BAD = re.compile(r"incorrect signature|^\[GNUPG:\] BADSIG ", re.MULTILINE)
_NO_PROGRAM = re.compile(r"cannot (?:run|spawn) ")
_GOOD_SSH = re.compile(r'^Good "git" signature for (\S+) with ', re.MULTILINE)


class Verdict(Vocabulary):
    GOOD = "good", N_("good signature")
    BAD = "bad", N_("BAD signature")
    UNKNOWN = "unknown", N_("signed by nobody known")
    UNCHECKED = "unchecked", N_("signed; the program that checks signatures is missing here")
    UNSIGNED = "unsigned", N_("not signed")


class SignedTag(Struct, frozen=True):
    """A tag, and what its signature is worth."""

    name: str
    commit: str
    """The commit it points at."""
    verdict: Verdict
    signer: str = ""
    """Whose key made a good signature."""
    inside: bool = True
    """Whether the commit is part of the history."""


def signed_tags(root: Path, tip: str, signers: Sequence[Signer], allowed: str = "") -> Iterator[SignedTag]:
    """Yield every tag, by name. ``allowed`` are lines of an allowed-signers file of OpenSSH, beside the ``signers``."""
    history = {claim.commit for claim in claims(root, tip) or ()}
    people = {signer.key: signer.email for signer in signers}
    lines = [f"{email} {' '.join(key.split()[:2])}\n" for key, email in people.items() if " " in key]
    with tempfile.TemporaryDirectory(prefix="khacphuc-") as folder:
        file = Path(folder, "allowed_signers")
        file.write_text(allowed.rstrip("\n") + "\n" + "".join(lines), "utf-8", newline="\n")
        for tag in git_tags(root):
            verdict, signer = _judge(root, tag, file, people) if tag.signed else (Verdict.UNSIGNED, "")
            yield SignedTag(tag.name, tag.commit, verdict, signer, tag.commit in history)


def _judge(root: Path, tag: GitTag, allowed: Path, people: dict[str, str]) -> tuple[Verdict, str]:
    if tag.own_name != tag.name:
        return Verdict.BAD, ""
    code, said = verify(root, tag.id, allowed)
    if _BAD.search(said):
        return Verdict.BAD, ""
    if valid := _VALID.search(said):
        signer = people.get(valid[1], "") if code == 0 else ""
        return (Verdict.GOOD if signer else Verdict.UNKNOWN), signer
    if (good := _GOOD_SSH.search(said)) and code == 0:
        return Verdict.GOOD, good[1]
    if _UNKNOWN.search(said):
        return Verdict.UNKNOWN, ""
    return (Verdict.UNCHECKED if _NO_PROGRAM.search(said) else Verdict.BAD), ""


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
