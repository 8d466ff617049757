"""A register with restricted units and cases. Whatever the public must not read has ``zqx`` in it, and nothing else has."""

from __future__ import annotations

import re
from pathlib import Path

from tests.history.repositories import Person, Repository
from tests.pages.register import CONCLUSION, FOLDER, PLAN, POLICY, RECORDS

SECRET = re.compile(r"zqx[0-9a-z]+", re.IGNORECASE)
AMOUNT = 91_827_364_501

_COMMITTEE = """---
type: unit
id: dang-uy
name: Đảng ủy Thử
kind: committee
people:
  - {id: bi-thu, role: Bí thư Đảng ủy, name: Lê Zqxnamecommittee, account: zqxaccountcommittee, emails: [zqxmail1@example.vn]}
---
"""
_COMMISSION = """---
type: unit
id: ubkt
name: Ủy ban Kiểm tra
short_name: UBKT
kind: commission
parent: dang-uy
people:
  - {id: chu-nhiem, role: Chủ nhiệm, name: Trần Zqxnamecommission, emails: [zqxmail2@example.vn, zqxmail3@example.vn]}
---
"""
_CELL = """---
type: unit
id: chi-bo-a
name: Chi bộ A
kind: cell
parent: dang-uy
head: chi-bo-a/bi-thu
commission: zqxcommission
people:
  - {id: bi-thu, role: Bí thư Chi bộ A, name: Nguyễn Zqxnamecell, account: zqxaccountcell, emails: [zqxmail4@example.vn]}
  - {id: uy-vien, role: Ủy viên, name: Phạm Zqxnamemember}
---
Ghi chú về *chi bộ*.
"""
_BELOW = (
    "---\ntype: unit\nid: chi-bo-b\nname: Chi bộ B\nkind: cell\nparent: zqxunit\nhead: zqxunit/zqxperson\n"
    "valid_until: 2026-06-30\nsuccessor: zqxunit\n---\n"
)
_UNION = "---\ntype: unit\nid: cong-doan\nname: Công đoàn Thử\nkind: mass\n---\n"


def _hidden_unit(name: str) -> str:
    return f"""---
type: unit
id: {name}
name: Chi bộ {name}name
short_name: CB {name}short
kind: cell
parent: dang-uy
head: {name}/zqxperson
restricted: true
people:
  - {{id: zqxperson, role: Bí thư {name}role, name: Nguyễn {name}person, account: {name}account, emails: [{name}@example.vn]}}
local_regulation: {{number: 1-QC/{name}, title: Quy chế {name}regulation}}
---
Ghi chú {name}body.
"""


_HEAD_OF_OPEN = {
    "    repeat_of: KL-0/HC9\n": (
        "    repeat_of: ZQXCASE/ZQXF\n    inherited_from: ZQXUNITCASE/ZQXF\n"
        "    concerned: [zqxunit, zqxunit/zqxperson, chi-bo-a/bi-thu]\n"
    ),
    "followers: {commission: ubkt}": (
        "followers: {commission: ubkt, others: [zqxunit, zqxunit/zqxperson, dang-uy/bi-thu]}"
    ),
    "lead: ubkt/chu-nhiem}": "lead: ubkt/chu-nhiem, members: [zqxunit/zqxperson]}",
}
_MORE_TASKS = """  - id: N3
    findings: HC1
    content: Rà soát từng chi bộ
    for_each: {children_of: dang-uy, kind: cell}
    due: 2026-10-15
    supporters: [zqxunit]
    decided_by: zqxunit/zqxperson
  - id: N4
    findings: HC1
    content: Kiểm tra chéo
    lead: zqxunit
    accountable: zqxunit/zqxperson
    due: 2026-12-15
    milestones:
      - {id: N4.1, text: Bắt đầu, due: 2026-10-01}
"""
_SUBPLAN = """---
type: plan
level: collective
for: zqxunit
status: issued
number: 14-KH/CB
issued_on: 2026-06-08
directed_by: zqxunit/zqxperson
tasks:
  - {id: N5, findings: HC1, content: Tự soát xét, lead: zqxunit, accountable: zqxunit/zqxperson, due: 2026-09-30}
---
"""
_OPEN_RECORDS = {
    "2026-10-05-opinion-zqxunit.md": (
        "---\ntype: opinion\nid: YK2\ndate: 2026-10-05\nfrom: zqxunit\nstage: execution\nabout: N1\ntext: Nên làm sớm.\n---\n"
    ),
    "2026-10-06-opinion.md": (
        "---\ntype: opinion\nid: YK3\ndate: 2026-10-06\nfrom: cong-doan\nstage: execution\nabout: N4\ntext: Nên làm chung.\n---\n"
    ),
    "2026-10-07-reply.md": (
        "---\ntype: reply\ndate: 2026-10-07\nby: zqxunit\nto: YK3\noutcome: explained\nreason: Đang làm.\n---\n"
    ),
    "2026-10-08-update.md": (
        "---\ntype: update\ndate: 2026-10-08\nby: zqxunit/zqxperson\ntasks: [{task: N3, unit: zqxunit, state: in_progress}]\n---\n"
    ),
    "2026-10-20-update.md": (
        "---\ntype: update\ndate: 2026-10-20\nby: zqxunit\ntasks:\n"
        "  - {task: N3, unit: zqxunit, state: done, done_on: 2026-10-14, evidence: [{number: 9-BB/CB}]}\n---\n"
    ),
    "2026-10-30-verification.md": (
        "---\ntype: verification\ndate: 2026-10-30\nby: ubkt\ntasks:\n"
        "  - {task: N3, unit: zqxunit, effectiveness_due: 2026-11-15}\n---\n"
    ),
    "2026-10-09-reminder.md": (
        "---\ntype: reminder\nid: DD2\ndate: 2026-10-09\nby: ubkt\nto: zqxunit\nchannel: letter\ntasks: [N4]\n---\n"
    ),
    "2026-10-10-meeting.md": (
        "---\ntype: meeting\ndate: 2026-10-10\nunit: zqxunit\nnumber: 8-BB/CB\nfindings: [HC1]\n---\n"
    ),
}


def _open_case() -> dict[str, str]:
    conclusion = CONCLUSION
    for old, new in _HEAD_OF_OPEN.items():
        assert old in conclusion
        conclusion = conclusion.replace(old, new)
    plan = PLAN.removesuffix("---\n") + _MORE_TASKS + "---\n"
    plan = plan.replace("consulted: [{body: cong-doan}]", "consulted: [{body: cong-doan}, {body: zqxunit}]")
    extension = "2026-07-10-extension.md"
    records = {**RECORDS, extension: RECORDS[extension].replace("decided_by: ubkt", "decided_by: zqxunit")}
    return (
        {"conclusion.md": conclusion, "plan.md": plan, "plan-zqxunit.md": _SUBPLAN} | records | _OPEN_RECORDS
    )


def _hidden_case(mark: str, unit: str, visibility: str, due: str = "2026-07-15") -> dict[str, str]:
    """A case whose every text has ``mark`` in it."""
    up = mark.upper()
    return {
        "conclusion.md": f"""---
type: conclusion
id: {up}
unit: {unit}
status: issued
number: 77-TB/{mark}number
title: Kết luận {mark}title
issuer: dang-uy
issued_on: 2026-05-11
received_on: 2026-05-12
visibility: {visibility}
inspection:
  kind: inspection
  decision: 581-QĐ/{mark}decision
  team: {{name: Đoàn {mark}team, lead: ubkt/chu-nhiem}}
followers: {{commission: ubkt}}
plan_due: 2026-06-11
plan_due_text: trước ngày {mark}plandue
report_due: 2026-12-16
report_due_text: trước ngày {mark}reportdue
findings:
  - id: ZQXF
    text: Vi phạm {mark}finding.
    grade: violation
    section: Mục {mark}section
    cause: [{{kind: subjective, text: Do {mark}cause}}]
    repeat_of: KL-1/HC1
    concerned: [chi-bo-a]
    amounts: [{{value: {AMOUNT}, unit: {mark}money, what: thu {mark}what}}]
requirements:
  - {{id: ZQXR, text: Nộp lại {mark}requirement., finding: ZQXF}}
---
## Phần {mark}heading

Nguyên văn **{mark}body**.
""",
        "plan.md": f"""---
type: plan
level: main
status: issued
number: 78-KH/{mark}plannumber
title: Kế hoạch {mark}plantitle
issued_on: 2026-06-06
issued_by: {unit}
directed_by: chi-bo-a/bi-thu
consulted: [{{body: cong-doan, paper: {{number: 3-CV/{mark}paper, title: Ý kiến {mark}papertitle, kept_at: {mark}kept}}}}]
tasks:
  - id: ZQXN1
    findings: ZQXF
    requirements: ZQXR
    content: Thu hồi {mark}content
    measure: Theo {mark}measure
    product: Biên bản {mark}product
    lead: {unit}
    accountable: chi-bo-a/bi-thu
    due: {due}
    due_text: trước {mark}duetext
    target: {{total: 4, unit: {mark}target, money: {AMOUNT}}}
    milestones: [{{id: ZQXN1.1, text: Xong {mark}milestone, due: 2026-12-01, target: {mark}aim}}]
  - {{id: ZQXN2, findings: ZQXF, content: Công đoàn làm {mark}help, lead: cong-doan, accountable: dang-uy/bi-thu, due: 2026-12-05}}
---
""",
        f"2026-06-21-update-{mark}slug.md": f"""---
type: update
date: 2026-06-21
by: {unit}
tasks:
  - task: ZQXN1
    state: in_progress
    progress: 1/4
    result: Thu được {mark}result
    obstacles: Vướng {mark}obstacle
    requests: Xin {mark}request
    evidence: [{{number: 9-BB/{mark}evidence, date: 2026-06-20, link: "https://{mark}link.example.vn/x"}}]
---
Lời {mark}updatebody.
""",
        "2026-07-10-extension.md": (
            f"---\ntype: extension\ndate: 2026-07-10\nby: {unit}\ntasks: [{{task: ZQXN1, from: {due}, to: 2026-12-20}}]\n"
            f"reason: Chờ {mark}reason\noutcome: approved\ndecided_by: ubkt\n---\n"
        ),
        "2026-09-01-opinion.md": (
            "---\ntype: opinion\nid: ZQXYK1\ndate: 2026-09-01\nfrom: cong-doan\nstage: execution\nabout: ZQXN1\n"
            f"text: Nên {mark}opinion.\nreply_due: 2026-12-02\n---\n"
        ),
        "2026-10-01-reminder.md": (
            "---\ntype: reminder\nid: ZQXDD1\ndate: 2026-10-01\nby: ubkt\nform: criticism\nchannel: letter\ntasks: ZQXN1\n---\n"
        ),
    }


def _under(folder: str, files: dict[str, str]) -> dict[str, str]:
    return {f"{folder}/{name}": text for name, text in files.items()}


_SECRETARY = Person("Nguyễn Zqxnamecell", "zqxmail4@example.vn")
_STRANGER = Person("Zqxstranger", "zqxstranger@example.vn")
_HIDDEN, _OF_HIDDEN, _MOVED = "plans/chi-bo-a/zqxfolder", "plans/zqxunit/zqxother", "plans/zqxunit/kl-2"


def secretive(root: Path, *, profile: str) -> None:
    """Make the repository, checked out, with a policy of this profile."""
    made = Repository(root)
    forge = "forge: {kind: forgejo, url: https://git.example.vn/dang-uy/khac-phuc}\n"
    signers = "signers:\n  - {email: zqxsigner@example.vn, key: 0123456789ABCDEF0123456789ABCDEF01234567}\n"
    policy = f"{POLICY}profile: {profile}\nsite_url: https://so.example.vn/\n{forge}{signers}"
    units = {
        "dang-uy": _COMMITTEE,
        "ubkt": _COMMISSION,
        "chi-bo-a": _CELL,
        "chi-bo-b": _BELOW,
        "cong-doan": _UNION,
        **{name: _hidden_unit(name) for name in ("zqxunit", "zqxcommission", "zqxgone")},
    }
    made.commit(
        {"plans/policy.yml": policy, **{f"units/{name}.md": text for name, text in units.items()}},
        message="Mở sổ zqxsubject1",
        by=_STRANGER,
    )
    opened = _open_case()
    made.commit(_under(FOLDER, opened), message="Nhập zqxsubject2", by=_SECRETARY)
    for folder, mark, unit, visibility in (
        (_HIDDEN, "zqxcase", "chi-bo-a", "restricted"),
        (_OF_HIDDEN, "zqxunitcase", "zqxunit", "normal"),
        ("plans/chi-bo-a/zqxdropped", "zqxdropped", "chi-bo-a", "restricted"),
        ("plans/chi-bo-a/zqxbroken", "zqxbroken", "chi-bo-a", "restricted"),
        ("plans/zqxlost/zqxlostcase", "zqxlostcase", "zqxlost", "normal"),
        ("plans/zqxgone/zqxgonecase", "zqxgonecase", "zqxgone", "normal"),
    ):
        made.commit(
            _under(folder, _hidden_case(mark, unit, visibility)), message=f"Nhập {mark}subject", by=_STRANGER
        )
    moved = CONCLUSION.replace("id: KL-1", "id: KL-2").replace("35-TB/ĐU", "36-TB/ĐU")
    made.commit(_under(_MOVED, {"conclusion.md": moved, "plan.md": PLAN}), by=_SECRETARY)

    # What happened to them since.
    made.commit(moves={_MOVED: "plans/chi-bo-a/kl-2"}, message="Chuyển zqxsubject3", by=_STRANGER)
    again = _hidden_case("zqxcase", "chi-bo-a", "restricted", due="2026-08-15")
    again["2026-06-21-update-zqxcaseslug.md"] = again["2026-06-21-update-zqxcaseslug.md"].replace(
        "1/4", "2/4"
    )
    made.commit(_under(_HIDDEN, again), message="Sửa zqxsubject4", by=_SECRETARY)
    edited = {
        "conclusion.md": opened["conclusion.md"].replace("ZQXUNITCASE/ZQXF", "ZQXCASE/ZQXF"),
        "plan.md": opened["plan.md"]
        .replace(
            "lead: zqxunit\n    accountable: zqxunit/zqxperson",
            "lead: zqxgone\n    accountable: zqxgone/zqxperson",
        )
        .replace("supporters: [zqxunit]", "supporters: [zqxgone]")
        .replace("directed_by: chi-bo-a/bi-thu", "directed_by: zqxunit/zqxperson"),
        "plan-zqxunit.md": opened["plan-zqxunit.md"].replace("2026-09-30", "2026-10-30"),
        "2026-10-07-reply.md": opened["2026-10-07-reply.md"].replace("by: zqxunit", "by: zqxgone"),
        "2026-10-05-opinion-zqxunit.md": None,
    }
    made.commit(
        {f"{FOLDER}/{name}": text for name, text in edited.items()}, message="zqxsubject5", by=_STRANGER
    )
    cell = (
        _CELL.replace("Phạm Zqxnamemember", "Võ Zqxnamenext")
        .replace("zqxmail4@", "zqxmail5@")
        .replace("zqxaccountcell", "zqxaccountnext")
    )
    joined = (
        "  - {id: moi, role: Chi ủy viên mới, name: Đỗ Zqxnamejoined, emails: [zqxmail6@example.vn]}\n---\n"
    )
    made.commit(
        {"units/chi-bo-a.md": cell.replace("---\nGhi", f"{joined}Ghi")}, message="zqxsubject6", by=_STRANGER
    )
    made.commit({"units/chi-bo-a.md": cell}, message="zqxsubject7", by=_SECRETARY)
    made.commit(
        {
            "units/zqxgone.md": None,
            "units/zqxunit.md": _hidden_unit("zqxunit").replace("zqxunitshort", "zqxunitlater"),
            "units/zqxlost.md": _hidden_unit("zqxlost").replace("restricted: true", "restricted: ["),
            "plans/chi-bo-a/zqxbroken/conclusion.md": "---\ntitle: [zqxbrokenopen\n---\n",
            "plans/chi-bo-a/zqxfolder/zqxstray.docx": "zqxstraybody",
            **dict.fromkeys(
                f"plans/chi-bo-a/zqxdropped/{name}"
                for name in _hidden_case("zqxdropped", "chi-bo-a", "restricted")
            ),
        },
        message="zqxsubject8",
        by=_STRANGER,
    )
    last = {
        "conclusion.md": again["conclusion.md"].replace("zqxcasefinding", "zqxcasefindingnext"),
        "plan.md": again["plan.md"].replace("zqxcasecontent", "zqxcasecontentnext"),
    }
    made.commit(_under(_HIDDEN, last), message="zqxsubject9", by=_SECRETARY)
    _draft(made)
    _open_up(made)
    _come_back(made)
    _misplace(made)
    made.make(checkout=True)


def _draft(made: Repository) -> None:
    """A conclusion that nobody has signed, and a plan that is only drafted in a case that everybody may read."""
    files = _hidden_case("zqxdraft", "chi-bo-a", "normal")
    files["conclusion.md"] = files["conclusion.md"].replace("status: issued", "status: draft")
    plan = _hidden_case("zqxplandraft", "chi-bo-a", "normal")["plan.md"]
    plan = plan.replace("status: issued", "status: draft").replace("level: main", "level: collective")
    drafts = {f"{FOLDER}/plan-zqxplandraftslug.md": f"{plan}Lời zqxplandraftbody.\n"}
    speaking = {
        f"{FOLDER}/2026-07-11-extension.md": "type: extension\ndate: 2026-07-11\nby: chi-bo-a\noutcome: approved\n"
        "tasks: [{task: ZQXN1, from: 2026-07-15, to: 2026-12-20}, {milestone: ZQXN1.1, from: 2026-12-01, to: 2026-12-21}]\n",
        f"{FOLDER}/2026-09-02-opinion.md": "type: opinion\nid: YK9\ndate: 2026-09-02\nfrom: cong-doan\nstage: planning\n"
        "about: ZQXN2\n",
    }
    drafts |= {path: f"---\n{text}---\n" for path, text in speaking.items()}
    made.commit(_under("plans/chi-bo-a/zqxdraftfolder", files), message="zqxsubject15", by=_STRANGER)
    made.commit(drafts, message="zqxsubject16", by=_STRANGER)
    later = {
        path: text.replace("zqxplandrafttitle", "zqxplandrafttitlenext") for path, text in drafts.items()
    }
    made.commit(later, message="zqxsubject17", by=_STRANGER)


def _open_up(made: Repository) -> None:
    """A case and a unit that were restricted and are no more. What was for few was taken out before, or with it."""
    unit = "---\ntype: unit\nid: chi-bo-c\nname: Chi bộ C\nkind: cell\nrestricted: true\n---\n"
    case = CONCLUSION.replace("35-TB/ĐU", "37-TB/ĐU").replace("quy chế làm việc", "quy chế zqxtakenout1")
    plan = PLAN.replace("Ban hành Quy chế", "Thu hồi của zqxtakenout2").replace("Quy chế\n", "zqxtakenout3\n")
    of_open = case.replace("id: KL-1", "id: KL-3").replace("type:", "visibility: restricted\ntype:", 1)
    of_unit = case.replace("id: KL-1", "id: KL-4").replace("unit: chi-bo-a", "unit: chi-bo-c")
    first = {
        "units/chi-bo-c.md": unit,
        **_under("plans/chi-bo-a/kl-3", {"conclusion.md": of_open, "plan.md": plan}),
        **_under("plans/chi-bo-c/kl-4", {"conclusion.md": of_unit, "plan.md": plan}),
    }
    made.commit(first, message="zqxsubject10", by=_STRANGER)
    partly = {path: text.replace("zqxtakenout1", "làm việc") for path, text in first.items()}
    made.commit(partly, message="zqxsubject11", by=_STRANGER)
    opened = {
        path: text.replace("zqxtakenout2", "ai đó")
        .replace("zqxtakenout3", "Biên bản")
        .replace("visibility: restricted\n", "")
        .replace("restricted: true\n", "")
        for path, text in partly.items()
    }
    made.commit(opened, message="zqxsubject12", by=_STRANGER)


_HEAD = "head: chi-bo-d/nguyen-zqxid1\npeople: [{id: nguyen-zqxid1, role: Bí thư Chi bộ D}]\n"
_REBORN = f"---\ntype: unit\nid: chi-bo-d\nname: Chi bộ D\nkind: cell\nrestricted: true\n{_HEAD}---\n"


def _come_back(made: Repository) -> None:
    """A restricted unit that was deleted and came back open, and a draft that was restricted until it was issued.

    Its head is known by an id in which a name stands, and so is somebody who is no longer in its document.
    """
    case = CONCLUSION.replace("35-TB/ĐU", "38-TB/ĐU").replace("quy chế làm việc", "quy chế zqxtakenout4")
    follow = "followers: {commission: ubkt, member: chi-bo-d/nguyen-zqxid1, others: [chi-bo-d/nguyen-zqxid4]}"
    case = case.replace("followers: {commission: ubkt}", follow).replace("  decision: 580-QĐ/ĐU\n", "")
    case = case.replace("ubkt/chu-nhiem}", "chi-bo-d/nguyen-zqxid5}")
    plan = PLAN.replace("Ban hành Quy chế", "Thu hồi của zqxtakenout5").replace("chi-bo-a", "chi-bo-d")
    plan = plan.replace("chi-bo-d/bi-thu", "chi-bo-d/nguyen-zqxid2")
    of_unit = case.replace("id: KL-1", "id: KL-5").replace("unit: chi-bo-a", "unit: chi-bo-d")
    draft = case.replace("id: KL-1", "id: KL-6").replace(
        "status: issued", "status: draft\nvisibility: restricted"
    )
    first = {
        **_under("plans/chi-bo-d/kl-5", {"conclusion.md": of_unit, "plan.md": plan}),
        **_under("plans/chi-bo-a/kl-6", {"conclusion.md": draft, "plan.md": plan}),
    }
    then = {
        path: text.replace("zqxtakenout4", "làm việc")
        .replace("zqxtakenout5", "ai đó")
        .replace("chi-bo-d/nguyen-zqxid2", "chi-bo-d/nguyen-zqxid3", 1)
        for path, text in first.items()
    }
    opened = {
        "units/chi-bo-d.md": _REBORN.replace("restricted: true\n", ""),
        "plans/chi-bo-a/kl-6/conclusion.md": then["plans/chi-bo-a/kl-6/conclusion.md"].replace(
            "status: draft\nvisibility: restricted", "status: issued"
        ),
    }
    for changes in ({"units/chi-bo-d.md": _REBORN, **first}, {"units/chi-bo-d.md": None}, then, opened):
        made.commit(changes, message="zqxsubject13", by=_STRANGER)


def _misplace(made: Repository) -> None:
    """An open unit's case in a restricted unit's folder, a paper that is secret, and documents that nobody can read."""
    misfiled = CONCLUSION.replace("id: KL-1", "id: KL-7").replace("35-TB/ĐU", "39-TB/ĐU")
    secret = misfiled.replace("KL-7", "KL-8").replace("39-TB", "40-TB").replace("giám sát", "zqxsecrecy")
    made.commit(
        {
            "plans/zqxunit/kl-7/conclusion.md": misfiled,
            "plans/chi-bo-a/kl-8/conclusion.md": secret.replace("type:", "secrecy: secret\ntype:", 1),
            f"{FOLDER}/2026-06-23-update-zqxslug1.md": "---\ntype: update\ndate: [\n---\n",
            f"{FOLDER}/plan-zqxslug2.md": "---\ntype: plan\nlevel: [\n---\n",
        },
        message="zqxsubject14",
        by=_STRANGER,
    )
