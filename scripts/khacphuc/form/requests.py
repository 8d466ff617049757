"""The page of a forge on which a pull request for a branch opens."""

from __future__ import annotations

import re
from urllib.parse import quote

from khacphuc.model.policy import ForgeSettings
from khacphuc.model.vocabulary import ForgeKind

_SSH = re.compile(r"(?:ssh://)?[A-Za-z0-9_.-]+@(?P<host>[A-Za-z0-9.-]+)(?::\d+/|[:/])(?P<path>[^\s]+)")
_WEB = re.compile(r"https?://(?:[^@/\s]*@)?(?P<host>[A-Za-z0-9.:-]+)/(?P<path>[^\s?#]+)")
_KNOWN = {"github.com": ForgeKind.GITHUB, "gitlab.com": ForgeKind.GITLAB, "codeberg.org": ForgeKind.FORGEJO}


def forge_at(address: str) -> ForgeSettings | None:
    """The forge that a remote's address tells of, where its host is known."""
    found = _SSH.fullmatch(address) or _WEB.fullmatch(address)
    kind = _KNOWN.get(found["host"]) if found else None
    if found is None or kind is None:
        return None
    return ForgeSettings(kind=kind, url=f"https://{found['host']}/{found['path'].removesuffix('.git')}")


def request_page(forge: ForgeSettings, branch: str) -> str:
    """Where a pull request from a branch opens."""
    url = forge.url.rstrip("/").removesuffix(".git")
    if forge.kind is ForgeKind.GITLAB:
        source, target = quote(branch, safe=""), quote(forge.branch, safe="")
        return (
            f"{url}/-/merge_requests/new?merge_request%5Bsource_branch%5D={source}"
            f"&merge_request%5Btarget_branch%5D={target}"
        )
    expand = "?expand=1" if forge.kind is ForgeKind.GITHUB else ""
    return f"{url}/compare/{quote(forge.branch)}...{quote(branch)}{expand}"
