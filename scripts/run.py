#!/usr/bin/env python3
"""Khắc Phục from a fresh clone: `python3 scripts/run.py WORD` makes .venv when needed and runs WORD in it.

Needs only the standard library. What it says goes to stderr, so `check --format json > file` stays clean.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - first of all: an older Python understands no further than this
    sys.stderr.buffer.write(
        "Khắc Phục cần Python 3.11 trở lên; đây là Python {0}.{1}. "
        "(Khắc Phục needs Python 3.11 or newer; this is Python {0}.{1}.)\n".format(*sys.version_info).encode()
    )
    sys.exit(2)

import hashlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO

WINDOWS = os.name == "nt"
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if WINDOWS else "bin")
SUFFIX = ".exe" if WINDOWS else ""
PYTHON = PROGRAMS / f"python{SUFFIX}"
KHACPHUC = PROGRAMS / f"khacphuc{SUFFIX}"
STAMP = VENV / "khacphuc-stamp"
PACKAGE = ROOT / "scripts" / "khacphuc"
PROJECT = ROOT / "pyproject.toml"
RUNTIME = ROOT / "requirements.lock"  # enough for the khacphuc command
DEV = ROOT / "requirements-dev.lock"  # the same versions, and the tools of development
TRANSLATIONS = PACKAGE / "text" / "locale" / "vi" / "LC_MESSAGES" / "khacphuc.po"
COMPILED = TRANSLATIONS.with_suffix(".mo")  # not in Git
LEADING_OUT = {"PYTHONHOME", "PYTHONPATH", "PIP_PREFIX", "PIP_ROOT", "PIP_TARGET"}

WORDS = {  # words of our own and the program, beside this one, that does the work; others go to khacphuc
    "test": ("tasks.py", "test"),
    "ci": ("tasks.py", "ci"),
    "generate": ("generate.py",),
    "bench": ("bench.py",),
    "release": ("release.py",),
}
USAGE = """\
Cách dùng: python3 scripts/run.py TỪ [ĐỐI SỐ…]   (usage: python3 scripts/run.py WORD [ARGS…])

  site       kiểm tra sổ, dựng trang và mở trang tại máy này
  check      kiểm tra các hồ sơ; status, overdue: tình hình thực hiện
  test       chạy bộ kiểm thử
  ci         chạy mọi bước kiểm tra như trên máy chủ
  generate   viết lại các tệp do chương trình sinh ra
  bench      đo thời gian và bộ nhớ trên các sổ lớn
  release    chuẩn bị bản phát hành: gói cài đặt và ghi chú

Từ nào không phải test, ci, generate, bench, release thì được chuyển cho lệnh khacphuc.
Mọi lệnh (all commands): python3 scripts/run.py --help"""


class Stop(Exception):  # noqa: N818 - no error of ours: the machine lacks something
    """The work cannot go on; the text says why, and what a person can do."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def environment(**more: str) -> dict[str, str]:
    """What programs in .venv see: none of the settings that would lead Python or pip out of it."""
    env = {key: value for key, value in os.environ.items() if key not in LEADING_OUT}
    env.setdefault("PYTHONUTF8", "1")  # Vietnamese on a Windows code page
    env.setdefault("KHACPHUC_ROOT", str(ROOT))
    env["VIRTUAL_ENV"] = str(VENV)
    env["PATH"] = os.pathsep.join((str(PROGRAMS), os.environ.get("PATH", os.defpath)))
    return env | more


def hand_over(command: list[str]) -> int:
    """Become another program, in the directory where the person stands."""
    if not WINDOWS:
        os.execve(command[0], command, environment())  # noqa: S606
    # On Windows exec gives the prompt back while the new program still runs.
    process = subprocess.Popen(command, env=environment())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # the program got it too, and ends in its own way


# ── The environment ──────────────────────────────────────────────────────────────────────────────────────


def fingerprint(path: Path) -> str:
    """Changes with the file, with the Python that runs this, and when the repository is moved."""
    where = f"{ROOT}\n{sys.base_prefix}\n{sys.version}\n{path.name}\n"
    return hashlib.sha256(where.encode(errors="surrogateescape") + path.read_bytes()).hexdigest()


def installed() -> set[str]:
    """Fingerprints of what .venv holds in full; empty when it is missing, broken or half made."""
    if not (os.access(PYTHON, os.X_OK) and KHACPHUC.exists()):
        return set()
    try:
        held = set(STAMP.read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return set()
    return held if COMPILED.exists() else held - fingerprints(TRANSLATIONS)


def fingerprints(*paths: Path) -> set[str]:
    """Fingerprints of those of the files that are there."""
    return {fingerprint(path) for path in paths if path.exists()}


def ensure(lock: Path) -> None:
    """Bring .venv up to date. The stamp goes before anything is installed and comes back last: a run cut short is noticed."""
    wanted = fingerprints(lock, PROJECT, TRANSLATIONS)
    if wanted <= installed():
        return
    with only_one():
        held = installed()  # another run may have done it meanwhile
        if wanted <= held:
            return
        if fingerprints(lock, PROJECT) <= held:
            compile_translations()
        else:
            keep_to_own_folder()
            held = installed()  # nothing any more, where .venv was a link
            STAMP.unlink(missing_ok=True)
            held = install(lock, held)
            say("Môi trường đã sẵn sàng.")
        # Only of the files as they are now: of earlier ones nothing is left.
        current = fingerprints(RUNTIME, DEV, PROJECT, TRANSLATIONS)
        fresh = STAMP.with_suffix(".new")
        fresh.write_text("\n".join(current & (held | wanted)), encoding="ascii")
        fresh.replace(STAMP)


def install(lock: Path, held: set[str]) -> set[str]:
    """Install the libraries of a lock file as far as they are missing, and the package. Returns what .venv then holds."""
    if fingerprint(lock) not in held:
        if fingerprint(RUNTIME) not in held:
            make_venv()
            held = set()
        install_locked(lock)
        held |= {fingerprint(lock), fingerprint(RUNTIME)}  # the longer list has everything of the shorter one
    say("Đang cài lệnh khacphuc…")
    pip("--no-build-isolation", "--editable", str(ROOT))  # this compiles the translations, too
    compile_package()
    return held


def compile_translations() -> None:
    """Compile the translations after they have changed, as installing the package does."""
    quietly([str(PYTHON), str(ROOT / "scripts" / "translations.py")], "Không biên dịch được khacphuc.po")


def compile_package() -> None:
    """Compile the package and what each command loads: where PYTHONDONTWRITEBYTECODE is set, each start would do it again.

    Best effort: without the result the program is slower, and does the same.
    """
    libraries = (
        VENV / "Lib" / "site-packages" if WINDOWS else next(VENV.glob("lib/python*/site-packages"), VENV)
    )
    folders = [str(PACKAGE), *(str(libraries / name) for name in ("msgspec", "yaml"))]
    command = [str(PYTHON), "-m", "compileall", "-q", "-j", "0", *folders]
    subprocess.run(
        command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )


@contextmanager
def only_one() -> Iterator[None]:
    """Keep other runs of this program away from .venv. Its children inherit the lock, and so outlast a kill."""
    with (ROOT / ".venv.lock").open("a") as file:
        os.set_inheritable(file.fileno(), True)
        if not try_lock(file):
            say("Đang đợi một lần cài đặt khác kết thúc…")
            while not try_lock(file):
                time.sleep(0.3)
        yield


def try_lock(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a file system without locks: better unguarded than not at all
    return True


def keep_to_own_folder() -> None:
    """Take away a .venv that leads elsewhere: what lies there is another's, and is neither changed nor emptied."""
    real = VENV.resolve()
    if real == VENV:
        return
    say(
        f".venv dẫn đến {real}: bỏ đường dẫn ấy, thư mục kia giữ nguyên (.venv was a link: made a folder of its own)"
    )
    try:
        VENV.unlink()
    except PermissionError:  # a junction of Windows, which is taken for a folder
        VENV.rmdir()


def make_venv() -> None:
    """Make .venv anew. Clearing is safer than repairing: pip believes a half-written package."""
    from importlib.util import find_spec

    if find_spec("venv") is None or find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        raise Stop(
            f"Python trên máy này thiếu gói venv. Hãy cài rồi chạy lại: sudo apt install {package} "
            f"(this Python lacks venv: install {package})"
        )
    say(f"Đang tạo môi trường Python trong {VENV}…")
    # The base Python, because the one that runs this may be the .venv that is being cleared.
    python = getattr(sys, "_base_executable", None) or sys.executable
    quietly([python, "-m", "venv", "--clear", str(VENV)], "Không tạo được môi trường Python")


def install_locked(lock: Path) -> None:
    """Install exactly what a lock file lists, and nothing whose hash it does not name."""
    total = sum(line[:1].isalpha() for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"Đang tải và cài {total} gói thư viện theo {lock.name} (lần đầu mất vài phút)…")
    done = 0

    def progress(line: str) -> None:
        nonlocal done
        if line.startswith("Collecting "):
            done += 1
            print(f"\r  {done}/{total} {line.split()[1]:<50.50}", end="", file=sys.stderr, flush=True)
        elif line.startswith("Installing "):
            print(f"\r{'':<70}\r  Đã tải xong, đang cài…", file=sys.stderr, flush=True)

    pip("--require-hashes", "-r", str(lock), watch=progress if sys.stderr.isatty() else None)


def pip(*arguments: str, watch: Callable[[str], None] | None = None) -> None:
    # Without compiling: modules are compiled when first used, and setup takes half the time.
    command = [str(PYTHON), "-m", "pip", "install", "--no-deps", "--no-compile", "--progress-bar", "off"]
    failure = "Không cài được thư viện. Hãy kiểm tra kết nối mạng rồi chạy lại (could not install)"
    quietly([*command, *arguments], failure, watch)


def quietly(command: list[str], failure: str, watch: Callable[[str], None] | None = None) -> None:
    """Run a program whose output matters only when it fails: then its errors are shown, and a file has it all."""
    env = environment(PYTHONIOENCODING="utf-8", PIP_USER="0", PIP_NO_INPUT="1", PIP_ROOT_USER_ACTION="ignore")
    log = ROOT / ".venv.log"
    lines: list[str] = []
    pipe, merge = subprocess.PIPE, subprocess.STDOUT
    # Handles stay open in the program, so that the lock of only_one lasts as long as it does.
    with subprocess.Popen(
        command, env=env, stdout=pipe, stderr=merge, encoding="utf-8", errors="replace", close_fds=False
    ) as process:
        try:
            for line in process.stdout or ():
                lines.append(line)
                if watch:
                    watch(line)
        except KeyboardInterrupt:
            process.terminate()
            raise
    if process.returncode:
        log.write_text("".join(lines), encoding="utf-8")
        errors = [line for line in lines if line.startswith("ERROR")] or lines[-5:]
        raise Stop(f"{''.join(errors)}{failure}. Chi tiết: {log}")


# ── The door ─────────────────────────────────────────────────────────────────────────────────────────────


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # no console may fail on Vietnamese; pipes carry UTF-8
            fixed = "PYTHONIOENCODING" in os.environ or stream.isatty()
            stream.reconfigure(encoding=None if fixed else "utf-8", errors="replace")
    if not arguments or arguments[0] == "help":
        print(USAGE)
        return 0 if arguments else 2
    word, rest = arguments[0], arguments[1:]
    try:
        if word not in WORDS:
            ensure(RUNTIME)
            return hand_over([str(KHACPHUC), *arguments])
        ensure(DEV)
        program, *first = WORDS[word]
        return hand_over([str(PYTHON), str(ROOT / "scripts" / program), *first, *rest])
    except KeyboardInterrupt:
        say("\nĐã dừng theo yêu cầu (interrupted).")
        return 130
    except (Stop, OSError) as problem:
        say(str(problem))
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
