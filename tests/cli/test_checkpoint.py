"""The list of what was published: it is carried on while it holds, and an alarm when it does not."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from khacphuc.cli import download, main
from tests.cli.register import CONCLUSION
from tests.cli.test_travel import POLICY, UPDATE
from tests.history.repositories import Repository
from tests.site.making import every_file

Output = pytest.CaptureFixture[str]
List = dict[str, Any]


def register(folder: Path, commits: int = 4) -> Repository:
    """A register to which each commit but the first adds a record."""
    made = Repository(folder)
    made.commit(
        {
            "plans/policy.yml": POLICY.format(language="en"),
            "plans/chi-bo-a/kl-1/conclusion.md": CONCLUSION.format(id="KL-1", unit="chi-bo-a", more=""),
        }
    )
    for day in range(1, commits):
        made.commit({f"plans/chi-bo-a/kl-1/2026-02-{day:02}-update.md": UPDATE})
    made.make(checkout=True)
    return made


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return register(tmp_path / "register")


@pytest.fixture
def published(repository: Repository, tmp_path: Path) -> Path:
    """The list after three publications, the last of them before the tip."""
    found = tmp_path / "checkpoint.json"
    for number in (1, 2, 3):
        previous = ["--previous", str(found)] if number > 1 else []
        assert checkpoint(repository, "--at", repository.id(number), *previous, "--out", str(found)) == 0
    return found


def checkpoint(repository: Repository, *words: str) -> int:
    return main(["checkpoint", "--root", str(repository.root), *words])


def test_the_list_can_be_recounted_by_anybody(repository: Repository, published: Path) -> None:
    found = json.loads(published.read_text("ascii"))
    assert set(found) == {"format", "entries"}
    previous = None
    for number, entry in enumerate(found["entries"], 1):
        said = entry.pop("hash")
        told = json.dumps(entry, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(told.encode()).hexdigest() == said
        assert entry == {
            "number": number,
            "commit": repository.id(number),
            "tree": repository.git("rev-parse", f"{repository.id(number)}^{{tree}}").strip(),
            "date": f"2026-01-05T{number:02}:00:00Z",
            "records": number - 1,
            "previous": previous,
        }
        previous = said


def test_the_same_commit_gives_the_same_bytes(
    repository: Repository, published: Path, capsys: Output
) -> None:
    before = published.read_bytes()
    assert checkpoint(repository, "--at", repository.id(3), "--previous", str(published)) == 0
    assert capsys.readouterr().out.encode() == before
    assert checkpoint(repository, "--previous", str(published)) == 0
    assert len(json.loads(capsys.readouterr().out)["entries"]) == 4


@pytest.mark.parametrize("words", [["pages"], ["site", "--build"]], ids=" ".join)
def test_publishing_carries_it_along(
    repository: Repository, published: Path, tmp_path: Path, capsys: Output, words: list[str]
) -> None:
    assert checkpoint(repository, "--previous", str(published)) == 0
    expected = capsys.readouterr().out.encode()
    out = tmp_path / "out"
    common = [*words, "--root", str(repository.root), "--out", str(out), "--as-of", "2026-05-01"]
    assert main([*common, "--previous", str(published)]) == 0
    assert (out / "checkpoint.json").read_bytes() == expected
    # What is published again from what was published is the same to the last byte.
    first = every_file(out)
    assert main([*common, "--previous", str(out / "checkpoint.json")]) == 0
    assert every_file(out) == first
    # A list that does not hold leaves the old site in its place.
    published.write_bytes(published.read_bytes().replace(b'"records":1', b'"records":7'))
    capsys.readouterr()
    assert main([*common, "--previous", str(published)]) == 1
    assert "ALARM" in capsys.readouterr().err
    assert every_file(out) == first


def test_a_published_folder_carries_its_own_list_on(repository: Repository, tmp_path: Path) -> None:
    out = tmp_path / "www"
    common = ["site", "--root", str(repository.root), "--publish", str(out)]
    assert main([*common, "--at", repository.id(2)]) == 0
    assert main([*common, "--at", repository.id(4)]) == 0
    found = json.loads((out / "checkpoint.json").read_text("ascii"))["entries"]
    assert [entry["commit"] for entry in found] == [repository.id(2), repository.id(4)]
    before = every_file(out)
    (out / "checkpoint.json").write_text("[]", "ascii")
    assert main(common) == 1  # a list that does not hold publishes nothing
    (out / "checkpoint.json").write_bytes(before["checkpoint.json"])
    assert every_file(out) == before
    assert main([*common, "--build"]) == 2


def test_what_is_in_no_commit_is_not_vouched_for(
    repository: Repository, published: Path, tmp_path: Path
) -> None:
    (repository.root / "plans" / "chi-bo-a" / "kl-1" / "2026-03-01-update.md").write_text(UPDATE, "utf-8")
    out = tmp_path / "out"
    common = ["pages", "--root", str(repository.root), "--out", str(out)]
    assert main(common) == 0
    assert not (out / "checkpoint.json").exists()
    assert main([*common, "--previous", str(published)]) == 0
    assert (out / "checkpoint.json").read_bytes() == published.read_bytes()


# --------------------------------------------------------------------------------------- what is found out


def rehashed(found: List) -> None:
    """Make every hash anew, as somebody does who can write the list."""
    previous = None
    for number, entry in enumerate(found["entries"], 1):
        entry |= {"number": number, "previous": previous}
        entry.pop("hash")
        told = json.dumps(entry, sort_keys=True, separators=(",", ":"))
        previous = entry["hash"] = hashlib.sha256(told.encode()).hexdigest()


def _other_records(found: List) -> None:
    found["entries"][1]["records"] = 7


def _without_second(found: List) -> None:
    del found["entries"][1]


def _without_first(found: List) -> None:
    del found["entries"][0]


def _swapped(found: List) -> None:
    found["entries"][1:] = reversed(found["entries"][1:])


def _swapped_and_rehashed(found: List) -> None:
    _swapped(found)
    rehashed(found)


def _twice_and_rehashed(found: List) -> None:
    found["entries"].append(dict(found["entries"][-1]))
    rehashed(found)


def _other_tree_rehashed(found: List) -> None:
    found["entries"][1]["tree"] = found["entries"][0]["tree"]
    rehashed(found)


def _other_date_rehashed(found: List) -> None:
    found["entries"][1]["date"] = "2025-01-01T00:00:00Z"
    rehashed(found)


def _no_such_commit_rehashed(found: List) -> None:
    found["entries"][1]["commit"] = "0" * 40
    rehashed(found)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_other_records, "Entry 2 of the list was altered"),
        (_without_second, "Entry 2 of the list does not follow the one before it"),
        (_without_first, "Entry 1 of the list does not follow the one before it"),
        (_swapped, "Entry 2 of the list does not follow the one before it"),
        (_swapped_and_rehashed, "(entry 3) is older than the one listed before it"),
        (_twice_and_rehashed, "(entry 4) is older than the one listed before it"),
        (_other_tree_rehashed, "Entry 2 of the list does not say of commit"),
        (_other_date_rehashed, "Entry 2 of the list does not say of commit"),
        (_no_such_commit_rehashed, "Commit 0000000000 (entry 2) was published and does not exist here."),
    ],
)
def test_a_list_that_was_tampered_with(
    repository: Repository, published: Path, capsys: Output, change: Callable[[List], None], said: str
) -> None:
    found = json.loads(published.read_text("ascii"))
    change(found)
    published.write_text(json.dumps(found), "ascii")
    out = published.with_name("new.json")
    for words in (["--out", str(out)], ["--verify"]):
        assert checkpoint(repository, "--previous", str(published), *words) == 1
        err = capsys.readouterr().err
        assert "ALARM" in err
        assert said in err
    assert not out.exists()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff\xfe", b"[]", b'{"format":1,"entries":[]}', b"<html>404</html>", b"[" * 100_000,
        b'{"format":1,"entries":[{"number":1}]}', b'{"format":2,"entries":[{"number":1}]}',
    ],
)  # fmt: skip
def test_what_is_no_list(repository: Repository, tmp_path: Path, capsys: Output, data: bytes) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(data)
    assert checkpoint(repository, "--previous", str(file)) == 1
    assert "It is no list of checkpoints." in capsys.readouterr().err


def test_unknown_keys_and_odd_names_are_no_list(repository: Repository, published: Path) -> None:
    found = json.loads(published.read_text("ascii"))
    for change in (
        {"note": "x"},
        {"commit": "HEAD"},
        {"commit": "--all"},
        {"tree": "\n" * 40},
        {"number": "1"},
    ):
        wrong = {**found, "entries": [found["entries"][0] | change]}
        published.write_text(json.dumps(wrong), "ascii")
        assert checkpoint(repository, "--previous", str(published)) == 1


def test_a_rewritten_history(repository: Repository, published: Path, tmp_path: Path, capsys: Output) -> None:
    repository.git("-c", "user.name=a", "-c", "user.email=a@b.vn", "commit", "-q", "--amend", "-m", "khác")
    assert (
        checkpoint(repository, "--previous", str(published), "--verify") == 0
    )  # published was only its parent
    repository.git("reset", "-q", "--hard", repository.id(2))
    (repository.root / "plans" / "chi-bo-a" / "kl-1" / "2026-02-09-update.md").write_text(UPDATE, "utf-8")
    repository.git("add", ".")
    repository.git("-c", "user.name=a", "-c", "user.email=a@b.vn", "commit", "-q", "-m", "viết lại")
    capsys.readouterr()
    assert checkpoint(repository, "--previous", str(published)) == 1
    said = f"Commit {repository.id(3)[:10]} (entry 3) was published and is no longer in the history: it was rewritten and pushed by force"
    assert said in capsys.readouterr().err
    there = Repository(tmp_path / "clone")  # a fresh clone has the old commit no more
    there.git("clone", "-q", repository.root.as_uri(), ".")
    assert checkpoint(there, "--previous", str(published)) == 1
    assert "was published and does not exist here" in capsys.readouterr().err


def test_a_branch_that_takes_the_place_of_the_main_branch(
    repository: Repository, published: Path, capsys: Output
) -> None:
    repository.git("checkout", "-q", "-b", "nhanh", repository.id(2))
    me = ("-c", "user.name=a", "-c", "user.email=a@b.vn")
    repository.git(*me, "commit", "-q", "--allow-empty", "-m", "việc khác")
    repository.git(*me, "merge", "-q", "--no-ff", "main", "-m", "Merge branch 'main'")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--ff-only", "nhanh")
    capsys.readouterr()
    assert checkpoint(repository, "--previous", str(published)) == 1
    said = capsys.readouterr().err
    assert f"Commit {repository.id(3)[:10]} (entry 3) was published as the state of the main branch" in said
    assert "pushed by force" not in said
    assert "(entry 2)" not in said


@pytest.mark.parametrize(("what", "said"), [("^{tree}", "The files of commit"), ("", "git fsck")])
def test_a_missing_object(
    repository: Repository, published: Path, capsys: Output, what: str, said: str
) -> None:
    packs = list((repository.root / ".git" / "objects" / "pack").glob("*.pack"))
    for pack in packs:
        aside = repository.root / pack.name
        pack.replace(aside)
        for other in pack.parent.glob(f"{pack.stem}.*"):
            other.unlink()
        repository.git("unpack-objects", "-q", given=aside.read_bytes())
    name = repository.git("rev-parse", f"{repository.id(2)}{what}").strip()
    (repository.root / ".git" / "objects" / name[:2] / name[2:]).unlink()
    assert checkpoint(repository, "--previous", str(published), "--verify") == 1
    assert said in capsys.readouterr().err


def test_a_shallow_clone_is_refused(
    repository: Repository, published: Path, tmp_path: Path, capsys: Output
) -> None:
    there = Repository(tmp_path / "clone")
    there.git("clone", "-q", "--depth", "1", repository.root.as_uri(), ".")
    root = ["--root", str(there.root)]
    for words in (["checkpoint"], ["site", "--build"], ["pages"]):
        out = ["--out", str(tmp_path / "out")]
        assert main([*words, *root, *out, "--previous", str(published)]) == 2
        assert "git fetch --unshallow" in capsys.readouterr().err
    assert main(["pages", *root, "--out", str(tmp_path / "out")]) == 0
    assert not (tmp_path / "out" / "checkpoint.json").exists()


def test_without_git_there_is_nothing_to_vouch_for(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "plans").mkdir()
    assert main(["checkpoint", "--root", str(tmp_path), "--lang", "en"]) == 2
    assert "History needs git" in capsys.readouterr().err


# ------------------------------------------------------------------------------------------- from the site


@contextmanager
def served(answers: dict[str, tuple[int, dict[str, str], bytes]]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that its base class looks for
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the base class
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_list_is_taken_from_the_site(repository: Repository, published: Path, capsys: Output) -> None:
    answers = {
        "/checkpoint.json": (200, {}, published.read_bytes()),
        "/moved": (301, {"Location": "/checkpoint.json"}, b""),
        "/altered": (200, {}, published.read_bytes().replace(b'"records":1', b'"records":2')),
        "/file": (302, {"Location": published.as_uri()}, b""),
        "/ftp": (302, {"Location": "ftp://127.0.0.1/x"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/large": (200, {}, b" " * ((16 << 20) + 1)),
    }
    codes = {}
    with served(answers) as address:
        for path in (*answers, "/nothing"):
            codes[path] = checkpoint(repository, "--previous", f"{address}{path}", "--verify")
    said = capsys.readouterr()
    assert codes == {
        "/checkpoint.json": 0, "/moved": 0, "/altered": 1,
        "/file": 2, "/ftp": 2, "/round": 2, "/large": 2, "/nothing": 2,
    }  # fmt: skip
    assert said.out.count("3 checkpoints hold, the last of commit") == 2
    assert "404" in said.err
    assert "too large" in said.err


def test_a_site_that_does_not_answer_is_not_waited_for(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(download, "_WAIT", 0.2)
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), BaseHTTPRequestHandler
    ) as silent:  # it takes the call, and is silent
        where = f"http://127.0.0.1:{silent.server_port}/checkpoint.json"
        assert checkpoint(repository, "--previous", where) == 2
    assert "cannot be fetched" in capsys.readouterr().err


@pytest.mark.parametrize(
    "where", ["", "no/such/file", "https://", "http://[::1", "ftp://a/b", "file:///etc/passwd"]
)
def test_what_cannot_be_fetched(repository: Repository, capsys: Output, where: str) -> None:
    assert checkpoint(repository, "--previous", where) == 2
    assert "cannot be fetched" in capsys.readouterr().err
