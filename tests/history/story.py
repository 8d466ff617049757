"""A small register with a history to be told of: what was done in the open, what was not, and hostile signatures."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.history.documents import conclusion, front, plan, policy, task, unit
from tests.history.repositories import HANOI, Person, Repository

BI_THU = Person("Nguyễn Văn Thử", "bi-thu@example.vn")
HOSTILE = Person('\x1b[31m" onmouseover="alert(1)" {{7*7}} ##[error]&lt;', "x@example.vn")
FOLDER = "plans/chi-bo-a/kl-1"
MEASURE = "Lấy ý kiến 12 đảng viên rồi thông qua tại kỳ họp"


def story(root: Path) -> Repository:
    made = Repository(root)
    forge = {"kind": "forgejo", "url": "https://git.example.vn/so"}
    made.commit(
        {
            "plans/policy.yml": policy(forge=forge),
            "units/chi-bo-a.md": unit(
                "chi-bo-a", {"id": "bi-thu", "role": "Bí thư", "emails": ["bi-thu@example.vn"]}
            ),
            "units/chi-bo-b.md": unit("chi-bo-b"),
        },
        at=datetime(2026, 1, 5, 8, tzinfo=HANOI),
        message="Lập sổ",
    )
    both = [task("N1", lead="chi-bo-a"), task("N2", lead="chi-bo-a")]
    made.commit(
        {f"{FOLDER}/conclusion.md": conclusion("KL-1", "chi-bo-a"), f"{FOLDER}/plan.md": plan(*both)},
        by=BI_THU,
        at=datetime(2026, 1, 20, 23, 30, tzinfo=HANOI),
        message="Ban hành kế hoạch",
    )
    made.branch("sua")
    later = task("N2", "2026-10-31", lead="chi-bo-a", measure=MEASURE.replace("12", "9"))
    made.commit(
        {f"{FOLDER}/plan.md": plan(both[0], later)},
        on="sua",
        by=BI_THU,
        at=datetime(2026, 7, 30, 9, tzinfo=HANOI),
        message="Sửa lỗi chính tả",
    )
    # 18:30 UTC is the next day in Viet Nam.
    made.merge(
        "sua",
        message="Merge pull request #12 from a/sua",
        at=datetime.fromisoformat("2026-08-02T18:30:00+00:00"),
    )
    made.commit(
        {f"{FOLDER}/plan.md": plan(later)},
        by=HOSTILE,
        at=datetime(2026, 9, 1, 8, tzinfo=HANOI),
        message="<img src=x onerror=alert(1)> ::error::\x1b]0;x\x07 </li>",
    )
    kl_2 = {"plans/chi-bo-b/kl-2/conclusion.md": conclusion("KL-2", "chi-bo-b", visibility="restricted")}
    made.commit(kl_2, at=datetime(2026, 9, 2, 8, tzinfo=HANOI), message="Hồ sơ hẹp")
    update = front(
        {
            "type": "update",
            "date": "2026-10-01",
            "by": "chi-bo-a",
            "tasks": [{"task": "N2", "state": "done", "done_on": "2026-09-30"}],
        }
    )
    made.commit(
        {f"{FOLDER}/2026-10-01-update.md": update},
        by=BI_THU,
        at=datetime(2026, 10, 1, 8, tzinfo=HANOI),
        message="Báo cáo",
    )
    made.make(checkout=True)
    return made
