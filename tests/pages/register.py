"""A small register to make pages of, as files in memory; a test changes what it is about."""

from __future__ import annotations

from datetime import date

from khacphuc.obligations.fold import fold
from khacphuc.obligations.values import CaseState
from khacphuc.pages.build import case_urls, link_page, register_pages
from khacphuc.pages.case_page import case_page
from khacphuc.pages.page import Page, Site
from khacphuc.register.case import Case
from khacphuc.register.loading import list_entries, open_case, open_settings
from khacphuc.register.source import Memory
from khacphuc.rules.contract import Problem

FOLDER = "plans/chi-bo-a/kl-1"
DAY = date(2026, 11, 23)
FORGE = "forge:\n  kind: {kind}\n  url: https://git.example.vn/dang-uy/khac-phuc\n"

POLICY = """type: policy
committee: Đảng ủy Thử
unit_kinds:
  - {id: cell, label: Chi bộ, label_en: Party cell}
  - {id: commission, label: Ủy ban kiểm tra}
days:
  verify: 10
  reply: 5
"""

UNITS = {
    "units/dang-uy.md": "---\ntype: unit\nid: dang-uy\nname: Đảng ủy Thử\nkind: committee\n---\n",
    "units/ubkt.md": (
        "---\ntype: unit\nid: ubkt\nname: Ủy ban Kiểm tra\nshort_name: UBKT\nkind: commission\nparent: dang-uy\n"
        "people:\n  - {id: chu-nhiem, role: Chủ nhiệm}\n---\n"
    ),
    "units/chi-bo-a.md": (
        "---\ntype: unit\nid: chi-bo-a\nname: Chi bộ A\nkind: cell\nparent: dang-uy\nhead: chi-bo-a/bi-thu\n"
        "people:\n  - {id: bi-thu, role: Bí thư Chi bộ A, name: Nguyễn Văn Thử}\n---\nGhi chú về *chi bộ*.\n"
    ),
    "units/cong-doan.md": "---\ntype: unit\nid: cong-doan\nname: Công đoàn Thử\nkind: mass\n---\n",
}

CONCLUSION = """---
type: conclusion
id: KL-1
unit: chi-bo-a
status: issued
number: 35-TB/ĐU
title: Kết luận giám sát Chi bộ A
issuer: dang-uy
issued_on: 2026-05-10
received_on: 2026-05-13
inspection:
  kind: supervision
  decision: 580-QĐ/ĐU
  team: {name: Đoàn giám sát số 580, lead: ubkt/chu-nhiem}
followers: {commission: ubkt}
plan_due: 2026-06-10
plan_due_text: trước ngày 10/6/2026
report_due: 2026-12-15
findings:
  - id: HC1
    text: Chưa ban hành quy chế làm việc.
    grade: limitation
    amounts: [{value: 13515, unit: đồng, what: phải thu hồi}]
    repeat_of: KL-0/HC9
requirements:
  - {id: YC1, text: Ban hành quy chế., finding: HC1}
---
## Phần một

Nguyên văn **đậm**.
"""

PLAN = """---
type: plan
level: main
status: issued
number: 12-KH/CB
title: Kế hoạch khắc phục của Chi bộ A
issued_on: 2026-06-05
issued_by: chi-bo-a
directed_by: chi-bo-a/bi-thu
consulted: [{body: cong-doan}]
tasks:
  - id: N1
    findings: HC1
    requirements: YC1
    content: Ban hành Quy chế làm việc
    measure: Lấy ý kiến 12 đảng viên, thông qua tại kỳ họp
    product: Quy chế
    lead: chi-bo-a
    accountable: chi-bo-a/bi-thu
    due: 2026-07-15
    due_text: trước ngày 15/7/2026
    target: {total: 12, unit: ý kiến}
    milestones:
      - {id: N1.1, text: Dự thảo xong, due: 2026-06-30}
  - id: N2
    findings: HC1
    content: Họp kiểm điểm hằng tháng
    lead: chi-bo-a
    accountable: chi-bo-a/bi-thu
    recurrence: {every: month, day: 23, from: 2026-07-01, until: 2026-12-31}
---
"""

RECORDS = {
    "2026-06-20-update.md": (
        "---\ntype: update\ndate: 2026-06-20\nby: chi-bo-a\ntasks:\n  - task: N1\n    state: in_progress\n    progress: 6/12\n"
        "    promise: 2026-12-01\n    obstacles: Chờ ý kiến cấp trên.\n    evidence: [{number: 18-BB/CB, date: 2026-06-19}]\n---\n"
    ),
    "2026-07-10-extension.md": (
        "---\ntype: extension\ndate: 2026-07-10\nby: chi-bo-a\ntasks: [{task: N1, from: 2026-07-15, to: 2026-08-31}]\n"
        "reason: Chờ văn bản.\noutcome: approved\ndecided_by: dang-uy\n---\n"
    ),
    "2026-09-01-opinion.md": (
        "---\ntype: opinion\nid: YK1\ndate: 2026-09-01\nfrom: cong-doan\nstage: execution\nabout: N1\ntext: Nên lấy ý kiến rộng hơn.\n---\n"
    ),
    "2026-10-01-reminder.md": (
        "---\ntype: reminder\nid: DD1\ndate: 2026-10-01\nby: ubkt\nform: criticism\nchannel: letter\ntasks: N1\n---\n"
    ),
}


def files(changed: dict[str, str] | None = None) -> dict[str, str]:
    """The register, with some files changed, added, or (``""``) left out."""
    case = {"conclusion.md": CONCLUSION, "plan.md": PLAN, **RECORDS}
    found = {"plans/policy.yml": POLICY, **UNITS, **{f"{FOLDER}/{name}": text for name, text in case.items()}}
    found.update(changed or {})
    return {path: text for path, text in found.items() if text}


def closed(day: str) -> dict[str, str]:
    """The records by which the case is closed on a day: all is verified and reported before."""
    verified = (
        f"---\ntype: verification\ndate: {day}\nby: ubkt\ntasks:\n  - {{task: N1, outcome: confirmed, gone: true}}\n"
        "  - {task: N2, outcome: released, gone: true}\n---\n"
    )
    return {
        f"{FOLDER}/{day}-verification.md": verified,
        f"{FOLDER}/{day}-report.md": f"---\ntype: report\ndate: {day}\nby: chi-bo-a\n---\n",
        f"{FOLDER}/{day}-closure.md": f"---\ntype: closure\ndate: {day}\nby: ubkt\n---\n",
    }


def memory(changed: dict[str, str] | None = None) -> Memory:
    return Memory({path: text.encode("utf-8", "surrogatepass") for path, text in files(changed).items()})


def site(source: Memory, day: date = DAY, language: str = "vi") -> Site:
    return Site(open_settings(source, list_entries(source)), day, language)


def pages(changed: dict[str, str] | None = None, day: date = DAY, language: str = "vi") -> dict[str, Page]:
    """Every page of the register, by its path."""
    source = memory(changed)
    found = register_pages(source, list_entries(source), site(source, day, language), 1)
    assert len({page.path for page in found}) == len(found)
    return {page.path: page for page in found}


def opened(changed: dict[str, str] | None = None, day: date = DAY) -> tuple[Case, CaseState, Site]:
    """The case, its state and the site."""
    source = memory(changed)
    listing = list_entries(source)
    here = site(source, day)
    case = open_case(source, FOLDER, listing.cases[FOLDER])
    state = fold(case, here.settings, day)
    assert state is not None
    return case, state, here


def one(changed: dict[str, str] | None = None, day: date = DAY, problems: tuple[Problem, ...] = ()) -> Page:
    """The page of the case, its links to other cases resolved."""
    case, state, here = opened(changed, day)
    return link_page(case_page(case, state, here, problems), case_urls([state], here))
