"""khacphuc checkpoint --verify: tags that were really signed, and what becomes of them when somebody touches them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.cli.test_checkpoint import register
from tests.cli.test_travel import POLICY
from tests.history.repositories import Repository

Output = pytest.CaptureFixture[str]

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
needs_gpg = pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = register(tmp_path / "register", commits=2)
    made.git("config", "user.name", "Văn thư")
    made.git("config", "user.email", "van-thu@example.vn")
    return made


def ssh_key(folder: Path, name: str) -> Path:
    key = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    return key


def sign(repository: Repository, tag: str, key: Path, commit: str = "HEAD") -> None:
    form = ("-c", "gpg.format=ssh", "-c", f"user.signingkey={key}")
    repository.git(*form, "tag", "-s", "-m", "Chốt quý I", tag, commit)


def settled(repository: Repository, key: str) -> None:
    """Say in the policy whose signatures count."""
    more = f"signers:\n  - email: van-thu@example.vn\n    key: {key}\n"
    (repository.root / "plans" / "policy.yml").write_text(POLICY.format(language="en") + more, "utf-8")
    repository.git("commit", "-q", "-a", "-m", "Người ký")


def verify(repository: Repository, capsys: Output, *words: str) -> tuple[int, dict[str, str]]:
    """The exit code, and what is said of each tag."""
    capsys.readouterr()
    code = main(["checkpoint", "--root", str(repository.root), "--lang", "en", "--verify", *words])
    lines = (line.split(maxsplit=2) for line in capsys.readouterr().out.splitlines()[1:])
    return code, {name: said for name, _commit, said in lines}


def rewritten(repository: Repository, tag: str, old: str, new: str, name: str = "") -> None:
    """Put another tag object in the place of a tag, with some of its text replaced and the signature kept."""
    text = repository.git("cat-file", "tag", tag).replace(old, new)
    made = repository.git("hash-object", "-t", "tag", "-w", "--stdin", given=text.encode())
    repository.git("update-ref", f"refs/tags/{name or tag}", made.strip())


@needs_ssh
def test_a_good_signature_an_unknown_one_and_none(
    repository: Repository, tmp_path: Path, capsys: Output
) -> None:
    own, other = ssh_key(tmp_path, "own"), ssh_key(tmp_path, "other")
    settled(repository, own.with_suffix(".pub").read_text("ascii").strip())
    sign(repository, "quy-1", own)
    sign(repository, "quy-2", other)
    repository.git("tag", "a-name")
    repository.git("tag", "-a", "-m", "x", "b-note")
    assert verify(repository, capsys) == (
        0,
        {
            "quy-1": "good signature, van-thu@example.vn",
            "quy-2": "signed by nobody known",
            "a-name": "not signed",
            "b-note": "not signed",
        },
    )


@needs_ssh
def test_the_file_of_a_person_counts_beside_the_policy(
    repository: Repository, tmp_path: Path, capsys: Output
) -> None:
    key = ssh_key(tmp_path, "own")
    sign(repository, "quy-1", key)
    assert verify(repository, capsys) == (0, {"quy-1": "signed by nobody known"})
    allowed = tmp_path / "allowed"
    allowed.write_text(f"ubkt@example.vn {key.with_suffix('.pub').read_text('ascii')}", "ascii")
    assert verify(repository, capsys, "--signers", str(allowed)) == (
        0,
        {"quy-1": "good signature, ubkt@example.vn"},
    )
    assert verify(repository, capsys, "--signers", str(tmp_path / "nowhere"))[0] == 2


@needs_ssh
@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("Chốt quý I", "Chốt quý II", ""),
        ("tag quy-1\n", "tag quy-3\n", "quy-3"),
        ("tag quy-1\n", "tag quy-1\n", "quy-9"),  # the very object, under another name
        ("-----BEGIN SSH SIGNATURE-----\n", "-----BEGIN SSH SIGNATURE-----\nAAAA\n", ""),
    ],
    ids=["text", "name", "moved", "signature"],
)
def test_a_tag_that_was_tampered_with(
    repository: Repository, tmp_path: Path, capsys: Output, old: str, new: str, name: str
) -> None:
    key = ssh_key(tmp_path, "own")
    settled(repository, key.with_suffix(".pub").read_text("ascii").strip())
    sign(repository, "quy-1", key)
    rewritten(repository, "quy-1", old, new, name)
    code, said = verify(repository, capsys)
    assert code == 1
    assert said[name or "quy-1"] == "BAD signature"


@needs_ssh
def test_a_tag_cannot_be_put_on_another_commit(
    repository: Repository, tmp_path: Path, capsys: Output
) -> None:
    key = ssh_key(tmp_path, "own")
    settled(repository, key.with_suffix(".pub").read_text("ascii").strip())
    sign(repository, "quy-1", key, repository.id(1))
    rewritten(repository, "quy-1", repository.id(1), repository.id(2))
    assert verify(repository, capsys) == (1, {"quy-1": "BAD signature"})


@needs_ssh
def test_a_signed_commit_that_was_taken_out_of_the_history(
    repository: Repository, tmp_path: Path, capsys: Output
) -> None:
    key = ssh_key(tmp_path, "own")
    settled(repository, key.with_suffix(".pub").read_text("ascii").strip())
    sign(repository, "quy-1", key)
    assert verify(repository, capsys)[0] == 0
    repository.git("commit", "-q", "--amend", "-m", "viết lại")
    assert verify(repository, capsys) == (
        1,
        {"quy-1": "good signature, van-thu@example.vn, NOT in the history"},
    )


@needs_ssh
def test_no_program_that_the_repository_names_is_run(
    repository: Repository, tmp_path: Path, capsys: Output
) -> None:
    key = ssh_key(tmp_path, "own")
    settled(repository, key.with_suffix(".pub").read_text("ascii").strip())
    sign(repository, "quy-1", key)
    trap, trace = tmp_path / "trap", tmp_path / "trace"
    trap.write_text(
        f'#!/bin/sh\necho "Good \\"git\\" signature for x with y" >&2\ntouch "{trace}"\n', "utf-8"
    )
    trap.chmod(0o755)
    for name in (
        "gpg.program",
        "gpg.ssh.program",
        "gpg.openpgp.program",
        "gpg.x509.program",
        "core.fsmonitor",
    ):
        repository.git("config", name, str(trap))
    repository.git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "none"))
    repository.git("config", "log.showSignature", "true")
    assert verify(repository, capsys) == (0, {"quy-1": "good signature, van-thu@example.vn"})
    assert not trace.exists()


@needs_ssh
def test_where_nothing_can_check_it_is_said(
    repository: Repository, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ssh_key(tmp_path, "own")
    sign(repository, "quy-1", key)
    git = Path(shutil.which("git") or "")
    programs = tmp_path / "bin"
    programs.mkdir()
    try:
        (programs / git.name).symlink_to(git)
    except OSError:
        pytest.skip("this system makes no links")
    monkeypatch.setenv("PATH", str(programs))
    assert verify(repository, capsys) == (
        0,
        {"quy-1": "signed; the program that checks signatures is missing here"},
    )


@needs_gpg
def test_openpgp_signatures_by_their_fingerprint(
    repository: Repository, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path(tempfile.mkdtemp(prefix="kp-"))  # short, for the socket of the agent
    monkeypatch.setenv("GNUPGHOME", str(home))
    try:
        quiet = ("gpg", "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "")
        subprocess.run(
            [*quiet, "--quick-gen-key", "van-thu@example.vn", "ed25519", "sign"],
            check=True,
            capture_output=True,
        )
        listed = subprocess.run(
            ["gpg", "--batch", "--with-colons", "--list-keys"], check=True, capture_output=True, text=True
        ).stdout
        fingerprint = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr:"))
        repository.git("-c", f"user.signingkey={fingerprint}", "tag", "-s", "-m", "Chốt", "quy-1")
        assert verify(repository, capsys) == (0, {"quy-1": "signed by nobody known"})
        settled(repository, fingerprint)
        assert verify(repository, capsys) == (0, {"quy-1": "good signature, van-thu@example.vn"})
        rewritten(repository, "quy-1", "Chốt", "Mở")
        assert verify(repository, capsys) == (1, {"quy-1": "BAD signature"})
    finally:
        subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.parametrize(
    "key",
    [
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "command=x ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBvkGiW1dMwxx",
        "ABCD",
    ],
)
def test_a_malformed_key_is_a_problem_of_the_policy(repository: Repository, capsys: Output, key: str) -> None:
    settled(repository, key)
    policy = str(repository.root / "plans" / "policy.yml")
    assert main(["check", "--root", str(repository.root), policy]) == 1
    assert "KP109" in capsys.readouterr().out


def test_the_settings_page_names_the_signers(repository: Repository, tmp_path: Path) -> None:
    key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBvkGiW1dMwxxFMEpcD6vvGSbmnVQW5yiZXHbKMbYcTR"
    settled(repository, key)
    out = tmp_path / "out"
    assert main(["pages", "--root", str(repository.root), "--out", str(out)]) == 0
    page = (out / "policy" / "index.md").read_text("utf-8")
    assert f"van-thu@example.vn {key}" in page
