"""What is owed in a case that no document changes is asked for again only when a day or a setting may change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs

from khacphuc.history.comparing.frame_dependence import changed_periods, part_of, touched_part
from khacphuc.history.comparing.owed import owed_in
from khacphuc.history.comparing.owed_changes import day_for
from khacphuc.history.log.standing_case import same_between
from khacphuc.model.policy import Days
from khacphuc.model.unit import Person, Unit
from khacphuc.obligations.fold import fold
from khacphuc.obligations.policy_periods import PERIODS
from khacphuc.obligations.values import ObligationKind
from khacphuc.register.document import AnyDocument
from khacphuc.register.loading import RegisterSettings
from khacphuc.register.units import Units
from tests.ledger import stories
from tests.ledger.adapter import opened
from tests.ledger.amended_stories import amended_stories, supplement


@settings(max_examples=300, deadline=None)
@given(stories.random_stories(), st.integers(0, 400), st.integers(0, 400))
def test_between_days_on_which_nothing_turns_the_same_is_owed(
    story: stories.Story, early: int, late: int
) -> None:
    case, frame = opened(story)
    last = day_for(case, None)
    one, other = (max(last, date(2025, 1, 1)) + timedelta(days=some) for some in (early, early + late))
    if same_between(case, frame.units, one, other):
        assert owed_in(fold(case, frame, one)) == owed_in(fold(case, frame, other))


STORIES = stories.random_stories() | amended_stories()
PERIODS_OF_DAYS = st.fixed_dictionaries(
    {period.setting: st.integers(0, 40) for period in PERIODS.values()}
).map(lambda days: Days(**days))


@settings(max_examples=300, deadline=None)
@given(STORIES, PERIODS_OF_DAYS, PERIODS_OF_DAYS)
def test_deadlines_counted_anew_are_those_of_a_fold(story: stories.Story, one: Days, other: Days) -> None:
    case, frame = opened(story)
    before, after = (
        structs.replace(frame, policy=structs.replace(frame.policy, days=days)) for days in (one, other)
    )
    changed = changed_periods(touched_part(before, after), before, after)
    assert changed is not None
    counted = changed.counted_anew(owed_in(fold(case, before, story.day)))
    if counted is not None:
        assert counted == owed_in(fold(case, after, story.day))


@settings(max_examples=300, deadline=None)
@given(STORIES, st.sampled_from(sorted({period.setting for period in PERIODS.values()})), st.integers(1, 9))
def test_what_a_case_hangs_on_names_every_period_that_moves_what_is_owed(
    story: stories.Story, setting: str, longer: int
) -> None:
    case, frame = opened(story)
    before, after = (
        structs.replace(frame, policy=structs.replace(frame.policy, days=Days(**{setting: days})))
        for days in (20, 20 + longer)
    )
    owed, then = (owed_in(fold(case, side, story.day)) for side in (before, after))
    moved = any(one.open and one.due != then[name].due for name, one in owed.items())
    assert not moved or setting in part_of(case, before, story.day).settings


def test_an_addition_to_the_plan_without_a_day_hangs_on_the_period_for_plans() -> None:
    paper = replace(supplement("finding", date(2025, 6, 1), [], "dang-uy"), addition_due=None)
    story = stories.Story("addition", stories.ONE, (paper,))
    case, frame = opened(story)
    frame = structs.replace(frame, policy=structs.replace(frame.policy, days=Days(make_plan=20)))
    owed = owed_in(fold(case, frame, story.day)).values()
    assert [one.due for one in owed if one.kind is ObligationKind.ADD_TO_PLAN and one.open] == [
        date(2025, 6, 23)
    ]
    assert "make_plan" in part_of(case, frame, story.day).settings


def peopled(frame: RegisterSettings, people: dict[str, set[str]]) -> RegisterSettings:
    """The units with these people: their ids, by unit."""

    def with_people(document: AnyDocument) -> AnyDocument:
        unit = document.record
        assert isinstance(unit, Unit)
        named = tuple(Person(id=name, role=name) for name in sorted(people.get(unit.id, ())))
        return structs.replace(document, record=structs.replace(unit, people=named))

    return structs.replace(frame, units=Units(map(with_people, frame.units.documents)))


PEOPLE = st.dictionaries(
    st.sampled_from(("cb-a", "ubkt", "dang-uy", "cong-doan")),
    st.sets(st.sampled_from(("uv", "bi-thu", "pho"))),
)


@settings(max_examples=300, deadline=None)
@given(STORIES, PEOPLE, PEOPLE)
def test_people_of_units_concern_only_cases_that_name_them(
    story: stories.Story, one: dict[str, set[str]], other: dict[str, set[str]]
) -> None:
    case, frame = opened(story)
    before, after = peopled(frame, one), peopled(frame, other)
    assume(not part_of(case, before, story.day).meets(touched_part(before, after)))
    assert owed_in(fold(case, before, story.day)) == owed_in(fold(case, after, story.day))
