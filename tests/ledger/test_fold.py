"""The program's fold against the reference model: over short stories, stories of ready cases, random ones, honest ones."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given, settings

from tests.ledger import amended_stories, reference, stories
from tests.ledger.adapter import owed_by_program, owed_by_reference, program
from tests.ledger.stories import HONEST, ONE, RECURRING, TWO, Story

DEEP = int(os.environ.get("KHACPHUC_LEDGER", "1"))
"""How many times as much is told: as many as the largest step below tell every story."""

GENERATORS: dict[str, tuple[Callable[..., Iterator[Story]], int]] = {
    "one task": (stories.one_task, 61),
    "two tasks": (stories.two_tasks, 97),
    "a recurring task": (stories.recurring, 197),
    "one task, long": (stories.long_one_task, 151),
    "two tasks, long": (stories.long_two_tasks, 1009),
    "a recurring task, long": (stories.long_recurring, 499),
    "one task, all but closed": (partial(stories.ready, ONE), 13),
    "two tasks, all but closed": (partial(stories.ready, TWO), 37),
    "a recurring task, all but closed": (partial(stories.ready, RECURRING), 61),
    "a demand": (amended_stories.around_a_demand, 97),
    "a paper that amends": (amended_stories.around_a_paper, 149),
}
"""Every n-th story is told. The steps share no factor with the alphabets."""


def agree(story: Story) -> None:
    """Raise AssertionError when program and reference do not owe the same, or do not agree on closing."""
    state = program(story)
    closed = reference.case_state(story.case, story.records, story.day)[0]
    assert owed_by_program(state) == owed_by_reference(story), story.name
    assert (state.closed_on is not None) == (closed in ("closed", "not checked here")), story.name


@pytest.mark.parametrize("name", GENERATORS)
def test_short_stories_are_told_alike(name: str) -> None:
    tell, every = GENERATORS[name]
    count = 0
    for story in tell(max(1, every // DEEP)):
        agree(story)
        count += 1
    assert count > 500


@settings(max_examples=200 * DEEP, deadline=None)
@given(stories.random_stories())
def test_random_cases_are_told_alike(story: Story) -> None:
    agree(story)


@pytest.mark.parametrize("story", amended_stories.FOUND, ids=lambda story: story.name)
def test_found_stories_are_told_alike(story: Story) -> None:
    agree(story)


@settings(max_examples=200 * DEEP, deadline=None)
@given(amended_stories.amended_stories())
def test_random_amended_cases_are_told_alike(story: Story) -> None:
    agree(story)


@pytest.mark.parametrize("story", HONEST, ids=lambda story: story.name)
def test_honest_stories_pass(story: Story) -> None:
    agree(story)
    state = program(story)
    assert [void for void in state.voids if not story.typed] == []
    assert story.expected is not None
    assert (state.closed_on is not None) == (story.expected.case in ("closed", "not checked here"))
    assert state.checked_here == (story.expected.case != "not checked here")
