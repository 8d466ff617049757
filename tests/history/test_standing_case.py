"""What is owed in a case that no document changes is asked for again only when a day may change it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.history.comparing.owed import owed_in
from khacphuc.history.comparing.owed_changes import day_for
from khacphuc.history.log.standing_case import same_between
from khacphuc.obligations.fold import fold
from tests.ledger import stories
from tests.ledger.adapter import opened


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
