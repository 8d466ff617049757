"""Find the commit with which a register began: the first with a case that is not the shipped sample's."""

from __future__ import annotations

from datetime import date, tzinfo
from pathlib import Path

from khacphuc.history import git
from khacphuc.history.log.commit_log import read_main_line
from khacphuc.history.log.commit_metadata import moment
from khacphuc.history.log.document_paths import folder_of, is_case
from khacphuc.history.log.sample_removal import never_other
from khacphuc.history.objects import Objects
from khacphuc.history.trail import UnreadableRepositoryError
from khacphuc.text.zones import day_in


def began_on(root: Path, tip: str, where: tzinfo) -> date | None:
    """Return the day on which the first case was committed; None where there is none, or git does not say."""
    objects = Objects(root)
    try:
        for commit in read_main_line(root, tip):
            cases = [change.blob for change in commit.changes if is_case(folder_of(change.path))]
            if not never_other(cases, objects):
                return day_in(moment(commit.committer[2]), where)
    except UnreadableRepositoryError:
        return None
    return None


def checked_out_began_on(root: Path, where: tzinfo) -> date | None:
    """Return the same of the commit that is checked out; None, too, where history is cut off."""
    here = git.checked_out(root)
    return None if here is None or here[1] else began_on(root, here[0], where)
