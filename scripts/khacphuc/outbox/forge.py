"""Speaks with the forge where the register lies: issues, comments on pull requests, a pull request of a branch.

``outbox.forge_dialects`` holds the paths and keys in which forges differ. What was written by this program is found again by a hidden mark, and only if it was written by the very account whose token is used: others can write marks, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlsplit

from khacphuc.model.policy import ForgeSettings
from khacphuc.model.vocabulary import ForgeKind
from khacphuc.outbox.forge_dialects import DIALECTS, GITHUB, ForgeDialect, api_address
from khacphuc.outbox.http_json import ServiceError, ask
from khacphuc.text.message import say

_PAGE = 50
_MOST_PAGES = 40
_ACTIONS_ACCOUNT = "github-actions[bot]"


def marked(mark: str, text: str) -> str:
    """Return a text with a mark that nobody sees."""
    return f"<!-- khacphuc:{mark} -->\n{text}"


class Forge:
    """One repository on its forge, reached with the token of one account."""

    def __init__(self, settings: ForgeSettings, token: str, api: str = "") -> None:
        self._dialect = DIALECTS[settings.kind]
        self._api = (api or api_address(settings)).rstrip("/")
        path = urlsplit(settings.url).path.strip("/").removesuffix(".git")
        self._project = quote(path, safe="" if settings.kind is ForgeKind.GITLAB else "/")
        name, form = self._dialect.auth
        self._headers = {name: form.format(token=token)}
        self._branch = settings.branch
        self._me = ""
        self._issues: dict[str, dict[str, Any]] | None = None

    # ---------------------------------------------------------------------------------------------- issues

    def keep_issue(self, mark: str, title: str, text: str) -> None:
        """Let the issue with a mark say something: change the one that is open, else open one."""
        body = {"title": title, self._dialect.text: marked(mark, text)}
        found = self._marked_issues().get(mark)
        if found is None:
            self._marked_issues()[mark] = self._ask("POST", self._dialect.issues, body)
        elif found.get(self._dialect.text) != body[self._dialect.text] or found.get("title") != title:
            self._ask(self._dialect.change, self._dialect.issue, body, n=found[self._dialect.number])

    def close_issues(self, prefix: str, keep: frozenset[str]) -> int:
        """Close the issues whose marks begin with a word, but those to keep. Returns how many were closed."""
        key, word = self._dialect.closed
        gone = [
            issue
            for mark, issue in self._marked_issues().items()
            if mark.startswith(prefix) and mark not in keep
        ]
        for issue in gone:
            self._ask(self._dialect.change, self._dialect.issue, {key: word}, n=issue[self._dialect.number])
        return len(gone)

    def _marked_issues(self) -> dict[str, dict[str, Any]]:
        """Return the open issues that this account has marked, by mark. They are listed once."""
        if self._issues is not None:
            return self._issues
        mine = (one for one in self._all(self._dialect.issues, state=self._dialect.open) if self._own(one))
        found: dict[str, dict[str, Any]] = {}
        for one in mine:
            if "pull_request" not in one or one["pull_request"] is None:
                found.setdefault(_mark_of(one.get(self._dialect.text)), one)
        found.pop("", None)
        self._issues = found
        return found

    # ---------------------------------------------------------------------------------------------- pull requests

    def pull_at(self, commit: str) -> int | None:
        """Return the number of the open pull request at whose tip a commit stands; None without exactly one.

        Looked up among the forge's own, because whatever a run for a pull request hands over may be forged.
        """
        found = [
            int(one[self._dialect.number])
            for one in self._all(self._dialect.pulls, state=self._dialect.open)
            if _at(one, self._dialect.head) == commit
        ]
        return found[0] if len(found) == 1 else None

    def keep_comment(self, pull: int, mark: str, text: str) -> None:
        """Let the one comment with a mark on a pull request say something."""
        body = marked(mark, text)
        some = self._all if self._dialect.comments_in_pages else self._whole
        mine = (one for one in some(self._dialect.comments, n=pull) if self._own(one))
        found = next((one for one in mine if _mark_of(one.get("body")) == mark), None)
        if found is None:
            self._ask("POST", self._dialect.comments, {"body": body}, n=pull)
        elif found.get("body") != body:
            self._ask(self._dialect.change, self._dialect.comment, {"body": body}, n=pull, id=found["id"])

    def open_pull(self, branch: str, title: str, text: str) -> None:
        """Ask to take a branch over, unless that is asked already."""
        own, target = self._dialect.branches
        known = (
            _branch_of(one, self._dialect) for one in self._all(self._dialect.pulls, state=self._dialect.open)
        )
        if branch not in known:
            asked = {own: branch, target: self._branch, "title": title, self._dialect.text: text}
            self._ask("POST", self._dialect.pulls, asked)

    # ---------------------------------------------------------------------------------------------- asking

    def _own(self, found: dict[str, Any]) -> bool:
        """Whether something was written by the account whose token is used."""
        who, name = self._dialect.account
        return bool(found.get(who)) and found[who].get(name) == self._account()

    def _account(self) -> str:
        if not self._me:
            try:
                said = self._ask("GET", "/user")
            except ServiceError as refusal:
                if refusal.status != 403 or self._dialect is not GITHUB:
                    raise
                self._me = _ACTIONS_ACCOUNT  # a workflow's own token may not ask who it is
            else:
                self._me = str(said.get(self._dialect.account[1], "")) if isinstance(said, dict) else ""
        return self._me

    def _whole(self, path: str, *, n: int) -> Iterator[dict[str, Any]]:
        found = self._ask("GET", path, n=n)
        yield from (one for one in found if isinstance(one, dict))

    def _all(self, path: str, **values: str | int) -> Iterator[dict[str, Any]]:
        state = values.pop("state", "")
        for page in range(1, _MOST_PAGES + 1):
            query = f"?{self._dialect.query}={_PAGE}&page={page}" + (f"&state={state}" if state else "")
            found = self._ask("GET", path, None, query, **values)
            items = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
            if not items:  # a short page is no end: a server may give fewer than it was asked for
                return
            yield from items
        raise ServiceError(say("There are more than {n} entries on the forge.", n=_PAGE * _MOST_PAGES))

    def _ask(
        self, method: str, path: str, body: dict[str, Any] | None = None, query: str = "", **values: str | int
    ) -> Any:
        address = self._api + path.format(project=self._project, **values) + query
        return ask(method, address, self._headers, body).data


def _mark_of(text: object) -> str:
    """Return the mark at the beginning of a text; ``""`` without one."""
    first = str(text or "").partition("\n")[0].strip()
    found = first.removeprefix("<!-- khacphuc:").removesuffix(" -->")
    return found if first == f"<!-- khacphuc:{found} -->" else ""


def _at(found: dict[str, Any], keys: tuple[str, ...]) -> object:
    value: Any = found
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _branch_of(found: dict[str, Any], dialect: ForgeDialect) -> object:
    own = found.get(dialect.branches[0])
    return own.get("ref") if isinstance(own, dict) else own
