"""Where a problem is: to the column, whatever the text looks like; and whatever a text is, no check stumbles over it."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khacphuc.register.source import Memory
from khacphuc.reports.text import render
from khacphuc.rules.contract import Problem
from khacphuc.rules.runner import MOST_OF_A_KIND
from khacphuc.text.flaw import Place
from khacphuc.text.front_matter import lines, printable
from tests.rules.examples import BASE, CASE, UPDATE, formal, formal_problems_of, problems

HEAD = "---\ntype: update\ndate: 2024-07-08\nby: chi-bo-ke-toan\n"
CONCLUSION, PLAN = f"{CASE}/conclusion.md", f"{CASE}/plan.md"


def marked(text: str) -> tuple[str, Place]:
    """A text without the marks ⟦ ⟧, and the place between them."""
    before, _, rest = text.partition("⟦")
    meant, _, after = rest.partition("⟧")
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return before + meant + after, Place(line, column, len(meant))


def found(path: str, text: str) -> list[Problem]:
    return [
        problem
        for problem in formal_problems_of({path: text.encode("utf-8", "surrogatepass")})
        if problem.path == path
    ]


NFD = unicodedata.normalize("NFD", "Hồ sơ đã rà soát")
TASK = "tasks:\n  - task: N1\n"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("KP101", f"{HEAD}⟦kết_quả_việc⟧: đã họp\n---\n"),
        ("KP101", f"{HEAD}tasks:\n  - {{task: N1, result: Đã họp chi bộ, ⟦ketqua⟧: x}}\n---\n"),
        ("KP101", f"{HEAD}tasks:\n  - {{task: N1, result: “Đảng ủy” 🏛 họp, ⟦ketqua⟧: x}}\n---\n"),
        ("KP101", f'{HEAD}tasks:\n  - {{task: N1, "result": "Đã \\"họp\\"", ⟦"ketqua"⟧: x}}\n---\n'),
        ("KP101", f"{HEAD}{TASK}    evidence:\n      - title: Biên bản\n        ⟦ngay⟧: 2024-07-01\n---\n"),
        ("KP204", f"{HEAD}tasks:\n  - task: N1\n  - task: N2\n  - task: ⟦N33⟧\n---\n"),
        ("KP204", f'{HEAD}tasks:\n  - task: ⟦"N33"⟧\n---\n'),
        ("KP204", f"{HEAD}tasks: [{{result: Đã rà soát, task: ⟦N33⟧}}]\n---\n"),
        ("KP204", f"{HEAD}tasks:\n  task: ⟦N33⟧\n---\n"),  # one task where a list could stand
        ("KP205", f"{HEAD}{TASK}    milestones: ⟦N9.9⟧\n---\n"),  # one value where a list could stand
        ("KP205", f"{HEAD}{TASK}    milestones: [N1.1, ⟦N9.9⟧]\n---\n"),
        ("KP102", f"{HEAD}tasks:\n  - task: N1\n  - ⟦r⟧esult: đã họp\n---\n"),
        ("KP103", f"{HEAD}{TASK}    percent: ⟦năm mươi⟧\n---\n"),
        ("KP103", f"{HEAD}{TASK}    percent: ⟦[⟧50]\n---\n"),
        ("KP103", f"{HEAD}{TASK}    result:\n      ⟦-⟧ một\n      - hai\n---\n"),
        ("KP106", f"{HEAD}{TASK}    result: Sửa Quy chế số 12-QC/ĐU\n    done_on: ⟦05/7/2024⟧\n---\n"),
        ("KP105", f"{HEAD}{TASK}    done_on: ⟦2024-06-31⟧\n---\n"),
        ("KP108", f"{HEAD}{TASK}    evidence: {{number: ⟦35 TB ĐU⟧}}\n---\n"),
        ("KP010", f"{HEAD}{TASK}    state: done\n    ⟦state⟧: paused\n---\n"),
        ("KP009", f"{HEAD}{TASK}    result: Kết luận⟦:⟧ đã xong\n---\n"),
        ("KP009", f'{HEAD}{TASK}    result: ⟦"⟧chưa đóng\n---\n'),
        ("KP009", f"{HEAD}{TASK}    milestones: ⟦[⟧N1.1\n---\n"),
        ("KP009", f"{HEAD}⟦\t⟧tasks: requirements\n---\n"),
        ("KP009", f"{HEAD}⟦d⟧òng này thiếu dấu hai chấm\n---\n"),
        ("KP011", f"{HEAD}{TASK}    result: ⟦!quan họp⟧\n---\n"),
        ("KP018", f"{HEAD}{TASK}    ⟦rеsult⟧: họp\n---\n"),
        ("KP003", f"{HEAD}{TASK}    result: Đảng⟦\u200b⟧ủy\n---\n"),
        ("KP003", f"{HEAD}{TASK}    result: ủy viên\n---\nKết luận⟦\u2028⟧của\n"),
        ("KP003", f'{HEAD}{TASK}    result: ⟦"họp\\u202e"⟧\n---\n'),
        (
            "KP002",
            f"{HEAD}{TASK}    result: Đã {NFD.replace(NFD.split()[0], '⟦' + NFD.split()[0] + '⟧')}\n---\n",
        ),
    ],
)
def test_the_place_is_exact(code: str, text: str) -> None:
    text, place = marked(text)
    assert [(problem.code, problem.place) for problem in found(UPDATE, text)] == [(code, place)]


def test_columns_count_characters_of_decomposed_text() -> None:
    text, place = marked(f"{HEAD}tasks: [{{task: N1, result: {NFD}, ⟦ket_qua⟧: x}}]\n---\n")
    assert len(NFD) > len("Hồ sơ đã rà soát")
    assert place in [problem.place for problem in found(UPDATE, text) if problem.code == "KP101"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_move_nothing(end: str, start: str) -> None:
    text, place = marked(f"{HEAD}tasks:\n  - task: N1\n    done_on: ⟦31/6/2024⟧\n---\n")
    said = found(UPDATE, start + text.replace("\n", end))
    assert ("KP105", place) in [(problem.code, problem.place) for problem in said]


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\x0c", "\x00", "\ufeff", "\ufffe"])
def test_what_ends_lines_for_yaml_alone_moves_nothing(odd: str) -> None:
    """And it is told of once: it does not make the rest unreadable."""
    text, place = marked(
        f"{HEAD}tasks:\n  - task: N1\n    result: Đã{odd}họp\n    done_on: ⟦31/6/2024⟧\n---\n"
    )
    said = [(problem.code, problem.place) for problem in found(UPDATE, text)]
    assert ("KP105", place) in said
    assert {code for code, _ in said} == {"KP003", "KP105"}


def test_an_item_that_cannot_be_read_does_not_shift_those_behind_it() -> None:
    text, place = marked(
        f"{HEAD}tasks:\n  - state: done\n  - task: N1\n  - task: n2\n  - task: N2\n    evidence:\n"
        "      - date: 9/9/9999\n      -\n      - link: x\n      - date: ⟦2025-01-01⟧\n---\n"
    )
    said = {problem.code: problem.place for problem in found(UPDATE, text) if problem.code == "KP112"}
    assert said == {"KP112": place}


def test_a_key_that_is_not_written_is_shown_where_it_belongs() -> None:
    text, place = marked(
        BASE[PLAN].decode().replace("level: main\n", "").replace("---\ntype", "---\n⟦t⟧ype", 1)
    )
    path = f"{CASE}/plan-bi-thu.md"
    said = [problem.place for problem in found(path, text) if problem.code == "KP110"]
    assert said == [place]


# --------------------------------------------------------------------------------------- one mistake, one message

ONE_MISTAKE = {
    "a unit that cannot be read": ("units/chi-bo-ke-toan.md", b"---\n---\n"),
    "a unit with a broken list of people": (
        "units/chi-bo-ke-toan.md",
        BASE["units/chi-bo-ke-toan.md"].replace(b"  - id: pho-bi-thu", b"  - id: Pho Bi Thu"),
    ),
    "a conclusion that cannot be read": (CONCLUSION, b"---\ntype: conclusion\nfindings: [\n---\n"),
    "a conclusion without its id": (CONCLUSION, BASE[CONCLUSION].replace(b"id: KL-2024-35\n", b"")),
    "a finding with a broken id": (CONCLUSION, BASE[CONCLUSION].replace(b"id: HC1", b"id: hc 1")),
    "a plan that cannot be read": (PLAN, b"\xff\xfe"),
    "a task with a broken id": (PLAN, BASE[PLAN].replace(b"- id: N1\n", b"- id: n1\n")),
    "a milestone with a broken id": (PLAN, BASE[PLAN].replace(b"- id: N1.1\n", b"- id: n1.1\n")),
    "a policy that cannot be read": ("plans/policy.yml", b"unit_kinds: ["),
    "a policy with a broken kind": (
        "plans/policy.yml",
        BASE["plans/policy.yml"].replace(b"id: cell", b"Id: cell"),
    ),
    "a misspelt key that is needed": (PLAN, BASE[PLAN].replace(b"status: issued", b"statsu: issued")),
    "a plan that says it is a conclusion": (PLAN, BASE[PLAN].replace(b"type: plan", b"type: conclusion")),
}


@pytest.mark.parametrize("what", ONE_MISTAKE)
def test_one_mistake_is_told_once(what: str) -> None:
    path, data = ONE_MISTAKE[what]
    said = formal_problems_of({path: data})
    assert [problem.path for problem in said] == [path]


@pytest.mark.parametrize("path", ["units/chi-bo-ke-toan.md", CONCLUSION, PLAN])
def test_a_file_under_a_wrong_name_is_told_of_once(path: str) -> None:
    folder, _, name = path.rpartition("/")
    moved = {f"{folder}/{name.title()}": BASE[path]}
    files = {other: data for other, data in BASE.items() if other != path}
    said = problems_of_exactly({**files, **moved})
    assert [(problem.code, problem.path) for problem in said] == [("KP016", f"{folder}/{name.title()}")]


def problems_of_exactly(files: dict[str, bytes]) -> list[Problem]:
    return formal(problems(Memory(files)))


# ------------------------------------------------------------------------------------------------ hostile input

NASTY = (
    b"",
    b"---",
    b"---\n",
    b"---\n---",
    b"\x00" * 500,
    b"\xef\xbb\xbf",
    b"---\r\ntype: plan\r---\r",
    b"\r" * 5000,
    b"---\n" + b"[" * 30000 + b"\n---\n",
    b"---\n" + b"- " * 30000 + b"\n---\n",
    b"---\n" + b"{a: " * 15000 + b"\n---\n",
    b"---\na: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n---\n",
    b"---\n<<: {type: plan}\n---\n",
    b"---\ntype: !!python/object/apply:os.system [echo]\n---\n",
    b"---\ntype: plan\n...\n---\ntype: plan\n---\n",
    b'---\ntype: "\\ud800"\n"\\ud800": x\n---\n',
    b'---\ntype: update\ndate: "\\0"\nby: "\\x1b[31m"\n---\n',
    b"---\ntype: update\ndate: 0000-00-00\n---\n",
    b"---\ntype: update\ndate: 99999999999999999999999-01-01\ntasks: [{task: N1, percent: "
    + b"9" * 5000
    + b"}]\n---\n",
    b"---\n? [a, b]\n: c\n---\n",
    b"---\n%YAML 9.9\n---\n",
    "---\nｔｙｐｅ: plan\n\u202etype: plan\n---\n".encode(),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(BASE)),
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: f"---\n{text}\n---\n".encode("utf-8", "surrogatepass")),
        st.sampled_from(NASTY),
    ),
)
def test_no_bytes_stop_a_check_or_spoil_another_file(path: str, data: bytes) -> None:
    said = formal_problems_of({path: data})
    assert said
    assert {problem.path for problem in said} == {path}
    _shown(path, data, said)


@pytest.mark.parametrize("data", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("path", sorted(BASE))
def test_nasty_bytes_in_every_slot(path: str, data: bytes) -> None:
    said = formal_problems_of({path: data})
    assert {problem.path for problem in said} == {path}
    _shown(path, data, said)


def _shown(path: str, data: bytes, said: list[Problem]) -> None:
    """Places lie in the text, and reports can show them."""
    text = lines(data.decode("utf-8", "backslashreplace"))
    for problem in said:
        assert 1 <= problem.place.line <= len(text)
        assert 1 <= problem.place.column <= max(map(len, text)) + 1
    for language in ("vi", "en"):
        shown = render(said, Memory({path: data}), language)
        shown.encode()
        assert all(line.isprintable() for line in shown.split("\n")), "nothing that a terminal would obey"


PARTS = st.text(st.characters(exclude_characters="/"), min_size=1, max_size=90)
PATHS = st.builds(
    lambda top, parts: "/".join([top, *parts]),
    st.sampled_from(["plans", "units", CASE]),
    st.lists(PARTS, min_size=1, max_size=4),
)


@settings(max_examples=100, deadline=None)
@example("units/con.md")
@example("units/a.md/b")
@example(f"{CASE}/2024-02-30-update.md")
@example(f"{CASE}/\udc80.md")
@example(f"{CASE}/x\n::error::y.md")
@example("plans/" + "a" * 300)
@example("units/" + "/".join("a" * 60 for _ in range(60)))
@given(PATHS)
def test_no_name_stops_a_check_or_spoils_another_file(path: str) -> None:
    said = formal_problems_of({path: b"x"})
    assert {problem.path for problem in said} == {printable(path)}
    render(said, Memory({path: b"x"}), "vi").encode()


LINES = st.sampled_from(
    ["  - id: HC1", "tasks:", "  x: [", "\t", "- ", "---", "a: b: c", "due: 2024-02-31", "  - task: N1", "'"]
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A document of the base with some lines and characters dropped, doubled, swapped or put in."""
    path = draw(st.sampled_from(sorted(BASE)))
    rows = BASE[path].decode().split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(rows) - 1))
        match draw(st.sampled_from(["drop", "double", "put", "cut", "type"])):
            case "drop" if len(rows) > 1:
                del rows[at]
            case "double":
                rows.insert(at, rows[at])
            case "put":
                rows.insert(at, draw(LINES))
            case "cut":
                rows[at] = rows[at][: draw(st.integers(0, len(rows[at])))]
            case _:
                column = draw(st.integers(0, len(rows[at])))
                rows[at] = rows[at][:column] + draw(st.text(max_size=3)) + rows[at][column:]
    return path, "\n".join(rows).encode("utf-8", "surrogatepass")


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_a_document_with_slips_never_stops_a_check(document: tuple[str, bytes]) -> None:
    path, data = document
    _shown(path, data, [problem for problem in formal_problems_of({path: data}) if problem.path == path])


# ---------------------------------------------------------------------------------------------------- bounds

COSTLY = {
    "invisible characters": "\u200b\n" * 300_000,
    "marks": "a" + "\u0301\u0323" * 250_000,
    "unknown keys": "---\n" + "".join(f"k{n}: 1\n" for n in range(6000)) + "---\n",
    "unknown keys in items": f"{HEAD}tasks:\n" + "- {a: }\n" * 6000 + "---\n",
    "duplicate keys": "---\n" + "a: 1\n" * 12000 + "---\n",
    "unknown tasks": f"{HEAD}tasks:\n" + "".join(f"- task: X{n}\n" for n in range(4000)) + "---\n",
    "unknown units": f"{HEAD}tasks:\n"
    + "".join(f"- {{task: N1, unit: x{n}}}\n" for n in range(2500))
    + "---\n",
    "broken items": f"{HEAD}tasks:\n" + "- task: N1\n- x\n" * 2500 + "---\n",
    "wrong words": f"{HEAD}tasks:\n" + "- {task: N1, state: x}\n" * 2500 + "---\n",
}


@pytest.mark.parametrize("what", COSTLY)
def test_no_file_costs_more_than_the_limit(what: str) -> None:
    start = time.perf_counter()
    said = found(UPDATE, COSTLY[what])
    assert time.perf_counter() - start < 5
    assert 0 < len(said) <= 4 * MOST_OF_A_KIND
