"""Files by which a forge runs the program: they are well-formed, hand over nothing that they need not, and their commands work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from khacphuc.cli import main
from khacphuc.outbox.runner_files import ANSWER, CHECK, JOBS, REMIND, RunnerJob
from tests.cli.register import write
from tests.outbox.forge_servers import forge_server
from tests.outbox.posts import mailbox
from tests.outbox.registers import ALONE, commit, git, register
from tests.pages.register import FOLDER, POLICY

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
PLAN = ALONE[f"{FOLDER}/plan.md"]
SCHEMAS = {
    "gitlab": "vendor.gitlab-ci",
    "gitea": "vendor.github-workflows",
    "forgejo": "vendor.github-workflows",
}
KNOWN = {"dangerous-triggers", "excessive-permissions"}
"""What zizmor says of files for other forges than GitHub: there, tokens have no permissions, and the guide tells of the rest."""


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_register_gets_the_files_of_its_forge(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = register(tmp_path / "register")
    assert main(["init", "--root", str(root), "--forge", kind]) == 0
    said = capsys.readouterr().out
    made = [
        path for path in git(root, "status", "--porcelain", "-uall").splitlines() if path.startswith("??")
    ]
    files = [root / line[3:] for line in made]
    assert len(files) == said.count("\n") == (1 if kind == "gitlab" else len(JOBS))
    words = ("check-jsonschema", "--builtin-schema", SCHEMAS[kind], *map(str, files))
    assert subprocess.run([BIN / words[0], *words[1:]], check=False).returncode == 0
    before = [file.read_bytes() for file in files]
    assert main(["init", "--root", str(root), "--forge", kind]) == 0
    assert [file.read_bytes() for file in files] == before
    assert capsys.readouterr().out.count("khacphuc") == 0


def test_githubs_files_are_those_of_the_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = register(tmp_path / "register")
    words = ["init", "--root", str(root), "--forge", "github", "--lang", "en"]
    assert main(words) == 0
    said = capsys.readouterr().err
    assert "answer.yml is missing: take .github/workflows from the project" in said
    assert "they work in a copy of the project's repository" in said
    for path in (".github/workflows/answer.yml", "scripts/run.py"):
        write(root, path, "")
    assert main(words) == 0
    assert not capsys.readouterr().err


@pytest.mark.parametrize("kind", ["gitea", "forgejo"])
def test_nothing_of_a_change_gets_into_a_command_and_no_reader_has_a_token(kind: str, tmp_path: Path) -> None:
    root = register(tmp_path / "register")
    assert main(["init", "--root", str(root), "--forge", kind]) == 0
    for job in JOBS:
        (steps,) = (
            one["steps"] for one in loaded(root / f".{kind}/workflows/{job.name}.yml")["jobs"].values()
        )
        for step in (one for one in steps if "run" in one):
            assert "${{" not in step["run"]
            if job in (CHECK, ANSWER) and "--post" not in step["run"]:
                assert "secrets" not in str(step)
    github = tmp_path / "github" / ".github"
    (github / "workflows").mkdir(parents=True)
    for job in JOBS:
        text = (root / f".{kind}/workflows/{job.name}.yml").read_text("utf-8")
        (github / "workflows" / f"{job.name}.yml").write_text(text, "utf-8")
    words = ("--offline", "--no-progress", "--format", "json", str(github))
    found = subprocess.run([BIN / "zizmor", *words], check=False, capture_output=True)
    assert {one["ident"] for one in yaml.safe_load(found.stdout)} <= KNOWN


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def test_githubs_own_workflows_run_the_same_commands() -> None:
    folder = ROOT / ".github" / "workflows"
    answer, remind = ((folder / f"{name}.yml").read_text("utf-8") for name in ("answer", "remind"))
    for command in ANSWER.commands[1:]:
        assert command in answer
    for command in REMIND.commands:
        assert command in remind
    assert f"name: {CHECK.title}\n" in (folder / "check.yml").read_text("utf-8")
    assert f"[{CHECK.title}]" in answer


def run(job: RunnerJob, clone: Path, **environment: str) -> str:
    """Run the commands of a job as a runner would, with the program of this environment."""
    script = "\n".join(("set -euo pipefail", *job.commands)).replace("python3 scripts/run.py", "khacphuc")
    kept = {name: os.environ[name] for name in ("HOME", "XDG_CACHE_HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=clone,
        env=kept | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"} | dict(job.settings) | environment,
        check=False,
        capture_output=True,
    )
    return f"{done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}"


@pytest.mark.skipif(sys.platform == "win32", reason="runners of these forges have a POSIX shell")
def test_the_commands_check_and_answer_a_change_in_a_clone(tmp_path: Path) -> None:
    with forge_server("forgejo") as forge:
        policy = f"{POLICY}forge: {{kind: forgejo, url: '{forge.url}'}}\n"
        root = register(tmp_path / "origin", {"plans/policy.yml": policy})
        git(root, "checkout", "-qb", "thay-doi")
        write(root, f"{FOLDER}/plan.md", PLAN.replace("product:", "prodct:"))
        change = commit(root, "Thay đổi")
        forge.add_pull(change)
        clone = tmp_path / "clone"
        subprocess.run(["git", "clone", "-q", str(root), str(clone)], check=True)
        where = {"BASE": "main", "CHANGE": change, "ACTOR": "chi-bo-a"}
        checked = run(CHECK, clone, **where)
        assert checked.startswith("1\n")
        assert "KP101" in checked
        token = {"KHACPHUC_FORGE_TOKEN": "t0k3n", "KHACPHUC_FORGE_API": forge.api}
        assert run(ANSWER, clone, **where, **token).startswith("0\n")
        (made,) = forge.comments
        assert "KP101" in made["body"]


@pytest.mark.skipif(sys.platform == "win32", reason="runners of these forges have a POSIX shell")
def test_the_commands_remind_from_a_clone_and_push_what_was_sent(tmp_path: Path) -> None:
    root = register(tmp_path / "work")
    bare, clone = tmp_path / "origin.git", tmp_path / "runner" / "clone"
    subprocess.run(["git", "clone", "-q", "--bare", str(root), str(bare)], check=True)
    subprocess.run(["git", "clone", "-q", str(bare), str(clone)], check=True)
    with mailbox() as box:
        secrets = {
            "KHACPHUC_CONTACTS": "chi-bo-a email a@example.vn\nchi-bo-a/bi-thu paste\nubkt paste",
            "KHACPHUC_SMTP": box.address,
            "KHACPHUC_SENDER": "so@example.vn",
        }
        for _ in range(2):
            said = run(REMIND, clone, **secrets)
            assert said.startswith("0\n"), said
        assert len(box.mails) == 1
    assert "khacphuc/nhac-viec" in git(bare, "branch", "--list", "khacphuc/*")
    assert "Nhắc việc tự động" in git(bare, "log", "-1", "--format=%an", "khacphuc/nhac-viec")
