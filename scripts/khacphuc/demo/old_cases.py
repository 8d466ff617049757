"""Write cases that were closed before the register began: only the notice and the closing paper are known."""

from __future__ import annotations

from datetime import timedelta

from khacphuc.demo import opening_documents
from khacphuc.demo.demo_dates import FIRST_DAY, workday
from khacphuc.demo.demo_units import COMMISSION, DemoUnit
from khacphuc.demo.document_text import Front, document_bytes

_EVERY = 60
"""One old case for so many others."""
_OPEN_FOR = timedelta(days=300)


def old_cases(bodies: list[DemoUnit], cases: int) -> dict[str, bytes | None]:
    """Return the documents of the old cases, by path."""
    found: dict[str, bytes | None] = {}
    for number in range(1, cases // _EVERY + 1):
        unit = bodies[number % len(bodies)]
        issued = workday(FIRST_DAY - timedelta(days=700 - 40 * number))
        about = opening_documents.brief(f"KL-{issued.year}-{number + 70}", issued)
        folder = f"plans/{unit.id}/{about.id.lower()}"
        day = workday(issued + _OPEN_FOR)
        closure: Front = {
            "type": "closure",
            "date": day,
            "by": COMMISSION.id,
            "before_register": "true",
            "paper": {"number": f"{number + 30}-CV/UBKTĐU", "date": day, "title": "Kết thúc theo dõi"},
        }
        notice = opening_documents.conclusion(about, unit)
        found[f"{folder}/conclusion.md"] = document_bytes(notice, "Hồ sơ cũ, nhập khi lập sổ.")
        found[f"{folder}/{day}-closure.md"] = document_bytes(closure, "")
    return found
