"""What is said of texts that nobody could check: what they do not say, what was not counted, and nothing that is untrue."""

from __future__ import annotations

import pytest

from khacphuc.text.message import speaker
from tests.rules.examples import BASE, CASE, problems_of

PLAN = BASE[f"{CASE}/plan.md"].decode()
MEASURE = "Đối chiếu từng hồ sơ với giấy mời và sổ đăng ký xe; lập biên bản xác nhận với phòng đã chi; khoản không xác nhận được thì thu hồi."
PRODUCT = "12 biên bản xác nhận, danh sách khoản phải thu hồi"


def said_of(old: str, new: str) -> dict[str, str]:
    """The messages of family KP4 after some words of the plan were changed, by code, in English."""
    assert old in PLAN
    text = PLAN.replace(old, new, 1).encode()
    speak = speaker("en")
    found = problems_of({f"{CASE}/plan.md": text})
    return {problem.code: speak(problem.said.message) for problem in found if problem.code.startswith("KP4")}


@pytest.mark.parametrize(
    ("measure", "code", "parts"),
    [
        ("Nâng cao trách nhiệm của 45 đảng viên.", "KP401", ("“45 đảng viên” counts people",)),
        (
            "Chấn chỉnh công tác mua sắm theo khoản 3 Điều 22 Luật Đấu thầu.",
            "KP401",
            ("“khoản 3” is cited", "“Luật Đấu thầu” is cited"),
        ),
        ("Trong năm 2026 chú trọng công tác tham mưu.", "KP401", ("“năm 2026” is a year",)),
        ("Từ ngày 01/7/2024 chủ động hơn trong công việc.", "KP401", ("“ngày 01/7/2024” is a beginning",)),
        ("Quyết liệt khắc phục 07 hạn chế.", "KP401", ("“07 hạn chế” counts nothing",)),
        ("Chủ động xây dựng kế hoạch phù hợp.", "KP401", ("“kế hoạch” is a kind of paper",)),
        ("Kế toán trưởng chú trọng hơn việc kiểm soát.", "KP401", ("“Kế toán trưởng” names somebody",)),
        ("Khắc phục ngay những thiếu sót đã chỉ ra.", "KP415", ("What could somebody look at",)),
        (
            "The unit agrees with the recommendation and will act on it.",
            "KP401",
            ("nobody could check this",),
        ),
        ("We accept the recommendation.", "KP415", ("This agrees with the notice",)),
    ],
)
def test_a_measure_that_nobody_could_check(measure: str, code: str, parts: tuple[str, ...]) -> None:
    found = said_of(MEASURE, measure)
    assert set(found) == {code}
    assert all(part in found[code] for part in parts), found[code]


@pytest.mark.parametrize(
    ("measure", "absent"),
    [
        ("Nâng cao trách nhiệm của 45 đảng viên.", "how many"),
        ("Tăng cường kiểm tra trong tháng 9/2024.", "by which day"),
        ("Chủ động xây dựng kế hoạch phù hợp.", "which paper"),
        ("Tiếp tục nâng cao chất lượng.", "who does it"),  # the task names its lead
        ("Tiếp tục nâng cao chất lượng.", "by which day"),  # and its deadline
        ("Tiếp tục nâng cao chất lượng.", "which paper"),  # and its product
    ],
)
def test_nothing_is_called_absent_that_stands_there(measure: str, absent: str) -> None:
    assert absent not in " ".join(said_of(MEASURE, measure).values())


@pytest.mark.parametrize(
    "measure",
    [
        "Khẩn trương nộp trả 1.245.600.000đ vào ngân sách.",
        "Tăng cường kiểm soát: phiếu chi phải có hai chữ ký.",
        "Thường xuyên sao lưu dữ liệu vào tối thứ Sáu.",
        "Kịp thời bồi thường cho hộ ông Sáu trước khi khởi công.",
        "Nâng cao an toàn: đặt camera ở cửa kho.",
        "Strengthen control by adding the controller's signature.",
    ],
)
def test_a_soft_word_beside_something_to_look_at_is_no_fault(measure: str) -> None:
    assert said_of(MEASURE, measure) == {}


@pytest.mark.parametrize(
    ("product", "code"),
    [
        ("Chuyển biến tích cực", "KP402"),
        ("Báo cáo định kỳ.", "KP415"),
        ("Kết quả thực hiện.", "KP415"),
        ("Two fire doors", ""),
        ("Sổ giao nhận chìa khóa", ""),
    ],
)
def test_products(product: str, code: str) -> None:
    assert set(said_of(PRODUCT, product)) == ({code} if code else set())


def test_a_register_adds_words_of_its_own() -> None:
    text = PLAN.replace(MEASURE, "Vun đắp tinh thần tập thể.", 1).encode()
    policy = BASE["plans/policy.yml"].decode() + "words:\n  soft_action: [vun đắp]\n"
    plain = problems_of({f"{CASE}/plan.md": text})
    added = problems_of({f"{CASE}/plan.md": text, "plans/policy.yml": policy.encode()})
    assert "KP401" not in {problem.code for problem in plain}
    assert "KP401" in {problem.code for problem in added}
