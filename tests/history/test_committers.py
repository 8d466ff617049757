"""Histories in which the author of a commit is one and its committer another, and addresses that two units have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.documents import policy, record
from tests.history.owed_register import (
    CASE,
    EXTENSION,
    LAST,
    History,
    Landing,
    Output,
    errors,
    granted,
    known,
    tell,
)
from tests.history.repositories import Content
from tests.history.test_owed_by_whom import ISSUING, KNOWN, OWING, POLICY, UPDATE, VERDICT, done

FOLLOWING, FORGE, CLERK = "pho@ubkt.vn", "noreply@forge.example", "pho@vp.vn"
CONFIRMED = record(
    "verification", "2026-07-03", by="ubkt", tasks=[{"task": "N1", "outcome": "confirmed", "gone": "true"}]
)
WITHDRAWN = record(
    "correction",
    "2026-05-01",
    by="dang-uy",
    number="3-CV/ĐU",
    changes=[{"finding": "HC1", "withdrawn": "true", "reason": "Của đơn vị khác"}],
)
REPORTED: dict[str, Content] = KNOWN | {UPDATE: done("2026-06-28")}
DAYS: dict[str, Content] = {POLICY: policy(days={"make_plan": 60})}
KEPT: dict[str, Content] = KNOWN | {
    "units/vp.md": known("vp", "office"),
    POLICY: policy(days={"make_plan": 30}, registrars=["vp/pho"]),
}

STORIES = {
    "whoever owes commits a verification in the follower's name": History(
        [Landing("2026-07-03", {VERDICT: CONFIRMED}, "KP612", FOLLOWING, OWING)], "KP612", begin=REPORTED
    ),
    "whoever owes commits an extension in the committee's name": History(
        [Landing("2026-05-01", {EXTENSION: granted("2026-09-30")}, "KP612", ISSUING, OWING)],
        "KP612",
        begin=KNOWN,
    ),
    "whoever owes commits a correction in the issuer's name": History(
        [Landing("2026-05-02", {f"{CASE}/2026-05-01-correction.md": WITHDRAWN}, "KP612", ISSUING, OWING)],
        "KP612",
        begin=KNOWN,
    ),
    "whoever owes commits a policy in the committee's name": History(
        [Landing("2026-05-02", DAYS, "KP621", ISSUING, OWING)], "KP621", begin=KNOWN
    ),
    "whoever owes commits a verification in a registrar's name": History(
        [Landing("2026-07-03", {VERDICT: CONFIRMED}, "KP612", CLERK, OWING)],
        "KP612",
        begin=KEPT | {UPDATE: done("2026-06-28")},
    ),
    "a registrar commits what the follower wrote": History(
        [Landing("2026-07-03", {VERDICT: CONFIRMED}, "", FOLLOWING, CLERK)],
        "",
        begin=KEPT | {UPDATE: done("2026-06-28")},
    ),
    "a forge commits what the follower wrote": History(
        [Landing("2026-07-03", {VERDICT: CONFIRMED}, "", FOLLOWING, FORGE)], "", begin=REPORTED
    ),
    "the follower merges what the unit wrote": History(
        [Landing("2026-06-28", {UPDATE: done("2026-06-28")}, "", OWING, FOLLOWING)], "", begin=KNOWN
    ),
    "nobody knows who makes whoever owes a registrar": History(
        [Landing("2026-05-01", {POLICY: policy(days={"make_plan": 30}, registrars=["cb/pho"])}, "KP621")],
        "KP621",
        begin=KNOWN,
    ),
    "nobody knows who gives the follower's people an address": History(
        [Landing("2026-05-01", {"units/ubkt.md": known("ubkt", "commission", "moi@a.vn")}, "KP621")],
        "KP621",
        begin=KNOWN,
    ),
    "nobody knows who joins the unit that owes": History(
        [Landing("2026-05-01", {"units/cb.md": known("cb", "cell", "vt@a.vn")})], "", begin=KNOWN
    ),
    "a unit gives its people an address of the follower": History(
        [
            Landing("2026-05-01", {"units/cb.md": known("cb", "cell", FOLLOWING)}, "KP621", OWING),
            Landing("2026-05-02", {"units/cb.md": known("cb")}, "", ISSUING),
        ],
        "",
        begin=KNOWN,
    ),
    "a unit gives its people a new address": History(
        [Landing("2026-05-01", {"units/cb.md": known("cb", "cell", "moi@cb.vn")}, "", OWING)], "", begin=KNOWN
    ),
    "the committee keeps the settings whose address a unit claims": History(
        [
            Landing("2026-05-01", {"units/cb.md": known("cb", "cell", ISSUING)}, "KP621", OWING),
            Landing("2026-05-02", DAYS, "", ISSUING),
        ],
        "KP621",
        begin=KNOWN,
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_who_commits_is_who_made_the_commit(name: str, tmp_path: Path, capsys: Output) -> None:
    tell(STORIES[name], tmp_path / "so", capsys)


def test_a_commit_that_is_dated_back_arrives_no_earlier(tmp_path: Path, capsys: Output) -> None:
    plain = Landing("2026-07-12", {"units/cb.md": known("cb", "cell", "moi@cb.vn")}, "", OWING)
    entered = Landing("2026-06-29", {f"{CASE}/2026-06-29-update.md": done("2026-06-29")}, "", OWING)
    tell(History([plain, entered], "", begin=KNOWN), tmp_path / "so", capsys)
    assert "KP627" in errors(capsys, tmp_path / "so", LAST, severity="question")


def test_whether_the_unit_wrote_what_the_follower_has_merged_is_asked(tmp_path: Path, capsys: Output) -> None:
    tell(STORIES["the follower merges what the unit wrote"], tmp_path / "so", capsys)
    assert errors(capsys, tmp_path / "so", LAST, severity="question") == "KP613"
