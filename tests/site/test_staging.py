"""A folder is replaced whole or not at all, and nothing half-made stays behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from khacphuc.site import staging
from khacphuc.site.contents import STAMP
from khacphuc.site.staging import Foreign, staged
from tests.site.making import every_file

OLD = {STAMP: b"{}", "old.html": b"old"}
NEW = {STAMP: b"{}", "a/new.html": b"new"}


def fill(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    fill(folder, OLD)
    return folder


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def alone(target: Path) -> bool:
    return beside(target) == [target.name]


@pytest.mark.parametrize("steps", [1, 2])
def test_the_new_folder_takes_the_old_ones_place(
    target: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    if steps == 2:
        monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    with staged(target) as new:
        fill(new, NEW)
        assert every_file(target) == OLD
    assert every_file(target) == NEW
    assert alone(target)


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    with staged(tmp_path / "deep" / "site") as new:
        fill(new, NEW)
    assert every_file(tmp_path / "deep" / "site") == NEW


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_fails_leaves_the_old_folder_and_no_rubbish(target: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), staged(target) as new:  # noqa: PT012 - what is half done is what is tested
        fill(new, NEW)
        raise error
    assert every_file(target) == OLD
    assert alone(target)


def test_a_failing_second_rename_gives_the_old_folder_back(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_exchange", lambda one, other: False)
    rename = Path.rename

    def fail_on_new(self: Path, to: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", fail_on_new)
    with pytest.raises(OSError, match="No space"), staged(target) as new:
        fill(new, NEW)
    assert every_file(target) == OLD
    assert alone(target)


def test_what_others_made_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "letters"
    fill(target, {"letter.txt": b"mine"})
    with pytest.raises(Foreign), staged(target):
        pass
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    with pytest.raises(Foreign), staged(file):
        pass
    with staged(target, force=True) as new:
        fill(new, NEW)
    assert every_file(target) == NEW


KILLED = """
import sys, time
from pathlib import Path
from khacphuc.site.staging import staged
with staged(Path(sys.argv[1])) as new:
    (new / "half.html").write_text("half")
    print("begun", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_run_leaves_the_old_folder_and_the_next_one_clears_up(target: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", KILLED, str(target)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        with staged(target) as new:  # while the other still runs, its work is left alone
            fill(new, OLD)
        assert len(beside(target)) == 2
        process.send_signal(signal.SIGKILL)
    assert every_file(target) == OLD
    with staged(target) as new:
        fill(new, NEW)
    assert every_file(target) == NEW
    assert alone(target)


def test_a_folder_lost_between_two_renames_comes_back(target: Path) -> None:
    work = target.parent / f".{target.name}.khacphuc-x"
    work.mkdir()
    (work / "lock").touch()
    target.rename(work / "old")
    with pytest.raises(ValueError), staged(target):  # noqa: PT011 - ours
        raise ValueError
    assert every_file(target) == OLD
    assert alone(target)


BUILD = """
import sys
from khacphuc.cli import main
sys.exit(main(["site", "--root", sys.argv[1], "--build", "--out", sys.argv[2], "--as-of", "2026-11-24"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGTERM")
def test_a_build_that_is_stopped_leaves_the_old_site(target: Path, tmp_path: Path) -> None:
    register = tmp_path / "register"
    (register / "plans").mkdir(parents=True)
    command = [sys.executable, "-c", BUILD, str(register), str(target)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not list(target.parent.glob(".site.khacphuc-*/new")):
            assert process.poll() is None
            time.sleep(0.01)
        process.terminate()
        assert process.wait(20) == 130
    assert every_file(target) == OLD
    assert beside(target) == ["register", "site"]
