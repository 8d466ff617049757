"""Lists as offices keep them, made with another program than the one that reads them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def progress_table(path: Path) -> Path:
    """A progress table of a People's Committee: a head of two rows, merged cells, several milestones in one cell."""
    made = Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    page.title = "Tiến độ"
    page["A1"] = "ỦY BAN NHÂN DÂN TỈNH"
    page["A2"] = "BẢNG THEO DÕI TIẾN ĐỘ THỰC HIỆN KẾT LUẬN"
    page.merge_cells("A2:H2")
    heads = (
        "STT",
        "Nội dung nhiệm vụ",
        "Cơ quan chủ trì",
        "Thời gian hoàn thành",
        "Kết quả thực hiện",
        None,
        "Khó khăn, vướng mắc",
        "Đề xuất, kiến nghị",
    )
    rows: list[Sequence[str | int | date | None]] = [
        heads,
        (None, None, None, None, "Đã thực hiện đến nay", "Tỷ lệ hoàn thành (%)", None, None),
        tuple(f"({number})" for number in range(1, 9)),
        ("I", "Lĩnh vực giải phóng mặt bằng"),
        (
            1,
            "Đền bù dự án đường ven sông\nđoạn qua 02 xã",
            "Chi bộ A",
            "15/8(HT);25/7(TĐC)",
            "Đã phê duyệt 14/36 hộ",
            39,
            "Thiếu đất",
            "Bố trí quỹ đất",
        ),
        (
            2,
            "Rà soát quy hoạch",
            "Chi bộ A; Công đoàn Thử",
            date(2026, 9, 30),
            "chưa có số liệu",
            None,
            None,
            None,
        ),
        (3, "Thu hồi tiền thuê đất", "Thuế tỉnh", "Quý III/2026", "Đang thực hiện", 50, None, None),
        (4, "Lập hồ sơ", "Chi bộ A", "sớm nhất có thể", "6/12 hồ sơ", "50%", "", ""),
        (5, "Xin ý kiến", "Chi bộ A", "không xác định", None, None, None, None),
        ("Tổng cộng", None, None, None, "20/48", None, None, None),
    ]
    for index, row in enumerate(rows, 4):
        for column, value in enumerate(row, 1):
            page.cell(index, column, value)
    page.merge_cells("E4:F4")
    for letter in "ABCDGH":
        page.merge_cells(f"{letter}4:{letter}5")
    made.save(path)
    return path


def bank_list(path: Path, count: int = 20) -> Path:
    """A bank's list of recommendations."""
    made = Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    page.append(
        [
            "Mã kiến nghị",
            "Phát hiện kiểm toán",
            "Mức độ",
            "Đơn vị",
            "Cán bộ đầu mối",
            "Hạn khắc phục",
            "Ngày cam kết",
            "Trạng thái",
            "Đã khắc phục n/N",
            "Bằng chứng",
            "Số tiền (triệu đồng)",
            "Ghi chú của kiểm toán",
        ]
    )
    states = ("Đã khắc phục", "Đang khắc phục", "Chưa khắc phục", "Đang trình ký")
    for number in range(1, count + 1):
        page.append(
            [
                f"KN-{number:04}",
                f"Hồ sơ tín dụng số {number} thiếu định giá lại tài sản bảo đảm",
                ("Vi phạm", "Thiếu sót", "Cao")[number % 3],
                f"Chi nhánh {number % 4 + 1}",
                "Trưởng phòng Khách hàng",
                date(2026, 1 + number % 12, 15),
                date(2026, 12, 20) if number % 3 == 0 else None,
                states[number % 4],
                "5/5" if number % 4 == 0 else f"{number % 5}/5",
                "Báo cáo số 15/BC-CN ngày 02/3/2026" if number % 4 == 0 else None,
                number * 1.5,
                "Xem *hồ sơ* gốc" if number == 5 else None,
            ]
        )
    made.save(path)
    return path


def office_list(path: Path, count: int = 200) -> Path:
    """A list as an office of a commune keeps it: its own headings, deadlines in words, each row with a product."""
    made = Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    page.append(["DANH MỤC TỒN TẠI, HẠN CHẾ VÀ BIỆN PHÁP KHẮC PHỤC"])
    page.append([])
    page.append(
        [
            "Stt",
            "Tồn tại, hạn chế",
            "Biện pháp khắc phục",
            "Sản phẩm, kết quả",
            "Đơn vị chủ trì",
            "Cá nhân chịu trách nhiệm",
            "Thời hạn hoàn thành",
            "Tình trạng",
            "Tiến độ",
            "Khó khăn, vướng mắc",
        ]
    )
    what = ("sổ quỹ", "hồ sơ cấp đất", "biên bản họp", "hợp đồng mua sắm", "sổ tài sản")
    where = ("thôn Đoài", "thôn Đông", "thôn Trung", "khu Chợ", "bản Hạ")
    when = ("30/9/2026", "trong quý III/2026", "trước ngày 15/12/2026", date(2026, 11, 30))
    states = ("Đang thực hiện", "Chưa thực hiện", "Đang thực hiện", "Đang thực hiện")
    for number in range(1, count + 1):
        thing, place = what[number % 5], where[number // 5 % 5]
        total = 3 + number % 17
        state = states[number % 4]
        page.append(
            [
                number,
                f"{total} {thing} năm {2001 + number // 25} của {place} thiếu chữ ký (mục {number} của biên bản kiểm tra).",
                f"Kế toán đối chiếu {total} {thing} với bản lưu tại kho, lập biên bản từng quyển, trình Chi bộ A ký bổ sung.",
                f"Biên bản ký bổ sung {total} {thing} số {number}",
                "Chi bộ A",
                "Bí thư Chi bộ A",
                when[number % 4],
                state,
                f"{number % total}/{total}" if state == "Đang thực hiện" else None,
                "Bản lưu bị ẩm" if number % 29 == 0 else None,
            ]
        )
    made.save(path)
    return path


def inspectorate_table(path: Path) -> Path:
    """An inspectorate's annex: several conclusions with their days, a head of two rows, sums of money and land."""
    made = Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    rows: list[Sequence[str | int | float | date | None]] = [
        ("THANH TRA TỈNH",),
        ("PHỤ LỤC 02: TÌNH HÌNH THỰC HIỆN KẾT LUẬN THANH TRA",),
        (
            *("TT", "Kết luận thanh tra", "Nội dung kiến nghị xử lý", "Kiến nghị thu hồi", None),
            *("Đã thực hiện", "Đơn vị thực hiện", "Thời gian thực hiện", "Ghi chú"),
        ),
        (None, None, None, "Tiền (đồng)", "Đất (m2)", None, None, None, None),
        (
            *("1", "KL số 05/KL-TTr ngày 12/01/2026", "Thu hồi tiền nghiệm thu sai", 125_400_000, None),
            *("80%", "Chi bộ A", "Trước 30/6/2026", "Còn thiếu"),
        ),
        ("2", None, "Thu hồi đất giao sai", None, 1250.5, None, "Chi bộ A", "Quý III/2026", None),
        (
            "3",
            "KL số 09/KL-TTr ngày 20/3/2026",
            "Kiểm điểm tập thể",
            None,
            None,
            None,
            "Chi bộ A",
            None,
            None,
        ),
        ("Tổng cộng", None, None, 125_400_000, 1250.5),
    ]
    for row in rows:
        page.append(list(row))
    page.merge_cells("D3:E3")
    page.merge_cells("B5:B6")
    made.save(path)
    return path


def audit_tracker(path: Path) -> Path:
    """A tracker of an internal audit, in English."""
    made = Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    page.append(
        [
            *("Audit Ref", "Issue", "Risk rating", "Action plan", "Action owner", "Branch"),
            *("Original due date", "Revised due date", "Status", "% complete", "Comments"),
        ]
    )
    page.append(
        [
            *("IA-24-01", "KYC files incomplete", "Vi phạm", "Complete 40 files", "Head of Ops", "Chi bộ A"),
            *(date(2026, 3, 31), date(2026, 6, 30), "In progress", 0.45, "waiting"),
        ]
    )
    made.save(path)
    return path
