"""Values to records: what each type takes, which flaw it answers with, and that one pass finds all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from khacphuc.model import DOCUMENTS
from khacphuc.model.forms import CaseId, Email, Link, PaperNumber, PartyRef, ProgressText, UnitId
from khacphuc.model.plan import Plan, Task
from khacphuc.model.records import Update
from khacphuc.model.schema import (
    Key,
    Misread,
    Names,
    Refers,
    declared,
    left_out,
    marked,
    nearest,
    read,
    vocabulary,
)
from khacphuc.model.shared import Amount, Paper
from khacphuc.model.vocabulary import Declared, Severity
from khacphuc.text.nodes import YamlValue


class Everything(Struct, frozen=True, kw_only=True):
    """One key of every type."""

    text: Annotated[str | None, Key("t")] = None
    day: Annotated[date | None, Key("d")] = None
    whole: Annotated[int | None, Key("w")] = None
    number: Annotated[Decimal | None, Key("n")] = None
    truth: Annotated[bool, Key("b")] = False
    word: Annotated[Declared | None, Key("v")] = None
    unit: Annotated[UnitId | None, Key("u")] = None
    party: Annotated[PartyRef | None, Key("p")] = None
    case: Annotated[CaseId | None, Key("c")] = None
    sign: Annotated[PaperNumber | None, Key("s")] = None
    link: Annotated[Link | None, Key("l")] = None
    email: Annotated[Email | None, Key("e")] = None
    progress: Annotated[ProgressText | None, Key("g")] = None
    many: Annotated[tuple[str, ...], Key("m")] = ()
    part: Annotated[Paper | None, Key("r")] = None
    from_: Annotated[str | None, Key("f")] = None


class Needed(Struct, frozen=True, kw_only=True):
    must: Annotated[date, Key("m")]
    may: Annotated[str | None, Key("o")] = None


def flaws(**values: YamlValue) -> list[tuple[str, tuple[str, ...]]]:
    return [(flaw.kind, flaw.details) for flaw in read(Everything, dict(values))[1]]


def value(**values: YamlValue) -> object:
    record, found = read(Everything, dict(values))
    assert not found
    return getattr(record, next(iter(values)))


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("text", "no", "no"),
        ("day", "2024-02-29", date(2024, 2, 29)),
        ("whole", "0012", 12),
        ("number", "4700000000", Decimal(4700000000)),
        ("number", "13.5", Decimal("13.5")),
        ("number", "13.5150", Decimal("13.5150")),
        ("number", "2500.125", Decimal("2500.125")),
        ("number", "0.125", Decimal("0.125")),
        ("truth", "true", True),
        ("word", "in_progress", Declared.IN_PROGRESS),
        ("unit", "chi-bo-1", "chi-bo-1"),
        ("party", "chi-bo-1/bi-thu", "chi-bo-1/bi-thu"),
        ("case", "KL-2024-35.1", "KL-2024-35.1"),
        ("sign", "35-TB/ĐU", "35-TB/ĐU"),
        ("sign", "43/2023/NĐ-CP", "43/2023/NĐ-CP"),
        ("sign", "GAO-24-106221", "GAO-24-106221"),
        ("link", "https://vanban.example.vn/35?x=1", "https://vanban.example.vn/35?x=1"),
        ("progress", "0/12", "0/12"),
        ("progress", "50%", "50%"),
        ("progress", "1,2/3,4 ha", "1,2/3,4 ha"),
        ("many", "một", ("một",)),
    ],
)
def test_what_is_taken(key: str, text: str, expected: object) -> None:
    assert value(**{key: text}) == expected


def test_a_key_that_python_reserves_has_its_plain_name() -> None:
    assert read(Everything, {"from": "x"})[0].from_ == "x"
    assert [kind for kind, _ in flaws(from_="x")] == ["unknown-key"]


@pytest.mark.parametrize(
    ("key", "text", "kind", "first"),
    [
        ("day", "2024-02-30", "impossible-date", "2024-02-30"),
        ("day", "31/6/2024", "impossible-date", "31/6/2024"),
        ("day", "0024-01-01", "impossible-date", "0024-01-01"),
        ("day", "2024-13-01", "impossible-date", "2024-13-01"),
        ("day", "05/6/2024", "date-not-iso", "05/6/2024"),
        ("day", "trong quý III", "date-not-iso", "trong quý III"),
        ("day", "２０２４-01-01", "date-not-iso", "２０２４-01-01"),
        ("whole", "1.200", "wrong-type", "whole"),
        ("whole", "-1", "wrong-type", "whole"),
        ("whole", "٣", "wrong-type", "whole"),
        ("whole", "9" * 5000, "wrong-type", "whole"),
        ("number", "13.515", "ambiguous-number", "13.515"),
        ("number", "4,7", "wrong-type", "number"),
        ("number", "1e9", "wrong-type", "number"),
        ("number", "NaN", "wrong-type", "number"),
        ("number", "1.200.000", "wrong-type", "number"),
        ("truth", "yes", "wrong-type", "truth"),
        ("truth", "True", "wrong-type", "truth"),
        ("word", "đang làm", "unknown-value", "đang làm"),
        ("word", "Done", "unknown-value", "Done"),
        ("unit", "Chi bộ 1", "malformed-id", "Chi bộ 1"),
        ("unit", "a--b", "malformed-id", "a--b"),
        ("unit", "a" * 81, "malformed-id", "a" * 59 + "…"),
        ("unit", "a\n", "malformed-id", "a"),
        ("party", "a/b/c", "malformed-id", "a/b/c"),
        ("case", "kl-1", "malformed-id", "kl-1"),
        ("sign", "35", "malformed-number", "35"),
        ("sign", "35 - TB/ĐU", "malformed-number", "35 - TB/ĐU"),
        ("sign", "1-" + "-".join("a" * 5000), "malformed-number", "1-" + "a-" * 28 + "a…"),
        ("link", "javascript:alert(1)", "malformed-id", "javascript:alert(1)"),
        ("link", "https://[", "malformed-id", "https://["),
        ("link", "https://[::1/", "malformed-id", "https://[::1/"),
        ("link", "https://vanban.vn@xau.vn", "malformed-id", "https://vanban.vn@xau.vn"),
        ("link", "https://x\n.vn", "malformed-id", "https://x .vn"),
        ("link", 'https://x"onclick=', "malformed-id", 'https://x"onclick='),
        ("email", "a@b", "malformed-id", "a@b"),
        ("progress", "1/0", "malformed-progress", "1/0"),
        ("progress", "50", "malformed-progress", "50"),
        ("progress", "50%/100%", "malformed-progress", "50%/100%"),
        ("progress", "٣/12", "malformed-progress", "٣/12"),
        ("sign", "٣٥-TB/ĐU", "malformed-number", "٣٥-TB/ĐU"),
        ("sign", "35-ТВ/ĐU", "confusable-character", "35-ТВ/ĐU"),
        ("sign", "35-TB/ÐU", "confusable-character", "35-TB/ÐU"),
        ("unit", "сhi-bo", "confusable-character", "сhi-bo"),
        ("link", "https://vаnban.vn", "confusable-character", "https://vаnban.vn"),
    ],
)
def test_what_is_refused(key: str, text: str, kind: str, first: str) -> None:
    ((found, details),) = flaws(**{key: text})
    assert (found, details[0]) == (kind, first)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("05/6/2024", "2024-06-05"),
        ("5-6-2024", "2024-06-05"),
        ("5.6.2024", "2024-06-05"),
        ("ngày 05/6/2024", "2024-06-05"),
        ("ngày 05 tháng 6 năm 2024", "2024-06-05"),
        ("2024-6-5", "2024-06-05"),
        ("2024/06/05", "2024-06-05"),
        ("2024-06-05T00:00:00", "2024-06-05"),
        ("2024-06-05 08:30", "2024-06-05"),
        ("5/6/24", ""),
        ("tháng 6/2024", ""),
    ],
)
def test_dates_as_people_write_them_are_proposed_in_iso(written: str, iso: str) -> None:
    assert flaws(day=written) == [("date-not-iso", (written, iso, "day"))]


@pytest.mark.parametrize("key", ["text", "day", "whole", "number", "truth", "word", "unit", "sign"])
@pytest.mark.parametrize("bad", [{"a": "b"}, ["a"]])
def test_a_list_or_keys_where_one_value_belongs(key: str, bad: YamlValue) -> None:
    ((kind, details),) = flaws(**{key: bad})
    assert kind == "wrong-type"
    assert details[1] == ("mapping" if isinstance(bad, dict) else "list")


def test_keys_are_expected_below_a_part() -> None:
    assert flaws(part="35-TB/ĐU") == [("wrong-type", ("mapping", "text", "35-TB/ĐU", "Paper", "part"))]


def test_nothing_is_no_value() -> None:
    assert read(Everything, {"day": None, "text": "", "many": None}) == (Everything(), [])
    assert [flaw.kind for flaw in read(Needed, {"must": ""})[1]] == ["missing-key"]


def test_all_flaws_in_one_pass_with_their_paths() -> None:
    record, found = read(
        Update,
        {
            "type": "update",
            "date": "2024-02-30",
            "by": "chi-bo",
            "tasks": [{"task": "N1", "statee": "x", "evidence": [{"date": "x"}, None]}, "y"],
        },
    )
    assert record is None
    assert [(flaw.kind, flaw.path, flaw.on_key) for flaw in found] == [
        ("impossible-date", ("date",), False),
        ("unknown-key", ("tasks", 0, "statee"), True),
        ("date-not-iso", ("tasks", 0, "evidence", 0, "date"), False),
        ("wrong-type", ("tasks", 0, "evidence", 1), False),
        ("wrong-type", ("tasks", 1), False),
    ]


def test_a_misspelt_key_is_not_missing_as_well() -> None:
    assert [(flaw.kind, flaw.details) for flaw in read(Needed, {"mustt": "2024-01-01"})[1]] == [
        ("unknown-key", ("mustt", "Needed", "must"))
    ]
    assert [flaw.kind for flaw in read(Needed, {"xyz": "2024-01-01"})[1]] == ["unknown-key", "missing-key"]


def test_an_item_that_is_needed_and_broken_is_left_out() -> None:
    plan: YamlValue = {
        "type": "plan",
        "status": "issued",
        "tasks": [{"id": "n 1"}, {"id": "N2", "lead": ["A B", "b"]}, None],
    }
    record, found = read(Plan, plan)
    assert [task.id for task in record.tasks] == ["N2"]
    assert record.tasks[0].lead == ("b",)
    assert [flaw.kind for flaw in found] == ["malformed-id", "malformed-id", "wrong-type"]
    assert sorted(left_out(Plan, plan), key=str) == [("tasks", 0), ("tasks", 1, "lead", 0), ("tasks", 2)]


def test_a_mapping_of_settings_keeps_what_can_be_read() -> None:
    policy: YamlValue = {
        "type": "policy",
        "committee": "x",
        "rules": {"KP101": {"severity": "off", "reason": "x"}, "KP102": "off"},
    }
    record, found = read(DOCUMENTS["policy"], policy)
    assert record.rules["KP101"].severity is Severity.OFF
    assert list(record.rules) == ["KP101"]
    assert [flaw.path for flaw in found] == [("rules", "KP102")]


def test_marks_are_found_with_the_paths_of_the_record() -> None:
    record, _ = read(
        Plan,
        {
            "type": "plan",
            "status": "issued",
            "tasks": [
                {"id": "N1", "lead": "a", "milestones": [{"id": "N1.1", "text": "x"}], "depends_on": ["N2"]}
            ],
        },
    )
    assert list(marked(record, Names)) == [
        ("task", "N1", ("tasks", 0, "id")),
        ("milestone", "N1.1", ("tasks", 0, "milestones", 0, "id")),
    ]
    assert list(marked(record, Refers)) == [
        ("party", "a", ("tasks", 0, "lead", 0)),
        ("task", "N2", ("tasks", 0, "depends_on", 0)),
    ]


def test_declarations_and_words_are_found_by_name() -> None:
    read(Task, {})
    assert declared("Task") is Task
    assert declared("Nothing") is None
    assert vocabulary("Declared") is Declared
    assert vocabulary("Nothing") is None


def test_the_nearest_word() -> None:
    assert nearest("reslut", ["result", "reason"]) == ("result",)
    assert nearest("Result", ["result"]) == ("result",)
    assert nearest("x", ["result"]) == ()
    assert nearest("a" * 100_000, ["result"]) == ()


WORDS = st.sampled_from(
    [*"type date by tasks task id state percent findings people rules".split(), "N1", "x", "", "2024-01-01"]
)
ANY = st.recursive(
    st.none() | st.text(max_size=8) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.sampled_from(sorted(DOCUMENTS)), ANY)
def test_reading_never_raises(kind: str, anything: YamlValue) -> None:
    record, found = read(DOCUMENTS[kind], anything)
    assert record is not None or found
    assert all(isinstance(flaw, Misread) for flaw in found)
    assert all(len(detail) < 1000 for flaw in found for detail in flaw.details)
    left_out(DOCUMENTS[kind], anything)


def test_amounts_keep_their_unit() -> None:
    assert read(Amount, {"value": "5"})[0].unit == "đồng"
