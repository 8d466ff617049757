"""Serving on this machine: a free port, live reload, and a site that survives a bad change."""

from __future__ import annotations

import errno
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from khacphuc.site.serving import Server
from tests.site.making import ROOT

RUN = "import sys; from khacphuc.cli import main; sys.exit(main(sys.argv[1:]))"
CASE = "cases/dang-uy-khoi/kl-2025-35/"
DOCUMENT = "plans/dang-uy-khoi/kl-2025-35/conclusion.md"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("register")
    for name in ("plans", "units", "docs"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.fixture(scope="module", params=["told by the system", "--poll"])
def address(register: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", RUN, "site", "--root", str(register), "--port", str(port)]
        command += [request.param] if request.param == "--poll" else []
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            assert process.stdout is not None
            said = ""
            while (match := re.search(r"http://\S+", said)) is None:
                line = process.stdout.readline()
                assert line, said
                said += line
            assert match[0] != f"http://127.0.0.1:{port}/"
            yield match[0]
            process.terminate()
            rest = process.stdout.read()
            assert process.wait(20) == 0, rest
            assert "Traceback" not in rest


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def wait_for(word: str, address: str, seconds: float) -> float:
    start = time.monotonic()
    while word not in get(address):
        assert time.monotonic() - start < seconds, f"{word} did not come"
        time.sleep(0.05)
    return time.monotonic() - start


def test_a_change_shows_soon_and_a_bad_one_ends_nothing(address: str, register: Path) -> None:
    get(address + CASE)
    time.sleep(
        1
    )  # the server compares with a first look at the files, which it takes when it begins to answer
    document = register / DOCUMENT
    text = document.read_text("utf-8")
    epoch, number = re.findall(r"livereload\((\d+), (\d+)\)", get(address + CASE))[0]
    document.write_text(re.sub(r"(?m)^title: ", "title: ĐỔI TÊN ", text), encoding="utf-8")
    wait_for("ĐỔI TÊN", address + CASE, 15)  # 2 s on an idle machine
    assert int(get(f"{address}livereload/{epoch}/{number}")) > int(
        epoch
    )  # so the browser loads the page anew

    settings = register / "mkdocs.yml"
    good = settings.read_text("utf-8")
    settings.write_text("site_name: [", encoding="utf-8")
    time.sleep(1.5)
    assert "ĐỔI TÊN" in get(address + CASE)
    settings.write_text(good, encoding="utf-8")
    document.write_text(text.replace("title: ", "title: LẦN HAI "), encoding="utf-8")
    wait_for("LẦN HAI", address + CASE, 15)
    document.write_text(text, encoding="utf-8")
    for name in ("Sổ thử", "Sổ thử lần hai"):  # as many editors save
        aside = settings.with_suffix(".new")
        aside.write_text(good.replace("site_name: Sổ", f"site_name: {name}"), encoding="utf-8")
        aside.replace(settings)
        wait_for(f"{name} theo dõi", address, 15)
    settings.write_text(good, encoding="utf-8")


def test_what_is_not_there_gets_the_sites_own_page(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as answer:
        get(f"{address}không-có/".replace("không-có", "khong-co"))
    assert answer.value.code == 404
    page = answer.value.read().decode()
    answer.value.close()
    assert "Không có trang này" in page
    assert 'href="/assets/' in page


def test_the_next_free_port_is_taken_and_none_is_said_so(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        server = Server(tmp_path, tmp_path, "127.0.0.1", port, lambda: None)
        assert server.server_port > port
        assert server.url == f"http://127.0.0.1:{server.server_port}/"
        server.server_close()
    with pytest.raises(OSError, match=r"\d"):
        Server(tmp_path, tmp_path, "192.0.2.1", 8000, lambda: None)


def test_listening_starts_before_serving(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body>đây</body>", encoding="utf-8")
    server = Server(tmp_path, tmp_path, "127.0.0.1", 8000, lambda: None)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert "đây" in get(server.url)
    finally:
        server.shutdown(wait=True)
        thread.join()


def test_where_there_is_more_than_the_system_watches_files_are_looked_at(tmp_path: Path) -> None:
    plan = tmp_path / "plans" / "plan.md"
    plan.parent.mkdir()
    rebuilt = threading.Event()
    server = Server(tmp_path, tmp_path, "127.0.0.1", 8000, rebuilt.set)

    def exhausted() -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    server.observer.start = exhausted  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        for number in range(30):
            plan.write_text(str(number), encoding="utf-8")
            if rebuilt.wait(0.5):
                break
        assert rebuilt.is_set()
    finally:
        server.shutdown(wait=True)
        thread.join()
