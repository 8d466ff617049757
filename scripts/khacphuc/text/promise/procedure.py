"""Tell the acts that only plan, report or follow up from those that put something right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from khacphuc.text.folding import fold


class Procedure(StrEnum):
    """What an act of procedure is about."""

    PLAN = "plan"
    REPORT = "report"
    FOLLOW = "follow"


_OPENING = (
    r"(?:xay dung|ban hanh|lap|soan thao|hoan thien|tham muu|trinh|draw up|develop|prepare|issue|write|draft)"
)
_ACTS: Mapping[Procedure, re.Pattern[str]] = MappingProxyType(
    {
        Procedure.PLAN: re.compile(
            rf"(?:{_OPENING} (?:va |and )?)+(?:mot |cac |a |an |the )?"
            r"(?:(?:corrective |action |remediation )*plan|ke hoach|chuong trinh hanh dong|phuong an)\b"
        ),
        Procedure.REPORT: re.compile(
            r"(?:(?:tong hop|xay dung|lap|gui|send|submit|prepare|compile)[ ,]+(?:va |and |the |a )?)*(?:bao cao|report)\b"
        ),
        Procedure.FOLLOW: re.compile(
            r"(?:(?:thuong xuyen|tang cuong|tiep tuc|continue to|regularly) )*"
            r"(?:theo doi|don doc|giao ban|nhac nho|kiem tra,? don doc|monitor|follow up|urge|remind)\b"
        ),
    }
)
_PRODUCTS: Mapping[Procedure, re.Pattern[str]] = MappingProxyType(
    {
        Procedure.PLAN: re.compile(
            r"(?:cac |\d+ |the |a )?(?:ke hoach|chuong trinh hanh dong|phuong an|(?:\w+ )?plan)\b"
        ),
        Procedure.REPORT: re.compile(r"(?:cac |\d+ |the |a )?(?:bao cao|(?:\w+ )?report)"),
        Procedure.FOLLOW: re.compile(
            r"(?:cac |\d+ |the |a )?(?:bao cao|so theo doi|thong bao ket luan giao ban|bien ban giao ban|(?:\w+ )?report|(?:\w+ )?log)\b"
        ),
    }
)
_MENTIONS: Mapping[Procedure, re.Pattern[str]] = MappingProxyType(
    {
        Procedure.PLAN: re.compile(r"\b(?:ke hoach|chuong trinh|phuong an|plan|plans|programme|program)\b"),
        Procedure.REPORT: re.compile(r"\b(?:bao cao|reports?|reported|reporting)\b"),
        Procedure.FOLLOW: re.compile(
            r"\b(?:theo doi|don doc|kiem tra|giam sat|giao ban|monitor\w*|oversight|supervis\w*|follow\w*)\b"
        ),
    }
)


def procedure(act: str, product: str) -> Procedure | None:
    """Return what an act is about that begins by planning, reporting or following up and brings about no more than its paper."""
    folded = fold(act).strip()
    for kind, pattern in _ACTS.items():
        if pattern.match(folded) and is_paper_of(kind, product):
            return kind
    return None


def is_paper_of(kind: Procedure, product: str) -> bool:
    """Return whether a product is no more than the paper that an act of procedure leaves; one that is not named is none."""
    return not product.strip() or _PRODUCTS[kind].match(fold(product).strip()) is not None


def mentioned(text: str) -> frozenset[Procedure]:
    """Return the matters of procedure that a finding speaks of."""
    folded = fold(text)
    return frozenset(kind for kind, pattern in _MENTIONS.items() if pattern.search(folded))
