"""Papers for Word: read back by python-docx's rules of XML and, where it is installed, by LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from khacphuc.cli import main
from khacphuc.exports.word.line_breaks import balanced
from khacphuc.exports.word.wordml import Type
from khacphuc.text.message import speaker
from tests.exports.registers import DAY, HOSTILE, ROOT, export, ledger, small
from tests.pages.register import CONCLUSION, FOLDER, POLICY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTY = ("--case", "KL-2025-06")
STATE = ("--case", "KTNN-2023-512")
PAPERS = (
    ("result-report", *PARTY),
    ("result-report", *STATE),
    ("plan", *PARTY),
    ("plan-history", *PARTY),
    ("reminder", "--case", "21-TB/ĐU"),
    ("extension-request", "--case", "21-TB/ĐU"),
    ("periodic-report",),
    ("periodic-report", "--unit", "dang-uy-so-tai-chinh"),
    ("classification", "--unit", "dang-uy-so-tai-chinh"),
    ("meeting", "--unit", "dang-uy-so-tai-chinh"),
)


def body(data: bytes) -> ET.Element:
    with ZipFile(BytesIO(data)) as file:
        assert file.testzip() is None
        parts = {name: ET.fromstring(file.read(name)) for name in file.namelist()}  # noqa: S314 - our own
    found = parts["word/document.xml"].find(f"{W}body")
    assert found is not None
    return found


def lines(data: bytes) -> list[str]:
    return ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in body(data).iter(f"{W}p")]


def margins(data: bytes) -> list[float]:
    page = body(data).find(f".//{W}pgMar")
    assert page is not None
    return [
        round(int(page.attrib[f"{W}{side}"]) * 25.4 / 1440) for side in ("top", "bottom", "left", "right")
    ]


@pytest.mark.parametrize("words", PAPERS, ids=" ".join)
def test_each_paper_is_whole_and_the_same_twice(tmp_path: Path, words: tuple[str, ...]) -> None:
    first = export(ROOT, tmp_path / "1.docx", "docx", *words)
    assert first == export(ROOT, tmp_path / "2.docx", "docx", *words)
    text = "\n".join(lines(first))
    assert "{" not in text
    assert "Nơi nhận:" in text
    assert re.search(r"…+, ngày \d\d tháng \d+ năm \d{4}", text)


def test_the_form_of_the_party(tmp_path: Path) -> None:
    data = export(ROOT, tmp_path / "1.docx", "docx", "result-report", *PARTY, day=date(2026, 10, 20))
    text = lines(data)
    assert margins(data) == [20, 20, 30, 15]
    for said in ("ĐẢNG CỘNG SẢN VIỆT NAM", "*", "Số 77-BC/ĐU", "BÁO CÁO", "T/M ĐẢNG ỦY", "BÍ THƯ"):
        assert said in text


def test_the_form_of_the_state(tmp_path: Path) -> None:
    data = export(ROOT, tmp_path / "1.docx", "docx", "result-report", *STATE, day=date(2024, 1, 12))
    text = lines(data)
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 15/BC-UBND",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ):
        assert said in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" not in text


def test_a_report_with_what_came_after_it_is_a_new_one(tmp_path: Path) -> None:
    text = lines(export(ROOT, tmp_path / "1.docx", "docx", "result-report", *STATE))
    assert any("đã xác nhận ngày 27/02/2024" in line for line in text)
    assert "…………, ngày 24 tháng 11 năm 2026" in text  # and not that of the report of 12 January 2024
    assert "Số: 15/BC-UBND" not in text


def test_older_margins_are_a_setting(tmp_path: Path) -> None:
    root = small(tmp_path / "so")
    policy = root / "plans" / "policy.yml"
    policy.write_text(policy.read_text("utf-8") + "papers: {older_margins: true}\n", "utf-8")
    assert margins(export(root, tmp_path / "1.docx", "docx", "plan", "--case", "KL-1")) == [25, 25, 35, 15]


def test_the_place_is_a_setting(tmp_path: Path) -> None:
    root = small(tmp_path / "so")
    policy = root / "plans" / "policy.yml"
    policy.write_text(policy.read_text("utf-8") + "papers: {place: Sông Lam}\n", "utf-8")
    text = lines(export(root, tmp_path / "1.docx", "docx", "reminder", "--case", "KL-1"))
    assert "Sông Lam, ngày 24 tháng 11 năm 2026" in text


def test_a_report_tells_each_finding_its_result_and_its_papers(tmp_path: Path) -> None:
    text = "\n".join(lines(export(ROOT, tmp_path / "1.docx", "docx", "result-report", *PARTY)))
    state = next(state for state in ledger().states if state.id == "KL-2025-06")
    for found in state.findings:
        assert found.finding.text in text
    assert "Quyết định ban hành Quy tắc" in text
    assert "148/148" in text


def test_a_reminder_names_what_is_overdue_and_nothing_else(tmp_path: Path) -> None:
    text = lines(export(ROOT, tmp_path / "1.docx", "docx", "reminder", "--case", "21-TB/ĐU"))
    rows = [line for line in text if re.match(r"N\d", line)]
    late = [
        row
        for row in ledger().overdue
        if row.case.number == "21-TB/ĐU" and isinstance(row.obligation.what, str)
    ]
    assert len(rows) == len(late) > 0


def test_the_day_asked_about_is_obeyed(tmp_path: Path) -> None:
    early = export(ROOT, tmp_path / "1.docx", "docx", "result-report", *PARTY, day=date(2026, 3, 1))
    text = "\n".join(lines(early))
    assert "77-BC/ĐU" not in text
    assert "ngày 01 tháng 3 năm 2026" in text


@pytest.mark.parametrize("text", [*HOSTILE[:-2], "<w:t>x</w:t>", "]]>"])
def test_hostile_texts_stay_text(tmp_path: Path, text: str) -> None:
    conclusion = CONCLUSION.replace("Chưa ban hành quy chế làm việc.", f'"{text}"')
    root = small(tmp_path / "so", {f"{FOLDER}/conclusion.md": conclusion})
    data = export(root, tmp_path / "1.docx", "docx", "result-report", "--case", "KL-1")
    assert f"1. {text}" in lines(data)


def test_the_signature_never_has_a_page_alone(tmp_path: Path) -> None:
    data = export(ROOT, tmp_path / "1.docx", "docx", "periodic-report", "--unit", "dang-uy-so-tai-chinh")
    *_, last, _, _, foot = [part for part in body(data) if part.tag != f"{W}sectPr"]
    assert "Nơi nhận:" in "".join(foot.itertext())
    (*_, row) = last.iter(f"{W}tr")
    assert all(line.find(f"{W}pPr/{W}keepNext") is not None for line in row.iter(f"{W}p"))


def test_names_break_before_their_place_and_titles_into_even_lines() -> None:
    how = Type(13, bold=True)
    assert balanced("ỦY BAN NHÂN DÂN TỈNH SÔNG LAM", how, 71) == "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM"
    assert balanced("ỦY BAN KIỂM TRA", how, 71) == "ỦY BAN KIỂM TRA"
    lines = balanced("về kết quả thực hiện kế hoạch khắc phục hạn chế của Đảng ủy Sở", how, 90).split("\n")
    assert max(map(len, lines)) - min(map(len, lines)) < 8
    assert balanced("x" * 300, how, 20) == "x" * 300


def test_a_letter_without_an_occasion_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "1.docx"
    said = ["--root", str(ROOT), "--as-of", DAY.isoformat(), "--lang", "vi", "--out", str(out)]
    for what in ("reminder", "extension-request"):
        assert main(["export", "docx", what, *STATE, *said]) == 2
        assert "quá hạn" in (told := capsys.readouterr().err) or "gia hạn" in told
    assert not out.exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_pdf_has_the_pages_of_the_paper_and_the_same_bytes_twice(tmp_path: Path) -> None:
    export(ROOT, tmp_path / "1.pdf", "docx", "result-report", *PARTY, "--pdf")
    export(ROOT, tmp_path / "2.docx", "docx", "result-report", *PARTY, "--pdf")
    assert (tmp_path / "1.docx").read_bytes() == (tmp_path / "2.docx").read_bytes()
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "1.pdf", "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    first, second, *_ = text.split("\f")
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in first
    assert second.split()
    assert second.split()[0] == "2"


def test_a_pdf_without_libreoffice_is_told_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    out = tmp_path / "1.docx"
    said = ["--root", str(small(tmp_path / "so")), "--as-of", "2026-11-24", "--out", str(out), "--pdf"]
    assert main(["export", "docx", "plan", "--case", "KL-1", *said]) == 2
    assert "LibreOffice" in capsys.readouterr().err
    assert not out.exists()
    assert main(["export", "xlsx", "book", *said]) == 2


def test_the_sources_of_a_paper_are_documents_that_are_there(tmp_path: Path) -> None:
    plain = lines(export(ROOT, tmp_path / "1.docx", "docx", "result-report", *PARTY))
    cited = lines(export(ROOT, tmp_path / "2.docx", "docx", "result-report", *PARTY, "--sources"))
    paths = [line for line in cited if line.startswith("plans/")]
    assert not [line for line in plain if line.startswith("plans/")]
    assert len(paths) > 3
    assert all((ROOT / path).is_file() for path in paths)
    assert any("N3" in line for line in cited[cited.index(paths[0]) :])
    assert any("phiên bản dữ liệu" in line for line in cited)


def test_an_english_register_writes_plain_letters(tmp_path: Path) -> None:
    policy = {"plans/policy.yml": POLICY.replace("type: policy\n", "type: policy\nlanguage: en\n")}
    root = small(tmp_path / "so", policy)
    shown = lines(export(root, tmp_path / "out.docx", "docx", "reminder", "--case", "KL-1", language="en"))
    assert "To: Chi bộ A" in shown
    assert "Copies:" in shown
    fixed = ("ĐẢNG CỘNG SẢN", "CỘNG HÒA", "Kính gửi", "Nơi nhận", "T/M", "ngày ")
    assert not [line for line in shown if any(word in line for word in fixed)]


def test_a_higher_party_body_writes_as_the_party_does(tmp_path: Path) -> None:
    party = lines(export(ROOT, tmp_path / "1.docx", "docx", "reminder", "--case", "KL-2025-35"))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party  # by the inspection commission above, whose kind holds both
    assert "T/M ỦY BAN KIỂM TRA" in party
    state = lines(
        export(ROOT, tmp_path / "2.docx", "docx", "periodic-report", "--unit", "thanh-tra-chinh-phu")
    )
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in state


def test_a_plan_names_its_milestones(tmp_path: Path) -> None:
    text = "\n".join(lines(export(ROOT, tmp_path / "1.docx", "docx", "plan", "--case", "KL-2025-35")))
    state = next(state for state in ledger().states if state.id == "KL-2025-35")
    steps = [step for task in state.tasks for step in task.task.milestones]
    assert steps
    assert all(f"Mốc {step.id}: {step.text}" in text for step in steps)


def test_a_plan_keeps_its_own_deadlines(tmp_path: Path) -> None:
    text = "\n".join(lines(export(ROOT, tmp_path / "1.docx", "docx", "plan", "--case", "TTR-2026-18")))
    state = next(state for state in ledger().states if state.id == "TTR-2026-18")
    (moved,) = [task for task in state.tasks if task.deadline.current != task.deadline.original]
    assert moved.task.due
    assert moved.task.due == moved.deadline.original
    assert speaker("vi")(moved.task.due) in text
    assert "hạn gốc" not in text  # the paper bears the day before the decision


def test_a_history_is_in_the_order_of_its_days_and_says_what_each_paper_is(tmp_path: Path) -> None:
    data = export(ROOT, tmp_path / "1.docx", "docx", "plan-history", "--case", "KL-2025-35")
    (table, *_) = [
        part for part in body(data).iter(f"{W}tbl") if "Thông báo kết luận" in "".join(part.itertext())
    ]
    rows = [
        ["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in list(table.iter(f"{W}tr"))[1:]
    ]
    days = [tuple(map(int, reversed(row[0].split("/")))) for row in rows]
    assert days == sorted(days)
    assert all(row[2] for row in rows)
    assert any(row[2].startswith("YK1: ") for row in rows)


def test_the_page_of_sources_follows_no_empty_page(tmp_path: Path) -> None:
    data = export(ROOT, tmp_path / "1.docx", "docx", "plan-history", "--case", "KL-2025-35", "--sources")
    parts = [part for part in body(data) if part.tag != f"{W}sectPr"]
    (first,) = [at for at, part in enumerate(parts) if part.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert (
        "".join(parts[first].itertext()) == "Nguồn số liệu".upper()
        or "nguồn số liệu" in "".join(parts[first].itertext()).lower()
    )
    assert parts[first - 1].tag == f"{W}tbl"  # no paragraph of its own holds the break
    assert not [part for part in body(data).iter(f"{W}br") if part.attrib.get(f"{W}type") == "page"]
