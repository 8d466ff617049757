"""What a change means: two versions of real documents in, events out."""

from __future__ import annotations

import pytest

from khacphuc.history.comparing.compare import compare_case
from khacphuc.history.trail import EventKind
from tests.history.versions import (
    BASE,
    CLOSURE,
    CONCLUSION,
    EXTENDED,
    EXTENSION,
    FOLDER,
    N3,
    N3_REPLACED,
    PLAN,
    SUBPLAN,
    UPDATE,
    UPDATED,
    VERIFICATION,
    WITH_N3,
    Files,
    compared,
    edit,
    moment,
    opened,
    told,
    without,
)

EXTENDED_TWICE = {
    **EXTENDED,
    "2024-07-30-extension": EXTENSION.replace("2024-07-15", "2024-09-30")
    .replace("to: 2024-09-30", "to: 2024-10-31")
    .replace("2024-07-29", "2024-07-30"),
}
TABLE: dict[str, tuple[Files, Files, list[str]]] = {
    "a case comes": (
        {},
        UPDATED,
        [
            "created | conclusion | conclusion | KL-2024-35 | status |  → issued",
            "created | plan | plan | status |  → issued",
            "created | 2024-07-28-update | update",
        ],
    ),
    "a case goes": (
        UPDATED,
        {},
        [
            "deleted | conclusion | conclusion | KL-2024-35 | status | issued → ",
            "deleted | plan | plan | status | issued → ",
            "record_deleted | 2024-07-28-update | update",
        ],
    ),
    "a plan comes": (
        without(BASE, "plan"),
        BASE,
        [
            "created | plan | plan | status |  → issued",
            "record_late | plan | plan | issued_on | 2024-06-05 →  | 57",
        ],
    ),
    "a plan goes, and its tasks with it": (
        BASE,
        without(BASE, "plan"),
        [
            "deleted | plan | plan | status | issued → ",
            "dropped | plan | task | N1 | Ban hành quy chế chi tiêu nội bộ → ",
            "dropped | plan | task | N2 | Sinh hoạt chi bộ đúng kỳ, ghi biên bản đủ ý kiến → ",
        ],
    ),
    "a draft changes freely": (
        edit(BASE, "plan", "status: issued", "status: draft"),
        edit(
            edit(BASE, "plan", "status: issued", "status: draft"),
            "plan",
            "due: 2024-07-15",
            "due: 2024-09-15",
        ),
        [],
    ),
    "a draft is issued with another deadline": (
        edit(BASE, "plan", "status: issued", "status: draft"),
        edit(BASE, "plan", "due: 2024-07-15", "due: 2024-09-15"),
        [
            "issued | plan | plan | status | draft → issued",
            "record_late | plan | plan | issued_on | 2024-06-05 →  | 57",
        ],
    ),
    "a draft conclusion is edited and issued": (
        edit(BASE, "conclusion", "status: issued", "status: draft"),
        edit(BASE, "conclusion", "grade: omission", "grade: fault"),
        ["issued | conclusion | conclusion | KL-2024-35 | status | draft → issued"],
    ),
    "an issued plan calls itself a draft, and moves a deadline": (
        BASE,
        edit(
            edit(BASE, "plan", "status: issued", "status: draft"),
            "plan",
            "due: 2024-07-15",
            "due: 2024-09-15",
        ),
        [
            "state_back | plan | plan | status | issued → draft",
            "deadline_later | plan | task | N1 | due | 2024-07-15 → 2024-09-15 | passed | 62",
        ],
    ),
    "a deadline later, after it had passed": (
        BASE,
        edit(
            edit(BASE, "plan", "due: 2024-07-15", "due: 2024-09-30"),
            "plan",
            "trước ngày 15/7/2024",
            "đến hết ngày 30/9/2024",
        ),
        ["deadline_later | plan | task | N1 | due | 2024-07-15 → 2024-09-30 | passed | 77"],
    ),
    "a deadline earlier": (
        WITH_N3,
        edit(WITH_N3, "plan", "due: 2024-08-30", "due: 2024-08-20"),
        ["deadline_earlier | plan | task | N3 | due | 2024-08-30 → 2024-08-20 | -10"],
    ),
    "a deadline on its very day has not passed": (
        edit(BASE, "plan", "due: 2024-07-15", "due: 2024-08-01"),
        edit(BASE, "plan", "due: 2024-07-15", "due: 2024-08-02"),
        ["deadline_later | plan | task | N1 | due | 2024-08-01 → 2024-08-02 | 1"],
    ),
    "a deadline removed": (
        WITH_N3,
        edit(WITH_N3, "plan", "    due: 2024-08-30\n", ""),
        ["deadline_removed | plan | task | N3 | due | 2024-08-30 → "],
    ),
    "a deadline set": (
        edit(WITH_N3, "plan", "    due: 2024-08-30\n", ""),
        WITH_N3,
        ["deadline_set | plan | task | N3 | due |  → 2024-08-30"],
    ),
    "a recurrence ends earlier": (
        BASE,
        edit(BASE, "plan", "until: 2024-12-31", "until: 2024-09-30"),
        ["deadline_earlier | plan | task | N2 | until | 2024-12-31 → 2024-09-30 | -92"],
    ),
    "a recurrence becomes a single day": (
        BASE,
        edit(
            BASE, "plan", "recurrence: {every: month, from: 2024-07-01, until: 2024-12-31}", "due: 2024-12-31"
        ),
        [
            "reworded | plan | task | N2 | recurrence.every | month → ",
            "reworded | plan | task | N2 | recurrence.from | 2024-07-01 → ",
        ],
    ),
    "a milestone later": (
        BASE,
        edit(BASE, "plan", "due: 2024-07-05", "due: 2024-08-05"),
        ["deadline_later | plan | milestone | N1/N1.2 | due | 2024-07-05 → 2024-08-05 | passed | 31"],
    ),
    "the plan's and the report's deadline": (
        BASE,
        edit(
            edit(BASE, "conclusion", "plan_due: 2024-06-10", "plan_due: 2024-06-30"),
            "conclusion",
            "report_due: 2024-12-15\n",
            "",
        ),
        [
            "deadline_later | conclusion | conclusion | KL-2024-35 | plan_due | 2024-06-10 → 2024-06-30 | passed | 20",
            "deadline_removed | conclusion | conclusion | KL-2024-35 | report_due | 2024-12-15 → ",
        ],
    ),
    "an approved extension lands": (
        BASE,
        EXTENDED,
        [
            "created | 2024-07-29-extension | extension",
            "deadline_later | 2024-07-29-extension | task | N1 | due | 2024-07-15 → 2024-09-30 | declared | passed | 77",
        ],
    ),
    "a refused extension lands": (
        BASE,
        edit(EXTENDED, "2024-07-29-extension", "outcome: approved", "outcome: refused"),
        ["created | 2024-07-29-extension | extension"],
    ),
    "an extension lands, and the plan follows at once": (
        BASE,
        edit(EXTENDED, "plan", "due: 2024-07-15", "due: 2024-09-30"),
        [
            "created | 2024-07-29-extension | extension",
            "deadline_later | plan | task | N1 | due | 2024-07-15 → 2024-09-30 | declared | passed | 77",
        ],
    ),
    "the plan follows an extension later": (
        EXTENDED,
        edit(EXTENDED, "plan", "due: 2024-07-15", "due: 2024-09-30"),
        ["reworded | plan | task | N1 | due | 2024-07-15 → 2024-09-30"],
    ),
    "the plan goes beyond its extension": (
        EXTENDED,
        edit(EXTENDED, "plan", "due: 2024-07-15", "due: 2024-12-31"),
        ["deadline_later | plan | task | N1 | due | 2024-07-15 → 2024-12-31 | passed | 169"],
    ),
    "an extension lands, and the plan says another day": (
        BASE,
        edit(EXTENDED, "plan", "due: 2024-07-15", "due: 2024-08-31"),
        [
            "created | 2024-07-29-extension | extension",
            "deadline_later | plan | task | N1 | due | 2024-07-15 → 2024-08-31 | passed | 47",
            "deadline_later | 2024-07-29-extension | task | N1 | due | 2024-07-15 → 2024-09-30 | declared | passed | 77",
        ],
    ),
    "an extension after a quiet move": (
        edit(BASE, "plan", "due: 2024-07-15", "due: 2024-09-30"),
        edit(EXTENDED, "plan", "due: 2024-07-15", "due: 2024-09-30"),
        ["created | 2024-07-29-extension | extension"],
    ),
    "an extension is deleted": (
        EXTENDED,
        BASE,
        [
            "record_deleted | 2024-07-29-extension | extension",
            "deadline_earlier | 2024-07-29-extension | task | N1 | due | 2024-09-30 → 2024-07-15 | -77",
        ],
    ),
    "a second extension lands": (
        EXTENDED,
        EXTENDED_TWICE,
        [
            "created | 2024-07-30-extension | extension",
            "deadline_later | 2024-07-30-extension | task | N1 | due | 2024-09-30 → 2024-10-31 | declared | 31",
        ],
    ),
    "a second extension is deleted, and the plan follows the first": (
        EXTENDED_TWICE,
        edit(EXTENDED, "plan", "due: 2024-07-15", "due: 2024-09-30"),
        [
            "record_deleted | 2024-07-30-extension | extension",
            "deadline_later | plan | task | N1 | due | 2024-07-15 → 2024-09-30 | declared | passed | 77",
        ],
    ),
    "an extension grants more afterwards": (
        EXTENDED,
        edit(EXTENDED, "2024-07-29-extension", "to: 2024-09-30", "to: 2024-10-31"),
        [
            "record_rewritten | 2024-07-29-extension | extension | tasks.N1.to | 2024-09-30 → 2024-10-31",
            "deadline_later | 2024-07-29-extension | task | N1 | due | 2024-09-30 → 2024-10-31 | declared | 31",
        ],
    ),
    "an extension of a milestone": (
        BASE,
        edit(
            EXTENDED,
            "2024-07-29-extension",
            "task: N1, from: 2024-07-15",
            "milestone: N1.2, from: 2024-07-05",
        ),
        [
            "created | 2024-07-29-extension | extension",
            "deadline_later | 2024-07-29-extension | milestone | N1/N1.2 | due | 2024-07-05 → 2024-09-30 | declared | passed | 87",
        ],
    ),
    "an extension of one occurrence": (
        BASE,
        edit(
            EXTENDED,
            "2024-07-29-extension",
            "task: N1, from: 2024-07-15, to: 2024-09-30",
            "task: N2, from: 2024-08-31, to: 2024-09-10",
        ),
        [
            "created | 2024-07-29-extension | extension",
            "deadline_later | 2024-07-29-extension | task | N2 | occurrence | 2024-08-31 → 2024-09-10 | declared | 10",
        ],
    ),
    "an extension of the report": (
        BASE,
        edit(
            EXTENDED,
            "2024-07-29-extension",
            "task: N1, from: 2024-07-15, to: 2024-09-30",
            "duty: report, from: 2024-12-15, to: 2025-01-15",
        ),
        [
            "created | 2024-07-29-extension | extension",
            "deadline_later | 2024-07-29-extension | conclusion | KL-2024-35 | report_due | 2024-12-15 → 2025-01-15 | declared | 31",
        ],
    ),
    "an extension of what the register itself set": (
        edit(BASE, "conclusion", "report_due: 2024-12-15\n", ""),
        edit(
            edit(
                EXTENDED,
                "2024-07-29-extension",
                "task: N1, from: 2024-07-15, to: 2024-09-30",
                "duty: report, from: 2024-12-31, to: 2025-01-15",
            ),
            "conclusion",
            "report_due: 2024-12-15\n",
            "",
        ),
        [
            "created | 2024-07-29-extension | extension",
            "deadline_later | 2024-07-29-extension | conclusion | KL-2024-35 | report_due | 2024-12-31 → 2025-01-15 | declared | 15",
        ],
    ),
    "owners of a task": (
        BASE,
        edit(
            edit(
                BASE,
                "plan",
                "product: Quy chế kèm quyết định ban hành\n    lead: chi-bo-ke-toan",
                "product: Quy chế kèm quyết định ban hành\n    lead: chi-bo-van-phong",
            ),
            "plan",
            "accountable: chi-bo-ke-toan/ke-toan-truong",
            "accountable: chi-bo-van-phong/van-thu\n    supporters: [cong-doan]",
        ),
        [
            "owner_changed | plan | task | N1 | lead | chi-bo-ke-toan → chi-bo-van-phong",
            "owner_changed | plan | task | N1 | accountable | chi-bo-ke-toan/ke-toan-truong → chi-bo-van-phong/van-thu",
        ],
    ),
    "the head who directs the plan": (
        BASE,
        edit(
            BASE, "plan", "directed_by: chi-bo-ke-toan/bi-thu", "directed_by: chi-bo-ke-toan/ke-toan-truong"
        ),
        ["owner_changed | plan | plan | directed_by | chi-bo-ke-toan/bi-thu → chi-bo-ke-toan/ke-toan-truong"],
    ),
    "words and scope of a task": (
        BASE,
        edit(
            edit(
                BASE,
                "plan",
                "Lấy ý kiến 12 đảng viên rồi thông qua tại kỳ họp tháng 7",
                "Tiếp tục nghiên cứu, hoàn thiện quy chế",
            ),
            "plan",
            "total: 12",
            "total: 6",
        ),
        [
            "reworded | plan | task | N1 | measure | Lấy ý kiến 12 đảng viên rồi thông qua tại kỳ họp tháng 7 → Tiếp tục nghiên cứu, hoàn thiện quy chế",
            "reworded | plan | task | N1 | target.total | 12 → 6",
        ],
    ),
    "the deadline as written": (
        BASE,
        edit(BASE, "plan", "trước ngày 15/7/2024", "đến hết ngày 15/7/2024"),
        ["reworded | plan | task | N1 | due_text | trước ngày 15/7/2024 → đến hết ngày 15/7/2024"],
    ),
    "white space, tone marks and order say nothing": (
        edit(
            BASE,
            "plan",
            "content: Ban hành quy chế chi tiêu nội bộ",
            "content: Thống nhất hòa giải, cập nhật  thủ tục",
        ),
        edit(
            BASE,
            "plan",
            "content: Ban hành quy chế chi tiêu nội bộ",
            "content: |\n      Thống nhất hoà giải,\n      cập nhật thủ tục\n   ",
        ),
        [],
    ),
    "the order of references says nothing": (
        edit(BASE, "plan", "findings: HC1", "findings: [HC1, HC2]"),
        edit(BASE, "plan", "findings: HC1", "findings: [HC2, HC1]"),
        [],
    ),
    "text of a milestone": (
        BASE,
        edit(BASE, "plan", "Xong dự thảo lần một", "Xong đề cương dự thảo"),
        ["reworded | plan | milestone | N1/N1.1 | text | Xong dự thảo lần một → Xong đề cương dự thảo"],
    ),
    "texts of a plan": (
        {**BASE, "plan": PLAN + "***\nMở đầu\nMục đích: khắc phục dứt điểm\nKết luận\n"},
        {**BASE, "plan": PLAN + "***\nMở đầu\nMục đích: khắc phục từng bước\nKết luận\n"},
        ["reworded | plan | plan | body | Mục đích: khắc phục dứt điểm → Mục đích: khắc phục từng bước"],
    ),
    "a task and a milestone more": (
        BASE,
        edit(
            WITH_N3,
            "plan",
            "      - {id: N1.2,",
            "      - {id: N1.3, text: Trình chi ủy}\n      - {id: N1.2,",
        ),
        [
            "added | plan | milestone | N1/N1.3 |  → Trình chi ủy",
            "added | plan | task | N3 |  → Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên",
        ],
    ),
    "a task and a milestone less": (
        WITH_N3,
        edit(BASE, "plan", "      - {id: N1.2, text: Lấy xong ý kiến đảng viên, due: 2024-07-05}\n", ""),
        [
            "dropped | plan | milestone | N1/N1.2 | Lấy xong ý kiến đảng viên → ",
            "dropped | plan | task | N3 | Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên → ",
        ],
    ),
    "a task moves to a plan of its own, later by a month": (
        WITH_N3,
        {**BASE, "plan-ke-toan-truong": SUBPLAN.replace("due: 2024-08-30", "due: 2024-09-30")},
        [
            "created | plan-ke-toan-truong | plan | status |  → issued",
            "deadline_later | plan-ke-toan-truong | task | N3 | due | 2024-08-30 → 2024-09-30 | 31",
        ],
    ),
    "a task moves to a draft": (
        WITH_N3,
        {**BASE, "plan-ke-toan-truong": SUBPLAN.replace("status: issued", "status: draft")},
        [
            "created | plan-ke-toan-truong | plan | status |  → draft",
            "dropped | plan | task | N3 | Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên → ",
        ],
    ),
    "another task under the same id": (
        WITH_N3,
        {**BASE, "plan": PLAN + N3_REPLACED},
        [
            "id_reused | plan | task | N3 | Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên → Thu hồi 120 triệu đồng chi sai chế độ",
            "deadline_later | plan | task | N3 | due | 2024-08-30 → 2024-12-31 | 123",
        ],
    ),
    "one text of a task replaced": (
        WITH_N3,
        edit(
            edit(
                WITH_N3,
                "plan",
                "Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên",
                "Thu hồi 120 triệu đồng",
            ),
            "plan",
            "    findings: HC2\n    content: Thu hồi",
            "    findings: HC2\n    product: Chứng từ nộp ngân sách\n    content: Thu hồi",
        ),
        [
            "reworded | plan | task | N3 | content | Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên → Thu hồi 120 triệu đồng",
            "reworded | plan | task | N3 | product |  → Chứng từ nộp ngân sách",
        ],
    ),
    "every text of a task replaced": (
        BASE,
        edit(
            edit(
                edit(
                    BASE,
                    "plan",
                    "content: Ban hành quy chế chi tiêu nội bộ",
                    "content: Thu hồi 120 triệu đồng",
                ),
                "plan",
                "Lấy ý kiến 12 đảng viên rồi thông qua tại kỳ họp tháng 7",
                "Trừ lương",
            ),
            "plan",
            "Quy chế kèm quyết định ban hành",
            "Chứng từ nộp ngân sách",
        ),
        ["id_reused | plan | task | N1 | Ban hành quy chế chi tiêu nội bộ → Thu hồi 120 triệu đồng"],
    ),
    "a plan under another name": (
        {**BASE, "plan-ke-toan-truong": SUBPLAN},
        {**BASE, "plan-truong-phong": SUBPLAN.replace("due: 2024-08-30", "due: 2024-09-30")},
        ["deadline_later | plan-truong-phong | task | N3 | due | 2024-08-30 → 2024-09-30 | 31"],
    ),
    "the committee's plan gives way to another under another name": (
        BASE,
        {
            "conclusion": CONCLUSION,
            "plan-nam-2024": "type: plan\nstatus: issued\nnumber: 15-KH/CB\nissued_on: 2024-06-05\ntasks:\n"
            + N3,
        },
        [
            "reworded | plan-nam-2024 | plan | number | 12-KH/CB → 15-KH/CB",
            "reworded | plan-nam-2024 | plan | issued_by | chi-bo-ke-toan → ",
            "owner_changed | plan-nam-2024 | plan | directed_by | chi-bo-ke-toan/bi-thu → ",
            "dropped | plan-nam-2024 | task | N1 | Ban hành quy chế chi tiêu nội bộ → ",
            "dropped | plan-nam-2024 | task | N2 | Sinh hoạt chi bộ đúng kỳ, ghi biên bản đủ ý kiến → ",
            "added | plan-nam-2024 | task | N3 |  → Tập huấn nghiệp vụ công tác Đảng cho 5 cấp ủy viên",
        ],
    ),
    "fields of an issued conclusion": (
        BASE,
        edit(
            edit(BASE, "conclusion", "number: 35-TB/ĐU", "number: 36-TB/ĐU"),
            "conclusion",
            "followers: {commission: uy-ban-kiem-tra}",
            "followers: {commission: dang-uy}",
        ),
        [
            "conclusion_edited | conclusion | conclusion | KL-2024-35 | number | 35-TB/ĐU → 36-TB/ĐU",
            "conclusion_edited | conclusion | conclusion | KL-2024-35 | followers.commission | uy-ban-kiem-tra → dang-uy",
        ],
    ),
    "a finding and a requirement of an issued conclusion": (
        BASE,
        edit(
            edit(BASE, "conclusion", "grade: omission", "grade: limitation"),
            "conclusion",
            "trong quý III năm 2024",
            "trong năm 2024",
        ),
        [
            "conclusion_edited | conclusion | finding | HC1 | grade | omission → limitation",
            "conclusion_edited | conclusion | requirement | YC1 | text | Ban hành quy chế chi tiêu nội bộ trong quý III năm 2024. → Ban hành quy chế chi tiêu nội bộ trong năm 2024.",
        ],
    ),
    "a finding less and another more": (
        BASE,
        edit(
            edit(BASE, "conclusion", "id: HC2", "id: HC3"),
            "conclusion",
            "Sinh hoạt chi bộ chưa đúng kỳ, biên bản ghi sơ sài.",
            "Chưa kê khai tài sản.",
        ),
        [
            "dropped | conclusion | finding | HC2 | Sinh hoạt chi bộ chưa đúng kỳ, biên bản ghi sơ sài. → ",
            "added | conclusion | finding | HC3 |  → Chưa kê khai tài sản.",
        ],
    ),
    "another finding under the same id": (
        BASE,
        edit(
            edit(
                BASE,
                "conclusion",
                "Chưa ban hành quy chế chi tiêu nội bộ.\n    grade: omission",
                "Kê khai tài sản chậm.\n    grade: violation",
            ),
            "conclusion",
            "section: Mục II.1",
            "section: Mục III.4",
        ),
        [
            "id_reused | conclusion | finding | HC1 | Chưa ban hành quy chế chi tiêu nội bộ. → Kê khai tài sản chậm."
        ],
    ),
    "a state goes back": (
        edit(UPDATED, "2024-07-28-update", "state: in_progress", "state: done"),
        {
            **edit(UPDATED, "2024-07-28-update", "state: in_progress", "state: done"),
            "2024-07-31-update": UPDATE.replace("2024-07-28", "2024-07-31"),
        },
        [
            "created | 2024-07-31-update | update",
            "state_back | 2024-07-31-update | task | N1 | state | done → in_progress",
        ],
    ),
    "a state goes back in a record rewritten": (
        edit(UPDATED, "2024-07-28-update", "state: in_progress", "state: done"),
        UPDATED,
        [
            "record_rewritten | 2024-07-28-update | update | tasks.N1.state | done → in_progress",
            "state_back | 2024-07-28-update | task | N1 | state | done → in_progress",
        ],
    ),
    "a state goes back because it was rejected": (
        {
            **edit(UPDATED, "2024-07-28-update", "state: in_progress", "state: done"),
            "2024-07-30-verification": VERIFICATION.replace("confirmed", "rejected"),
        },
        {
            **edit(UPDATED, "2024-07-28-update", "state: in_progress", "state: done"),
            "2024-07-30-verification": VERIFICATION.replace("confirmed", "rejected"),
            "2024-07-31-update": UPDATE.replace("2024-07-28", "2024-07-31"),
        },
        ["created | 2024-07-31-update | update"],
    ),
    "an older word arrives after a newer one": (
        edit(UPDATED, "2024-07-28-update", "state: in_progress", "state: done"),
        {
            **edit(UPDATED, "2024-07-28-update", "state: in_progress", "state: done"),
            "2024-07-26-update": UPDATE.replace("2024-07-28", "2024-07-26"),
        },
        ["created | 2024-07-26-update | update"],
    ),
    "the last word is deleted while an older one arrives": (
        {
            **UPDATED,
            "2024-07-31-update": UPDATE.replace("2024-07-28", "2024-07-31").replace("in_progress", "done"),
        },
        {
            **UPDATED,
            "2024-07-26-update-quy-che": "type: update\ndate: 2024-07-26\nby: cong-doan\n"
            "tasks: [{task: N1, state: in_progress, obstacles: Thiếu người}]\n",
        },
        [
            "created | 2024-07-26-update-quy-che | update",
            "record_deleted | 2024-07-31-update | update",
        ],
    ),
    "a recurring task starts anew": (
        edit(UPDATED, "2024-07-28-update", "task: N1, state: in_progress", "task: N2, state: done"),
        {
            **edit(UPDATED, "2024-07-28-update", "task: N1, state: in_progress", "task: N2, state: done"),
            "2024-07-31-update": UPDATE.replace("2024-07-28", "2024-07-31").replace("N1", "N2"),
        },
        ["created | 2024-07-31-update | update"],
    ),
    "a closure is taken back": (
        {**BASE, "2024-07-31-closure": CLOSURE},
        BASE,
        [
            "record_deleted | 2024-07-31-closure | closure",
            "state_back | 2024-07-31-closure | closure | KL-2024-35 | status | closed → open",
        ],
    ),
    "a record rewritten, front and body": (
        {**BASE, "2024-07-28-update": UPDATE + "***\nĐã họp ngày 20/7.\n"},
        {
            **BASE,
            "2024-07-28-update": UPDATE.replace("6/12", "9/12").replace("6 đảng viên", "9 đảng viên")
            + "***\nĐã họp ngày 27/7.\n",
        },
        [
            (
                "record_rewritten | 2024-07-28-update | update | tasks.N1.progress, tasks.N1.result, body"
                " | 6/12\nĐã lấy ý kiến 6 đảng viên vào dự thảo quy chế\nĐã họp ngày 20/7."
                " → 9/12\nĐã lấy ý kiến 9 đảng viên vào dự thảo quy chế\nĐã họp ngày 27/7."
            )
        ],
    ),
    "a record written in another form": (
        UPDATED,
        edit(
            UPDATED,
            "2024-07-28-update",
            "  - {task: N1, state: in_progress, progress: 6/12, result: Đã lấy ý kiến 6 đảng viên vào dự thảo quy chế}",
            "  - task: N1\n    progress: 6/12\n    state: 'in_progress'\n    result: Đã lấy ý kiến  6 đảng viên vào dự thảo quy chế",
        ),
        [],
    ),
    "a record under another name": (
        UPDATED,
        {**BASE, "2024-07-28-update-tai-chinh": UPDATE},
        [],
    ),
    "a record under another date": (
        UPDATED,
        {**BASE, "2024-07-14-update": UPDATE.replace("2024-07-28", "2024-07-14")},
        ["record_rewritten | 2024-07-14-update | update | date | 2024-07-28 → 2024-07-14"],
    ),
    "a record takes the name of one that was renamed": (
        UPDATED,
        {
            **BASE,
            "2024-07-28-update-quy-che": UPDATE,
            "2024-07-28-update": "type: update\ndate: 2024-07-28\nby: chi-bo-ke-toan\ntasks: [{task: N2, state: done}]\n",
        },
        ["created | 2024-07-28-update | update"],
    ),
    "a record deleted, and a different one new": (
        UPDATED,
        {
            **BASE,
            "2024-07-30-update": "type: update\ndate: 2024-07-30\nby: cong-doan\ntasks: [{task: N2, state: done, result: Biên bản số 07}]\n",
        },
        ["created | 2024-07-30-update | update", "record_deleted | 2024-07-28-update | update"],
    ),
    "an opinion under another name is known by its id": (
        {
            **BASE,
            "2024-07-25-opinion": "type: opinion\nid: YK1\ndate: 2024-07-25\nfrom: cong-doan\nstage: planning\ntext: Cần công khai quy chế\n",
        },
        {
            **BASE,
            "2024-07-26-opinion-cong-doan": "type: opinion\nid: YK1\ndate: 2024-07-26\nfrom: cong-doan\nstage: execution\ntext: Không có ý kiến\n",
        },
        [
            (
                "record_rewritten | 2024-07-26-opinion-cong-doan | opinion | YK1 | date, stage, text"
                " | 2024-07-25\nplanning\nCần công khai quy chế → 2024-07-26\nexecution\nKhông có ý kiến"
            )
        ],
    ),
    "a record comes late": (
        BASE,
        {**BASE, "2024-06-20-update": UPDATE.replace("2024-07-28", "2024-06-20")},
        [
            "created | 2024-06-20-update | update",
            "record_late | 2024-06-20-update | update | date | 2024-06-20 →  | 42",
        ],
    ),
    "a record of a week ago is not late": (
        BASE,
        {**BASE, "2024-07-25-update": UPDATE.replace("2024-07-28", "2024-07-25")},
        ["created | 2024-07-25-update | update"],
    ),
    "old records come with their case": (
        {},
        {"conclusion": CONCLUSION, "2024-06-20-update": UPDATE.replace("2024-07-28", "2024-06-20")},
        [
            "created | conclusion | conclusion | KL-2024-35 | status |  → issued",
            "created | 2024-06-20-update | update",
        ],
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_a_change_is_told(name: str) -> None:
    before, after, expected = TABLE[name]
    assert [told(event) for event in compared(before, after)] == expected


def test_an_event_names_landing_case_and_document() -> None:
    (event,) = compared(BASE, edit(BASE, "plan", "due: 2024-07-15", "due: 2024-09-30"))
    assert (event.arrival, event.folder, event.path) == (3, FOLDER, f"{FOLDER}/plan.md")


def test_a_case_that_moved_is_compared_by_the_names_in_it() -> None:
    elsewhere = opened(
        edit(BASE, "plan", "due: 2024-07-15", "due: 2024-09-30"), "plans/chi-bo-van-phong/kl-2024-35"
    )
    (event,) = compare_case(opened(BASE), elsewhere, moment())
    assert event.kind is EventKind.DEADLINE_LATER
    assert event.path == "plans/chi-bo-van-phong/kl-2024-35/plan.md"


def test_nothing_has_passed_on_a_day_that_is_not_known() -> None:
    (event,) = compared(BASE, edit(BASE, "plan", "due: 2024-07-15", "due: 2024-09-30"), moment(on=None))
    assert not event.passed
