"""Each rule against its examples: the bad one gives exactly what its page shows, the good one gives nothing."""

from __future__ import annotations

import pytest

from khacphuc.reports.rulebook import EXAMPLES
from khacphuc.reports.text import render
from khacphuc.rules.catalogue import rules
from khacphuc.text.message import LANGUAGES
from tests.rules.examples import BASE, MAKE, bad, files, good, problems, problems_of

CODES = [rule.code for rule in rules()]


def test_nothing_is_wrong_with_the_base() -> None:
    assert len(BASE) >= 5
    assert problems_of({}) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_says_what_the_page_shows(code: str, language: str, *, update_expected: bool) -> None:
    source = bad(code)
    said = render(problems(source), source, language)
    file = EXAMPLES / code.lower() / f"expected.{language}.txt"
    if update_expected and (code in MAKE or (file.parent / "bad").is_dir()):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(said.encode())
    assert said == file.read_bytes().decode()


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_breaks_this_rule_alone(code: str) -> None:
    assert {problem.code for problem in problems(bad(code))} == {code}


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_wrong_with_the_good_example(code: str) -> None:
    assert problems(good(code)) == []


@pytest.mark.parametrize("code", sorted(set(CODES) - set(MAKE)))
def test_bad_and_good_differ_and_are_small(code: str) -> None:
    folder = EXAMPLES / code.lower()
    first, second = files(folder / "bad"), files(folder / "good")
    assert first
    assert second
    assert first != second
    assert all(data != BASE.get(path) for path, data in first.items())
    assert sum(map(len, {**first, **second}.values())) < 8 * 1024


def test_every_example_belongs_to_a_rule() -> None:
    folders = {folder.name.upper() for folder in EXAMPLES.iterdir() if folder.is_dir()}
    assert folders == {"BASE", *CODES}
