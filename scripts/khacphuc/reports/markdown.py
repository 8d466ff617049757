"""Problems as a summary for the page of a CI run or a comment ($GITHUB_STEP_SUMMARY).

The table is HTML: unlike a table of Markdown it stays whole whatever stands in its cells, and nothing in it is read as
Markdown. Every word that comes from a document stands in ``<code>``, where forges link no mention, number or address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from khacphuc.reports.checked import Checked
from khacphuc.reports.rulebook import address
from khacphuc.reports.severity_words import count, label, sorted_by_weight, summary
from khacphuc.reports.terminal_text import visible
from khacphuc.rules.contract import Problem
from khacphuc.text.message import Blank, Message, Speaker, say

SHOWN = 200
"""Rows of the table. GitHub drops a summary of more than 1 MiB, and nobody reads more."""

_MARK = re.compile(r"⟦(\d+)⟧")


def report(checked: Checked) -> str:
    """Return a heading, the counts, a table of the heaviest problems."""
    speak = checked.speak
    last = summary(count(checked.problems), checked.files, speak)
    parts = [f"## {speak(say('Check of the register'))}", escape(last)]
    if checked.problems:
        rows = sorted_by_weight(checked.problems)
        parts.append("\n".join(_table(rows[:SHOWN], speak, checked.site_url)))
        if len(rows) > SHOWN:
            parts.append(escape(speak(say("And {n} more.", n=len(rows) - SHOWN))))
    return "\n\n".join(parts) + "\n"


def _table(problems: Iterable[Problem], speak: Speaker, site_url: str) -> Iterator[str]:
    heads = (say("Severity"), say("Rule"), say("Where"), say("What is wrong, and how to mend it"))
    yield "<table>"
    yield f"<tr>{''.join(f'<th>{escape(speak(head))}</th>' for head in heads)}</tr>"
    for problem in problems:
        known = f" ({escape(speak(say('known before')))})" if problem.known else ""
        cells = (
            f"{escape(label(problem.severity, speak))}{known}",
            _linked(problem.code, address(site_url, problem.code)),
            code_html(f"{problem.path}:{problem.place.line}"),
            "<br>".join(
                said_html(text, speak) for text in (problem.said.message, problem.said.help) if text.text
            ),
        )
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</table>"


def _linked(code: str, page: str | None) -> str:
    return f'<a href="{escape(page)}">{code}</a>' if page else code


def code_html(text: str) -> str:
    """Return a text from outside as HTML."""
    return f"<code>{escape(visible(text))}</code>"


def said_html(message: Message, speak: Speaker) -> str:
    """Return a message as HTML: its own words escaped, every one from a document in ``<code>``, where forges link nothing."""
    quotes: list[str] = []
    text = escape(visible(speak(_marked(message, quotes))))
    return _MARK.sub(lambda found: code_html(quotes[int(found[1])]), text)


def _marked(message: Message, quotes: list[str]) -> Message:
    """Return the message with a mark instead of each text from outside."""

    def put(value: Blank) -> Blank:
        if isinstance(value, Message):
            return _marked(value, quotes)
        if isinstance(value, str):
            quotes.append(value)
            return f"⟦{len(quotes) - 1}⟧"
        return value

    return Message(
        message.text,
        tuple((name, put(value)) for name, value in message.values),
        message.plural,
        message.count,
    )
