"""The public profile: nothing of restricted units and cases but counts, and of people only their roles."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from khacphuc.cli import main
from tests.pages import register
from tests.site.making import AS_OF, every_file
from tests.site.secretive import AMOUNT, SECRET, secretive

SINKS = ("site", "zip", "tree")
NOT_READ = ("zqxbroken", "zqxlost", "zqxstray")
"""What stands in documents that nobody can read, and in what is none."""
NOT_SHOWN = {
    *("zqxaccountcommittee", "zqxcommissionaccount", "zqxunitaccount"),
    *("zqxmail1", "zqxmail2", "zqxmail3"),
    f"{AMOUNT}",
}
"""Accounts and e-mails are on no page, as long as they stay as they are; and no amount without its points."""
LANGUAGES = ("vi", "en")
NUMBERED = re.compile(r"assets/search/[0-9a-f]+/(words|pairs)-\d+\.js$")
OPENED = ("chi-bo-a/kl-3", "chi-bo-c/kl-4", "chi-bo-d/kl-5", "chi-bo-a/kl-6")
"""Cases that were not open to everybody at first."""


def published(root: Path, out: Path) -> dict[str, bytes]:
    """Every file of the site, of the site in one file and of the plain tree, in both languages, by path."""
    files: dict[str, bytes] = {}
    for language in LANGUAGES:
        said = ["--root", str(root), "--as-of", AS_OF.isoformat(), "--lang", language]
        new = out / language
        new.mkdir(parents=True)
        assert main(["site", *said, "--build", "--out", str(new / "site")]) == 0
        assert main(["site", *said, "--zip", str(new / "site.zip")]) == 0
        assert main(["pages", *said, "--out", str(new / "tree")]) == 0
        ZipFile(new / "site.zip").extractall(new / "zip")
        for sink in SINKS:
            files |= {f"{language}/{sink}/{path}": data for path, data in every_file(new / sink).items()}
    return files


def read(path: str, data: bytes) -> str:
    """What a file says. Of an index, not the numbers of pages: written as letters, they spell anything some day."""
    if path.endswith((".xlsx", ".docx")) and is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if path.endswith(".ics"):
        data = data.replace(b"\r\n ", b"")
    text = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8", "replace")
    if not NUMBERED.search(path):
        return text
    lines = (
        line.split("\t") for line in json.loads(text[text.index("(") + 1 : text.rindex(")")]).split("\n")
    )
    return "\n".join("\t".join([line[0], *line[1::3]]) for line in lines)


def secrets(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """What ought not to be read, and where it stands."""
    amounts = (f"{AMOUNT}", f"{AMOUNT:,}", f"{AMOUNT:,}".replace(",", "."))
    found: dict[str, list[str]] = {}
    for path, data in files.items():
        text = read(path, data)
        words = {*SECRET.findall(path.lower()), *SECRET.findall(text.lower())}
        for word in words | {amount for amount in amounts if amount in text}:
            found.setdefault(word, []).append(path)
    return found


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the register and what was published of it for the office."""
    root = tmp_path_factory.mktemp("internal")
    secretive(root / "so", profile="internal")
    return root


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("public")
    secretive(root / "so", profile="public")
    return published(root / "so", root / "out")


def test_nothing_restricted_and_nobodys_name_is_published(public: dict[str, bytes]) -> None:
    assert {word: paths[:3] for word, paths in secrets(public).items()} == {}


def test_inside_the_same_is_published(inside: Path) -> None:
    """So that the test above could find it."""
    found = secrets(published(inside / "so", inside / "out")).keys()
    work_tree = every_file(inside / "so")
    written = secrets({path: data for path, data in work_tree.items() if not path.startswith(".git/")}).keys()
    assert {f"{AMOUNT:,}", f"{AMOUNT:,}".replace(",", "."), "zqxsubject5", "zqxstranger", "zqxmail5"} <= found
    lacking = {word for word in written - found if not word.startswith(NOT_READ)}
    assert lacking == NOT_SHOWN


def test_restricted_cases_are_counted(public: dict[str, bytes]) -> None:
    page = public["en/site/cases/index.html"].decode()
    assert "6 restricted cases are only counted." in page
    assert 'href="../cases/chi-bo-a/kl-1/"' in page


def test_what_happened_to_open_cases_is_told(public: dict[str, bytes]) -> None:
    page = public["vi/site/cases/chi-bo-a/kl-1/index.html"].decode()
    assert "kp-timeline" in page
    assert "Bí thư Chi bộ A" in page


def test_what_is_reworded_in_an_open_case_is_told(public: dict[str, bytes]) -> None:
    """The words of a case that was opened start with its opening; those of others have all been open."""
    pages = {name: public[f"en/site/cases/{name}/index.html"].decode() for name in OPENED}
    assert all("edited after" in page or "reworded" in page for page in pages.values()), pages
    assert not any("zqx" in page.lower() for page in pages.values())


def _texts(changed: dict[str, str]) -> str:
    found = register.pages({"plans/policy.yml": f"{register.POLICY}profile: public\n", **changed})
    return "\n".join(f"{page.path} {page.title} {page.html} {page.search}" for page in found.values())


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("conclusion.md", "status: issued\n", "status: issued\nvisibility: restricted\n"),
        ("conclusion.md", "status: issued\n", "status: issued\nvisibility: retricted\n"),
        ("conclusion.md", "status: issued\n", "status: issued\nvisiblity: restricted\n"),
        ("conclusion.md", "type: conclusion\n", "type: [\n"),
        ("units/chi-bo-a.md", "kind: cell\n", "kind: cell\nrestricted: true\n"),
        ("units/chi-bo-a.md", "kind: cell\n", "kind: cell\nrestricted: yes please\n"),
        ("units/chi-bo-a.md", "kind: cell\n", "kind: cell\nretricted: true\n"),
        ("units/chi-bo-a.md", "id: chi-bo-a\n", "id: [\n"),
        ("units/chi-bo-a.md", "id: chi-bo-a\n", "id: chi-bo-x\n"),
    ],
)
def test_what_is_not_understood_is_kept_back(path: str, old: str, new: str) -> None:
    path = path if "/" in path else f"{register.FOLDER}/{path}"
    before = register.files()[path]
    assert "kl-1" in _texts({})
    assert old in before
    shown = _texts({path: before.replace(old, new, 1)})
    assert "kl-1" not in shown
    assert "Kết luận giám sát Chi bộ A" not in shown


@pytest.mark.parametrize("said", ["profile: publik\n", "profle: public\n", "profile: [public\n"])
def test_with_a_policy_that_is_not_understood_nobody_is_named(said: str) -> None:
    assert "Nguyễn Văn Thử" in "".join(page.html for page in register.pages().values())
    shown = _texts({"plans/policy.yml": register.POLICY + said})
    assert "Bí thư Chi bộ A" in shown
    assert "Nguyễn Văn Thử" not in shown


def test_how_a_document_is_written_closes_nothing() -> None:
    path = f"{register.FOLDER}/conclusion.md"
    assert "kl-1" in _texts({path: register.files()[path].replace("\n", "\r\n", 3)})
