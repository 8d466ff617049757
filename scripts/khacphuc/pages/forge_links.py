"""Addresses on the forge where a document is edited, or a new one begun with a name and a first text."""

from __future__ import annotations

from urllib.parse import quote

from msgspec import Struct

from khacphuc.model import policy
from khacphuc.model.vocabulary import ForgeKind

MAX_ADDRESS = 6000
"""Characters. Servers refuse long request lines, mostly from 8 KiB on; cookies and proxies need room too."""


class ForgeLinks(Struct, frozen=True):
    """The addresses of a forge's pages. Without ``url`` there are no links."""

    url: str = ""
    branch: str = ""
    edit_page: str = ""
    new_page: str = ""
    name_key: str = ""
    text_key: str = ""
    commit_page: str = ""
    request_page: str = ""
    file_page: str = ""

    def edit(self, path: str) -> str:
        """Return where a file of the repository is edited; ``""`` without a forge."""
        return f"{self.url}/{self.edit_page}/{quote(self.branch)}/{quote(path)}" if self.url else ""

    def line(self, commit: str, path: str, number: int) -> str:
        """Return where a line of a file of a commit is shown; ``""`` without a forge."""
        return f"{self.url}/{self.file_page}/{quote(commit)}/{quote(path)}#L{number}" if self.url else ""

    def commit(self, name: str) -> str:
        """Return where a commit is shown; ``""`` without a forge."""
        return f"{self.url}/{self.commit_page}/{quote(name)}" if self.url else ""

    def request(self, number: str) -> str:
        """Return where a pull request is shown; ``""`` without a forge."""
        return f"{self.url}/{self.request_page}/{quote(number, safe='')}" if self.url else ""

    def new(self, folder: str, name: str, *texts: str) -> str:
        """Return where a new file is begun. The first of ``texts`` that fits into an address is filled in."""
        if not self.url:
            return ""
        bare = f"{self.url}/{self.new_page}/{quote(self.branch)}/{quote(folder)}?{self.name_key}={quote(name, safe='')}"
        for text in texts:
            address = f"{bare}&{self.text_key}={quote(text, safe='')}"
            if len(address) <= MAX_ADDRESS:
                return address
        return bare


# GitLab fills in the name; its editor has ignored the text in some versions, which costs a clerk a paste.
# Gitea took over GitHub's keys (go-gitea/gitea#16556), and Forgejo has them from Gitea.
_PAGES = {
    ForgeKind.GITHUB: ("edit", "new", "filename", "value", "commit", "pull", "blob"),
    ForgeKind.GITLAB: ("-/edit", "-/new", "file_name", "content", "-/commit", "-/merge_requests", "-/blob"),
    ForgeKind.GITEA: ("_edit", "_new", "filename", "value", "commit", "pulls", "src/commit"),
    ForgeKind.FORGEJO: ("_edit", "_new", "filename", "value", "commit", "pulls", "src/commit"),
}


def forge_links(found: policy.ForgeSettings | None) -> ForgeLinks:
    """Return the forge that the policy names."""
    if found is None:
        return ForgeLinks()
    return ForgeLinks(found.url.rstrip("/").removesuffix(".git"), found.branch, *_PAGES[found.kind])
