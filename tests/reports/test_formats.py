"""The reports for programs and forges: their form is a promise, and no document can break out of it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.model.vocabulary import Severity
from khacphuc.reports import codequality, github, markdown, sarif
from khacphuc.reports import json as report_json
from khacphuc.rules.catalogue import rules
from tests.reports.problems import checked, problem

HOSTILE = "a%,:\n::error::x|`<script>alert(1)</script>@ubkt [x](javascript:1) #12"


def test_json_keeps_its_form() -> None:
    found = json.loads(
        report_json.report(checked(problem(3, 1, 6, quoted="Đã họp"), site_url="https://a.vn/s/"))
    )
    assert found == {
        "version": 1,
        "as_of": "2026-01-31",
        "language": "en",
        "files": 3,
        "counts": {"errors": 1, "warnings": 0, "questions": 0, "known": 0},
        "problems": [
            {
                "path": "plans/chi-bo-a/kl-1/plan.md",
                "line": 3,
                "column": 1,
                "end_column": 7,
                "code": "KP101",
                "name": "unknown-key",
                "severity": "error",
                "message": "There is no key “Đã họp” here.",
                "help": "Did you mean “result”?",
                "url": "https://a.vn/s/rules/kp101/",
                "known": False,
            }
        ],
    }


def test_every_key_of_the_json_is_documented() -> None:
    found = json.loads(report_json.report(checked(problem())))
    keys = {*found, *found["counts"], *found["problems"][0]}
    assert not {key for key in keys if f"``{key}``" not in (report_json.__doc__ or "")}


def sarif_run(*problems: Any, language: str = "vi") -> dict[str, Any]:
    log = json.loads(sarif.report(checked(*problems, text="a: 1\nb: 2\n", language=language)))
    assert log["version"] == "2.1.0"
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_names_every_rule_in_both_languages() -> None:
    run = sarif_run(problem(2, 3, 2, severity=Severity.QUESTION))
    driver, other = run["tool"]["driver"], run["translations"][0]
    assert (run["language"], driver["language"], other["language"]) == ("vi", "vi", "en")
    codes = [rule.code for rule in rules()]
    assert [rule["id"] for rule in driver["rules"]] == [rule["id"] for rule in other["rules"]] == codes
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in driver["rules"])
    result = run["results"][0]
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "KP101"
    assert result["level"] == "note"
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 3,
        "endColumn": 5,
    }
    assert run["columnKind"] == "unicodeCodePoints"


def test_gitlab_gets_what_is_new_with_a_fingerprint_of_its_own() -> None:
    known = problem(3, 1, known=True)
    (first, second) = json.loads(codequality.report(checked(problem(2, 1), problem(4, 1), known)))
    assert set(first) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert first["location"] == {"path": problem(2, 1).path, "lines": {"begin": 2}}
    assert first["severity"] in ("info", "minor", "major", "critical", "blocker")
    assert first["fingerprint"] != second["fingerprint"]


def test_sarif_addresses_are_addresses() -> None:
    place = sarif_run(problem(path="plans/a b/đ.md"))["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "plans/a%20b/%C4%91.md", "uriBaseId": "%SRCROOT%"}


def test_a_fingerprint_stays_when_lines_are_added_above() -> None:
    def fingerprint(text: str, line: int) -> str:
        log = json.loads(sarif.report(checked(problem(line), text=text)))
        found: str = log["runs"][0]["results"][0]["partialFingerprints"]["problem/v1"]
        return found

    assert (
        fingerprint("a: 1\nb: 2\n", 2)
        == fingerprint("a: 1\nmới\nb: 2\n", 3)
        != fingerprint("a: 1\nb: 3\n", 2)
    )


def test_two_alike_problems_have_two_fingerprints() -> None:
    results = sarif_run(problem(2, 1), problem(2, 4))["results"]
    assert len({result["partialFingerprints"]["problem/v1"] for result in results}) == 2


def test_an_annotation_is_one_line_that_nothing_breaks_out_of() -> None:
    line = github.report(checked(problem(3, 1, 6, path="plans/a,b:c.md", quoted=HOSTILE))).splitlines()
    assert len(line) == 1
    assert line[0].startswith(
        "::error file=plans/a%2Cb%3Ac.md,line=3,col=1,endColumn=7,title=KP101 unknown-key::There is no key “a%25,: ::error"
    )
    assert line[0].endswith("%0ADid you mean “result”?")


def test_what_github_drops_is_counted() -> None:
    problems = [problem(line) for line in range(1, 15)]
    problems += [problem(line, severity=Severity.QUESTION) for line in range(20, 22)]
    problems += [problem(line, known=True) for line in range(30, 33)]
    lines = github.report(checked(*problems)).splitlines()
    assert [line.partition(" ")[0] for line in lines[:-1]] == ["::error"] * 10 + ["::notice"] * 2
    assert lines[-1] == "Not annotated, because GitHub shows no more: 4 errors."


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.code: list[str] = []
        self.plain: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        (self.code if self.tags and self.tags[-1] == "code" else self.plain).append(data)


@given(
    st.one_of(st.just(HOSTILE), st.text(), st.sampled_from(["⟦0⟧", "⟦1⟧ <b>", "</code></td></table>\n\n# x"]))
)
def test_a_document_cannot_leave_its_cell(quoted: str) -> None:
    text = markdown.report(
        checked(problem(path=f"plans/{quoted}.md", quoted=quoted), problem(2, quoted=quoted))
    )
    head, _, table = text.partition("<table>")
    assert head == "## Check of the register\n\nChecked 3 files: 2 errors.\n\n"
    assert "\n\n" not in table.rstrip()
    reader = Reader()
    reader.feed(f"<table>{table}")
    assert set(reader.tags) <= {
        "table",
        "tr",
        "th",
        "td",
        "code",
        "br",
        "/table",
        "/tr",
        "/th",
        "/td",
        "/code",
    }
    assert len(reader.code) == 4 - 2 * (not quoted)
    assert not re.search(r"[@#\[`|]|://", "".join(reader.plain))


def test_the_summary_is_bounded_and_says_so() -> None:
    text = markdown.report(checked(*(problem(line) for line in range(1, 302))))
    assert text.count("<tr>") == markdown.SHOWN + 1
    assert text.endswith("And 101 more.\n")


@pytest.mark.parametrize("form", [github, markdown, sarif, report_json])
def test_reports_repeat_to_the_byte(form: Any) -> None:
    found = checked(problem(), problem(2, quoted=HOSTILE, severity=Severity.WARNING), language="vi")
    assert form.report(found) == form.report(found)


@pytest.mark.parametrize("form", [github, markdown, sarif, report_json])
def test_lone_surrogates_fit_into_every_report(form: Any) -> None:
    form.report(checked(problem(path="plans/\udcff.md", quoted="\ud800"))).encode("utf-8")
