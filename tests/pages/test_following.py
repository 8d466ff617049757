"""Who follows cases finds them together: an office, a team, one of its members."""

from __future__ import annotations

import pytest

from khacphuc.pages.page import Page
from tests.pages.checking import broken_links, read
from tests.pages.register import CONCLUSION, FOLDER, PLAN, POLICY, UNITS, pages

TEAM = "followers/ubkt/teams/580-qd-du/"
OTHER = CONCLUSION.replace("id: KL-1", "id: KL-2").replace("35-TB", "36-TB")
SECOND = FOLDER.replace("kl-1", "kl-2")


def with_second(conclusion: str) -> dict[str, Page]:
    return pages({f"{SECOND}/conclusion.md": conclusion, f"{SECOND}/plan.md": PLAN})


def teams(made: dict[str, Page]) -> dict[str, set[str]]:
    """The cases that each team's page leads to."""
    return {
        path: {
            link.rpartition("cases/")[2].partition("#")[0]
            for link in read(page.html).links
            if "cases/" in link
        }
        for path, page in made.items()
        if "/teams/" in path
    }


def test_a_team_and_its_head_have_pages_with_what_waits_for_them() -> None:
    made = pages()
    assert broken_links(list(made.values())) == []
    for path in ("followers/ubkt/", TEAM, "followers/ubkt/chu-nhiem/"):
        assert "35-TB/ĐU" in made[path].html, path
        assert 'id="late"' in made[path].html, path
        assert 'id="own"' in made[path].html.partition('id="late"')[0], path
    assert made[TEAM].title == "Việc Đoàn giám sát số 580 theo dõi"
    assert "580-QĐ/ĐU" in made[TEAM].search
    for path in ("followers/", "followers/ubkt/"):
        assert {"teams", "people"} <= {heading.id for heading in made[path].headings}
        assert any(link.endswith("teams/580-qd-du/") for link in read(made[path].html).links)


def test_one_team_that_made_several_inspections_has_one_page() -> None:
    found = teams(with_second(OTHER))
    assert found == {TEAM: {"chi-bo-a/kl-1/", "chi-bo-a/kl-2/"}}


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("decision: 580-QĐ/ĐU", "decision: 581-QĐ/ĐU", "581-qd-du/"),
        ("name: Đoàn giám sát", "name: Doan giám sát", "580-qd-du-2/"),
        ("name: Đoàn giám sát số 580, ", "", "580-qd-du-2/"),
    ],
)
def test_teams_that_differ_have_pages_of_their_own(old: str, new: str, path: str) -> None:
    assert old in OTHER
    found = teams(with_second(OTHER.replace(old, new)))
    assert len(found) == 2
    assert {next(iter(cases)) for cases in found.values() if len(cases) == 1} == {
        "chi-bo-a/kl-1/",
        "chi-bo-a/kl-2/",
    }
    assert any(one.endswith(f"/{path}") for one in found)


def test_a_team_without_a_name_is_called_after_its_head() -> None:
    conclusion = CONCLUSION.replace("name: Đoàn giám sát số 580, ", "").replace("  decision: 580-QĐ/ĐU\n", "")
    made = pages({f"{FOLDER}/conclusion.md": conclusion})
    titles = [page.title for path, page in made.items() if "/teams/" in path]
    assert titles == ["Việc Đoàn do Chủ nhiệm (UBKT) làm trưởng đoàn theo dõi"]


def test_in_public_a_team_of_a_restricted_unit_has_no_page() -> None:
    policy = f"{POLICY}profile: public\n"
    assert teams(pages({"plans/policy.yml": policy}))
    unit = UNITS["units/ubkt.md"].replace("kind:", "restricted: true\nkind:", 1)
    made = pages({"plans/policy.yml": policy, "units/ubkt.md": unit})
    assert [path for path in made if path.startswith("followers/ubkt")] == []
