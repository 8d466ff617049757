"""The columns of an office's list, found by their names: folded, and by the words that offices use for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from khacphuc.imports.cell_grid import CellGrid, GridValue
from khacphuc.text.folding import fold
from khacphuc.text.message import LANGUAGES, N_, Message, speaker

_FEWEST = 2
"""Columns that a row must name to be a head."""
HEAD_ROWS = 30
"""The head is looked for in so many rows from the top."""
_BLANKS = re.compile(r"[^\w%/]+")


class ColumnField(Struct, frozen=True):
    """What a column may hold: its key, its name for people, and the names by which offices head it."""

    key: str
    label: str
    names: tuple[str, ...]


FIELDS = (
    ColumnField("number", N_("No."), ("TT", "STT", "Số TT", "Số thứ tự", "No.", "No")),
    ColumnField(
        "code",
        N_("Code"),
        (
            "Mã",
            "Mã kiến nghị",
            "Mã số",
            "Mã KN",
            "Mã nhiệm vụ",
            "Mã phát hiện",
            "Ký hiệu",
            "Code",
            "Ref",
            "Audit ref",
            "Reference",
        ),
    ),
    ColumnField(
        "notice",
        N_("Conclusion"),
        (
            "Số kết luận",
            "Số thông báo kết luận",
            "Thông báo kết luận",
            "Văn bản kết luận",
            "Kết luận thanh tra",
            "Kết luận kiểm tra",
            "Kết luận giám sát",
            "Kết luận kiểm toán",
            "Kết luận số",
            "Số, ký hiệu kết luận",
            "Căn cứ",
            "Số văn bản",
        ),
    ),
    ColumnField(
        "finding",
        N_("Finding"),
        (
            "Hạn chế",
            "Khuyết điểm",
            "Hạn chế, khuyết điểm",
            "Tồn tại",
            "Tồn tại, hạn chế",
            "Sai phạm",
            "Vi phạm",
            "Phát hiện",
            "Nội dung phát hiện",
            "Phát hiện kiểm toán",
            "Nội dung kiến nghị",
            "Kiến nghị",
            "Khuyến nghị",
            "Nội dung kết luận",
            "Nội dung hạn chế",
            "Nội dung tồn tại",
            "Sai sót",
            "Issue",
            "Observation",
            "Audit finding",
            "Finding",
            "Recommendation",
        ),
    ),
    ColumnField(
        "content",
        N_("Content"),
        (
            "Nội dung",
            "Nội dung công việc",
            "Nội dung nhiệm vụ",
            "Nội dung thực hiện",
            "Nhiệm vụ",
            "Nhiệm vụ được giao",
            "Công việc",
            "Việc phải làm",
            "Nội dung khắc phục",
            "Hành động khắc phục",
            "Action plan",
            "Content",
            "Action",
            "Task",
        ),
    ),
    ColumnField(
        "measure",
        N_("Measure"),
        (
            "Biện pháp",
            "Giải pháp",
            "Biện pháp khắc phục",
            "Biện pháp thực hiện",
            "Giải pháp thực hiện",
            "Biện pháp xử lý",
            "Hướng khắc phục",
            "Measure",
        ),
    ),
    ColumnField(
        "product",
        N_("Product"),
        ("Sản phẩm", "Kết quả đầu ra", "Sản phẩm, kết quả", "Sản phẩm đầu ra", "Product"),
    ),
    ColumnField(
        "lead",
        N_("Lead"),
        (
            "Chủ trì",
            "Đơn vị chủ trì",
            "Cơ quan chủ trì",
            "Cơ quan, đơn vị chủ trì",
            "Cơ quan thực hiện",
            "Đơn vị",
            "Đơn vị thực hiện",
            "Đơn vị chịu trách nhiệm",
            "Đơn vị được kiến nghị",
            "Phòng, ban",
            "Bộ phận tham mưu",
            "Cơ quan tham mưu",
            "Đơn vị tham mưu",
            "Bộ phận thực hiện",
            "Chi nhánh",
            "Branch",
            "Department",
            "Bộ phận",
            "Lead",
            "Unit",
            "Responsible unit",
        ),
    ),
    ColumnField(
        "supporters",
        N_("Supporting"),
        ("Phối hợp", "Đơn vị phối hợp", "Cơ quan phối hợp", "Cơ quan, đơn vị phối hợp", "Supporting"),
    ),
    ColumnField(
        "accountable",
        N_("Accountable"),
        (
            "Người chịu trách nhiệm",
            "Cá nhân chịu trách nhiệm",
            "Chịu trách nhiệm",
            "Người phụ trách",
            "Người thực hiện",
            "Cán bộ đầu mối",
            "Lãnh đạo phụ trách",
            "Người chỉ đạo",
            "Đồng chí phụ trách",
            "Đồng chí chỉ đạo",
            "Lãnh đạo chỉ đạo",
            "Action owner",
            "Accountable",
            "Owner",
        ),
    ),
    ColumnField(
        "authority",
        N_("Decided by"),
        (
            "Người (cấp) có thẩm quyền",
            "Cấp có thẩm quyền",
            "Người có thẩm quyền",
            "Cấp quyết định",
            "Người quyết định",
            "Decided by",
        ),
    ),
    ColumnField(
        "due",
        N_("Deadline"),
        (
            "Thời hạn",
            "Hạn",
            "Hạn hoàn thành",
            "Thời hạn hoàn thành",
            "Thời gian hoàn thành",
            "Thời gian thực hiện",
            "Thời hạn thực hiện",
            "Hạn khắc phục",
            "Ngày đến hạn",
            "Lộ trình",
            "Lộ trình thực hiện",
            "Thời điểm hoàn thành",
            "Thời gian khắc phục",
            "Original due date",
            "Target date",
            "Tiến độ yêu cầu",
            "Due",
            "Due date",
            "Deadline",
        ),
    ),
    ColumnField(
        "promise",
        N_("Expected by"),
        (
            "Cam kết",
            "Ngày cam kết",
            "Hạn cam kết",
            "Dự kiến hoàn thành",
            "Ngày dự kiến hoàn thành",
            "Promised",
        ),
    ),
    ColumnField(
        "state",
        N_("State"),
        (
            "Trạng thái",
            "Tình trạng",
            "Tình trạng thực hiện",
            "Trạng thái thực hiện",
            "Đánh giá",
            "Mức độ hoàn thành",
            "Status",
            "State",
        ),
    ),
    ColumnField(
        "progress",
        N_("Progress"),
        (
            "Tiến độ",
            "Tiến độ thực hiện",
            "Kết quả đến nay",
            "Kết quả đến",
            "Đã thực hiện",
            "Đã thực hiện đến nay",
            "Đã khắc phục",
            "Đã khắc phục n/N",
            "Số đã khắc phục",
            "Progress",
        ),
    ),
    ColumnField(
        "result",
        N_("Result"),
        ("Kết quả", "Kết quả thực hiện", "Kết quả khắc phục", "Nội dung đã thực hiện", "Result"),
    ),
    ColumnField(
        "done_on", N_("Done on"), ("Ngày hoàn thành", "Ngày hoàn thành thực tế", "Hoàn thành ngày", "Done on")
    ),
    ColumnField(
        "evidence",
        N_("Evidence"),
        (
            "Minh chứng",
            "Bằng chứng",
            "Hồ sơ chứng minh",
            "Tài liệu chứng minh",
            "Văn bản chứng minh",
            "Evidence",
        ),
    ),
    ColumnField(
        "obstacles",
        N_("Obstacles"),
        (
            "Vướng mắc",
            "Khó khăn",
            "Khó khăn, vướng mắc",
            "Tồn tại, vướng mắc",
            "Nguyên nhân chậm",
            "Obstacles",
        ),
    ),
    ColumnField(
        "requests",
        N_("Requests"),
        ("Đề xuất", "Đề nghị", "Kiến nghị, đề xuất", "Đề xuất, kiến nghị", "Requests"),
    ),
    ColumnField(
        "grade",
        N_("Grade"),
        (
            "Mức độ",
            "Mức độ vi phạm",
            "Mức độ rủi ro",
            "Mức rủi ro",
            "Phân loại",
            "Level",
            "Grade",
            "Risk rating",
        ),
    ),
    ColumnField(
        "money",
        N_("Money"),
        ("Số tiền", "Giá trị", "Kinh phí", "Số tiền phải thu hồi", "Giá trị kiến nghị", "Tiền", "Amount"),
    ),
    ColumnField(
        "area",
        N_("Area"),
        ("Diện tích", "Diện tích m2", "Diện tích (m2)", "Diện tích (m²)", "Diện tích (ha)", "Đất", "Area"),
    ),
    ColumnField("note", N_("Note"), ("Ghi chú", "Note", "Notes", "Comments", "Remarks")),
    ColumnField(
        "percent",
        N_("Per cent"),
        (
            "%",
            "Tỷ lệ %",
            "Phần trăm",
            "Tỷ lệ hoàn thành",
            "Tỷ lệ",
            "Tiến độ %",
            "Tỷ lệ thực hiện",
            "% hoàn thành",
            "% complete",
        ),
    ),
    ColumnField("task_id", N_("Task in the register"), ()),
)
BY_KEY = {field.key: field for field in FIELDS}


def folded(text: str) -> str:
    """A head as it is compared: without marks, case, points and what stands in brackets at its end."""
    return _BLANKS.sub(" ", fold(text)).strip()


def _names(field: ColumnField) -> Iterator[str]:
    """The names of a field: what offices call it, and what the register's own sheets do, in both languages."""
    yield from (speaker(language)(Message(field.label)) for language in LANGUAGES)
    yield from field.names


_BY_NAME = {folded(name): field.key for field in reversed(FIELDS) for name in _names(field)}


class ColumnHead(Struct, frozen=True):
    """Where the head of a list stands, and which column holds what. ``unknown`` are columns that nobody claims."""

    row: int
    last: int
    """The last row of a head of several; data begin below."""
    columns: Mapping[str, int]
    titles: Mapping[int, str]

    @property
    def unknown(self) -> dict[int, str]:
        taken = set(self.columns.values())
        return {index: title for index, title in self.titles.items() if title and index not in taken}


def find_head(grid: CellGrid, given: Mapping[str, str]) -> ColumnHead | None:
    """The row, or two rows, that name most columns; ``given`` names columns by their titles and goes first."""
    best: ColumnHead | None = None
    for row in range(min(HEAD_ROWS, len(grid.rows))):
        for last in (row, row + 1):
            head = _head(grid, row, last, given)
            if head and (best is None or len(head.columns) > len(best.columns)):
                best = head
    if best is None or len(best.columns) < _FEWEST:
        return None
    # Below a head of one row may stand what belongs to it: cells merged over two rows.
    taller = _head(grid, best.row, best.row + 1, given) if best.last == best.row else None
    return taller if taller and len(taller.columns) >= len(best.columns) else best


def _head(grid: CellGrid, row: int, last: int, given: Mapping[str, str]) -> ColumnHead | None:
    if last >= len(grid.rows):
        return None
    width = max(len(grid.rows[line]) for line in range(row, last + 1))
    upper = [grid.at(row, column) for column in range(width)]
    lower = [grid.at(last, column) for column in range(width)]
    if any(not isinstance(value, str) for value in (*upper, *lower) if value not in (None, "")):
        return None  # a number or a day stands among data, not in a head
    above, below = [value or "" for value in upper], [value or "" for value in lower]
    if sum(map(bool, above)) < _FEWEST or (last > row and not _belongs(above, below)):
        return None
    parts = [tuple(dict.fromkeys((str(one), str(other)))) for one, other in zip(above, below, strict=True)]
    return ColumnHead(
        row, last, _claimed(parts, given), {column: _title(some) for column, some in enumerate(parts)}
    )


def _belongs(above: Sequence[GridValue], below: Sequence[GridValue]) -> bool:
    """Whether a second row goes on with a head: a heading of several columns stands above each cell that is new."""
    if not any(below):
        return False
    for column, (top, bottom) in enumerate(zip(above, below, strict=True)):
        beside = (above[column - 1] if column else "", above[column + 1] if column + 1 < len(above) else "")
        if bottom not in ("", top) and top not in ("", *beside):
            return False
    return True


def _title(parts: Sequence[str]) -> str:
    return " ".join(" ".join(parts).split())


def _claimed(heads: Sequence[Sequence[str]], given: Mapping[str, str]) -> dict[str, int]:
    """Each column that is known, by its key. Where two have the same name, the first.

    A key that the person has given a title is claimed by that title alone.
    """
    wanted = {folded(title): key for key, title in given.items()}
    found: dict[str, int] = {}
    for key_of, barred in (
        (wanted.get, set[str]()),
        (_BY_NAME.get, set(given)),
        (_by_beginning, set(given)),
    ):
        for column, parts in enumerate(heads):
            if column in found.values():
                continue
            # What stands lowest says most: above it is what several columns have in common.
            titles = (_title(parts), *reversed(parts))
            keys = [key for title in titles if title and (key := _key(title, key_of))]
            free = [key for key in keys if key not in found and key not in barred]
            if free:
                found[free[0]] = column
    return found


def _key(title: str, key_of: Callable[[str], str | None]) -> str | None:
    bare = re.sub(r"\([^)]*\)", " ", title)
    return key_of(folded(title)) or key_of(folded(bare))


def _by_beginning(title: str) -> str | None:
    """The field by whose name of several words a title begins: “Nội dung kiến nghị xử lý”."""
    words = title.split()
    starts = (" ".join(words[:count]) for count in range(len(words) - 1, 1, -1))
    return next((key for start in starts if (key := _BY_NAME.get(start))), None)


def cells_of(grid: CellGrid, head: ColumnHead, row: int) -> dict[str, GridValue]:
    """What a row holds, by key; empty cells are left out."""
    found = {key: grid.at(row, column) for key, column in head.columns.items()}
    return {key: value for key, value in found.items() if value not in (None, "")}


def unclaimed_of(grid: CellGrid, head: ColumnHead, row: int) -> Sequence[tuple[str, GridValue]]:
    """What stands in columns that nobody claims, with their titles."""
    found = ((title, grid.at(row, column)) for column, title in head.unknown.items())
    return [(title, value) for title, value in found if value not in (None, "")]
