"""The editor's server answers the pages of its own, and nobody else."""

from __future__ import annotations

import http.client
import json
from pathlib import Path

import pytest

from khacphuc.form.serving import EditServer
from tests.form.conftest import git, served
from tests.pages.register import FOLDER

PLAN = f"{FOLDER}/plan.md"


def ask(
    server: EditServer, method: str, path: str, body: object = None, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    sent = json.dumps(body).encode() if body is not None else None
    given = {name.replace("_", "-"): value for name, value in headers.items() if value}
    connection.request(method, path, sent, given)
    answer = connection.getresponse()
    found = answer.status, answer.read(), dict(answer.getheaders())
    connection.close()
    return found


def own(server: EditServer, **changed: str) -> dict[str, str]:
    """The headers of a request from a page of the server."""
    headers = {
        "Host": f"127.0.0.1:{server.server_port}",
        "Origin": server.origin,
        "Content_Type": "application/json",
        "X_Khacphuc_Token": server.token,
    }
    return headers | changed


def values(server: EditServer, path: str = PLAN) -> dict[str, object]:
    with server.busy:
        found = server.editor.values(server.editor.target(path))
    return json.loads(json.dumps(found))  # type: ignore[no-any-return]


def test_only_the_loopback_address_is_listened_on(server: EditServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("path", ["/", "/static/khacphuc-form.js", "/x/", "//", f"/{'a' * 32}/"])
def test_without_the_token_there_is_nothing(server: EditServer, path: str) -> None:
    assert ask(server, "GET", path, **own(server))[0] == 404


@pytest.mark.parametrize(
    ("header", "value"),
    [("Host", "evil.example"), ("Host", "localhost"), ("Origin", "https://evil.example"), ("Origin", "null"),
     ("Sec_Fetch_Site", "cross-site")],
)  # fmt: skip
def test_other_hosts_and_origins_are_refused(server: EditServer, header: str, value: str) -> None:
    path = f"/{server.token}/"
    assert ask(server, "GET", path, **own(server))[0] == 200
    assert ask(server, "GET", path, **own(server, **{header: value}))[0] == 403


@pytest.mark.parametrize(
    ("header", "value"),
    [("Origin", ""), ("Origin", "http://localhost"), ("X_Khacphuc_Token", ""), ("X_Khacphuc_Token", "x"),
     ("Content_Type", "text/plain"), ("Content_Type", "application/x-www-form-urlencoded")],
)  # fmt: skip
def test_what_changes_something_must_come_from_a_page_of_the_server(
    server: EditServer, root: Path, header: str, value: str
) -> None:
    before = git(root, "for-each-ref")
    body = {"values": {**values(server), "title": "Đổi"}, "origin": values(server)}
    path = f"/{server.token}/save?path={PLAN}"
    assert ask(server, "POST", path, body, **own(server, **{header: value}))[0] == 403
    assert git(root, "for-each-ref") == before


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd",
        "plans/../secret",
        "/etc/passwd",
        "README.md",
        "plans/chi-bo-a/kl-1/none.md",
        ".git/config",
    ],
)
def test_only_documents_are_opened(server: EditServer, path: str) -> None:
    assert ask(server, "GET", f"/{server.token}/open/{path}", **own(server))[0] in (404, 409)
    status, _, _ = ask(server, "POST", f"/{server.token}/save?path={path}", {"values": {}}, **own(server))
    assert status in (404, 409)


@pytest.mark.parametrize("body", [None, [], {"values": []}, {"values": "x"}, {}])
def test_nonsense_is_refused(server: EditServer, body: object) -> None:
    assert ask(server, "POST", f"/{server.token}/check?path={PLAN}", body, **own(server))[0] in (400, 413)


def test_every_answer_forbids_foreign_scripts_and_frames(server: EditServer) -> None:
    _, _, headers = ask(server, "GET", f"/{server.token}/open/{PLAN}", **own(server))
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"


def save(server: EditServer, new: object, origin: object, path: str = PLAN) -> dict[str, object]:
    _, body, _ = ask(
        server, "POST", f"/{server.token}/save?path={path}", {"values": new, "origin": origin}, **own(server)
    )
    return json.loads(body)  # type: ignore[no-any-return]


def test_a_saved_title_is_one_line_on_a_branch_and_the_files_stay(server: EditServer, root: Path) -> None:
    before = values(server)
    told = save(server, {**before, "title": "Kế hoạch mới"}, before)
    assert told["saved"], told
    branch = git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads/ghi-so").strip()
    assert branch == "ghi-so/chi-bo-a-kl-1-2026112301"
    assert git(root, "diff", "--stat", "main", branch).splitlines()[-1].split()[:3] == [
        "1",
        "file",
        "changed,",
    ]
    assert git(root, "diff", "--numstat", "main", branch).split()[:2] == ["1", "1"]
    assert git(root, "log", "-1", "--format=%an <%ae>", branch).strip() == "Trần Thị Thử <thu@example.vn>"
    assert git(root, "status", "--porcelain") == ""


def test_a_second_save_goes_on_with_the_branch(server: EditServer, root: Path) -> None:
    before = values(server)
    save(server, {**before, "title": "Một"}, before)
    again = values(server)
    assert again["title"] == "Một"
    assert save(server, {**again, "title": "Hai"}, again)["saved"]
    assert git(root, "rev-list", "--count", "main..ghi-so/chi-bo-a-kl-1-2026112301").strip() == "2"


@pytest.mark.parametrize("in_git", [True, False])
def test_two_people_at_one_document_lose_nothing(root: Path, in_git: bool) -> None:  # noqa: FBT001 - a parameter
    with served(root, in_git=in_git) as server:
        loaded = values(server)
        tasks = json.loads(json.dumps(loaded["tasks"]))
        tasks[0]["product"] = "Sản phẩm của người thứ hai"
        assert save(server, {**loaded, "title": "Tên của người thứ nhất"}, loaded)["saved"]
        assert save(server, {**loaded, "tasks": tasks}, loaded)["saved"]
        both = values(server)
        assert both["title"] == "Tên của người thứ nhất"
        assert both["tasks"] == tasks
        third = save(server, {**loaded, "title": "Tên của người thứ ba"}, loaded)
        assert not third["saved"]
        assert values(server)["title"] == "Tên của người thứ nhất"


def test_a_wrong_value_is_told_at_its_place_and_not_saved(server: EditServer, root: Path) -> None:
    loaded = values(server)
    tasks = json.loads(json.dumps(loaded["tasks"]))
    tasks[0]["due"] = "31/02/2026"
    tasks[0]["lead"] = "khong-co"
    told = save(server, {**loaded, "tasks": tasks}, loaded)
    assert not told["saved"]
    problems = told["problems"]
    assert isinstance(problems, list)
    assert {"tasks/0/due", "tasks/0/lead"} <= {"/".join(map(str, one["path"])) for one in problems}
    assert git(root, "for-each-ref", "refs/heads/ghi-so") == ""


def test_a_symbolic_link_is_never_written_through(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_text((root / PLAN).read_text("utf-8"), "utf-8")
    (root / PLAN).unlink()
    (root / PLAN).symlink_to(elsewhere)
    text = elsewhere.read_text("utf-8")
    with served(root, in_git=False) as server:
        status, _, _ = ask(server, "GET", f"/{server.token}/open/{PLAN}", **own(server))
        assert status == 409
    assert elsewhere.read_text("utf-8") == text


def test_what_was_changed_on_disk_and_not_committed_is_told(server: EditServer, root: Path) -> None:
    case = f"/{server.token}/case/{FOLDER.removeprefix('plans/')}/"
    assert "plan.md. " not in ask(server, "GET", case, **own(server))[1].decode()
    (root / PLAN).write_text((root / PLAN).read_text("utf-8") + "Lời thêm\n", "utf-8")
    assert "plan.md. " in ask(server, "GET", case, **own(server))[1].decode()
