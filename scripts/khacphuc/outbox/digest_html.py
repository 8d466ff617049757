"""A digest as HTML: of a mail, without anything that is fetched from elsewhere; and of an issue, where nothing is read as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from khacphuc.outbox.digest_words import DigestWords


def mail_html(words: DigestWords) -> str:
    """Return a digest as a page for a mail."""
    body = "\n".join(_body(words))
    return (
        f'<!doctype html>\n<html lang="{words.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(words.subject)}</title></head>\n'
        f'<body style="font-family:sans-serif;line-height:1.4;max-width:40em">\n{body}\n</body></html>\n'
    )


def issue_body(words: DigestWords) -> str:
    """Return a digest for an issue. Every word of the register is within ``<code>``, where forges link no name or number."""
    return "\n".join(_body(words, code=True)) + "\n"


def _body(words: DigestWords, *, code: bool = False) -> Iterator[str]:
    def shown(text: str) -> str:
        return f"<code>{escape(text)}</code>" if code else escape(text)

    yield from (f"<p>{shown(line)}</p>" for line in words.opening)
    for part in words.parts:
        yield f"<p><b>{_linked(shown(part.name), part.link)}</b></p>"
        lines = (_linked(shown(line.text), line.link) for line in part.lines)
        yield f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    if words.hidden:
        yield f"<p>{escape(words.hidden)}</p>"
    yield from (f"<p>{shown(line)}</p>" for line in words.closing)


def _linked(text: str, link: str) -> str:
    return f'<a href="{escape(link)}">{text}</a>' if link else text
