"""Roadmaps of odd cases: no dates, one day, ten years, every week, hundreds of tasks."""

from __future__ import annotations

import re
from datetime import date

import pytest

from khacphuc.pages.site_context import site_context
from khacphuc.pages.task_view import owner_view
from khacphuc.pages.timeline_chart import MAX_BARS, TimelineChart, timeline_chart
from khacphuc.pages.timeline_svg import draw
from tests.pages.checking import read
from tests.pages.register import CONCLUSION, DAY, FOLDER, PLAN, closed, one, opened

HEAD = PLAN[: PLAN.index("tasks:")]


def _tasks(*tasks: str) -> dict[str, str]:
    return {f"{FOLDER}/plan.md": f"{HEAD}tasks:\n{''.join(f'  - {task}' + chr(10) for task in tasks)}---\n"}


def _roadmap(changed: dict[str, str], day: date = DAY) -> TimelineChart | None:
    _, state, site = opened(changed, day)
    made = site_context(site)
    return timeline_chart(state, [owner_view(task, day, made.policy) for task in state.tasks], made)


def test_every_task_is_a_bar_below_the_case() -> None:
    found = _roadmap({})
    assert found is not None
    assert [bar.id for bar in found.bars] == ["", "N1", "N2"]
    assert found.first <= date(2026, 5, 10)
    assert found.last >= date(2026, 12, 31)
    assert found.bars[2].marks[0].day == date(2026, 7, 23)


def test_without_tasks_there_is_none() -> None:
    assert _roadmap({f"{FOLDER}/plan.md": f"{HEAD}---\n"}) is None
    assert 'id="roadmap"' not in one({f"{FOLDER}/plan.md": f"{HEAD}---\n"}).html


def test_without_any_date_a_task_is_only_named() -> None:
    conclusion = re.sub(r"(issued_on|received_on|plan_due|report_due|plan_due_text): .*\n", "", CONCLUSION)
    changed = {f"{FOLDER}/conclusion.md": conclusion, **_tasks("{id: N1, content: Không có hạn}")}
    changed[f"{FOLDER}/plan.md"] = changed[f"{FOLDER}/plan.md"].replace("issued_on: 2026-06-05\n", "")
    for name in ("2026-06-20-update.md", "2026-07-10-extension.md"):
        changed[f"{FOLDER}/{name}"] = ""
    found = _roadmap(changed)
    assert found is None or found.bars[1].start is None
    assert "Không có hạn" in read(one(changed).html).text


def test_a_task_of_one_day_can_be_seen() -> None:
    changed = _tasks("{id: N1, content: x, start: 2026-06-05, due: 2026-06-05}")
    html = one(changed, day=date(2026, 6, 5)).html
    widths = [
        float(width)
        for width in re.findall(r'class="kp-bar kp-bar-open" x="[^"]+" y="[^"]+" width="([^"]+)"', html)
    ]
    assert widths
    assert min(widths) >= 3


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-06-05", "2036-06-05"), ("1900-01-01", "2199-12-31"), ("2026-11-30", "2026-12-01")],
)
def test_the_axis_has_a_readable_number_of_ticks(first: str, last: str) -> None:
    found = _roadmap(_tasks(f"{{id: N1, content: x, start: {first}, due: {last}}}"))
    assert found is not None
    assert 1 <= len(found.ticks) <= 12
    assert all(found.first <= tick <= found.last for tick in found.ticks)
    assert list(found.ticks) == sorted(set(found.ticks))


def test_a_weekly_task_of_ten_years_does_not_fill_the_page() -> None:
    changed = _tasks(
        "{id: N1, content: x, recurrence: {every: week, day: 1, from: 2026-01-01, until: 2036-01-01}}"
    )
    found = _roadmap(changed)
    assert found is not None
    assert len(found.bars[1].marks) == 60
    assert found.bars[1].more_marks > 400
    assert len(draw(found, site_context(opened(changed)[2]).say)) < 60_000


def test_many_tasks_are_drawn_up_to_a_number_and_counted() -> None:
    changed = _tasks(*(f"{{id: M{n}, content: x, due: 2026-12-01}}" for n in range(100)))
    found = _roadmap(changed)
    assert found is not None
    assert len(found.bars) == MAX_BARS + 1
    assert found.more == 40
    read(one(changed).html)


def test_a_deadline_before_its_start_is_drawn_all_the_same() -> None:
    read(one(_tasks("{id: N1, content: x, start: 2026-12-01, due: 2026-06-05}")).html)


def test_nothing_is_drawn_outside_the_picture() -> None:
    html = one(
        _tasks(
            "{id: N1, content: x, start: 2001-06-05, due: 2002-06-05}",
            "{id: N2, content: y, due: 2150-01-01}",
        )
    ).html
    picture = html[html.index("<svg") : html.index("</svg>")]
    for x in re.findall(r'(?:[" ]x="|cx="|d="M)(-?[\d.]+)', picture):
        assert 0 <= float(x) <= 960


def test_the_picture_has_a_title_and_the_same_as_a_table() -> None:
    html = one().html
    assert re.search(
        r'<svg class="kp-roadmap"[^>]* role="img" aria-labelledby="roadmap-title roadmap-desc"><title', html
    )
    table = html[html.index('class="kp-alt"') : html.index("</details>")]
    for words in ("N1", "31/8/2026", "15/7/2026", "30/6/2026", "23/12/2026"):
        assert words in table
    assert "style=" not in html


def test_a_closed_case_of_long_ago_ends_where_it_ended() -> None:
    found = _roadmap(closed("2026-09-30"), date(2036, 1, 1))
    assert found is not None
    assert found.last.year == 2026
