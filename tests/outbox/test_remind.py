"""``khacphuc remind``: whom it writes to, what it says, and that nobody hears of one thing twice."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from khacphuc.cli import main
from tests.cli.register import write
from tests.outbox.posts import Asked, Mailbox, json_server, mailbox, page, plain
from tests.outbox.registers import ALONE, git
from tests.outbox.registers import register as made
from tests.pages.register import CONCLUSION, FOLDER, UNITS, files, opened

Register = Callable[..., Path]
Remind = Callable[..., str]

TITLE = "title: Kết luận giám sát Chi bộ A"
CONTACTS = """\
# Nơi nhận tin
chi-bo-a         email van-thu@a.example.vn
chi-bo-a/bi-thu  email bi-thu@a.example.vn
ubkt             email ubkt@example.vn
dang-uy          paste
"""
EXTENDED = (
    "---\ntype: extension\ndate: 2026-09-01\nby: chi-bo-a\ntasks: [{task: N1, from: 2026-08-31, to: 2026-12-31}]\n"
    "reason: Chờ văn bản.\noutcome: approved\ndecided_by: dang-uy\n---\n"
)


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as found:
        yield found


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """Make a register, some files changed."""
    write(tmp_path, "contacts", CONTACTS)
    return lambda changed=None: made(tmp_path / "register", changed)


@pytest.fixture
def remind(
    tmp_path: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Remind:
    """Run the command on a day, and return what it says."""
    monkeypatch.setenv("KHACPHUC_SMTP", box.address)
    monkeypatch.setenv("KHACPHUC_SENDER", "so@example.vn")

    def run(root: Path, day: str, *words: str, code: int = 0) -> str:
        contacts = str(tmp_path / "contacts")
        box.mails.clear()
        capsys.readouterr()
        given = ("--root", str(root), "--as-of", day, "--contacts", contacts, "--lang", "en", *words)
        assert main(["remind", *given]) == code
        said = capsys.readouterr()
        return said.out + said.err

    return run


def receivers(box: Mailbox) -> list[str]:
    return sorted(mail["To"] for mail in box.mails)


# ------------------------------------------------------------------------------------------ whom, and when


def test_it_goes_from_who_owes_to_the_head_to_the_follower(
    register: Register, remind: Remind, box: Mailbox
) -> None:
    root = register(
        {f"{FOLDER}/plan.md": ALONE[f"{FOLDER}/plan.md"].replace("accountable: chi-bo-a/bi-thu", "")}
    )
    unit, head, follower = "van-thu@a.example.vn", "bi-thu@a.example.vn", "ubkt@example.vn"
    steps = {
        "2026-08-16": [],
        "2026-08-17": [unit],  # due in 14 days
        "2026-08-31": [],
        "2026-09-01": [unit],
        "2026-09-06": [],
        "2026-09-07": [head],
        "2026-09-29": [],
        "2026-09-30": [follower],
        "2026-10-01": [],
    }
    for day, wanted in steps.items():
        remind(root, day, "--files")
        assert receivers(box) == wanted, day
        for mail in box.mails:
            assert ("goes to the head of the unit" in plain(mail)) is (mail["To"] == head)


def test_what_an_extension_moved_is_not_said_again_until_the_new_day_comes(
    register: Register, remind: Remind, box: Mailbox
) -> None:
    root = register()
    remind(root, "2026-08-20", "--files")
    assert "11 days left · due 31 Aug 2026" in plain(box.to("van-thu@a.example.vn"))
    remind(root, "2026-09-01", "--files")
    assert "1 day overdue" in plain(box.to("van-thu@a.example.vn"))
    write(root, f"{FOLDER}/2026-09-01-extension.md", EXTENDED)
    for day in ("2026-09-02", "2026-10-30", "2026-12-01"):
        remind(root, day, "--files")
        assert "N1" not in "".join(map(plain, box.mails))
    remind(root, "2026-12-20", "--files")
    assert "11 days left · due 31 Dec 2026" in plain(box.to("van-thu@a.example.vn"))


def test_a_plan_a_report_an_answer_and_a_verification_are_waited_for_alike(
    register: Register, remind: Remind, box: Mailbox
) -> None:
    opinion = files()[f"{FOLDER}/2026-09-01-opinion.md"]
    done = "---\ntype: update\ndate: 2026-09-01\nby: chi-bo-a\ntasks: [{task: N1, state: done, done_on: 2026-08-30}]\n---\n"
    root = register({f"{FOLDER}/2026-09-01-opinion.md": opinion, f"{FOLDER}/2026-09-01-update.md": done})
    write(
        root,
        "plans/chi-bo-a/kl-2/conclusion.md",
        CONCLUSION.replace("KL-1", "KL-2").replace("35-TB", "36-TB"),
    )
    remind(root, "2026-12-16")
    said = plain(box.to("van-thu@a.example.vn"))
    for what in ("Make the plan", "Send the report on the result", "Answer opinion YK1"):
        assert what in said
    assert "1 to verify" in plain(box.to("ubkt@example.vn"))


def test_a_follower_is_written_to_once_a_week(register: Register, remind: Remind, box: Mailbox) -> None:
    root = register()
    second = CONCLUSION.replace("KL-1", "KL-2").replace("35-TB", "36-TB")
    plan = ALONE[f"{FOLDER}/plan.md"].replace("12-KH", "13-KH")
    write(root, "plans/chi-bo-a/kl-2/conclusion.md", second)
    write(root, "plans/chi-bo-a/kl-2/plan.md", plan.replace("due: 2026-07-15", "due: 2026-09-02"))
    remind(root, "2026-09-30", "--files")
    assert "35-TB" in plain(box.to("ubkt@example.vn"))
    for day in ("2026-10-02", "2026-10-06"):  # the second is overdue for 30 days since the 2nd
        remind(root, day, "--files")
        assert "ubkt@example.vn" not in receivers(box)
    remind(root, "2026-10-07", "--files")
    assert "36-TB" in plain(box.to("ubkt@example.vn"))
    assert "35-TB" not in plain(box.to("ubkt@example.vn"))


def test_a_follower_of_sixty_cases_gets_what_fits_a_phone(
    register: Register, remind: Remind, box: Mailbox, record_property: Callable[[str, object], None]
) -> None:
    root = register()
    for number in range(2, 61):
        text = CONCLUSION.replace("KL-1", f"KL-{number}").replace("35-TB", f"{number + 100}-TB")
        write(root, f"plans/chi-bo-a/kl-{number}/conclusion.md", text)
        due = f"due: 2026-0{number % 8 + 1}-15"
        plan = ALONE[f"{FOLDER}/plan.md"].replace("due: 2026-07-15", due).replace("12-KH", f"{number}-KH")
        write(root, f"plans/chi-bo-a/kl-{number}/plan.md", plan)
    remind(root, "2026-11-23", "--files")
    said = plain(box.to("ubkt@example.vn"))
    assert "You follow 60 open cases" in said
    lines = said.splitlines()
    assert len([line for line in lines if line.startswith("- ")]) == 60
    assert max(map(len, lines)) <= 110
    record_property("digest of 60 cases, all overdue: characters, lines", f"{len(said)}, {len(lines)}")
    assert "-TB" not in remind(root, "2026-11-24", "--files")


def test_who_has_left_a_role_hears_no_more(register: Register, remind: Remind, box: Mailbox) -> None:
    left = UNITS["units/chi-bo-a.md"].replace("id: bi-thu,", "id: bi-thu, until: 2026-08-31,")
    root = register({"units/chi-bo-a.md": left})
    remind(root, "2026-09-10")
    assert receivers(box) == ["van-thu@a.example.vn"]


# ------------------------------------------------------------------------------------------ once


def test_two_runs_with_nothing_merged_in_between_send_once(
    register: Register, remind: Remind, box: Mailbox, tmp_path: Path
) -> None:
    root, bare = register(), tmp_path / "origin.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(root), str(bare)], check=True)
    git(root, "remote", "add", "origin", str(bare))
    said = remind(root, "2026-09-01", "--push")
    assert len(box.mails) == 2
    assert "Recorded on the branch khacphuc/nhac-viec" in said
    remind(root, "2026-09-01", "--push")
    assert box.mails == []
    # A scheduled run begins with a clone of its own, which knows the branch by its remote name only.
    fresh = tmp_path / "fresh"
    subprocess.run(["git", "clone", "-q", str(bare), str(fresh)], check=True)
    git(fresh, "config", "user.name", "Sổ theo dõi")
    git(fresh, "config", "user.email", "so@example.vn")
    remind(fresh, "2026-09-02", "--push")
    assert box.mails == []
    remind(fresh, "2026-09-07", "--push")  # the head's turn
    assert receivers(box) == ["bi-thu@a.example.vn"]
    assert int(git(bare, "rev-list", "--count", "main..khacphuc/nhac-viec")) == 2
    # Merged and the branch deleted, the register itself remembers.
    git(fresh, "merge", "-q", "khacphuc/nhac-viec")
    git(fresh, "branch", "-qD", "khacphuc/nhac-viec")
    git(fresh, "update-ref", "-d", "refs/remotes/origin/khacphuc/nhac-viec")
    remind(fresh, "2026-09-08")
    assert box.mails == []


def test_nothing_is_sent_that_may_not_be_pushed(
    register: Register, remind: Remind, box: Mailbox, tmp_path: Path
) -> None:
    root, bare = register(), tmp_path / "origin.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(root), str(bare)], check=True)
    hook = bare / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho may not push >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    git(root, "remote", "add", "origin", str(bare))
    for day in ("2026-09-01", "2026-09-02"):
        said = remind(root, day, "--push", code=2)
        assert "Nothing was sent: origin does not take the branch" in said
        assert "may not push" in said
        assert box.mails == []
    hook.unlink()
    remind(root, "2026-09-03", "--push")
    assert len(box.mails) == 2


def test_nothing_is_sent_while_what_waits_there_is_not_known_here(
    register: Register, remind: Remind, box: Mailbox, tmp_path: Path
) -> None:
    root, bare = register(), tmp_path / "origin.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(root), str(bare)], check=True)
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--single-branch", f"file://{bare}", str(shallow)], check=True)
    git(shallow, "config", "user.name", "Sổ theo dõi")
    git(shallow, "config", "user.email", "so@example.vn")
    git(shallow, "remote", "set-url", "origin", str(bare))
    git(root, "remote", "add", "origin", str(bare))
    remind(root, "2026-09-01", "--push")
    assert "holds what is not known here" in remind(shallow, "2026-09-02", "--push", code=2)
    assert box.mails == []
    git(shallow, "fetch", "-q", "origin", "+refs/heads/khacphuc/*:refs/remotes/origin/khacphuc/*")
    remind(shallow, "2026-09-02", "--push")
    assert box.mails == []


def test_what_the_server_refuses_is_told_and_tried_again(
    register: Register, remind: Remind, box: Mailbox
) -> None:
    root = register()
    box.refused = {"bi-thu@a.example.vn"}
    said = remind(root, "2026-09-01", code=1)
    assert receivers(box) == ["van-thu@a.example.vn"]
    assert "550 no such mailbox" in said
    box.refused = set()
    remind(root, "2026-09-02")
    assert receivers(box) == ["bi-thu@a.example.vn"]


def test_a_server_that_takes_one_mail_at_a_time_gets_all(
    register: Register, remind: Remind, box: Mailbox
) -> None:
    box.most = 1
    remind(register(), "2026-09-01")
    assert receivers(box) == ["bi-thu@a.example.vn", "van-thu@a.example.vn"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program without asking it")
def test_a_run_that_is_stopped_remembers_what_it_sent(
    register: Register, remind: Remind, box: Mailbox, tmp_path: Path
) -> None:
    root = register()
    box.slow = 1.0
    words = ("remind", "--root", str(root), "--as-of", "2026-09-01", "--contacts", str(tmp_path / "contacts"))
    with subprocess.Popen([sys.executable, "-m", "khacphuc", *words]) as run:
        assert box.taking.wait(60)
        sent = len(box.mails)
        box.taking.clear()
        assert box.taking.wait(60), "the first is handed over, the second on its way"
        run.terminate()
    assert len(box.mails) == sent + 1
    first, _ = (mail["To"] for mail in box.mails)
    box.slow = 0.0
    remind(root, "2026-09-01")
    assert first not in receivers(box)


@pytest.mark.skipif(sys.platform != "linux", reason="only there is the whole of 127.0.0.0/8 this machine")
def test_a_server_without_encryption_gets_nothing(
    register: Register, remind: Remind, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = register()
    with mailbox("127.0.0.2") as open_box:
        monkeypatch.setenv("KHACPHUC_SMTP", open_box.address)
        assert "STARTTLS" in remind(root, "2026-09-01", code=1)
        assert open_box.mails == []


def test_it_logs_in_and_never_shows_the_password(
    register: Register, remind: Remind, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = register()
    with mailbox(login=("so@example.vn", "b/i m@t")) as box:
        for password, code, count in (("wr0ng", 1, 0), ("b%C3%AD", 1, 0), ("b%2Fi%20m%40t", 0, 2)):
            address = box.address.replace("//", f"//so%40example.vn:{password}@")
            monkeypatch.setenv("KHACPHUC_SMTP", address)
            said = remind(root, "2026-09-01", code=code)
            assert len(box.mails) == count
            assert password not in said


def test_a_malformed_server_is_told_without_what_it_holds(
    register: Register, remind: Remind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHACPHUC_SMTP", "smtp://u:s3cret@host:port")
    said = remind(register(), "2026-09-01", code=1)
    assert "smtps://user:password@host:465" in said
    assert "s3cret" not in said


def test_who_owes_cannot_keep_a_reminder_away(register: Register, remind: Remind, box: Mailbox) -> None:
    forged = (
        "---\ntype: notification\ndate: 2026-08-30\nby: chi-bo-a\nsent:\n"
        "  - {obligation: N1, stage: overdue, due: 2026-08-31, to: chi-bo-a, channel: email}\n---\n"
    )
    root = register({f"{FOLDER}/2026-08-30-notification.md": forged})
    remind(root, "2026-09-01")
    assert "van-thu@a.example.vn" in receivers(box)
    git(root, "reset", "-q", "--hard")
    assert (
        main(["check", "--root", str(root), "--as-of", "2026-09-01", "--format", "json", str(root / FOLDER)])
        == 1
    )


def test_a_dry_run_shows_all_and_changes_nothing(register: Register, remind: Remind, box: Mailbox) -> None:
    root = register()
    said = remind(root, "2026-10-15", "--dry-run")
    assert box.mails == []
    assert "chi-bo-a (email)" in said
    assert "ubkt (email)" in said
    assert git(root, "branch", "--list") == "* main\n"
    assert git(root, "status", "--porcelain") == ""


def test_nothing_is_sent_that_could_not_be_recorded(register: Register, remind: Remind, box: Mailbox) -> None:
    root = register()
    git(root, "checkout", "-qb", "khacphuc/nhac-viec")
    assert "is checked out" in remind(root, "2026-09-01", code=2)
    assert box.mails == []


# ------------------------------------------------------------------------------------------ what is said


def test_words_of_the_register_are_only_words(register: Register, remind: Remind, box: Mailbox) -> None:
    hostile = 'title: "Kết luận\\r\\nBcc: a@b.example <script>alert(1)</script> <img src=x>"'
    unit = UNITS["units/chi-bo-a.md"].replace("name: Chi bộ A", 'name: "Chi bộ A\\r\\nBcc: a@b.example"')
    root = register(
        {f"{FOLDER}/conclusion.md": CONCLUSION.replace(TITLE, hostile), "units/chi-bo-a.md": unit}
    )
    remind(root, "2026-09-01")
    for mail in box.mails:
        assert mail["Bcc"] is None
        assert "\n" not in mail["Subject"]
        assert mail["X-Rcpt"] == mail["To"]
        assert "<script" not in page(mail)
        assert "<img" not in page(mail)
        assert "&lt;script&gt;" in page(mail)
        assert "\nBcc:" not in plain(mail)


def test_of_a_restricted_case_nothing_is_said_but_that_something_is_due(
    register: Register, remind: Remind, box: Mailbox
) -> None:
    root = register(
        {f"{FOLDER}/conclusion.md": CONCLUSION.replace(TITLE, f"{TITLE}\nvisibility: restricted")}
    )
    remind(root, "2026-10-15")
    assert len(box.mails) == 3
    for mail in box.mails:
        for text in (plain(mail), page(mail), mail["Subject"]):
            for word in ("35-TB", "KL-1", "kl-1", "N1", "Quy chế", "giám sát"):
                assert word not in text
        assert "Something is due in a restricted case" in plain(mail)


def test_the_follower_gets_a_letter_to_sign(
    register: Register, remind: Remind, box: Mailbox, tmp_path: Path
) -> None:
    root, folder = register(), tmp_path / "cong-van"
    name = "reminder-chi-bo-a-kl-1-2026-09-30.docx"
    words = ("--letters", str(folder))
    assert f"letter to sign: {name}" in remind(root, "2026-09-30", "--dry-run", *words)
    assert not folder.exists()
    remind(root, "2026-09-01", "--files", *words)
    assert not list(folder.iterdir()), "the follower is not told yet"
    remind(root, "2026-09-30", "--files", *words)
    assert f"letter to sign: {name}" in plain(box.to("ubkt@example.vn"))
    with ZipFile(folder / name) as letter:
        assert "30 days overdue" in letter.read("word/document.xml").decode()
    (folder / name).write_bytes(b"edited")
    remind(register(), "2026-09-30", "--files", *words)
    assert (folder / name).read_bytes() == b"edited"


def test_a_restricted_case_gets_no_letter(register: Register, remind: Remind, tmp_path: Path) -> None:
    root = register(
        {f"{FOLDER}/conclusion.md": CONCLUSION.replace(TITLE, f"{TITLE}\nvisibility: restricted")}
    )
    said = remind(root, "2026-10-15", "--files", "--letters", str(tmp_path / "cong-van"))
    assert not list((tmp_path / "cong-van").iterdir())
    assert "kl-1" not in said


def test_letters_that_cannot_be_written_keep_all_from_being_sent(
    register: Register, remind: Remind, box: Mailbox, tmp_path: Path
) -> None:
    write(tmp_path, "tep", "x")
    said = remind(register(), "2026-09-30", "--files", "--letters", str(tmp_path / "tep" / "x"), code=2)
    assert "cannot be written" in said
    assert not box.mails


def test_a_notification_is_no_reminder(register: Register, remind: Remind) -> None:
    root = register()
    remind(root, "2026-09-01", "--files")
    (path,) = root.glob(f"{FOLDER}/*notification.md")
    _, before, _ = opened(dict(ALONE))
    _, after, _ = opened({**ALONE, f"{FOLDER}/{path.name}": path.read_text("utf-8")})
    assert after.notifications
    assert (after.obligations, after.urged_on) == (before.obligations, before.urged_on)


# ------------------------------------------------------------------------------------------ other ways


def test_zalo_gets_a_text_of_its_length_and_its_token_is_never_shown(
    register: Register, remind: Remind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Asked] = []

    def answer(one: Asked) -> tuple[int, Any]:
        asked.append(one)
        return (
            (200, {"ok": True, "result": {}})
            if len(asked) == 1
            else (401, {"ok": False, "description": "no"})
        )

    root = register()
    write(tmp_path, "contacts", "chi-bo-a zalo 4f1c\nchi-bo-a/bi-thu zalo 5a5a\n")
    with json_server(answer) as address:
        monkeypatch.setenv("KHACPHUC_ZALO_API", address)
        monkeypatch.setenv("KHACPHUC_ZALO_TOKEN", "12:secret")
        said = remind(root, "2026-09-01", code=1)
    assert [one.path for one in asked] == ["/bot12:secret/sendMessage"] * 2
    assert [one.body["chat_id"] for one in asked] == ["4f1c", "5a5a"]
    assert "N1: Ban hành Quy chế" in asked[0].body["text"]
    assert "127.0.0.1 answers 401" in said
    assert "secret" not in said


def test_a_token_goes_nowhere_but_to_the_host_that_is_named(
    register: Register, remind: Remind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Asked] = []

    def answer(one: Asked) -> tuple[int, Any]:
        asked.append(one)
        return 200, {"ok": True}

    root = register()
    write(tmp_path, "contacts", "chi-bo-a zalo 4f1c\n")
    with (
        json_server(answer) as elsewhere,
        json_server(lambda _: (307, {}), {"Location": f"{elsewhere}/x"}) as address,
    ):
        monkeypatch.setenv("KHACPHUC_ZALO_API", address)
        monkeypatch.setenv("KHACPHUC_ZALO_TOKEN", "12:secret")
        assert "answers 307" in remind(root, "2026-09-01", code=1)
    assert asked == []


def test_who_cannot_be_reached_is_told_and_what_is_pasted_counts_as_sent(
    register: Register, remind: Remind, tmp_path: Path
) -> None:
    root = register()
    write(tmp_path, "contacts", "")
    assert "Nobody knows where to reach chi-bo-a" in remind(root, "2026-09-01")
    assert "To: Chi bộ A" in remind(root, "2026-09-01", "--paste")
    assert "To: Chi bộ A" not in remind(root, "2026-09-01", "--paste")


@pytest.mark.parametrize(
    "line",
    ["chi-bo-a email", "chi-bo-a email a@b\nBcc:x", "chi-bo-a fax 1", "chi-bo-a email a,b@c.vn", "x y z w"],
)
def test_a_line_of_contacts_that_cannot_be_read_is_told(
    line: str, register: Register, remind: Remind, tmp_path: Path
) -> None:
    root = register()
    write(tmp_path, "contacts", f"{line}\n")
    assert "line 1:" in remind(root, "2026-09-01", code=2)


def test_who_is_no_longer_there_silences_nobody(
    register: Register, remind: Remind, box: Mailbox, tmp_path: Path
) -> None:
    root = register()
    write(tmp_path, "contacts", f"khong-co email x@example.vn\n{CONTACTS}")
    said = remind(root, "2026-09-01", "--files")
    assert "line 1: “khong-co” is not in the register." in said
    assert len(box.mails) == 2


def test_contacts_are_read_as_editors_on_windows_save_them(
    register: Register, remind: Remind, box: Mailbox, tmp_path: Path
) -> None:
    root = register()
    lines = "chi-bo-a email van-thu@a.example.vn\r\nubkt paste\r\n"
    (tmp_path / "contacts").write_bytes(lines.encode("utf-16"))
    assert "is no text in UTF-8" in remind(root, "2026-09-01", code=2)
    (tmp_path / "contacts").write_bytes(lines.encode("utf-8-sig"))
    remind(root, "2026-09-01", "--files")
    assert receivers(box) == ["van-thu@a.example.vn"]
