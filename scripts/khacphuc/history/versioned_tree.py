"""Adds to the files on disk the day on which the history of their register began. Git is loaded when that is asked."""

from __future__ import annotations

from datetime import date, tzinfo

from khacphuc.register.source import WorkTree


class VersionedTree(WorkTree, frozen=True):
    """The files on disk, in a repository."""

    def began_on(self, where: tzinfo) -> date | None:
        """Return the day on which the first case was committed. None outside a repository, and where history is cut off."""
        from khacphuc.history.log.first_case import checked_out_began_on

        return checked_out_began_on(self.root, where)
