"""Declare the arguments shared by ``status`` and ``overdue``, and fold the register for them."""

from __future__ import annotations

import argparse

from msgspec import Struct

from khacphuc.cli.exit_codes import UsageError
from khacphuc.cli.invocation import Invocation
from khacphuc.model.schema import nearest
from khacphuc.obligations.fold import states_of
from khacphuc.obligations.values import CaseState
from khacphuc.obligations.views import ObligationQuery
from khacphuc.register.loading import RegisterSettings, list_entries, open_settings
from khacphuc.text.message import N_, say


def add_query_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments that narrow the answer."""
    parser.add_argument(
        "--unit", metavar=N_("UNIT"), default="", help=N_("only what this unit, or somebody in it, owes")
    )
    parser.add_argument(
        "--follower", metavar=N_("PARTY"), default="", help=N_("only cases that this unit or person follows")
    )
    parser.add_argument(
        "--person", metavar=N_("UNIT/PERSON"), default="", help=N_("only what this person answers for")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=N_("form of the output"))


class ReadStates(Struct, frozen=True):
    """The state of every case on the day asked about, and paths beside the cases that cannot be read."""

    settings: RegisterSettings
    states: list[CaseState]
    unreadable: tuple[str, ...]


def read_states(call: Invocation) -> ReadStates:
    """Return the state of every case on the day asked about. Raises UsageError when a unit or person asked about is unknown."""
    listing = list_entries(call.source)
    settings = open_settings(call.source, listing)
    _known(call, settings)
    states = states_of(call.source, listing, settings, call.as_of)
    unreadable = (*settings.unreadable, *(file.path for file in listing.unrecognised))
    return ReadStates(settings, states, unreadable)


def query_of(call: Invocation, *, overdue: bool = False, due_within: int | None = None) -> ObligationQuery:
    """Return the query of the arguments."""
    options = call.options
    return ObligationQuery(options.unit, options.follower, options.person, overdue, due_within)


def _known(call: Invocation, settings: RegisterSettings) -> None:
    for option in ("unit", "follower", "person"):
        asked = getattr(call.options, option)
        known = {*settings.units.by_id, *settings.units.people}
        if asked and asked not in known:
            near = nearest(asked, known)
            hint = say(" Did you mean “{nearest}”?", nearest=near[0]) if near else ""
            raise UsageError(
                say(
                    "--{option}: “{asked}” is not in the register.{hint}",
                    option=option,
                    asked=asked,
                    hint=hint,
                )
            )
