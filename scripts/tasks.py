"""The chores of a developer and of CI: `scripts/run.py test` and `scripts/run.py ci` end here, inside .venv."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

Step = Callable[[], int]

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
BROWSERS = "chromium chromium-browser google-chrome google-chrome-stable chrome msedge".split()
BROWSER_PLACES = (  # where macOS and Windows keep browsers, outside the PATH
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
# One worker a core; a file stays with one worker, so that what its tests share is made once.
WHOLE_SUITE = ("-n", "auto", "--maxprocesses", "8", "--dist", "loadfile")


def run(*command: str, **settings: str) -> int:
    """Run a program in the repository root to its end. Returns its exit code."""
    return subprocess.run(command, env=os.environ | settings, cwd=ROOT, check=False).returncode


def tool(name: str, *arguments: str) -> Step:
    """A step that runs a program of .venv."""
    return lambda: run(str(PROGRAMS / name), *arguments)


def test(arguments: list[str]) -> int:
    """Run the whole suite on all cores, or exactly what the arguments ask of pytest."""
    browser = find_browser() or install_browser()
    if not browser:
        print("Thiếu Chromium hoặc Chrome: các kiểm thử cần trình duyệt không chạy được (no browser found).")
    found = {"KHACPHUC_CHROMIUM": browser} if browser else {}
    return run(sys.executable, "-m", "pytest", *(arguments or WHOLE_SUITE), **found)


def find_browser() -> str | None:
    """The path of Chromium, or of a relative that the tests can drive."""
    places = [os.environ.get("KHACPHUC_CHROMIUM"), *map(shutil.which, BROWSERS)]
    places += map(os.path.expandvars, BROWSER_PLACES)
    return next((place for place in places if place and os.access(place, os.X_OK)), None)


def install_browser() -> str | None:
    """On Debian, root can have one installed. Ubuntu's package of that name needs snapd, so look again after."""
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        return None
    print("Đang cài Chromium cho kiểm thử (apt-get)…", flush=True)
    for words in ("update -qq", "install -qq --no-install-recommends -o Dpkg::Use-Pty=0 chromium"):
        run(apt, *words.split(), DEBIAN_FRONTEND="noninteractive")
    return find_browser()


def ci(arguments: list[str]) -> int:
    """Run every check that a change must pass, or only the steps that the arguments name."""
    with TemporaryDirectory() as out:
        steps = ci_steps(str(Path(out, "site")))
        unknown = [name for name in arguments if name not in steps]
        if unknown:
            print(
                f"Không có bước {', '.join(unknown)}. Các bước (steps): {', '.join(steps)}.", file=sys.stderr
            )
            return 2
        return run_all({name: step for name, step in steps.items() if name in (arguments or steps)})


def ci_steps(site: str) -> dict[str, Step]:
    """Name and work of each check; ``site`` is where a trial site may be built."""
    workflows = [str(path) for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))]
    schema = ("check-jsonschema", "--builtin-schema")
    return {
        "lint": tool("ruff", "check"),
        "format": tool("ruff", "format", "--check"),
        "types": tool("mypy"),
        "tests": lambda: test([]),
        "register": tool("khacphuc", "check"),
        "site": tool("khacphuc", "site", "--build", "--strict", "--out", site),
        "generated": lambda: run(sys.executable, str(ROOT / "scripts" / "generate.py"), "--check"),
        "workflows": tool(*schema, "vendor.github-workflows", *workflows),
        "dependabot": tool(*schema, "vendor.dependabot", ".github/dependabot.yml"),
        "zizmor": tool("zizmor", "--offline", "--pedantic", "--no-progress", ".github"),
    }


def run_all(steps: Mapping[str, Step]) -> int:
    """Run every step, whatever becomes of those before it. Returns 1 if any failed."""
    results: list[tuple[str, int, float]] = []
    for name, step in steps.items():
        print(f"\n── {name} ──", flush=True)
        start = time.monotonic()
        results.append((name, step(), time.monotonic() - start))
    print("\n── Kết quả ──")
    for name, code, seconds in results:
        print(f"{f'HỎNG ({code})' if code else 'đạt':<10} {name:<11}{seconds:7.1f} s")
    return int(any(code for _, code, _ in results))


def main(task: str, *arguments: str) -> int:
    try:
        return {"test": test, "ci": ci}[task](list(arguments))
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu (interrupted).", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
