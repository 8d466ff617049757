"""Calendars and feeds, read back by icalendar and feedparser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from khacphuc.exports.ics import escaped, folded
from khacphuc.obligations.timeliness import is_open
from tests.exports.registers import HOSTILE, ROOT, export, ledger, small
from tests.pages.register import CONCLUSION, FOLDER, POLICY

EXTENSION = (
    "---\ntype: extension\ndate: 2026-07-10\nby: chi-bo-a\noutcome: approved\ndecided_by: dang-uy\n"
    "tasks: [{task: N1, from: 2026-07-15, to: 2026-12-30}]\n---\n"
)


def events(data: bytes) -> dict[str, dict[str, str]]:
    calendar = Calendar.from_ical(data)
    return {
        str(event["UID"]): {
            name: str(getattr(event[name], "dt", event[name])) for name in event if name != "DTSTAMP"
        }
        for event in calendar.walk("VEVENT")
    }


def test_each_open_deadline_is_an_event(tmp_path: Path) -> None:
    found = events(export(ROOT, tmp_path / "c.ics", "ics"))
    confirmed = {
        uid.removesuffix("@khacphuc"): event["DTSTART"]
        for uid, event in found.items()
        if event["STATUS"] == "CONFIRMED"
    }
    wanted = {
        row.obligation.id: row.obligation.deadline.current.isoformat()
        for row in ledger().open
        if row.obligation.deadline.current
    }
    assert confirmed == wanted


def test_a_moved_deadline_keeps_its_event(tmp_path: Path) -> None:
    before = events(export(small(tmp_path / "a"), tmp_path / "a.ics", "ics", day=date(2026, 7, 1)))
    root = small(tmp_path / "b", {f"{FOLDER}/2026-07-10-extension.md": EXTENSION})
    after = events(export(root, tmp_path / "b.ics", "ics", day=date(2026, 7, 20)))
    uid = "KL-1:N1@khacphuc"
    assert int(after[uid]["SEQUENCE"]) > int(before[uid]["SEQUENCE"])
    assert after[uid]["DTSTART"] == "2026-12-30"


def test_what_is_opened_again_is_newer_than_its_cancelling(tmp_path: Path) -> None:
    done = (
        "---\ntype: update\ndate: 2026-07-01\nby: chi-bo-a\n"
        "tasks: [{task: N1, state: done, done_on: 2026-07-01, evidence: [{title: Biên bản}]}]\n---\n"
    )
    judged = "---\ntype: verification\ndate: 2026-07-{day}\nby: ubkt\ntasks: [{{task: N1, outcome: {word}}}]\n---\n"
    files = {
        f"{FOLDER}/2026-07-01-update.md": done,
        f"{FOLDER}/2026-07-02-verification.md": judged.format(day="02", word="confirmed"),
        f"{FOLDER}/2026-07-04-verification.md": judged.format(day="04", word="rejected"),
    }
    root = small(tmp_path / "a", files)
    days = (date(2026, 6, 30), date(2026, 7, 3), date(2026, 7, 4))
    told = [
        events(export(root, tmp_path / "a.ics", "ics", "--force", day=day))["KL-1:N1@khacphuc"]
        for day in days
    ]
    assert [one["STATUS"] for one in told] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    numbers = [int(one["SEQUENCE"]) for one in told]
    assert numbers == sorted(set(numbers))


def test_what_is_closed_is_cancelled(tmp_path: Path) -> None:
    data = export(ROOT, tmp_path / "c.ics", "ics")
    closed = {row.obligation.id for row in ledger().shown if not is_open(row.obligation)}
    cancelled = {
        uid.removesuffix("@khacphuc") for uid, event in events(data).items() if event["STATUS"] == "CANCELLED"
    }
    assert cancelled
    assert cancelled <= closed


def test_reminders_are_a_setting(tmp_path: Path) -> None:
    root = small(tmp_path / "a")
    assert b"VALARM" not in export(root, tmp_path / "a.ics", "ics", day=date(2026, 6, 1))
    small(root, {"plans/policy.yml": POLICY.replace("days:\n", "days:\n  calendar_alarm: 3\n")})
    assert b"TRIGGER:-P3D" in export(root, tmp_path / "a.ics", "ics", day=date(2026, 6, 1))


@settings(deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_text_is_folded_and_comes_back(text: str) -> None:
    lines = folded(f"SUMMARY:{escaped(text)}")
    assert all(len(line) <= 75 for line in lines.split(b"\r\n"))
    lines.decode()
    head = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    )
    event = Calendar.from_ical(head + lines + b"END:VEVENT\r\nEND:VCALENDAR\r\n").walk("VEVENT")[0]
    said = str(event["SUMMARY"])
    assert escaped(said) == escaped(text)


def test_a_feed_tells_what_has_become_overdue_and_what_was_closed(tmp_path: Path) -> None:
    data = export(ROOT, tmp_path / "f.atom", "atom")
    feed = feedparser.parse(data)
    assert not feed.bozo
    assert feed.entries
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    updated = [entry.updated for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    late = {row.obligation.deadline.current for row in ledger().overdue}
    told = [entry for entry in feed.entries if entry.title.startswith("Quá hạn từ ngày")]
    assert told
    assert len(told) <= len(ledger().overdue)
    assert late


def test_a_move_is_told_with_both_days(tmp_path: Path) -> None:
    root = small(tmp_path / "b", {f"{FOLDER}/2026-07-10-extension.md": EXTENSION})
    feed = feedparser.parse(export(root, tmp_path / "b.atom", "atom", day=date(2026, 7, 20), language="en"))
    titles = [entry.title for entry in feed.entries]
    assert any("from 15 Jul 2026 to 30 Dec 2026" in title for title in titles), titles


@pytest.mark.parametrize("text", [*HOSTILE[:-2], "]]>", "\\n;,"])
def test_hostile_titles_stay_text(tmp_path: Path, text: str) -> None:
    conclusion = CONCLUSION.replace("Kết luận giám sát Chi bộ A", '"' + text.replace("\\", "\\\\") + '"')
    root = small(tmp_path / "a", {f"{FOLDER}/conclusion.md": conclusion})
    first = export(root, tmp_path / "a.atom", "atom")
    feed = feedparser.parse(first)
    assert not feed.bozo
    found = events(export(root, tmp_path / "a.ics", "ics"))
    plain = text[:100]
    assert all(plain in event["DESCRIPTION"] for event in found.values())
    assert first == export(root, tmp_path / "a.atom", "atom")


def test_a_part_of_the_register_is_its_own_calendar(tmp_path: Path) -> None:
    whole = events(export(ROOT, tmp_path / "w.ics", "ics"))
    unit = events(export(ROOT, tmp_path / "u.ics", "ics", "--unit", "dang-uy-so-tai-chinh"))
    follower = events(export(ROOT, tmp_path / "f.ics", "ics", "--follower", "uy-ban-kiem-tra"))
    assert whole.keys() > unit.keys()
    assert whole.keys() > follower.keys() > set()
