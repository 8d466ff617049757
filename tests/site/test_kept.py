"""What is kept of cases saves work and changes nothing: a build with it is a build without it."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khacphuc.history.cache_paths import cache_file
from khacphuc.pages.page import Site
from khacphuc.register.loading import list_entries, open_settings
from khacphuc.register.source import Memory
from khacphuc.site.case_cache import CaseCache, keys
from khacphuc.site.case_pass import Gathered, gather
from tests.history.repositories import Repository
from tests.pages.register import CONCLUSION, DAY, FOLDER, PLAN, POLICY, RECORDS, UNITS, files
from tests.site.making import build_sample, every_file

SECOND = "plans/chi-bo-a/kl-2"
OTHER = CONCLUSION.replace("id: KL-1", "id: KL-2").replace("KL-0/HC9", "KL-1/HC1").replace("35-TB", "36-TB")
EDITS: dict[str, dict[str, str]] = {
    "title": {f"{FOLDER}/conclusion.md": CONCLUSION.replace("giám sát Chi bộ A", "giám sát chuyên đề")},
    "deadline": {f"{FOLDER}/plan.md": PLAN.replace("due: 2026-07-15", "due: 2026-12-15")},
    "no record": dict.fromkeys((f"{FOLDER}/{name}" for name in RECORDS), ""),
    "no plan": {f"{FOLDER}/plan.md": ""},
    "second case": {f"{SECOND}/conclusion.md": OTHER},
    "same id": {f"{SECOND}/conclusion.md": OTHER.replace("id: KL-2", "id: KL-1")},
    "unreadable": {f"{FOLDER}/plan.md": "---\ntype: plan\ntasks: [\n---\n"},
    "stray": {f"{FOLDER}/Plan Copy.md": "x"},
    "unit": {"units/chi-bo-a.md": UNITS["units/chi-bo-a.md"].replace("Chi bộ A", "Chi bộ Một")},
    "restricted": {
        "units/chi-bo-a.md": UNITS["units/chi-bo-a.md"].replace("kind:", "restricted: true\nkind:")
    },
    "public": {"plans/policy.yml": f"{POLICY}profile: public\n"},
    "no rule": {"plans/policy.yml": f'{POLICY}rules: {{KP301: {{severity: "off", reason: thử}}}}\n'},
}


def made(changes: list[str], day: date, language: str, kept: CaseCache) -> Gathered:
    changed = {path: text for name in changes for path, text in EDITS[name].items()}
    source = Memory({path: text.encode() for path, text in files(changed).items()})
    listing = list_entries(source)
    return gather(source, listing, Site(open_settings(source, listing), day, language), kept=kept, jobs=1)


SITES = st.tuples(
    st.lists(st.sampled_from(sorted(EDITS)), max_size=4),
    st.integers(0, 2).map(lambda days: DAY + timedelta(days)),
    st.sampled_from(("vi", "en")),
)


@given(st.lists(SITES, min_size=2, max_size=5))
@settings(max_examples=25, deadline=None)
def test_whatever_was_built_before_a_build_gives_what_it_would_give_alone(
    runs: list[tuple[list[str], date, str]],
) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "made.sqlite")
        process = CaseCache(file)
        for changes, day, language in runs:
            alone = made(changes, day, language, CaseCache(None))
            assert made(changes, day, language, process) == alone
            assert made(changes, day, language, CaseCache(file)) == alone, "from the file"


def test_only_the_case_that_changed_is_made_again(tmp_path: Path) -> None:
    def known(changes: dict[str, str]) -> set[str]:
        source = Memory({path: text.encode() for path, text in files(changes).items()})
        listing = list_entries(source)
        wanted = keys(source, listing, Site(open_settings(source, listing), DAY, "vi"))
        return set(CaseCache(file).find(wanted, bytes))

    file = tmp_path / "made.sqlite"
    made(["second case"], DAY, "vi", CaseCache(file))
    both = EDITS["second case"]
    assert known(both) == {FOLDER, SECOND}
    assert known(both | EDITS["deadline"]) == {SECOND}
    assert known(both | EDITS["unit"]) == set()


@pytest.mark.parametrize("damage", ["text", "half", "value", "table", "folder"])
def test_a_damaged_file_costs_time_and_nothing_else(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "made.sqlite"
    made([], DAY, "vi", CaseCache(file))
    if damage == "text":
        file.write_text("không phải cơ sở dữ liệu", encoding="utf-8")
    elif damage == "half":
        file.write_bytes(file.read_bytes()[:5000])
    elif damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        with sqlite3.connect(file) as base:
            base.execute("UPDATE made SET data = x'80'" if damage == "value" else "DROP TABLE made")
        base.close()
    alone = made([], DAY, "vi", CaseCache(None))
    assert made([], DAY, "vi", CaseCache(file)) == alone
    assert made([], DAY, "vi", CaseCache(file)) == alone, "the time after"


def test_what_is_not_used_any_more_is_not_kept_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "made.sqlite"
    for day in range(5):
        made([], DAY + timedelta(day), "vi", CaseCache(file))
    with sqlite3.connect(file) as base:
        assert base.execute("SELECT count(*) FROM made").fetchone() == (2,)
    base.close()


def test_a_site_in_a_clone_is_the_same_with_and_without_what_the_clone_keeps(tmp_path: Path) -> None:
    def build(name: str) -> dict[str, bytes]:
        out = tmp_path / name
        assert build_sample(out, "--root", str(root)) == 0
        return {path: data for path, data in every_file(out).items() if path != "checkpoint.json"}

    root = tmp_path / "register"
    repository = Repository(root)
    repository.commit(files())
    repository.make(checkout=True)
    first = build("first")
    kept = cache_file(root, "made.sqlite")
    assert kept is not None
    assert kept.is_file()
    assert build("again") == first
    plan = root / FOLDER / "plan.md"
    plan.write_text(EDITS["deadline"][f"{FOLDER}/plan.md"], encoding="utf-8")
    changed = build("changed")
    kept.unlink()
    assert build("changed alone") == changed
    assert changed != first
    # The documents are as they were; what history tells of them is not.
    repository.commit(EDITS["deadline"], message="Lùi hạn")
    repository.make(checkout=True)
    committed = build("committed")
    assert "Lùi hạn".encode() in committed["cases/chi-bo-a/kl-1/index.html"]
    kept.unlink()
    assert build("committed alone") == committed
