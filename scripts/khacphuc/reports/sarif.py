"""Problems as SARIF 2.1.0 (OASIS), which code-scanning pages and editors read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from khacphuc import __version__
from khacphuc.reports.checked import Checked
from khacphuc.reports.excerpt import Excerpts
from khacphuc.reports.prose import paragraphs, words
from khacphuc.reports.rulebook import address
from khacphuc.reports.severity_words import LEVEL
from khacphuc.reports.terminal_text import encodable
from khacphuc.rules.catalogue import rules
from khacphuc.rules.contract import Problem, Rule
from khacphuc.text.message import LANGUAGES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(checked: Checked) -> str:
    """Return one run with all rules, in the language of the check and, as a translation, in the other."""
    driver: dict[str, Any] = {
        "name": "khacphuc",
        "fullName": "Khắc Phục",
        "version": __version__,
        "language": checked.language,
        "rules": [_rule(rule, checked.language, checked.site_url) for rule in rules()],
    }
    if checked.site_url:
        driver["informationUri"] = checked.site_url
    run = {
        "tool": {"driver": driver},
        "language": checked.language,
        "translations": [_translation(language) for language in LANGUAGES if language != checked.language],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The folder that holds plans/ and units/"}}
        },
        "results": list(_results(checked)),
    }
    return f"{json.dumps({'$schema': SCHEMA, 'version': '2.1.0', 'runs': [run]}, ensure_ascii=False, indent=1)}\n"


def _described(rule: Rule, language: str) -> dict[str, Any]:
    title, *rest = (words(paragraph, language) for paragraph in paragraphs(rule.doc))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": "\n\n".join((title, *rest))},
        "help": {"text": "\n\n".join(rest) or title},
    }


def _rule(rule: Rule, language: str, site_url: str) -> dict[str, Any]:
    more: dict[str, Any] = {"defaultConfiguration": {"level": LEVEL[rule.severity]}}
    page = address(site_url, rule.code)
    return _described(rule, language) | more | ({"helpUri": page} if page else {})


def _translation(language: str) -> dict[str, Any]:
    return {
        "name": "khacphuc",
        "language": language,
        "contents": ["localizedData"],
        "isComprehensive": True,
        "associatedComponent": {"name": "khacphuc"},
        "translationMetadata": {"name": f"khacphuc-{language}", "shortDescription": {"text": language}},
        "rules": [_described(rule, language) for rule in rules()],
    }


def _results(checked: Checked) -> Iterator[dict[str, Any]]:
    index = {rule.code: number for number, rule in enumerate(rules())}
    excerpts = Excerpts(checked.source)
    seen: Counter[str] = Counter()
    for problem in checked.problems:
        key = "\0".join((problem.code, problem.path, excerpts.line(problem).strip()))
        seen[key] += 1
        fingerprint = sha256(f"{key}\0{seen[key]}".encode("utf-8", "backslashreplace")).hexdigest()
        said = [encodable(checked.speak(text)) for text in (problem.said.message, problem.said.help)]
        yield {
            "ruleId": problem.code,
            "ruleIndex": index[problem.code],
            "level": LEVEL[problem.severity],
            "baselineState": "unchanged" if problem.known else "new",
            "message": {"text": "\n".join(text for text in said if text)},
            "locations": [{"physicalLocation": _location(problem)}],
            # Of the line's words and not its number: the same problem after lines were added above it.
            "partialFingerprints": {"problem/v1": fingerprint},
        }


def _location(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "artifactLocation": {"uri": quote(encodable(problem.path)), "uriBaseId": "%SRCROOT%"},
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + place.width,
        },
    }
