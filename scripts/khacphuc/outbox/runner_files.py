"""Files by which a forge runs check, answer, remind and publish: one description of the jobs, put into what each forge reads.

GitHub's own lie ready in ``.github/workflows``; a test holds that they run the same commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from khacphuc.model.vocabulary import ForgeKind

_RUN = "python3 scripts/run.py"
_OF_THE_RECEIVER = 'git checkout --quiet --detach "origin/$BASE"'
"""The program of the branch that receives a change judges it; of the change, nothing is run."""
_DAILY = "17 0 * * *"
"""00:17 UTC, 07:17 in Viet Nam."""
_GIT_ASKS = '!f() { echo username=khacphuc; echo "password=$KHACPHUC_FORGE_TOKEN"; }; f'


class RunnerJob(Struct, frozen=True):
    """A job: what brings it about, what it runs, and which secrets it is handed."""

    name: str
    title: str
    on: str
    """``change``, ``change-trusted`` (by the receiving branch's own workflow), ``daily`` or ``main``."""
    commands: tuple[str, ...]
    secrets: tuple[str, ...] = ()
    settings: Mapping[str, str] = MappingProxyType({})


CHECK = RunnerJob(
    "check",
    "Kiểm tra",
    "change",
    (_OF_THE_RECEIVER, f'{_RUN} check --base HEAD --at "$CHANGE" --actor "$ACTOR"'),
)
ANSWER = RunnerJob(
    "answer",
    "Trả lời",
    "change-trusted",
    (
        _OF_THE_RECEIVER,
        f'{_RUN} answer --base HEAD --at "$CHANGE" --actor "$ACTOR" --output answer.md',
        f'{_RUN} answer --post answer.md --commit "$CHANGE"',
    ),
    ("KHACPHUC_FORGE_TOKEN",),
)
REMIND = RunnerJob(
    "remind",
    "Nhắc việc",
    "daily",
    (
        # What waits to be merged counts as sent; a runner's clone may lack it.
        'git fetch --quiet origin "+refs/heads/khacphuc/*:refs/remotes/origin/khacphuc/*"',
        'printf "%s\\n" "$KHACPHUC_CONTACTS" > ../contacts',
        f"{_RUN} remind --contacts ../contacts --push",
    ),
    (
        "KHACPHUC_CONTACTS",
        "KHACPHUC_SMTP",
        "KHACPHUC_SENDER",
        "KHACPHUC_ZALO_TOKEN",
        "KHACPHUC_FORGE_TOKEN",
    ),
    MappingProxyType(
        {
            "GIT_AUTHOR_NAME": "Nhắc việc tự động",
            "GIT_AUTHOR_EMAIL": "nhac-viec@khacphuc.invalid",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "credential.helper",
            "GIT_CONFIG_VALUE_0": _GIT_ASKS,
        }
    ),
)
_CHECKED = f"{_RUN} check || test $? -eq 1"
"""Errors do not keep the site from being published: it says how many there are, and where."""
PUBLISH = RunnerJob(
    "publish", "Công bố", "main", (_CHECKED, f'{_RUN} site --publish "$KHACPHUC_SITE"'), ("KHACPHUC_SITE",)
)
_PAGES = (_CHECKED, f'{_RUN} site --build --out public --previous "$CI_PAGES_URL/checkpoint.json"')
"""GitLab publishes a folder that it takes from the job."""
_QUALITY = (
    _OF_THE_RECEIVER,
    f'{_RUN} check --base HEAD --at "$CHANGE" --actor "$ACTOR" --format codequality --output quality.json || test $? -eq 1',
)
"""GitLab shows problems at their lines by a file that the job leaves."""
JOBS = (CHECK, ANSWER, REMIND, PUBLISH)


def runner_files(kind: ForgeKind) -> dict[str, str]:
    """Return the files of a forge, by path; none for GitHub, whose files are there."""
    match kind:
        case ForgeKind.GITLAB:
            return {".gitlab-ci.yml": "\n".join(_gitlab()) + "\n"}
        case ForgeKind.GITEA | ForgeKind.FORGEJO:
            folder = f".{kind.value}/workflows"
            return {f"{folder}/{job.name}.yml": "\n".join(_actions(job)) + "\n" for job in JOBS}
        case ForgeKind.GITHUB:
            return {}


# ------------------------------------------------------------------------------------------ Gitea and Forgejo

_EVENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "change": ("  pull_request:",),
        # From the receiving branch, with its secrets: so nothing of the change may be run here.
        "change-trusted": ("  pull_request_target:",),
        "daily": ("  schedule:", f'    - cron: "{_DAILY}"', "  workflow_dispatch:"),
        "main": ("  push:", "    branches: [main]", "  schedule:", f'    - cron: "{_DAILY}"'),
    }
)


_CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2"
"""By its commit, which the copies at forgejo.org and gitea.com hold, too."""


def _actions(job: RunnerJob) -> Iterator[str]:
    yield f"# Made by “khacphuc init --forge”. {_REASONS[job.on]}"
    yield f"name: {job.title}"
    yield "on:"
    yield from _EVENTS[job.on]
    yield "jobs:"
    yield f"  {job.name}:"
    yield "    runs-on: docker"
    yield "    steps:"
    yield f"      - uses: {_CHECKOUT}"
    yield "        with:"
    yield "          fetch-depth: 0"
    yield "          persist-credentials: false"
    for command in (*_fetched(job), *job.commands):
        yield f"      - run: {_quoted(command)}"
        yield from _environment(job, command)


def _fetched(job: RunnerJob) -> tuple[str, ...]:
    """Fetch the commits of a change where its own are not checked out. As data: nothing of it is run."""
    return (
        ('git fetch --quiet --no-tags origin "refs/pull/$NUMBER/head"',) if job.on == "change-trusted" else ()
    )


def _environment(job: RunnerJob, command: str) -> Iterator[str]:
    values = {}
    if job.on.startswith("change"):
        values = {
            "BASE": "${{ github.base_ref }}",
            "CHANGE": "${{ github.event.pull_request.head.sha }}",
            "ACTOR": "${{ github.event.pull_request.user.login }}",
            "NUMBER": "${{ github.event.pull_request.number }}",
        }
    values = {name: value for name, value in values.items() if f"${name}" in command}
    if not job.on.startswith("change") or "--post" in command:  # whoever reads a change has no token
        values |= dict(job.settings) | {name: f"${{{{ secrets.{name} }}}}" for name in job.secrets}
    if values:
        yield "        env:"
        yield from (f"          {name}: {_quoted(value)}" for name, value in values.items())


_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "change": "The receiving branch's program checks a change; nothing of the change is run.",
        "change-trusted": "Runs from the receiving branch; what a change holds is only read.",
        "daily": "Once a day; what was sent waits on the branch khacphuc/nhac-viec.",
        "main": "After every merge and once a day, because what is overdue changes with the date.",
    }
)

# ------------------------------------------------------------------------------------------ GitLab

_RULES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "change": ('    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',),
        "change-trusted": (
            '    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $KHACPHUC_FORGE_TOKEN',
        ),
        "daily": ('    - if: $CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH',),
        "main": ("    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",),
    }
)


_OF_GITLAB = {
    "answer": "GitLab takes this file from the change itself: let it lie in another project, and the token only comment."
}


def _gitlab() -> Iterator[str]:
    yield "# Made by “khacphuc init --forge”. Secrets are variables of the project; schedules are set there, too."
    yield from ("default:", "  image: python:3.13", "variables:", '  GIT_DEPTH: "0"')
    for job in JOBS:
        yield f"{'pages' if job is PUBLISH else job.name}:"
        yield f"  # {_OF_GITLAB.get(job.name) or _REASONS[job.on]}"
        yield "  rules:"
        yield from _RULES[job.on]
        values = {
            "BASE": "$CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
            "CHANGE": "$CI_COMMIT_SHA",
            "ACTOR": "$GITLAB_USER_LOGIN",
        }
        values = (values if job.on.startswith("change") else {}) | dict(job.settings)
        if values:
            yield "  variables:"
            yield from (
                f"    {name}: {_quoted(value.replace('$K', '$$K'))}" for name, value in values.items()
            )
        yield "  script:"
        if job.on.startswith("change"):
            yield '    - git fetch --quiet --no-tags origin "+refs/heads/$BASE:refs/remotes/origin/$BASE"'
        if job is REMIND:  # the address of a runner's clone holds a token that may not push
            yield '    - git remote set-url origin "$CI_PROJECT_URL.git"'
        if job is CHECK:
            yield from (f"    - {_quoted(command)}" for command in _QUALITY)
            yield f"    - {_quoted(job.commands[-1])}"
            yield from ("  artifacts:", "    when: always", "    reports:", "      codequality: quality.json")
            continue
        yield from (f"    - {_quoted(command)}" for command in (_PAGES if job is PUBLISH else job.commands))
        if job is PUBLISH:
            yield from ("  artifacts:", "    paths: [public]")


def _quoted(text: str) -> str:
    """Return a text as a scalar of YAML in single quotes: nothing in it has a meaning of its own."""
    return "'" + text.replace("'", "''") + "'"
