"""``khacphuc answer``: ten kinds of change, told to somebody who has seen none of it; and what a change cannot make it do."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from khacphuc.cli import main
from khacphuc.outbox.answer import LONGEST
from tests.cli.register import write
from tests.outbox.registers import ALONE, commit, git, register
from tests.pages.register import CONCLUSION, FOLDER, POLICY, RECORDS, UNITS

Told = Callable[..., str]

PLAN = ALONE[f"{FOLDER}/plan.md"]
DAY = "2026-09-15"
DONE = (
    "---\ntype: update\ndate: 2026-09-10\nby: chi-bo-a\ntasks:\n  - task: N1\n    state: done\n    done_on: 2026-09-09\n"
    "    progress: 12/12\n    result: Đã ban hành Quy chế\n    evidence: [{number: 20-QC/CB, date: 2026-09-09}]\n---\n"
)
VERIFIED = (
    "---\ntype: verification\ndate: 2026-09-14\nby: ubkt\npaper: {number: 9-BB/UBKT, date: 2026-09-14}\n"
    "tasks: [{task: N1, outcome: OUTCOME, gone: GONE, remaining: Thiếu phụ lục}]\n---\n"
)


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """What is said of a change, as a reader sees it."""

    def run(
        changed: dict[str, str],
        before: dict[str, str] | None = None,
        *words: str,
        raw: bool = False,
        language: str = "en",
    ) -> str:
        root = register(tmp_path / "register", before)
        git(root, "checkout", "-qb", "thay-doi")
        for path, text in changed.items():
            if text:
                write(root, path, text)
            else:
                (root / path).unlink()
        commit(root, "Thay đổi")
        capsys.readouterr()
        call = ["answer", "--root", str(root), "--base", "main", "--as-of", DAY, "--lang", language, *words]
        assert main(call) == 0, capsys.readouterr().err
        said = capsys.readouterr().out
        return said if raw else unescape(re.sub(r"<[^>]+>", " ", said)).replace("  ", " ")

    return run


def test_a_deadline_moved_without_an_extension(told: Told) -> None:
    said = told(
        {f"{FOLDER}/plan.md": PLAN.replace("2026-07-15", "2026-12-15")},
        {f"{FOLDER}/2026-07-10-extension.md": ""},
    )
    assert "Deadline of N1 (Ban hành Quy chế làm việc): from 15 Jul 2026 to 15 Dec 2026" in squeezed(said)
    assert "no extension allows it" in said
    assert "Whoever sent this change: mend" in said
    assert "Afterwards" not in said


def test_a_deadline_moved_by_an_extension(told: Told) -> None:
    moved = (
        "---\ntype: extension\ndate: 2026-09-01\nby: chi-bo-a\ntasks: [{task: N1, from: 2026-08-31, to: 2026-11-30}]\n"
        "reason: Chờ văn bản.\noutcome: approved\ndecided_by: dang-uy\npaper: {number: 7-QĐ/ĐU, date: 2026-09-01}\n---\n"
    )
    said = told({f"{FOLDER}/2026-09-01-extension.md": moved})
    assert "from 31 Aug 2026 to 30 Nov 2026, by an approved extension" in squeezed(said)


def test_an_extension_that_is_only_asked_for(told: Told) -> None:
    asked = (
        "---\ntype: extension\ndate: 2026-08-20\nby: chi-bo-a\ntasks: [{task: N1, from: 2026-08-31, to: 2026-11-30}]\n"
        "reason: Chờ văn bản.\n---\n"
    )
    said = squeezed(told({f"{FOLDER}/2026-08-20-extension.md": asked}))
    assert "An extension is asked for, of N1 from 31 Aug 2026 to 30 Nov 2026" in said
    assert "no deadline moves" in said
    assert "Deadline of" not in said


def test_a_task_reported_done(told: Told) -> None:
    said = squeezed(told({f"{FOLDER}/2026-09-10-update.md": DONE}))
    assert "N1 (Ban hành Quy chế làm việc): done on 9 Sep 2026." in said
    assert "Task N1: progress 12/12, before 6/12." in said
    assert "Afterwards, in 35-TB/ĐU" in said


@pytest.mark.parametrize(
    ("outcome", "gone", "words"),
    [
        ("confirmed", "true", "Task N1: the follower confirms it."),
        ("rejected", "false", "Task N1: the follower rejects it; it is owed again."),
    ],
)
def test_a_verdict(outcome: str, gone: str, words: str, told: Told) -> None:
    text = VERIFIED.replace("OUTCOME", outcome).replace("GONE", gone)
    before = {f"{FOLDER}/2026-09-10-update.md": DONE}
    assert words in squeezed(told({f"{FOLDER}/2026-09-14-verification.md": text}, before))


def test_a_task_dropped_from_the_plan(told: Told) -> None:
    said = squeezed(told({f"{FOLDER}/plan.md": PLAN.replace("id: N1", "id: N9")}))
    assert "N1 (Ban hành Quy chế làm việc): no longer asked of Chi bộ A." in said
    assert "New: N9 (Ban hành Quy chế làm việc), Chi bộ A" in said


def test_less_owed_than_before(told: Told) -> None:
    said = squeezed(told({f"{FOLDER}/plan.md": PLAN.replace("total: 12", "total: 6")}))
    assert "N1 (Ban hành Quy chế làm việc): less is owed, “6” where it was “12”." in said


def test_a_new_case(told: Told) -> None:
    text = CONCLUSION.replace("KL-1", "KL-2").replace("35-TB", "36-TB")
    said = squeezed(told({"plans/chi-bo-a/kl-2/conclusion.md": text}))
    assert "36-TB/ĐU" in said
    assert "A new case: 1 finding, 0 tasks." in said


def test_a_record_by_who_may_not(told: Told) -> None:
    text = (
        VERIFIED.replace("by: ubkt", "by: chi-bo-a").replace("OUTCOME", "confirmed").replace("GONE", "true")
    )
    before = {f"{FOLDER}/2026-09-10-update.md": DONE}
    said = squeezed(told({f"{FOLDER}/2026-09-14-verification.md": text}, before))
    assert "2026-09-14-verification.md has no effect" in said
    assert "confirms" not in said


def test_a_document_that_cannot_be_read(told: Told) -> None:
    said = squeezed(told({f"{FOLDER}/plan.md": PLAN.replace("tasks:", "tasks: [")}))
    assert "plan.md cannot be read" in said


@pytest.mark.parametrize("broken", ["tasks: [", "<<<<<<< HEAD\ntasks:"])
def test_of_what_cannot_be_read_nothing_is_said_to_be_gone(broken: str, told: Told) -> None:
    said = squeezed(told({f"{FOLDER}/plan.md": PLAN.replace("tasks:", broken)}))
    assert "Until it can be read, nobody can say what changes" in said
    assert "no longer asked" not in said


REFUSED = (
    "---\ntype: extension\ndate: 2026-09-10\nby: chi-bo-a\ntasks: [{task: N1, from: FROM, to: 2026-12-01}]\n"
    "outcome: OUTCOME\ndecided_by: dang-uy\npaper: {number: 9-CV/ĐU, date: 2026-09-10}\n---\n"
)


def test_an_extension_that_is_refused_is_told_though_nothing_moves(told: Told) -> None:
    text = REFUSED.replace("OUTCOME", "refused").replace("FROM", "2026-09-30")
    said = squeezed(told({f"{FOLDER}/2026-09-10-extension.md": text}))
    assert "Documents added: Extension of 10 Sep 2026 (refused)." in said
    assert "Nothing that is owed changes." in said


def test_a_document_taken_out_is_named(told: Told) -> None:
    said = squeezed(told({f"{FOLDER}/2026-06-20-update.md": ""}))
    assert "Documents deleted: Progress update of 20 Jun 2026." in said


ASKED = REFUSED.replace("outcome: OUTCOME\ndecided_by: dang-uy\n", "").replace("FROM", "2026-08-31")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("2026-09-10-update.md", DONE, r"The reviewer \(Chi bộ A\): "),
        ("2026-09-10-extension.md", ASKED, r"The reviewer \(Đảng ủy.*\): "),
        ("2026-09-10-update.md", DONE, r"Afterwards, in 35-TB/ĐU: .* – Verify"),
        ("2026-09-10-extension.md", ASKED, r" – decide on the extension of N1 that is asked for\."),
    ],
)
def test_who_acts_next_is_who_the_change_calls_upon(name: str, text: str, words: str, told: Told) -> None:
    assert re.search(words, squeezed(told({f"{FOLDER}/{name}": text})))


def test_settings_and_units_are_told_by_value_and_by_what_they_move(told: Told) -> None:
    done = {f"{FOLDER}/2026-09-10-update.md": DONE, "plans/policy.yml": f"{POLICY}days: {{verify: 5}}\n"}
    unit = UNITS["units/chi-bo-a.md"]
    rights = "rights: [{act: update, party: dang-uy, reason: Thử}]\n"
    changed = {
        "plans/policy.yml": f"{POLICY}days: {{verify: 50}}\n{rights}",
        "units/chi-bo-a.md": unit.replace("kind: cell", "kind: committee"),
    }
    said = squeezed(told(changed, done))
    assert "Setting days.verify (Working days to verify what was reported done): 50, before 5." in said
    assert "kind (Kind): committee, before cell." in said
    assert "update / dang-uy / Thử, before –." in said
    assert re.search(
        r"By the register's new settings: Verify .*, due \d+ Nov 2026, before 1[67] Sep 2026", said
    )


def test_settings_of_any_size_are_told(told: Told) -> None:
    wild = f"{POLICY}days: {{make_plan: 99999999999, verify: 4000000, reply: -5}}\n"
    assert "KP" in told({"plans/policy.yml": wild})


def test_a_finding_withdrawn_by_the_notice_is_not_laid_to_the_follower(told: Told) -> None:
    text = (
        "---\ntype: correction\ndate: 2026-09-10\nby: dang-uy\nnumber: 20-TB/ĐU\n"
        "changes: [{finding: HC1, withdrawn: true, reason: Nhầm hồ sơ}]\n---\n"
    )
    said = squeezed(told({f"{FOLDER}/2026-09-10-correction.md": text}))
    assert "Finding HC1 no longer counts" in said
    assert "as the notice no longer asks for it" in said
    assert "follower's agreement" not in said, said


def test_another_person_is_answerable(told: Told) -> None:
    plan = PLAN.replace("accountable: chi-bo-a/bi-thu", "accountable: chi-bo-a/pho-bi-thu")
    said = squeezed(told({f"{FOLDER}/plan.md": plan}))
    assert re.search(r"N1 \(Ban hành Quy chế làm việc\): answerable is .*, before .*Bí thư", said)


def test_a_case_that_moves_is_one_case(told: Told) -> None:
    names = ("2026-06-20-update.md", "2026-07-10-extension.md")
    texts = {"conclusion.md": CONCLUSION, "plan.md": PLAN} | {name: RECORDS[name] for name in names}
    files = {f"{FOLDER}/{name}": text for name, text in texts.items()}
    moved = {f"plans/chi-bo-a/kl-9/{name}": text for name, text in texts.items()}
    said = squeezed(told({**dict.fromkeys(files, ""), **moved}))
    assert "The case moves from plans/chi-bo-a/kl-1 to plans/chi-bo-a/kl-9." in said
    assert "A new case" not in said
    assert "no longer in the register" not in said


def test_problems_of_one_kind_are_told_in_full_only_a_few_times(told: Told) -> None:
    tasks = "".join(
        f"  - {{id: K{n}, findings: HC1, content: Rà soát sổ {n}, prodct: x}}\n" for n in range(9)
    )
    said = told({f"{FOLDER}/plan.md": PLAN.removesuffix("---\n") + tasks + "---\n"}, raw=True)
    full, _, folded = said.partition("<details>")
    assert full.count("KP101") == 3
    assert folded.count("KP101") == 6


def test_words_that_change_nothing_that_is_owed(told: Told) -> None:
    said = squeezed(
        told(
            {
                f"{FOLDER}/2026-06-20-update.md": RECORDS["2026-06-20-update.md"].replace(
                    "Chờ ý kiến", "Chưa có ý kiến"
                )
            }
        )
    )
    assert "Nothing that is owed changes." in said


def test_a_case_taken_out(told: Told) -> None:
    names = ("conclusion.md", "plan.md", "2026-06-20-update.md", "2026-07-10-extension.md")
    assert "no longer in the register" in told({f"{FOLDER}/{name}": "" for name in names})


# ------------------------------------------------------------------------------------------ problems


def test_problems_have_a_way_to_mend_them_and_a_link_to_the_line(told: Told) -> None:
    forge = "forge: {kind: KIND, url: 'https://git.example.vn/a/b'}\n"
    before = {"plans/policy.yml": POLICY + forge.replace("KIND", "gitlab")}
    said = told({f"{FOLDER}/plan.md": PLAN.replace("product:", "prodct:")}, before, raw=True)
    assert re.search(
        rf'href="https://git\.example\.vn/a/b/-/blob/[0-9a-f]{{40}}/{FOLDER}/plan\.md#L\d+"', said
    )
    assert "<code>product</code>" in said.partition("KP101")[2].partition("</li>")[0]


def test_what_was_there_before_is_folded(told: Told) -> None:
    before = {f"{FOLDER}/plan.md": PLAN.replace("product:", "prodct:")}
    said = told({f"{FOLDER}/2026-09-10-update.md": DONE}, before, raw=True)
    new, _, known = said.partition("<details>")
    assert "KP101" not in new
    assert "KP101" in known


def test_nothing_in_a_change_is_more_than_words(told: Told) -> None:
    hostile = (
        '"@ai #12 https://x.example <img src=x onerror=alert(1)> </code><script>x</script> ](javascript:x) '
        '::error file=x::y | a <!-- khacphuc:answer -->"'
    )
    plan = PLAN.replace("content: Ban hành Quy chế làm việc", f"content: {hostile}").replace(
        "id: N1", "id: N9"
    )
    unit = UNITS["units/chi-bo-a.md"].replace("name: Chi bộ A", f"name: {hostile}")
    said = told({f"{FOLDER}/plan.md": plan, "units/chi-bo-a.md": unit}, raw=True)
    outside = re.sub(r"<code>[^<]*</code>", "", said)
    for word in ("@ai", "#12", "x.example", "javascript", "::error"):
        assert word not in outside
    assert "<script" not in said
    assert "<img" not in said
    assert "<!--" not in said
    assert set(re.findall(r"<(\w+)", said)) <= {"ul", "li", "b", "code", "br", "details", "summary", "a"}


def test_a_change_of_any_size_fits_a_comment(told: Told) -> None:
    tasks = "".join(
        f"  - id: K{number}\n    findings: HC1\n    content: {'Rà soát ' * 40}\n    prodct: x\n"
        for number in range(300)
    )
    said = told({f"{FOLDER}/plan.md": PLAN.removesuffix("---\n") + tasks + "---\n"}, raw=True)
    assert len(said) <= LONGEST
    assert "Whoever sent this change: mend" in said


def test_the_second_language_is_folded_and_a_preview_is_linked(told: Told) -> None:
    before = {"plans/policy.yml": f"{POLICY}second_language: en\n"}
    words = ("--preview", "https://git.example.vn/runs/7")
    said = told({f"{FOLDER}/2026-09-10-update.md": DONE}, before, *words, raw=True, language="vi")
    first, _, second = said.partition("<details><summary>English</summary>")
    assert first.startswith("### Bước tiếp theo")
    assert "### Who acts next" in second
    assert '<a href="https://git.example.vn/runs/7">Xem trước các trang</a>' in first


def test_a_change_is_judged_by_the_settings_of_its_base(told: Told) -> None:
    lenient = POLICY + "rules:\n  KP101: {severity: 'off', reason: Thử}\n"
    said = told({f"{FOLDER}/plan.md": PLAN.replace("product:", "prodct:"), "plans/policy.yml": lenient})
    assert "KP101" in said


def squeezed(text: str) -> str:
    return re.sub(r"\s+([:.,])", r"\1", " ".join(text.split())).replace("( ", "(").replace(" )", ")")
