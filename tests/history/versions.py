"""Versions of a realistic case for tests of what a change means, opened from real documents in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta, timezone

from khacphuc.history.comparing.compare import ArrivedChange, ComparisonContext, EarlierEvents, compare_case
from khacphuc.history.trail import Authorship, Event, Signature
from khacphuc.register.case import Case
from khacphuc.register.loading import list_entries, open_case, open_settings
from khacphuc.register.source import Memory

FOLDER = "plans/chi-bo-ke-toan/kl-2024-35"
ARRIVED = date(2024, 8, 1)
HANOI = timezone(timedelta(hours=7))

UNITS = {
    "tinh-uy": "kind: committee\npeople: [{id: pho-bi-thu, role: Phó Bí thư, emails: [phobithu@tinhuy.vn]}]",
    "dang-uy": "kind: committee\nparent: tinh-uy\ncommission: uy-ban-kiem-tra\n"
    "people: [{id: bi-thu, role: Bí thư, emails: [bithu@danguy.vn]}]",
    "uy-ban-kiem-tra": "kind: commission\nparent: dang-uy\n"
    "people: [{id: chu-nhiem, role: Chủ nhiệm, account: ubkt-danguy}]",
    "chi-bo-ke-toan": "kind: cell\nparent: dang-uy\nhead: chi-bo-ke-toan/bi-thu\n"
    "people: [{id: bi-thu, role: Bí thư Chi bộ, name: Trần Thị Hòa, emails: [Hoa.KT@danguy.vn]},\n"
    "  {id: ke-toan-truong, role: Kế toán trưởng, account: ketoan}]",
    "chi-bo-van-phong": "kind: cell\nparent: dang-uy\n"
    "people: [{id: van-thu, role: Văn thư, emails: [vanthu@danguy.vn]},\n"
    "  {id: nguoi-cu, role: Chuyên viên, emails: [cu@danguy.vn], until: 2024-01-31}]",
    "cong-doan": "kind: union\npeople: [{id: chu-tich, role: Chủ tịch, emails: [chutich@congdoan.vn]}]",
}
CONCLUSION = """type: conclusion
id: KL-2024-35
unit: chi-bo-ke-toan
status: issued
number: 35-TB/ĐU
title: Kết luận giám sát việc thực hiện Quy chế làm việc
issuer: dang-uy
issued_on: 2024-05-10
followers: {commission: uy-ban-kiem-tra}
plan_due: 2024-06-10
plan_due_text: trước ngày 10/6/2024
report_due: 2024-12-15
findings:
  - id: HC1
    text: Chưa ban hành quy chế chi tiêu nội bộ.
    grade: omission
    section: Mục II.1
  - id: HC2
    text: Sinh hoạt chi bộ chưa đúng kỳ, biên bản ghi sơ sài.
    grade: limitation
requirements:
  - {id: YC1, text: Ban hành quy chế chi tiêu nội bộ trong quý III năm 2024., finding: HC1}
"""
PLAN = """type: plan
status: issued
number: 12-KH/CB
issued_on: 2024-06-05
issued_by: chi-bo-ke-toan
directed_by: chi-bo-ke-toan/bi-thu
tasks:
  - id: N1
    findings: HC1
    content: Ban hành quy chế chi tiêu nội bộ
    measure: Lấy ý kiến 12 đảng viên rồi thông qua tại kỳ họp tháng 7
    product: Quy chế kèm quyết định ban hành
    lead: chi-bo-ke-toan
    accountable: chi-bo-ke-toan/ke-toan-truong
    due: 2024-07-15
    due_text: trước ngày 15/7/2024
    target: {total: 12, unit: hồ sơ}
    milestones:
      - {id: N1.1, text: Xong dự thảo lần một, due: 2024-06-25}
      - {id: N1.2, text: Lấy xong ý kiến đảng viên, due: 2024-07-05}
  - id: N2
    findings: HC2
    content: Sinh hoạt chi bộ đúng kỳ, ghi biên bản đủ ý kiến
    lead: chi-bo-ke-toan
    recurrence: {every: month, from: 2024-07-01, until: 2024-12-31}
"""
UPDATE = """type: update
date: 2024-07-28
by: chi-bo-ke-toan
tasks:
  - {task: N1, state: in_progress, progress: 6/12, result: Đã lấy ý kiến 6 đảng viên vào dự thảo quy chế}
"""
EXTENSION = """type: extension
date: 2024-07-29
tasks: [{task: N1, from: 2024-07-15, to: 2024-09-30}]
outcome: approved
decided_by: dang-uy
"""
VERIFICATION = """type: verification
date: 2024-07-30
by: uy-ban-kiem-tra
tasks: [{task: N1, outcome: confirmed}]
"""
REMINDER = """type: reminder
id: DD1
date: 2024-07-20
by: uy-ban-kiem-tra
tasks: [N1]
"""
CLOSURE = """type: closure
date: 2024-07-31
by: uy-ban-kiem-tra
"""
BASE = {"conclusion": CONCLUSION, "plan": PLAN}
UPDATED = {**BASE, "2024-07-28-update": UPDATE}
EXTENDED = {**BASE, "2024-07-29-extension": EXTENSION}

Files = Mapping[str, str]


def units(changed: Files | None = None) -> dict[str, bytes]:
    found = {**UNITS, **(changed or {})}
    return {
        f"units/{name}.md": f"---\ntype: unit\nid: {name}\nname: {name}\n{text}\n---\n".encode()
        for name, text in found.items()
    }


FRAME = open_settings(Memory(units()), list_entries(Memory(units())))


def opened(files: Files, folder: str = FOLDER) -> Case | None:
    """A case from its documents' front matter; what follows a line ``***`` is the body."""
    table = {}
    for name, text in files.items():
        front, _, body = text.partition("***\n")
        table[f"{folder}/{name}.md"] = f"---\n{front}---\n{body}".encode()
    source = Memory(table)
    listing = list_entries(source)
    if folder not in listing.cases:
        return None
    case = open_case(source, folder, listing.cases[folder])
    assert [flaw for document in case.documents for flaw in document.flaws] == []
    return case


def moment(*authors: str, on: date | None = ARRIVED, past: EarlierEvents | None = None) -> ComparisonContext:
    """Authors as ``name <e-mail>``."""
    parted = (author.rstrip(">").partition(" <") for author in authors)
    arrived = ArrivedChange(3, Authorship(tuple(Signature(name, email) for name, _, email in parted)))
    return ComparisonContext(arrived, on, FRAME, past or EarlierEvents())


def compared(before: Files, after: Files, at: ComparisonContext | None = None) -> list[Event]:
    return list(compare_case(opened(before), opened(after), at or moment()))


def edit(files: Files, name: str, old: str, new: str) -> dict[str, str]:
    assert files[name].count(old) == 1, (name, old)
    return {**files, name: files[name].replace(old, new)}


def told(event: Event) -> str:
    """An event in one line, for a table of them."""
    words = [
        event.kind.value,
        event.path.rpartition("/")[2].removesuffix(".md"),
        event.what,
        event.id,
        event.field,
    ]
    if event.old or event.new:
        words.append(f"{event.old} → {event.new}")
    words += [word for word in ("declared", "passed") if getattr(event, word)]
    if event.days:
        words.append(str(event.days))
    return " | ".join(word for word in words if word)


def without(files: Files, *names: str) -> dict[str, str]:
    return {name: text for name, text in files.items() if name not in names}


N3 = """  - id: N3
    findings: HC2
    content: Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên
    lead: chi-bo-ke-toan
    due: 2024-08-30
    milestones: [{id: N3.1, text: Xong tài liệu, due: 2024-08-10}]
"""
WITH_N3 = {**BASE, "plan": PLAN + N3}
SUBPLAN = f"""type: plan
level: individual
for: chi-bo-ke-toan/ke-toan-truong
status: issued
tasks:
{N3}"""
N3_REPLACED = (
    N3.replace("findings: HC2", "findings: HC1")
    .replace("Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên", "Thu hồi 120 triệu đồng chi sai chế độ")
    .replace("due: 2024-08-30", "due: 2024-12-31")
)
