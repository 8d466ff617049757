"""The guard at the door: pushes to a real bare repository, and commits in a clone, with the hooks that it installs."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from khacphuc.cli import main
from tests.cli.register import CONCLUSION
from tests.cli.test_travel import POLICY, UPDATE

CASE = "plans/chi-bo-a/kl-1"
RECORD = f"{CASE}/2026-02-01-update.md"
PHONE, CITIZEN = "0912 345 678", "001 085 012 345"


class Clone:
    """A clone of a guarded repository, and what git says there."""

    def __init__(self, folder: Path, server: Path) -> None:
        self.folder = folder
        self.server = server

    def git(self, *words: str, fails: bool = False) -> str:
        settings = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
        who = {
            f"GIT_{role}_{what}": f"a@b{dot}vn"
            for role in ("AUTHOR", "COMMITTER")
            for what, dot in (("NAME", " "), ("EMAIL", "."))
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ("git", *words), cwd=self.folder, env=kept | settings | who, capture_output=True, check=False
        )
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        assert (done.returncode != 0) is fails, said
        return said

    def write(self, path: str, data: str | bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data if isinstance(data, bytes) else data.encode())

    def commit(self, path: str = "", data: str | bytes = "", message: str = "Cập nhật") -> None:
        if path:
            self.write(path, data)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def tip(self, ref: str = "main") -> str:
        return self.git("--git-dir", str(self.server), "rev-parse", ref).strip()


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    server, folder = tmp_path / "so.git", tmp_path / "clone"
    folder.mkdir()
    made = Clone(folder, server)
    made.git("init", "-q", "--bare", "-b", "main", str(server))
    made.git("init", "-q", "-b", "main", ".")
    made.git("remote", "add", "origin", server.as_uri())
    made.write("plans/policy.yml", POLICY.format(language="en"))
    made.write("README.md", "# Sổ\n")
    made.commit(f"{CASE}/conclusion.md", CONCLUSION.format(id="KL-1", unit="chi-bo-a", more=""))
    made.git("push", "-q", "origin", "main")
    assert main(["guard", "--install", "--root", str(server)]) == 0
    return made


def stamped(text: str) -> str:
    return UPDATE.replace("---\n", f"---\n# {text}\n", 1)


def link(clone: Clone, path: str = f"{CASE}/plan.md") -> None:
    clone.write(path, "")
    (clone.folder / path).unlink()
    (clone.folder / path).symlink_to("/etc/passwd")
    clone.commit()


def taken_out_again(clone: Clone) -> None:
    clone.commit(RECORD, stamped(CITIZEN))
    clone.commit(RECORD, UPDATE)


def in_a_merge(clone: Clone) -> None:
    clone.git("checkout", "-q", "-b", "nhanh")
    clone.commit("README.md", "# Sổ mới\n")
    clone.git("checkout", "-q", "main")
    clone.commit(RECORD, UPDATE)
    clone.git("merge", "-q", "--no-ff", "--no-commit", "nhanh")
    clone.commit(RECORD, stamped(PHONE), message="Merge branch 'nhanh'")


def rewritten(clone: Clone) -> None:
    clone.write(RECORD, UPDATE)
    clone.git("add", "-A")
    clone.git("commit", "-q", "--amend", "-m", "khác")


def foxtrot(clone: Clone) -> None:
    clone.commit(RECORD, UPDATE)
    clone.git("push", "-q", "origin", "main")
    clone.git("checkout", "-q", "-b", "nhanh", "HEAD^")
    clone.commit("README.md", "# Sổ mới\n")
    clone.git("merge", "-q", "--no-ff", "main", "-m", "Merge branch 'main' into nhanh")
    clone.git("checkout", "-q", "main")
    clone.git("merge", "-q", "--ff-only", "nhanh")


def submodule(clone: Clone) -> None:
    clone.git("update-index", "--add", "--cacheinfo", f"160000,{clone.tip()},{CASE}/kho")
    clone.git("commit", "-q", "-m", "kho")


HOSTILE: dict[str, tuple[Callable[[Clone], None], str]] = {
    "a stamp": (lambda it: it.commit(RECORD, UPDATE + "\nMẬT\n"), "KP701"),
    "a citizen": (lambda it: it.commit(RECORD, stamped(CITIZEN)), "KP702"),
    "a phone": (lambda it: it.commit(RECORD, stamped(PHONE)), "KP703"),
    "a card": (lambda it: it.commit(RECORD, stamped("Số thẻ đảng: 12.345678")), "KP704"),
    "an address": (lambda it: it.commit(RECORD, stamped("a.b@gmail.com")), "KP705"),
    "unreadable": (lambda it: it.commit(RECORD, f"không có phần đầu {PHONE}"), "KP703"),
    "beside the register": (lambda it: it.commit("ghi-chu.txt", PHONE), "KP703"),
    "in a message": (lambda it: it.commit(message=f"Gọi {PHONE}"), "KP703"),
    "taken out again": (taken_out_again, "KP702"),
    "in a merge": (in_a_merge, "KP703"),
    "in a name": (lambda it: it.commit("ghi_chu/001085012345.txt", "x"), "KP702"),
    "in a guide": (lambda it: it.commit("docs/guides/x.md", PHONE), "KP703"),
    "in a hidden folder": (lambda it: it.commit(".ghi-chu/x.md", PHONE), "KP703"),
    "what is no UTF-8": (lambda it: it.commit(RECORD, UPDATE.encode("utf-16")), "KP001"),
    "no UTF-8 beside": (lambda it: it.commit("ghi-chu.txt", b"S\xf4 theo d\xf5i"), "KP001"),
    "an attachment among tests": (lambda it: it.commit("tests/scan.pdf", b"%PDF"), "KP020"),
    "a scan among pictures": (lambda it: it.commit("docs/images/scan.jpg", b"\xff\xd8"), "KP020"),
    "a link among guides": (lambda it: link(it, "docs/plan.md"), "KP015"),
    "a large guide": (lambda it: it.commit("docs/x.md", "x" * (3 << 20)), "KP013"),
    "a name for no Windows": (lambda it: it.commit("a:b.md", "x"), "KP016"),
    "an attachment": (lambda it: it.commit(f"{CASE}/scan.pdf", b"%PDF-1.7\0"), "KP020"),
    "one that calls itself text": (lambda it: it.commit("bien-ban.txt", b"\xd0\xcf\x11\xe0\0"), "KP020"),
    "one at the top": (lambda it: it.commit("Thong bao.docx", b"PK"), "KP020"),
    "a link": (link, "KP015"),
    "a repository": (submodule, "KP015"),
    "a large file": (lambda it: it.commit(RECORD, UPDATE + "x" * (2 << 20)), "KP013"),
    "a large one beside": (lambda it: it.commit("so-lieu.csv", "1,2\n" * (1 << 20)), "KP013"),
    "a name for Windows": (lambda it: it.commit(f"{CASE}/nul.md", UPDATE), "KP016"),
    "a name with marks": (lambda it: it.commit(f"{CASE}/Kế hoạch.md", UPDATE), "KP016"),
    "rewritten": (rewritten, "rewrite the history"),
    "a foxtrot": (foxtrot, "side branch"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_must_not_enter_does_not(clone: Clone, case: str) -> None:
    attack, said = HOSTILE[case]
    attack(clone)
    before = clone.tip()
    told = clone.git("push", "origin", "+main", fails=True)
    assert said in told
    assert "Refused: nothing of this push was taken." in told
    assert clone.tip() == before
    assert not any(secret in told for secret in (PHONE, CITIZEN, "12.345678", "a.b@gmail"))
    told = clone.git("push", "origin", "+main:refs/heads/nhanh-khac", fails="KP" in said)
    assert ("Refused" in told) is ("KP" in said), "a branch of one's own may be rewritten"


def test_what_is_in_order_enters(clone: Clone) -> None:
    clone.commit(RECORD, UPDATE)
    clone.commit("docs/images/hinh.png", b"\x89PNG\0")
    clone.git("push", "-q", "origin", "main")
    clone.git("checkout", "-q", "-b", "nhanh")
    clone.commit(f"{CASE}/2026-02-02-update.md", UPDATE.replace("2026-02-01", "2026-02-02"))
    clone.git("push", "-q", "origin", "nhanh")
    clone.git("commit", "-q", "--amend", "-m", "viết lại nhánh của mình")
    clone.git("push", "-q", "origin", "+nhanh")
    clone.git("checkout", "-q", "main")
    clone.git("merge", "-q", "--no-ff", "nhanh", "-m", "Merge branch 'nhanh'")
    clone.git("tag", "v1")
    clone.git("push", "-q", "origin", "main", "v1")
    clone.git("push", "-q", "origin", ":nhanh")
    assert clone.tip() == clone.git("rev-parse", "HEAD").strip()
    clone.git("tag", "-f", "v1", "HEAD^")
    assert "v1: a tag that stands" in clone.git("push", "origin", "+v1", fails=True)
    clone.git("--git-dir", str(clone.server), "config", "receive.denyDeleteCurrent", "ignore")
    assert "never deleted" in clone.git("push", "origin", ":main", fails=True)


def test_a_tag_is_read_like_a_commit(clone: Clone) -> None:
    clone.git("tag", "-a", "v1", "-m", f"Gọi {PHONE}")
    clone.git("tag", "-a", "v2", "-m", "thẻ của thẻ", "v1")
    for tag in ("v1", "v2"):
        assert "KP703" in clone.git("push", "origin", tag, fails=True)
    clone.git("tag", "-a", "v3", "-m", "Bản quý IV")
    clone.git("push", "-q", "origin", "v3")


def test_what_no_history_leads_to_does_not_enter(clone: Clone) -> None:
    clone.write("x.txt", PHONE)
    blob = clone.git("hash-object", "-w", "x.txt").strip()
    clone.git("add", "x.txt")
    tree = clone.git("write-tree").strip()
    for name in (blob, tree):
        told = clone.git("push", "origin", f"{name}:refs/tags/v1", fails=True)
        assert "this is no commit" in told
        assert PHONE not in told


class Backend(BaseHTTPRequestHandler):
    """A forge's door as far as git needs one: everything goes to ``git http-backend``."""

    root: Path

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        path, _, query = self.path.partition("?")
        told = {
            "GIT_PROJECT_ROOT": str(self.root),
            "GIT_HTTP_EXPORT_ALL": "1",
            "REMOTE_USER": "a",
            "REMOTE_ADDR": "127.0.0.1",
            "REQUEST_METHOD": self.command,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        }
        done = subprocess.run(
            ("git", "http-backend"), input=body, env=os.environ | told, capture_output=True, check=False
        )
        head, _, rest = done.stdout.partition(b"\r\n\r\n")
        lines = [line.partition(": ")[::2] for line in head.decode("ascii").splitlines()]
        self.send_response(int(dict(lines).get("Status", "200").split()[0]))
        for name, value in lines:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(rest)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def test_over_http_it_is_the_same(clone: Clone) -> None:
    class Door(Backend):
        root = clone.server.parent

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        clone.git("remote", "set-url", "origin", f"http://127.0.0.1:{server.server_port}/{clone.server.name}")
        before = clone.tip()
        taken_out_again(clone)
        assert "KP702" in clone.git("push", "origin", "main", fails=True)
        assert clone.tip() == before
        clone.git("reset", "-q", "--hard", "origin/main")
        clone.commit(RECORD, UPDATE)
        clone.git("push", "-q", "origin", "main")
        assert clone.tip() != before
        server.shutdown()


def test_the_settings_that_stand_judge_a_push(clone: Clone) -> None:
    policy = POLICY.format(language="en") + "rules:\n  KP703: {severity: off, reason: Số trực ban}\n"
    clone.write("plans/policy.yml", policy)
    clone.commit(RECORD, stamped(PHONE))
    assert "KP703" in clone.git("push", "origin", "main", fails=True)
    clone.git("reset", "-q", "--hard", "origin/main")
    clone.commit("plans/policy.yml", policy)
    clone.git("push", "-q", "origin", "main")
    clone.commit(RECORD, stamped(PHONE))
    clone.git("push", "-q", "origin", "main")


def test_a_commit_is_stopped_before_it_is_made(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guard", "--install", "--root", str(clone.folder), "--lang", "en"]) == 0
    assert "pre-commit" in capsys.readouterr().out
    clone.write(RECORD, stamped(PHONE))
    clone.git("add", "-A")
    (clone.folder / RECORD).write_text(UPDATE, "utf-8")
    said = clone.git("commit", "-m", "x", fails=True)
    assert "KP703" in said, "what is to be committed counts, and not what lies on disk"
    assert "Refused: nothing was committed." in said
    clone.git("add", "-A")
    clone.git("commit", "-q", "-m", "x")


@pytest.mark.parametrize("words", [("-a",), (RECORD,)])
def test_a_commit_with_an_index_of_its_own_is_stopped_too(clone: Clone, words: tuple[str, ...]) -> None:
    clone.commit(RECORD, UPDATE)
    assert main(["guard", "--install", "--root", str(clone.folder)]) == 0
    clone.write(RECORD, stamped(PHONE))
    assert "KP703" in clone.git("commit", "-m", "x", *words, fails=True)
    clone.write(RECORD, UPDATE + "\nThêm.\n")
    clone.git("commit", "-q", "-m", "x", *words)


def test_a_message_is_looked_at_before_the_commit_is_made(clone: Clone) -> None:
    assert main(["guard", "--install", "--root", str(clone.folder)]) == 0
    clone.write(RECORD, UPDATE)
    clone.git("add", "-A")
    told = clone.git("commit", "-m", f"Gọi {PHONE}", fails=True)
    assert "KP703" in told
    assert PHONE not in told
    clone.write("loi.txt", f"Cập nhật\n# {PHONE}\n# {'-' * 24} >8 {'-' * 24}\n{PHONE}\n")
    clone.git("commit", "-q", "-F", "loi.txt", "--cleanup=scissors")
    clone.git("commit", "-q", "--allow-empty", "-m", "Tốt")


def test_in_a_clone_without_a_commit_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clone = Clone(tmp_path, tmp_path)
    clone.git("init", "-q", ".")
    clone.write(RECORD, stamped(PHONE))
    clone.git("add", "-A")
    assert main(["guard", "--root", str(tmp_path)]) == 1
    assert "KP703" in capsys.readouterr().err


def test_a_second_work_tree_is_guarded_by_the_same_hook(clone: Clone, tmp_path: Path) -> None:
    clone.git("worktree", "add", "-q", str(tmp_path / "khac"), "-b", "khac")
    other = Clone(tmp_path / "khac", clone.server)
    assert main(["guard", "--install", "--root", str(other.folder)]) == 0
    other.write(RECORD, stamped(PHONE))
    other.git("add", "-A")
    assert "KP703" in other.git("commit", "-m", "x", fails=True)


def test_a_hook_is_not_written_where_git_does_not_look(
    clone: Clone, capsys: pytest.CaptureFixture[str]
) -> None:
    clone.git("config", "core.hooksPath", ".hooks")
    assert main(["guard", "--install", "--root", str(clone.folder), "--lang", "en"]) == 2
    assert "Git takes hooks from “.hooks”" in capsys.readouterr().err
    assert not (clone.folder / ".git" / "hooks" / "pre-commit").exists()


def test_a_hook_of_somebody_else_stays(clone: Clone, capsys: pytest.CaptureFixture[str]) -> None:
    hook = clone.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n", "utf-8")
    assert main(["guard", "--install", "--root", str(clone.folder)]) == 2
    assert hook.read_text("utf-8") == "#!/bin/sh\n"
    assert main(["guard", "--install", "--root", str(clone.folder / "plans" / "..")]) == 2
    hook.unlink()
    for _ in range(2):
        assert main(["guard", "--install", "--root", str(clone.folder)]) == 0
    capsys.readouterr()
