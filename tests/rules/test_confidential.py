"""What must never enter the register, in the forms in which people write it, and what only looks like it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.rules.confidential import Secret, scan
from khacphuc.text.message import speaker
from tests.rules.examples import BASE, CASE, UPDATE, problems_of

HELD = [
    (Secret.PHONE, "gọi ⟦0912345678⟧."),
    (Secret.PHONE, "⟦0912 345 678⟧, Phó Bí thư"),
    (Secret.PHONE, "⟦0912.34.56.78⟧"),
    (Secret.PHONE, "⟦+84 912 345 678⟧"),
    (Secret.PHONE, "⟦(+84) 912-345-678⟧"),
    (Secret.PHONE, "⟦(024) 3825 1234⟧"),
    (Secret.PHONE, "⟦024.3825.1234⟧"),
    (Secret.PHONE, "⟦02633822123⟧"),
    (Secret.PHONE, "⟦+84 24 3825 1234⟧"),
    (Secret.PHONE, "ĐT: ⟦0383.123.456⟧;"),
    (Secret.CITIZEN, "CCCD ⟦001085012345⟧"),
    (Secret.CITIZEN, "số ⟦040 095 123 456⟧"),
    (Secret.CITIZEN, "CMND số ⟦123456789⟧"),
    (Secret.CITIZEN, "chứng minh nhân dân: ⟦123 456 789⟧"),
    (Secret.CITIZEN, "CCCD ⟦0010 8501 2345⟧"),
    (Secret.CITIZEN, "CCCD ⟦001085-012345⟧"),
    (Secret.CITIZEN, "CCCD ⟦001085\u200b012345⟧"),
    (Secret.CITIZEN, "số ⟦００１０８５０１２３４５⟧"),
    (Secret.CITIZEN, "Hộ chiếu số ⟦B1234567⟧"),
    (Secret.PHONE, "gọi ⟦0912\u200b345\u200b678⟧"),
    (Secret.CARD, "số thẻ đảng viên ⟦12.345678⟧"),
    (Secret.CARD, "Số thẻ đảng: ⟦12345678⟧"),
    (Secret.EMAIL, "⟦a.b@gmail.com⟧"),
    (Secret.EMAIL, "<⟦x@yahoo.com.vn⟧>"),
    (Secret.STAMP, "Độ mật: ⟦Tối mật⟧"),
    (Secret.STAMP, "⟦MẬT⟧"),
    (Secret.STAMP, "**⟦TỐI MẬT⟧**"),
    (Secret.STAMP, "> ⟦TUYỆT MẬT⟧"),
    (Secret.STAMP, "⟦T U Y Ệ T  M Ậ T⟧"),
    (Secret.STAMP, "Tài liệu ⟦MẬT⟧"),
    (Secret.STAMP, "title: ⟦MẬT⟧"),
    (Secret.STAMP, "văn bản (⟦MẬT⟧) số 3"),
]
LOOK_ALIKES = [
    "2024-06-05",
    "thu hồi 4700000000 đồng",
    "1.234.567.890 đồng",
    "180.000.000",
    "0.912345678",
    "số 0912345678/QĐ-UBND",
    "KL-0912345678",
    "MST 0900123456",
    "mã số thuế: 0700123456",
    "tài khoản 0912345678",
    "https://vanban.example.vn/0912345678",
    "035-TB/ĐU ngày 05/02/2024",
    "giai đoạn 2020 - 2025, 02 2024 2025",
    "bí mật nhà nước, mật ong, bảo mật",
    "BẢO MẬT",
    "BÍ MẬT NHÀ NƯỚC",
    "Độ mật: không",
    "ubkt@example.vn",
    "vanthu@tinhuy.gov.vn",
    "đóng dấu MẬT trên 12 văn bản",
    "các năm 2023 2024 2025 2026",
    "01-12-2025 1234",
    "thu 123456789012 đồng, 123.456.789.012 đồng, 123 456 789 012 đồng",
    "thửa 0123, tờ 045, 0912 m2; mã hồ sơ 000.00.18.H56-261122-0001",
    "đổi hộ chiếu công vụ năm 2024 cho 12345678 người",
    "đổi 12 thẻ đảng viên năm 2024",
    "trao thẻ đảng viên ngày 03/02/2024",
    "cấp 200000 thẻ CCCD gắn chip",
]


@pytest.mark.parametrize(("kind", "text"), HELD)
def test_it_is_found_where_it_stands(kind: Secret, text: str) -> None:
    start, end = text.index("⟦"), text.index("⟧") - 1
    (hit,) = scan(text.replace("⟦", "").replace("⟧", ""))
    assert (hit.kind, hit.start, hit.end) == (kind, start, end)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_it(text: str) -> None:
    assert scan(text) == ()


def test_no_message_repeats_a_number() -> None:
    shown = [hit.shown for _, text in HELD for hit in scan(text.replace("⟦", "").replace("⟧", ""))]
    assert not [text for text in shown if sum(char.isdigit() for char in text) > 3]


def test_the_place_in_the_body_is_exact() -> None:
    text = "---\ntype: update\ndate: 2024-07-08\nby: chi-bo-ke-toan\n---\n\nĐầu mối: 0912 000 000.\n"
    (problem,) = problems_of({UPDATE: text.encode()})
    assert (problem.code, problem.place.line, problem.place.column, problem.place.width) == (
        "KP703",
        7,
        10,
        12,
    )


@pytest.mark.parametrize("piece", ["__: ", "_: ", "Tài liệu ", "> ", "001 ", "cccd ", "M Ậ T "])
def test_a_line_of_any_length_is_read_in_one_pass(piece: str) -> None:
    scan(f"MẬT x\n{piece * 5000}x\n")  # with each further piece, twice the time would be for ever


@given(st.text(alphabet="0123456789+()-. \n@ậtMẬTgmailcom/ộđ", max_size=300))
def test_any_text_can_be_scanned(text: str) -> None:
    for hit in scan(text):
        assert 0 <= hit.start < hit.end <= len(text)


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("Kết luận kiểm tra khi có dấu hiệu vi phạm đối với Chi bộ A", "signs of violation"),
        ("Kết luận giải quyết tố cáo", "denunciation"),
        ("Kết luận kiểm tra việc chấp hành quy chế", ""),
    ],
)
def test_a_sensitive_case_is_known_by_its_title_too(title: str, asked: str) -> None:
    path = f"{CASE}/conclusion.md"
    text = re.sub(r"(?m)^title: .*$", f"title: {title}", BASE[path].decode())
    found = [speaker("en")(one.said.message) for one in problems_of({path: text.encode()})]
    assert bool(asked) == bool(found)
    assert all(asked in message for message in found)
