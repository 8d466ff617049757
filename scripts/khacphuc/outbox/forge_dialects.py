"""What differs between the interfaces of forges: of GitHub, Gitea with Forgejo, and GitLab, paths and keys in one table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from khacphuc.model.policy import ForgeSettings
from khacphuc.model.vocabulary import ForgeKind


class ForgeDialect(Struct, frozen=True):
    """The paths and keys of one kind of forge. ``{project}`` is the repository, ``{n}`` the number of an issue or pull request."""

    api: str
    """Where the interface lies, below the host."""
    auth: tuple[str, str]
    issues: str
    issue: str
    pulls: str
    comments: str
    comment: str
    change: str
    """The method that changes what is there."""
    text: str
    """The key of the text of an issue or pull request."""
    number: str
    account: tuple[str, str]
    """Who wrote something, and that person's name."""
    closed: tuple[str, str]
    branches: tuple[str, str]
    """The keys of a pull request's own branch, and of the one it is for."""
    open: str
    query: str
    """What else a list is asked for."""
    comments_in_pages: bool
    """Whether the list of comments comes in pages; else it comes whole, whatever page is asked for."""
    head: tuple[str, ...]
    """Where a pull request says the commit at its tip."""


GITHUB = ForgeDialect(
    api="",
    auth=("Authorization", "Bearer {token}"),
    issues="/repos/{project}/issues",
    issue="/repos/{project}/issues/{n}",
    pulls="/repos/{project}/pulls",
    comments="/repos/{project}/issues/{n}/comments",
    comment="/repos/{project}/issues/comments/{id}",
    change="PATCH",
    text="body",
    number="number",
    account=("user", "login"),
    closed=("state", "closed"),
    branches=("head", "base"),
    open="open",
    query="per_page",
    comments_in_pages=True,
    head=("head", "sha"),
)
_GITEA = replace(
    GITHUB, api="/api/v1", auth=("Authorization", "token {token}"), query="limit", comments_in_pages=False
)
_GITLAB = ForgeDialect(
    api="/api/v4",
    auth=("PRIVATE-TOKEN", "{token}"),
    issues="/projects/{project}/issues",
    issue="/projects/{project}/issues/{n}",
    pulls="/projects/{project}/merge_requests",
    comments="/projects/{project}/merge_requests/{n}/notes",
    comment="/projects/{project}/merge_requests/{n}/notes/{id}",
    change="PUT",
    text="description",
    number="iid",
    account=("author", "username"),
    closed=("state_event", "close"),
    branches=("source_branch", "target_branch"),
    open="opened",
    query="per_page",
    comments_in_pages=True,
    head=("sha",),
)
DIALECTS: Mapping[ForgeKind, ForgeDialect] = MappingProxyType(
    {
        ForgeKind.GITHUB: GITHUB,
        ForgeKind.GITEA: _GITEA,
        ForgeKind.FORGEJO: _GITEA,
        ForgeKind.GITLAB: _GITLAB,
    }
)


def api_address(settings: ForgeSettings) -> str:
    """Return where a forge's interface lies, by the address of the repository."""
    parts = urlsplit(settings.url)
    if settings.kind is ForgeKind.GITHUB:
        own = parts.hostname == "github.com"
        return "https://api.github.com" if own else f"{parts.scheme}://{parts.netloc}/api/v3"
    return f"{parts.scheme}://{parts.netloc}{DIALECTS[settings.kind].api}"
