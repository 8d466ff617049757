"""A small register on disk, and calls of the command in it."""

from __future__ import annotations

from pathlib import Path

from khacphuc.rules.catalogue import rules

UNIT = "---\ntype: unit\nid: {id}\nname: {name}\nkind: cell\npeople:\n  - id: bi-thu\n    role: Bí thư\n---\n"
CONCLUSION = """\
---
type: conclusion
id: {id}
unit: {unit}
status: issued
title: Kết luận giám sát
findings:
  - id: HC1
    text: Chưa ban hành quy chế
{more}---
"""

NO_HISTORY = "Chưa xét lịch sử: Xem lịch sử cần có git và sổ theo dõi nằm trong một kho đã có ít nhất một lần ghi nhận.\n"
"""What is said of a register outside Git: one rule about history cannot be turned off."""


def write(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    return file


def policy(root: Path, more: str = "") -> Path:
    """Settings under which only text, shape and references are judged: what a case must hold is tested elsewhere."""
    off = "".join(
        f"  {rule.code}: {{severity: off, reason: Ngoài phạm vi}}\n"
        for rule in rules()
        if rule.family > "KP2"
    )
    kinds = "unit_kinds:\n  - id: cell\n    label: Chi bộ\n"
    return write(root, "plans/policy.yml", f"type: policy\ncommittee: Đảng ủy\n{kinds}rules:\n{off}{more}")


def make(root: Path) -> Path:
    """Two units with a case each, nothing wrong."""
    policy(root)
    for number, unit in enumerate(("chi-bo-a", "chi-bo-b"), 1):
        write(root, f"units/{unit}.md", UNIT.format(id=unit, name=f"Chi bộ {number}"))
        case(root, unit, f"KL-{number}")
    return root


def case(root: Path, unit: str, name: str, more: str = "", folder: str = "") -> Path:
    path = f"plans/{unit}/{folder or name.lower()}/conclusion.md"
    return write(root, path, CONCLUSION.format(id=name, unit=unit, more=more))


def spoil(
    root: Path, path: str = "plans/chi-bo-a/kl-1/conclusion.md", line: str = "statsu: issued\n"
) -> Path:
    """Put a key into a document that it does not have."""
    file = root / path
    text = file.read_text("utf-8")
    return write(root, path, text.replace("---\n", f"---\n{line}", 1))
