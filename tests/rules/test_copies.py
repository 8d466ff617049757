"""How much of one plan stands in another, in all the ways in which people copy; and plans of one kind that are no copies."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.examples import BASE, problems_of

OLD = "plans/chi-bo-ke-toan/kl-2024-40"
NEW = "plans/chi-bo-ke-toan/kl-2024-41"
FIRST = (
    "Đối chiếu từng phiếu xuất vật tư với thẻ kho và hóa đơn nhập, lập biên bản chênh lệch có chữ ký thủ kho, khoản thiếu thì thu hồi từ người giữ kho.",
    "Kế toán trưởng kiểm kê két tiền mặt cùng thủ quỹ vào chiều thứ Sáu, ghi chênh lệch vào sổ quỹ và báo cáo Chi ủy trong ngày.",
    "Văn phòng sao nội quy tiếp khách ra bảng lớn treo ở sảnh, gửi từng phòng một bản, mời Công đoàn chứng kiến buổi ký cam kết của từng người.",
    "Cử hai kế toán viên học lớp bồi dưỡng kế toán công tại trường nghiệp vụ, nộp chứng chỉ cho bộ phận tổ chức lưu hồ sơ.",
)
OWN = (
    "Thuê đơn vị tư vấn đo vẽ lại hiện trạng nhà kho, treo bản vẽ ở phòng bảo vệ để đoàn phòng cháy đối chiếu khi tập dượt.",
    "Lắp thêm bình chữa cháy ở cầu thang phía đông, dán tem hạn dùng lên từng bình và phân người ký sổ trực đêm luân phiên.",
    "Mua phần mềm quản lý văn bản có chữ ký số, tập nhập thử một tuần trước khi bỏ hẳn sổ giấy ở bộ phận văn thư lưu trữ.",
)
OTHER_FIGURES = tuple(
    text.replace("hai kế toán", "05 kế toán")
    .replace("Công đoàn", "Đoàn thanh niên")
    .replace("Chi ủy", "Đảng ủy")
    for text in FIRST
)
SYNONYMS = (
    "So sánh từng phiếu xuất vật tư với thẻ kho và hóa đơn nhập, viết văn bản ghi nhận chênh lệch có chữ ký thủ kho, khoản thiếu thì truy thu từ người giữ kho.",
    "Kế toán trưởng kiểm kê két tiền mặt cùng thủ quỹ vào chiều thứ Sáu, ghi chênh lệch vào sổ quỹ và thông tin Chi ủy trong ngày.",
    "Văn phòng sao quy định tiếp khách ra bảng lớn treo ở sảnh, chuyển từng phòng một bản, mời Công đoàn chứng kiến cuộc họp ký cam kết của từng người.",
    "Cử hai kế toán viên học lớp tập huấn kế toán công tại trường nghiệp vụ, gửi chứng chỉ cho bộ phận tổ chức lưu tài liệu.",
)
TURNED_ROUND = (
    "Lập biên bản chênh lệch có chữ ký thủ kho; đối chiếu với thẻ kho và hóa đơn nhập từng phiếu xuất vật tư; khoản thiếu thì thu hồi từ người giữ kho.",
    "Chiều thứ Sáu kế toán trưởng cùng thủ quỹ kiểm kê két tiền mặt, báo cáo Chi ủy trong ngày và ghi chênh lệch vào sổ quỹ.",
    "Mời Công đoàn chứng kiến buổi ký cam kết của từng người; gửi từng phòng một bản nội quy tiếp khách; sao ra bảng lớn treo ở sảnh văn phòng.",
    "Bộ phận tổ chức lưu hồ sơ chứng chỉ lớp bồi dưỡng kế toán công tại trường nghiệp vụ mà hai kế toán viên được cử học.",
)
COPIES = {
    "word for word": FIRST,
    "other figures and names": OTHER_FIGURES,
    "tasks in another order": FIRST[::-1],
    "clauses in another order": TURNED_ROUND,
    "words of the same meaning": SYNONYMS,
    "half of the tasks one's own": (*FIRST[:2], OWN[0], OWN[1]),
    "most tasks one's own": (*OWN, FIRST[0]),
    "two tasks made one": (f"{FIRST[0]} {FIRST[1]}", f"{FIRST[2]} {FIRST[3]}"),
    "some tasks left out": FIRST[1:3],
    "in capitals": tuple(text.upper() for text in FIRST),
    "another order, other words and one's own": (OWN[2], SYNONYMS[3], SYNONYMS[0], OWN[1]),
}
DIFFERENT = {
    "another matter": OWN,
    "the same kind of matter": (
        "Kế toán trưởng rà sổ quỹ từng tháng của năm trước, khoản chi sai thì người đã nhận tiền nộp lại, thủ quỹ viết phiếu thu.",
        "Chi ủy mời phòng Tài chính cấp trên góp ý từng chương của quy chế, đăng dự thảo trên bảng tin, biểu quyết bằng phiếu kín.",
        "Thủ quỹ bàn giao chìa khóa két cho người được phân công thay, hai bên ký sổ giao nhận trước mặt bí thư chi bộ.",
    ),
    "set phrases alone": (
        "Tổ chức hội nghị kiểm điểm tập thể, cá nhân có khuyết điểm, lập biên bản gửi Ủy ban Kiểm tra.",
        "Báo cáo kết quả khắc phục với đoàn kiểm tra, kèm bản sao chứng từ và danh sách khoản đã nộp.",
    ),
}


def plan(measures: Sequence[str], *, level: str = "main") -> bytes:
    """A plan with these measures."""
    tasks = "".join(
        f"  - id: N{number}\n    content: Nhiệm vụ {number}\n    measure: {measure}\n"
        for number, measure in enumerate(measures, 1)
    )
    day = "2024-06-05" if level == "main" else "2024-06-07"
    return f"---\ntype: plan\nlevel: {level}\nstatus: issued\nissued_on: {day}\ntasks:\n{tasks}---\n".encode()


def questions(
    old: Sequence[str], new: Sequence[str], path: str = f"{NEW}/plan.md", level: str = "main"
) -> list[str]:
    """What KP409 asks of a plan beside an older one."""
    files = {f"{OLD}/plan.md": plan(old), path: plan(new, level=level)}
    return [problem.path for problem in problems_of(files) if problem.code == "KP409"]


@pytest.mark.parametrize("way", COPIES)
def test_copies_are_asked_about(way: str) -> None:
    assert questions(FIRST, COPIES[way]) == [f"{NEW}/plan.md"]


@pytest.mark.parametrize("way", ["word for word", "clauses in another order", "words of the same meaning"])
def test_a_persons_plan_that_copies_the_main_one_of_its_case(way: str) -> None:
    own = f"{OLD}/plan-thu-quy.md"
    assert questions(FIRST, COPIES[way], own, "individual") == [own]


@pytest.mark.parametrize("way", DIFFERENT)
def test_plans_of_one_kind_are_no_copies(way: str) -> None:
    assert questions(FIRST, DIFFERENT[way]) == []


@settings(max_examples=24, deadline=None)
@given(st.permutations(FIRST))
def test_the_order_of_tasks_changes_nothing(measures: list[str]) -> None:
    assert questions(FIRST, measures) == [f"{NEW}/plan.md"]


def test_nothing_is_asked_of_the_example_register() -> None:
    assert [problem for problem in problems_of(dict(BASE)) if problem.code == "KP409"] == []


def test_a_revised_plan_repeats_the_one_that_it_revises() -> None:
    assert questions(FIRST, FIRST, f"{OLD}/plan-dieu-chinh.md") == []
