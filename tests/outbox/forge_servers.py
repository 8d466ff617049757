"""Forges on this machine: each takes only what the real one's published description allows, and keeps what it is told.

``interfaces/*.yml`` hold these descriptions, reduced to the paths that are used, with source and version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

from tests.outbox.posts import Asked, json_server

KINDS = ("github", "forgejo", "gitlab")
ACCOUNT = "so-theo-doi"
_BASE = {"github": "", "forgejo": "/api/v1", "gitlab": "/api/v4"}
_AUTH = {
    "github": ("authorization", "Bearer t0k3n"),
    "forgejo": ("authorization", "token t0k3n"),
    "gitlab": ("private-token", "t0k3n"),
}
_TYPES = {"string": str, "integer": int}
_PAGE = 2


class ForgeServer:
    """One forge with one repository. ``refused`` lists what was asked against its description."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        found = yaml.safe_load((Path(__file__).parent / "interfaces" / f"{kind}.yml").read_text("utf-8"))
        self._paths: dict[str, Any] = found["paths"]
        self.issues: list[dict[str, Any]] = []
        self.comments: list[dict[str, Any]] = []
        self.pulls: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.refused: list[str] = []
        self.address = ""
        self.url = f"https://{kind}.example.vn/dang-uy/khac-phuc"
        self.api = ""

    def answer(self, one: Asked) -> tuple[int, Any]:
        """Answer a request, 400 where the description does not allow it."""
        name, value = _AUTH[self.kind]
        if one.headers.get(name) != value:
            return 401, {"message": "who are you"}
        parts = urlsplit(one.path)
        path = parts.path.removeprefix(_BASE[self.kind])
        found = next((key for key in self._paths if _fits(key, one.method, path)), None)
        self.asked.append(f"{one.method} {path}")
        wrong = (
            "no such path"
            if found is None
            else self._wrong(self._paths[found], parse_qs(parts.query), one.body)
        )
        if wrong or found is None:
            self.refused.append(f"{one.method} {one.path}: {wrong}")
            return 400, {"message": wrong}
        return self._do(one.method, found, path, parse_qs(parts.query), one.body)

    def _wrong(self, known: dict[str, Any], query: dict[str, list[str]], body: Any) -> str:
        unknown = [name for name in query if name not in known["query"]]
        unknown += [name for name in body or () if name not in known.get("body", {})]
        if unknown:
            return f"unknown: {unknown}"
        if missing := [name for name in known.get("required", ()) if name not in (body or {})]:
            return f"missing: {missing}"
        for name, value in (body or {}).items():
            if not isinstance(value, tuple(_TYPES[one] for one in known["body"][name])):
                return f"type of {name}"
            if name in known.get("enum", {}) and value not in known["enum"][name]:
                return f"value of {name}"
        if any(state not in known.get("states", ()) for state in query.get("state", ())):
            return "state"
        return ""

    # ------------------------------------------------------------------------------------------ what it keeps

    def _do(
        self, method: str, key: str, path: str, query: dict[str, list[str]], body: Any
    ) -> tuple[int, Any]:
        if path == "/user":
            name = "username" if self.kind == "gitlab" else "login"
            return (403, {}) if self.kind == "github" else (200, {name: ACCOUNT})
        some = self.comments if "comments" in key or "notes" in key else self.issues
        some = self.pulls if key.endswith(("/pulls", "/merge_requests")) else some
        if method == "GET":
            return 200, self._listed(self._paths[key], some, query)
        if method == "POST":
            made = {
                **body,
                **self.written_by(self.me),
                "id": 100 + len(some),
                self.number: len(some) + 1,
                "state": "open",
            }
            if some is self.pulls and self.kind != "gitlab":
                made |= {"head": {"ref": body["head"], "sha": "0" * 40}}
            some.append(made)
            return 201, made
        last = int(path.rpartition("/")[2])
        name = self.number if some is self.issues else "id"
        (changed,) = (one for one in some if one[name] == last)
        changed.update(body)
        if "close" in (body.get("state_event"), str(body.get("state"))[:5]):
            changed["state"] = "closed"
        return 200, changed

    def _listed(self, known: dict[str, Any], some: list[dict[str, Any]], query: dict[str, list[str]]) -> Any:
        shown = [one for one in some if not query.get("state") or one.get("state", "open") == "open"]
        if "page" not in known["query"]:
            return shown
        start = (int(query["page"][0]) - 1) * _PAGE
        return shown[start : start + _PAGE]

    @property
    def number(self) -> str:
        return "iid" if self.kind == "gitlab" else "number"

    @property
    def me(self) -> str:
        return "github-actions[bot]" if self.kind == "github" else ACCOUNT

    @property
    def text(self) -> str:
        """The key of an issue's text."""
        return "description" if self.kind == "gitlab" else "body"

    def written_by(self, name: str) -> dict[str, Any]:
        """Return what says who wrote something."""
        return {"author": {"username": name}} if self.kind == "gitlab" else {"user": {"login": name}}

    def add_pull(self, commit: str) -> int:
        """Add an open pull request, and return its number."""
        number = 40 + len(self.pulls)
        tip = (
            {"sha": commit, "source_branch": "x"}
            if self.kind == "gitlab"
            else {"head": {"sha": commit, "ref": "x"}}
        )
        self.pulls.append({self.number: number, "state": "open", **tip})
        return number


def _fits(key: str, method: str, path: str) -> bool:
    verb, _, form = key.partition(" ")
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(form))
    return verb == method and re.fullmatch(pattern, path) is not None


@contextmanager
def forge_server(kind: str) -> Iterator[ForgeServer]:
    """Provide a forge."""
    forge = ForgeServer(kind)
    with json_server(forge.answer) as address:
        forge.api = f"{address}{_BASE[kind]}"
        yield forge
    assert forge.refused == []
