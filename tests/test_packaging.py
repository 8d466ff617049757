"""What is shipped: dependencies that are used, a version in one place, and a wheel that works where it is installed."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path
from venv import EnvBuilder

import pytest
from msgspec import Struct
from packaging.requirements import Requirement

import release
from khacphuc import __version__
from khacphuc.cli import main

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scripts" / "khacphuc"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
DAY = "2026-11-23"
IMPORTED_AS = {
    "gitpython": "git",
    "python-calamine": "python_calamine",
    "python-dateutil": "dateutil",
    "pyyaml": "yaml",
}
NOT_IMPORTED = {
    "mkdocs-material": "the theme that mkdocs.yml names",
    "tzdata": "what zoneinfo reads where the system has no time zones",
}

# ------------------------------------------------------------------------------------------------ declarations


def dependencies() -> list[str]:
    """What the program needs, and what its extra for office files does."""
    project = PROJECT["project"]
    return [
        Requirement(line).name
        for line in (*project["dependencies"], *project["optional-dependencies"]["office"])
    ]


def imported() -> set[str]:
    """The top-level names that the package imports from elsewhere."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"khacphuc"}


def test_every_dependency_is_imported_and_every_import_is_a_dependency() -> None:
    names = [IMPORTED_AS.get(name, name) for name in dependencies() if name not in NOT_IMPORTED]
    assert sorted(imported()) == sorted(names)
    assert set(NOT_IMPORTED) <= set(dependencies())


def test_the_version_is_written_in_one_place() -> None:
    assert "version" not in PROJECT["project"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "scripts/khacphuc/__init__.py"
    released = re.findall(
        r"^## \[(\d+\.\d+\.\d+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert released[:1] in ([], [__version__]), "the newest section of the changelog is of another version"


CHANGES = "# Changelog\n\n## [Unreleased]\n\n- more\n\n## [1.2.3] - 2026-11-29\n\n### Added\n\n- this\n\n## [1.2.2]\n\n- that\n"


def test_the_notes_of_a_release_are_its_section_of_the_changelog() -> None:
    assert release.notes_of("v1.2.3", CHANGES, "1.2.3") == "### Added\n\n- this\n"
    assert release.notes_of("v1.2.2", CHANGES, "1.2.2") == "- that\n"


@pytest.mark.parametrize(("tag", "version"), [("v1.2.4", "1.2.3"), ("1.2.3", "1.2.3"), ("v1.2.4", "1.2.4")])
def test_another_tag_and_a_missing_section_are_refused(tag: str, version: str) -> None:
    with pytest.raises(release.NotReady):
        release.notes_of(tag, CHANGES, version)


# ---------------------------------------------------------------------------------------------------- the wheel


class Installed(Struct, frozen=True):
    """An environment that holds the wheel and what it requires, and nothing else."""

    folder: Path
    home: Path

    def run(self, *words: str | Path, program: str = "khacphuc") -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, somewhere else than in the checkout."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("KHACPHUC", "PYTHON", "GIT_", "VIRTUAL_ENV"))
        }
        own = {name: str(self.home) for name in ("HOME", "USERPROFILE", "XDG_CACHE_HOME", "LOCALAPPDATA")}
        return subprocess.run(
            [self.program(program), *words],
            cwd=self.home,
            env=inherited | own | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def program(self, name: str) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin") / name


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in KHACPHUC_WHEEL, which may be one that is to be published; else one that is built from here."""
    if given := os.environ.get("KHACPHUC_WHEEL"):
        return Path(given).resolve()
    out = tmp_path_factory.mktemp("dist")
    assert release.build_wheel(out) == 0
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A real environment. What the wheel requires is linked from this one, so that nothing is fetched."""
    place = tmp_path_factory.mktemp("cài đặt")
    made = Installed(place / "venv", place / "home")
    made.home.mkdir()
    EnvBuilder(symlinks=os.name != "nt").create(made.folder)
    pip = (sys.executable, "-m", "pip", "--python", made.program("python"), "--disable-pip-version-check")
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    libraries = next(made.folder.glob("[Ll]ib*/**/site-packages"))
    try:
        for part in required("khacphuc", libraries):
            (libraries / part.name).symlink_to(part)
    except OSError as reason:  # Windows gives the right to make links to few
        pytest.skip(f"no links here: {reason}")
    return made


def required(name: str, libraries: Path) -> set[Path]:
    """The files and folders of all packages that a package requires, itself left out."""
    (about,) = libraries.glob(f"{name}-*.dist-info")
    lines = re.findall(r"^Requires-Dist: (.*)$", (about / "METADATA").read_text("utf-8"), re.MULTILINE)
    found: set[Path] = set()
    waiting, seen = needed(lines), {name}
    while waiting:
        other = waiting.pop()
        if other not in seen:
            seen.add(other)
            package = distribution(other)
            tops = {file.parts[0] for file in package.files or ()} - {"..", "__pycache__"}
            found |= {Path(str(package.locate_file(top))) for top in tops}
            waiting += needed(package.requires or [])
    return found


def needed(lines: list[str]) -> list[str]:
    """The packages that lines of requirements name for this Python and system, without extras."""
    parsed = map(Requirement, lines)
    return [one.name for one in parsed if one.marker is None or one.marker.evaluate({"extra": ""})]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample register in a repository that holds nothing but documents."""
    root = tmp_path_factory.mktemp("sổ")
    for folder in ("plans", "units"):
        shutil.copytree(ROOT / folder, root / folder)
    person = ("-c", "user.name=Văn thư", "-c", "user.email=van-thu@example.vn")
    dates = {"GIT_AUTHOR_DATE": f"{DAY}T08:00:00+07:00", "GIT_COMMITTER_DATE": f"{DAY}T08:00:00+07:00"}
    for words in (("init", "-q", "-b", "main"), ("add", "."), (*person, "commit", "-q", "-m", "Lập sổ")):
        subprocess.run(["git", "-C", root, *words], env=os.environ | dates, check=True)
    return root


def files(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_is_installed_is_the_wheel_and_what_it_requires(installed: Installed, wheel: Path) -> None:
    code = "import khacphuc, git, importlib.util as u; print(khacphuc.__file__, u.find_spec('pytest'), sep='\\n')"
    said = installed.run("-c", code, program="python")
    file, pytest_here = said.stdout.splitlines()
    assert (Path(file).is_relative_to(installed.folder), pytest_here) == (True, "None"), said
    assert installed.run("--version").stdout.strip() == f"khacphuc {__version__}"
    assert wheel.name == f"khacphuc-{__version__}-py3-none-any.whl"


def test_it_speaks_vietnamese_and_english(installed: Installed, register: Path) -> None:
    for language, words in (("vi", "Đã kiểm tra"), ("en", "Checked 251 files")):
        said = installed.run("check", "--root", register, "--as-of", DAY, "--lang", language)
        assert (said.returncode, said.stderr) == (0, ""), said
        assert words in said.stdout
    assert "cách sửa" in installed.run("explain", "KP401", "--lang", "vi").stdout


def test_it_builds_the_site_that_the_checkout_builds(
    installed: Installed, register: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a register without ``mkdocs.yml``, with the guides that the wheel carries."""
    words = ("site", "--build", "--strict", "--root", str(register), "--as-of", DAY, "--out")
    said = installed.run(*words, tmp_path / "site")
    assert said.returncode == 0, said.stderr
    assert (tmp_path / "site" / "guides" / "write-a-plan" / "index.html").is_file()
    assert main([*words, str(tmp_path / "here")]) == 0
    capsys.readouterr()
    assert files(tmp_path / "site") == files(tmp_path / "here")


def test_it_makes_the_demonstration_that_the_checkout_makes(
    installed: Installed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there, here = tmp_path / "there", tmp_path / "here"
    words = ("--cases", "4", "--commits", "80")
    said = installed.run("demo", there, *words)
    assert said.returncode == 0, said.stderr
    assert main(["demo", str(here), *words]) == 0
    capsys.readouterr()
    heads = [(folder / ".git" / "refs" / "heads" / "main").read_text("ascii") for folder in (there, here)]
    assert heads[0] == heads[1]
    told = installed.run("history", "--root", there, "--as-of", DAY)
    assert (told.returncode, told.stderr) == (0, ""), told
    assert len(told.stdout.splitlines()) > 10
    site = installed.run("site", "--build", "--root", there, "--as-of", DAY, "--out", tmp_path / "site")
    assert site.returncode == 0, site.stderr
