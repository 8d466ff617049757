"""An office's own template for a paper: filled in, read back by LibreOffice, refused where it is broken or hostile."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from khacphuc.cli import main
from khacphuc.exports.word.package import packed
from tests.cli.register import write
from tests.exports.registers import DAY, HOSTILE, ROOT, export, ledger, small
from tests.exports.test_papers import PAPERS, lines
from tests.history.repositories import Repository
from tests.pages.register import CONCLUSION, FOLDER, files

PLAN = ("docx", "plan", "--case", "KL-1")


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def document(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs as its body."""
    parts = dict(_BARE)
    body = "".join(
        text if text.startswith("<w:") else f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs
    )
    parts["word/document.xml"] = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{body}</w:body></w:document>"
    ).encode()
    return packed(parts)


_BARE = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
}


def give(root: Path, what: str, data: bytes) -> None:
    target = root / "templates" / f"{what}.docx"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(data)


def told(root: Path, tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says of a template that it does not fill in."""
    give(root, "plan", data)
    out = tmp_path / "refused.docx"
    said = ["--root", str(root), "--as-of", DAY.isoformat(), "--lang", "en", "--out", str(out)]
    assert main(["export", *PLAN, *said]) == 2
    assert not out.exists()
    return capsys.readouterr().err


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small(tmp_path / "so")


@pytest.mark.parametrize("words", PAPERS[1::3], ids=" ".join)
def test_our_own_form_as_a_template_gives_the_paper_again(tmp_path: Path, words: tuple[str, ...]) -> None:
    copy = tmp_path / "so"
    for name in ("plans", "units"):
        shutil.copytree(ROOT / name, copy / name)
    plain = export(copy, tmp_path / "1.docx", "docx", *words, "--sources")
    give(copy, words[0], export(copy, tmp_path / "t.docx", "docx", *words, "--as-template"))
    again = export(copy, tmp_path / "2.docx", "docx", *words, "--sources")
    assert again == export(copy, tmp_path / "3.docx", "docx", *words, "--sources")
    assert "".join("".join(lines(again)).split()) == "".join("".join(lines(plain)).split())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_template_that_libreoffice_has_saved_is_filled_in(root: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours.docx"
    export(root, ours, *PLAN, "--as-template")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "saved"), str(ours)], check=True, capture_output=True, timeout=180
    )
    give(root, "plan", (tmp_path / "saved" / "ours.docx").read_bytes())
    export(root, tmp_path / "1.docx", *PLAN, "--pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "1.pdf", "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "ngày 24 tháng 11 năm 2026" in text or "KẾ HOẠCH" in text
    assert "{{" not in text


def test_placeholders_are_found_however_word_has_cut_them(root: Path, tmp_path: Path) -> None:
    cut = "<w:p><w:r><w:t>Số: {{</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>trích</w:t></w:r><w:r><w:t>_yếu}} hết</w:t></w:r></w:p>"
    give(root, "plan", document(cut, "{{TRICH YEU}}", "{{nội_dung_văn_bản}}"))
    text = lines(export(root, tmp_path / "1.docx", *PLAN))
    assert text[0].startswith("Số: ")
    assert text[0].endswith(" hết")
    assert text[1] == text[0][4:-4].upper()
    assert len(text) > 5


def test_a_row_of_column_names_is_repeated_for_each_task(tmp_path: Path) -> None:
    copy = tmp_path / "so"
    for name in ("plans", "units"):
        shutil.copytree(ROOT / name, copy / name)
    row = "".join(
        f"<w:tc><w:p><w:r><w:t>{{{{{name}}}}}</w:t></w:r></w:p></w:tc>"
        for name in ("TT", "Nội dung", "Kết quả")
    )
    give(copy, "result-report", document("Đầu", f"<w:tbl><w:tr>{row}</w:tr></w:tbl>", "{{chức_vụ}}"))
    text = lines(export(copy, tmp_path / "1.docx", "docx", "result-report", "--case", "KL-2025-06"))
    state = next(one for one in ledger().states if one.id == "KL-2025-06")
    assert [line for line in text if re.fullmatch(r"\d", line)] == ["1", "2", "3", "4"]
    for task in state.tasks:
        assert task.task.content in text
    assert text[-1] == "Bí thư"


@pytest.mark.parametrize("text", [*HOSTILE, "<w:t>x</w:t>", "]]>", "{{nơi_nhận}}", "{{x"])
def test_hostile_values_stay_text(tmp_path: Path, text: str) -> None:
    conclusion = CONCLUSION.replace("Kết luận giám sát Chi bộ A", f'"{text}"')
    root = small(tmp_path / "so", {f"{FOLDER}/conclusion.md": conclusion})
    give(root, "plan-history", document("{{nội_dung_văn_bản}}"))
    data = export(root, tmp_path / "1.docx", "docx", "plan-history", "--case", "KL-1")
    assert f"“{text}”" in "\n".join(lines(data))


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (["{{trich_yeux}}"], "{{trich_yeux}} is no placeholder of this paper. Did you mean “trich_yeu”?"),
        (["{{ 7*7 }}"], "{{ 7*7 }} is no placeholder"),
        (["{{cycler.__init__.__globals__}}"], "{{cycler.__init__.__globals__}} is no placeholder"),
        (["Số {{số"], "a placeholder is not closed: “Số {{số”"),
        (["Xem {{nội_dung_văn_bản}}"], "{{nội_dung_văn_bản}} must stand alone"),
        (["{{Sản phẩm}}", "{{nội_dung_văn_bản}}"], "{{Sản phẩm}} is no placeholder"),
        (["{{số}}"], "it has no {{nội_dung_văn_bản}}"),
        (["<w:p><w:r><w:instrText>DDEA</w:instrText><w:instrText>UTO c</w:instrText></w:r></w:p>"], "DDE"),
        (['<w:p><w:fldSimple w:instr="INCLUDETEXT /etc/passwd"/></w:p>'], "INCLUDE"),
        (["<w:p>"], "it is no Word file"),
    ],
)
def test_a_broken_template_is_told_with_its_placeholder(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], paragraphs: list[str], said: str
) -> None:
    message = told(root, tmp_path, document(*paragraphs), capsys)
    assert "templates/plan.docx cannot be filled in" in message
    assert said in message


def hostile_files() -> dict[str, bytes]:
    plain = parts_of(document("{{nội_dung_văn_bản}}"))
    outside = b'<R><R Type="x/image" TargetMode="External" Target="http://127.0.0.1/x.png"/></R>'
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'
    short = b"<w:tr><w:p><w:t>{{TT}}</w:t></w:p></w:tr>"
    body = "<w:p><w:t>{{nội_dung_văn_bản}}</w:t></w:p>".encode()
    row = b"<w:tbl><w:tr><w:p><w:t>{{TT}}" + b" " * 18_000_000 + b"</w:t></w:p></w:tr></w:tbl>"
    return {
        "no zip": b"PK\x03\x04 nothing",
        "nothing": b"",
        "empty": packed({}),
        "outside": packed({**plain, "word/_rels/document.xml.rels": outside}),
        "macros": packed({**plain, "word/vbaProject.bin": b""}),
        "bomb": packed({**plain, "word/document.xml": bomb}),
        "utf-16": packed({**plain, "word/document.xml": "<a/>".encode("utf-16")}),
        "large": packed({**plain, "word/media/image1.png": bytes(30_000_000)}),
        "parts": packed({**plain, **{f"word/{index}.bin": b"" for index in range(600)}}),
        "rows": packed({**plain, "word/document.xml": b"<w:document>" + row + b"</w:document>"}),
        "many rows": packed(
            {**plain, "word/document.xml": b"<w:document>" + short * 30_000 + b"</w:document>"}
        ),
        "many": packed({**plain, "word/document.xml": b"<w:p>" + b"<w:t>{{TT}}</w:t>" * 500_000 + b"</w:p>"}),
        "bodies": packed({**plain, "word/document.xml": b"<w:d>" + body * 30_000 + b"</w:d>"}),
    }


@pytest.mark.parametrize("name", hostile_files())
def test_a_hostile_file_is_refused_in_one_line(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    message = told(root, tmp_path, hostile_files()[name], capsys)
    assert "templates/plan.docx cannot be filled in" in message
    assert "Traceback" not in message


def test_a_link_in_the_place_of_a_template_is_refused(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "templates").mkdir()
    (tmp_path / "elsewhere.docx").write_bytes(document("{{nội_dung_văn_bản}}"))
    (root / "templates" / "plan.docx").symlink_to(tmp_path / "elsewhere.docx")
    said = ["--root", str(root), "--lang", "en", "--out", str(tmp_path / "1.docx")]
    assert main(["export", *PLAN, *said]) == 2
    assert "no regular file" in capsys.readouterr().err


def test_who_made_the_template_is_not_told(root: Path, tmp_path: Path) -> None:
    parts = parts_of(export(root, tmp_path / "t.docx", *PLAN, "--as-template"))
    parts["docProps/core.xml"] = b"<x>Nguoi Soan</x>"
    parts["docProps/app.xml"] = b"<x>May Nguoi Soan</x>"
    give(root, "plan", packed(parts))
    data = export(root, tmp_path / "1.docx", *PLAN)
    assert not [name for name, part in parts_of(data).items() if b"Nguoi Soan" in part]


def test_the_template_of_a_commit_is_taken_with_its_register(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "so")
    repository.commit(files())
    repository.make(checkout=True)
    give(repository.root, "plan", document("{{nội_dung_văn_bản}}", "Mẫu của cơ quan"))
    now = export(repository.root, tmp_path / "1", *PLAN)
    then = export(repository.root, tmp_path / "2", *PLAN, "--at", "HEAD")
    assert "Mẫu của cơ quan" in lines(now)
    assert "Mẫu của cơ quan" not in lines(then)


def test_the_site_offers_reports_in_the_office_form_and_tells_of_a_broken_one(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(root, "templates/note.txt", "ghi chú")
    out = tmp_path / "site"
    said = ["--root", str(root), "--as-of", DAY.isoformat(), "--lang", "en", "--out", str(out), "--force"]

    def built() -> list[str]:
        assert main(["pages", *said]) == 0
        (report,) = out.glob("cases/**/result-report.docx")
        return lines(report.read_bytes())

    plain = built()
    give(root, "result-report", document("{{nội_dung_văn_bản}}", "Mẫu của cơ quan"))
    assert "Mẫu của cơ quan" in built()
    give(root, "result-report", document("{{nội_dung}}"))
    capsys.readouterr()
    assert built() == plain
    assert "{{nội_dung}} is no placeholder" in capsys.readouterr().err
