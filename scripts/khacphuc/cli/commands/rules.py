"""List the rules by which documents are checked, with code, severity and what each is about."""

from __future__ import annotations

import argparse

from khacphuc.cli.exit_codes import ExitCode
from khacphuc.cli.invocation import Invocation
from khacphuc.reports.prose import words
from khacphuc.reports.rulebook import RulePage, book
from khacphuc.reports.severity_words import label
from khacphuc.reports.terminal_text import columns
from khacphuc.text.message import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """It has none of its own."""


def run(call: Invocation) -> int:
    """Return a table by family. A severity that the policy has changed is marked."""
    settings = call.policy.rules
    families = book()
    weights = {
        page.code: f"{label(settings[page.code].severity, call.speak)}*"
        if page.code in settings
        else label(page.severity, call.speak)
        for family in families
        for page in family.pages
    }
    width = max(map(columns, weights.values()), default=0)
    longest = max((len(page.name) for family in families for page in family.pages), default=0)

    def line(page: RulePage) -> str:
        weight = weights[page.code] + " " * (width - columns(weights[page.code]))
        return f"  {page.code}  {weight}  {page.name:{longest}}  {words(page.title, call.language)}"

    for number, family in enumerate(families):
        call.print(f"{'' if number == 0 else chr(10)}{family.code}  {words(family.title, call.language)}")
        for page in family.pages:
            call.print(line(page))
    if any(code in settings for code in weights):
        call.print()
        call.print(say("* as plans/policy.yml of this register has it"))
    return ExitCode.CLEAN
