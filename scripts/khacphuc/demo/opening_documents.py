"""Write the notice and the plan of a case from the template of its inspection."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from msgspec import Struct

from khacphuc.demo.demo_dates import day_shown, workday
from khacphuc.demo.demo_units import COMMISSION, COMMITTEE, DemoUnit
from khacphuc.demo.document_text import Front, Item
from khacphuc.demo.inspection_model import FindingTemplate, InspectionTemplate
from khacphuc.demo.inspections import SUBJECTS
from khacphuc.demo.notice_demands import REMEDY, demanded, facts, finding_parts
from khacphuc.demo.seeded_random import SeededRandom

_GRADES = ("limitation", "limitation", "outstanding", "omission", "fault", "violation")
_ANSWERABLE = ("pho-bi-thu", "uy-vien", "bi-thu")
_OPENING = (
    "Tổ gồm {k} đồng chí do {who} làm tổ trưởng",
    "{who} chủ trì, {k} công chức giúp việc",
    "Giao {who} ký kế hoạch chi tiết, {k} người thực hiện",
    "{who} ký bảng phân công ghi ngày xong từng phần việc, huy động {k} người của hai bộ phận",
)
_CONTROL = (
    "thứ Sáu hằng tuần đến hết hạn báo số liệu bằng bảng gửi Chi ủy",
    "Bí thư kiểm tra tại chỗ {k} lần, ghi biên bản",
    "cứ 15 ngày công khai kết quả trên bảng tin cơ quan đến ngày hoàn thành",
    "Công đoàn cử {k} người giám sát, ký vào biên bản từng đợt",
    "kết quả từng đợt gửi Ủy ban Kiểm tra trong 03 ngày làm việc",
)


class FindingText(Struct, frozen=True):
    """One finding of a case and the words for its work, blanks filled."""

    matter: FindingTemplate
    wanting: int
    total: int
    year: int
    about: str

    def fill(self, text: str) -> str:
        return text.format(n=f"{self.wanting:02d}", m=self.total, y=self.year, o=self.about)


class InspectionBrief(Struct, frozen=True):
    """The subject of a case, chosen once."""

    id: str
    subject: InspectionTemplate
    items: tuple[FindingText, ...]
    issued: date
    restricted: bool


def brief(case: str, issued: date) -> InspectionBrief:
    """Return the findings of a case."""
    dice = SeededRandom("brief", case)
    subject = dice.pick(SUBJECTS)
    items = []
    for matter in dice.some(subject.matters, dice.between(2, 4)):
        wanting = dice.between(max(3, matter.most // 6), matter.most)
        total = wanting + dice.between(4, matter.most * 3 // 2)
        items.append(
            FindingText(matter, wanting, total, issued.year - dice.between(1, 2), dice.pick(matter.objects))
        )
    return InspectionBrief(case, subject, tuple(items), issued, dice.happens(3))


def report_due(about: InspectionBrief) -> date:
    """Return the day on which the result must be reported, as the notice sets it."""
    return about.issued + timedelta(days=SeededRandom("report", about.id).between(240, 330))


def conclusion(about: InspectionBrief, unit: DemoUnit, *, draft: bool = False) -> Front:
    """Return the notice."""
    dice = SeededRandom("notice", about.id)
    number = about.id.rsplit("-", 1)[1]
    plan_due = about.issued + timedelta(days=30)
    findings: list[Item] = [
        {
            "id": f"HC{at}",
            "text": item.fill(item.matter.finding),
            "grade": dice.pick(_GRADES),
            "section": f"Mục II.{at}",
            **_parts_and_past(about, f"HC{at}", item),
        }
        for at, item in enumerate(about.items, 1)
    ]
    requirements: list[Item] = [
        {
            "id": "YC1",
            "text": "Lập kế hoạch khắc phục từng hạn chế, khuyết điểm; phân công tập thể, cá nhân chịu trách nhiệm.",
            "finding": [f"HC{at}" for at in range(1, len(about.items) + 1)],
            "kind": "plan",
            "due": plan_due,
        },
        *demanded(about.id, about.issued, report_due(about)),
    ]
    praised = facts(about.id)
    supervised = dice.happens(40)
    name = "giám sát" if supervised and not about.restricted else "kiểm tra"
    kind = "supervision" if supervised else "inspection"
    return {
        "type": "conclusion",
        "id": about.id,
        "unit": unit.id,
        "status": "draft" if draft else "issued",
        **({} if draft else {"number": f"{number}-TB/ĐU"}),
        "title": f"Kết luận {name} {about.subject.title} đối với {unit.name}",
        "issuer": COMMITTEE.id,
        "issuing_body": "standing_committee",
        **({} if draft else {"signer": COMMITTEE.person("pho-bi-thu")}),
        **(
            {}
            if draft
            else {"issued_on": about.issued, "received_on": workday(about.issued + timedelta(days=1))}
        ),
        "inspection": {
            "kind": "signs_of_violation" if about.restricted else kind,
            "decision": f"{int(number) + 100}-QĐ/ĐU",
            "decided_on": about.issued - timedelta(days=dice.between(30, 75)),
            "team": {
                "name": f"Đoàn {name} số {int(number) + 100}",
                "lead": COMMISSION.person("pho-chu-nhiem"),
                "members": [COMMISSION.person("uy-vien-kinh-te"), COMMISSION.person("uy-vien-noi-chinh")],
            },
        },
        "followers": {"commission": COMMISSION.id, "member": COMMITTEE.person("uy-vien")},
        "plan_due": plan_due,
        "plan_due_text": f"trước ngày {day_shown(plan_due)}",
        "report_due": report_due(about),
        **({"visibility": "restricted"} if about.restricted else {}),
        "findings": findings,
        "requirements": requirements,
        **({"facts": praised} if praised else {}),
    }


def _parts_and_past(about: InspectionBrief, finding: str, item: FindingText) -> Front:
    """Return the parts of a finding, and the notice of earlier years that it repeats, where it has them."""
    pieces, dice = (
        finding_parts(about.id, finding, item.fill(item.matter.finding)),
        SeededRandom("past", about.id, finding),
    )
    found: Front = {"parts": pieces} if pieces else {}
    if dice.happens(4):
        year = about.issued.year - dice.between(4, 6)
        found["repeat_of_paper"] = {
            "number": f"{dice.between(20, 90)}-TB/ĐU",
            "date": date(year, 5, dice.between(4, 28)),
        }
    return found


def plan(about: InspectionBrief, unit: DemoUnit, issued: date, consulted: str) -> Front:
    """Return the committee's plan: a task a finding, now and then two, each with a lead, a person, a product and a day."""
    dice = SeededRandom("plan", about.id)
    number = dice.between(1, 90)
    longest = max(50, (report_due(about) - issued).days - 25)
    tasks = [
        _as_demanded(_task(dice, item, at, unit, issued, min(longest, 190)), about, item)
        for at, item in enumerate(about.items, 1)
    ]
    if dice.happens(20):
        tasks.append(_monthly(unit, f"N{len(tasks) + 1}", issued, dice.between(3, 6)))
    first = about.items[0]
    front: Front = {
        "type": "plan",
        "level": "main",
        "status": "issued",
        "number": f"{number:02d}-KH/{'ĐU' if unit.kind == 'grassroots' else 'CB'}",
        "title": f"Kế hoạch khắc phục hạn chế, khuyết điểm theo Kết luận {about.id}",
        "issued_on": issued,
        "issued_by": unit.id,
        "directed_by": unit.person("bi-thu"),
    }
    if consulted:
        front["consulted"] = [{"body": consulted}]
    else:
        front["not_consulted_reason"] = (
            "Đơn vị chưa có tổ chức đoàn thể; lấy ý kiến toàn thể đảng viên tại cuộc họp"
        )
    front["causes"] = [
        {"findings": ["HC1"], "causes": [{"kind": "subjective", "text": first.fill(about.subject.cause)}]}
    ]
    front["tasks"] = tasks
    return front


def _as_demanded(task: Front, about: InspectionBrief, item: FindingText) -> Front:
    """Name the parts of its finding that a task puts right, and the requirement that it carries out in time."""
    finding = f"HC{str(task['id'])[1:]}"
    if pieces := finding_parts(about.id, finding, item.fill(item.matter.finding)):
        task["parts"] = [str(piece["id"]) for piece in pieces if isinstance(piece, dict)]
    own = (one for one in demanded(about.id, about.issued, report_due(about)) if isinstance(one, dict))
    remedy = next((one for one in own if one["id"] == REMEDY), None)
    if remedy and finding == "HC1" and cast("date", task["due"]) <= cast("date", remedy["due"]):
        task["requirements"] = ["YC1", REMEDY]
    return task


def _task(
    dice: SeededRandom, item: FindingText, at: int, unit: DemoUnit, issued: date, longest: int
) -> Front:
    days = dice.between(45, longest)
    due = workday(issued + timedelta(days=days))
    who = _ANSWERABLE[(at - 1) % len(_ANSWERABLE)]
    title = dict(unit.roles)[who].partition(",")[0]
    opening = dice.pick(_OPENING).format(k=f"{dice.between(2, 9):02d}", who=title)
    control = dice.pick(_CONTROL).format(k=f"{dice.between(2, 6):02d}")
    task: Front = {
        "id": f"N{at}",
        "findings": [f"HC{at}"],
        "requirements": "YC1",
        "kind": item.matter.kind,
        "content": item.fill(item.matter.content),
        "measure": f"{opening}; {_lower(item.fill(dice.pick(item.matter.ways)))}; {control}",
        "product": item.fill(item.matter.product),
        "lead": unit.id,
        "accountable": unit.person(who, issued),
        "authority": unit.person("bi-thu") if who != "bi-thu" else COMMITTEE.id,
        "start": issued,
        "due": due,
        "due_text": f"trước ngày {day_shown(due)}",
        "target": {"total": item.wanting, "unit": item.matter.unit},
    }
    if days > 80:
        half = workday(issued + timedelta(days=days // 2))
        text = f"Xong {item.wanting // 2:02d} {item.matter.unit}"
        task["milestones"] = [{"id": f"N{at}.1", "text": text, "due": half}]
    return task


def _monthly(unit: DemoUnit, task: str, issued: date, months: int) -> Front:
    """Return a task that is owed again on the 25th of every month."""
    first = (issued.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=31 * months)).replace(day=1) - timedelta(days=1)
    return {
        "id": task,
        "findings": ["HC1"],
        "kind": "follow_up",
        "content": "Giao ban kiểm điểm tiến độ khắc phục hằng tháng",
        "measure": "Bí thư chủ trì; so kết quả từng nhiệm vụ với hạn trong kế hoạch; nhiệm vụ chậm 15 ngày thì người chịu trách nhiệm giải trình bằng văn bản",
        "product": "Thông báo kết luận giao ban từng tháng",
        "lead": unit.id,
        "accountable": unit.person("bi-thu"),
        "authority": unit.person("bi-thu"),
        "recurrence": {"every": "month", "day": 25, "from": first, "until": last},
    }


def added_task(unit: DemoUnit, task: str, start: date, due: date, *, other: bool = False) -> Front:
    """Return one more task for the first finding; ``other`` is another one under the same id."""
    content, product = (
        ("Đối thoại trực tiếp với 20 công chức về kết quả khắc phục", "Biên bản đối thoại có 20 chữ ký")
        if other
        else ("Lấy phiếu đánh giá của 30 đảng viên về kết quả khắc phục", "Bảng tổng hợp 30 phiếu đánh giá")
    )
    return {
        "id": task,
        "findings": ["HC1"],
        "content": content,
        "measure": "Phó Bí thư chủ trì một buổi, thư ký ghi biên bản từng ý kiến, công khai trong 05 ngày",
        "product": product,
        "lead": unit.id,
        "accountable": unit.person("pho-bi-thu"),
        "authority": unit.person("bi-thu"),
        "start": start,
        "due": due,
    }


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
