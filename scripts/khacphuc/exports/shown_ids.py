"""Ids of obligations as a profile shows them: some hold the id of a unit or a person, who may be restricted."""

from __future__ import annotations

from khacphuc.obligations.obligation_words import without_owner
from khacphuc.obligations.values import Obligation, ObligationKind
from khacphuc.pages.site_context import SiteContext


def shown_id(made: SiteContext, item: Obligation) -> str:
    """The id, which never changes; in public without the units and people that it names."""
    if not made.public:
        return item.id
    if item.kind is ObligationKind.MAKE_SUBPLAN:
        return item.id.partition(":")[0] + ":plan"
    return without_owner(item.id)
