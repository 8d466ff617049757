"""Lists as they come: made by people who have not seen the program, with all that stands around and between their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Cells = Sequence[str | int | float | date | None]


def _book(path: Path, rows: Iterable[Cells], merged: Sequence[str] = ()) -> Workbook:
    made = Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    for row in rows:
        page.append(list(row))
    for cells in merged:
        page.merge_cells(cells)
    made.save(path)
    return made


def signed_table(path: Path) -> Path:
    """A People's Committee's table: headings merged over its width, numbers of columns, a signature below."""
    rows: list[Cells] = [
        ("ỦY BAN NHÂN DÂN", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("BẢNG TIẾN ĐỘ KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM",),
        (
            *("STT", "Nội dung hạn chế, khuyết điểm", "Biện pháp khắc phục", "Đơn vị thực hiện", None),
            *("Thời hạn hoàn thành", "Kết quả đến 30/6/2026", None, "Khó khăn, vướng mắc", "Kiến nghị"),
        ),
        (None, None, None, "Chủ trì", "Phối hợp", None, "Tỷ lệ (%)", "Nội dung đã làm"),
        tuple(f"({number})" for number in range(1, 11)),
        ("I", "VỀ QUẢN LÝ ĐẤT ĐAI"),
        (
            *(1, "Chậm cấp giấy chứng nhận\nquyền sử dụng đất cho 45 hộ", "Lập danh sách 45 hộ", "Chi bộ A"),
            *(
                "Công đoàn Thử",
                "15/8(HT);25/7(TĐC)",
                0.6,
                "Lập xong danh sách",
                "Thiếu bản đồ",
                "Hỗ trợ đo đạc",
            ),
        ),
        ("II", "VỀ TÀI CHÍNH, NGÂN SÁCH"),
        (
            2,
            "Chi sai nguồn 4,7 tỷ đồng",
            "Thu hồi",
            "Công chức B",
            None,
            "30/6/2026 (gia hạn 31/8/2026)",
            "45%",
        ),
        (
            *(3, "Chưa quyết toán", "Quyết toán", "Chi bộ A", None),
            "- 30/9/2026: trình hồ sơ\n- 31/12/2026: nghiệm thu",
            1,
        ),
        (4, "Chậm nộp", "Nộp", "Chi bộ A", None, "Trong vòng 30 ngày", "không xác định"),
        (None, "Thủ trưởng không ký biên bản ngày 12 tháng 3 năm 2026", "Ký bổ sung", "Chi bộ A"),
        (None, "Tổng cộng: 04 nội dung"),
        (None,),
        (None, "Người lập biểu", None, None, None, "TM. ỦY BAN NHÂN DÂN"),
        (None, "(Ký, ghi rõ họ tên)", None, None, None, "CHỦ TỊCH"),
    ]
    merged = (
        "A2:J2",
        "D3:E3",
        "G3:H3",
        "A3:A4",
        "B3:B4",
        "C3:C4",
        "F3:F4",
        "I3:I4",
        "J3:J4",
        "B6:J6",
        "B8:J8",
    )
    made = _book(path, rows, merged)
    other = made.create_sheet("Danh mục")
    other.append(["a", "b"])
    made.save(path)
    return path


def schedule_table(path: Path) -> Path:
    """A table in which “Tiến độ” heads deadlines, below a title merged right above the head."""
    rows: list[Cells] = [
        ("TIẾN ĐỘ THỰC HIỆN CÁC NHIỆM VỤ",),
        (
            "TT",
            "Nội dung công việc",
            "Nhiệm vụ cụ thể",
            "Cơ quan chủ trì",
            "Tiến độ thực hiện",
            "Đã thực hiện",
        ),
        ("1", "Chưa rà soát quy hoạch", "Rà soát quy hoạch", "Chi bộ A", "trong tháng 6/2026", "80%"),
        (None, None, "Tổng kiểm kê tài sản", "Chi bộ A", "tháng 7", "6/12 hồ sơ"),
        ("2", "Chậm báo cáo", "Báo cáo", "Chi bộ A", "Từ tháng 4/2026", "7"),
    ]
    _book(path, rows, ("A1:F1", "A3:A4", "B3:B4"))
    return path


def bank_tracker(path: Path) -> Path:
    """A bank's tracker in two languages, in millions, with levels of risk and words for being late."""
    rows: list[Cells] = [
        ("THEO DÕI THỰC HIỆN KIẾN NGHỊ", None, None, None, "Đơn vị tính: triệu đồng"),
        (
            *("Mã kiến nghị", "Phát hiện / Finding", "Mức độ rủi ro", "Kiến nghị / Recommendation"),
            *(
                "Đơn vị chịu trách nhiệm",
                "Hạn khắc phục",
                "Hạn cam kết",
                "Trạng thái",
                "Đã khắc phục",
                "Tổng số",
            ),
            *("Bằng chứng", "Giá trị sai phạm", "Kinh phí"),
        ),
        (
            *("KN-1", "Thiếu định giá lại", "Cao/High", "Định giá lại", "Chi bộ A", "30/06/2026"),
            *(date(2026, 7, 15), "Đang khắc phục", 18, 25, "UNC 15/6", 1250, 10),
        ),
        (
            *("KN-2", "Không kiểm tra vốn", "Thấp/Low", "Kiểm tra", "CB A", "31/7/2026"),
            *(None, "Đóng/Closed", 40, 40, "Số 15/BC-CN", "1.250,5", None),
        ),
        (
            "KN-3",
            "Dùng chung mật khẩu",
            "H",
            "Cấp lại",
            "Chi bộ",
            "Đã quá hạn 15 ngày",
            None,
            "Quá hạn",
            99,
            7,
        ),
        ("Tổng cộng", None, None, None, None, None, None, None, 157, 72),
    ]
    _book(path, rows)
    return path


def wordy_table(path: Path) -> Path:
    """A cell's table that begins in the second column, with long titles, and “nt” for what stands above."""
    rows: list[Cells] = [
        (None, "Biểu tổng hợp kết quả thực hiện Kết luận số 12-TB/ĐU"),
        (
            *(
                None,
                "Stt",
                "Nội dung khuyết điểm, hạn chế nêu trong Kết luận",
                "Nội dung khắc phục, sửa chữa",
            ),
            *(
                "Trách nhiệm",
                None,
                "Thời gian thực hiện",
                None,
                "Kết quả thực hiện (đến 15/7/2026)",
                "Số ngày chậm",
            ),
        ),
        (None, None, None, None, "Tập thể chủ trì", "Đ/c phụ trách", "Bắt đầu", "Hoàn thành"),
        (
            None,
            1,
            "Còn 37 hồ sơ trễ hạn",
            "Trả 37 hồ sơ",
            "Chi bộ A",
            "Bí thư Chi bộ A",
            "01/4/2026",
            "15/6/2026",
            "Xong",
            3,
        ),
        (
            None,
            2,
            "Chưa công khai",
            "Niêm yết 120 thủ tục",
            "nt",
            "-nt-",
            "Quý II/2026",
            "30/6/2026",
            "Đang làm",
            None,
        ),
    ]
    _book(path, rows, ("E2:F2", "G2:H2", "B2:B3", "C2:C3", "D2:D3", "I2:I3", "J2:J3"))
    return path


def odd_table(path: Path, heads: Cells, rows: Iterable[Cells]) -> Path:
    """Rows below a head, no text taken for a formula."""
    made = Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    page.append(list(heads))
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = page.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    made.save(path)
    return path


def masters_list(path: Path) -> Path:
    """An inspection commission's list of all its conclusions, each of another unit; rows go on below the first."""
    rows: list[Cells] = [
        ("SỔ THEO DÕI THÔNG BÁO KẾT LUẬN",),
        (
            *("STT", "Số thông báo kết luận", "Ngày ban hành", "Trích yếu", "Tổ chức đảng được kiểm tra"),
            *("Hạn chế, khuyết điểm", "Thời hạn", "Kết quả khắc phục"),
        ),
        (
            1,
            "12-TB/UBKT",
            date(2026, 3, 1),
            "Kết luận về đảng phí",
            "Chi bộ A",
            "Thu chậm",
            "30/9",
            "Đang khắc phục",
        ),
        (None, None, None, None, None, "Ghi sổ thiếu", "30/6/2026", None),
        (
            2,
            "15-TB/UBKT",
            date(2025, 11, 5),
            "Kết luận về sinh hoạt",
            "Chi bộ Mới",
            "Họp muộn",
            "31/12",
            None,
        ),
    ]
    _book(path, rows)
    return path
