"""What the form says of a document speaks of its fields and never of the file behind them."""

from __future__ import annotations

import re

import pytest

from khacphuc.form.checking import shown
from khacphuc.form.fields import form_fields, parts
from khacphuc.form.wording import FormWords
from khacphuc.model import DOCUMENTS
from khacphuc.model.plan import Plan
from khacphuc.register.layout import Slot, slot_of
from khacphuc.register.source import Entry, WorkTree
from khacphuc.rules.catalogue import rules
from khacphuc.text.message import Message, speaker
from tests.rules.examples import bad, problems

# Files and history are not written in a form.
CODES = [rule.code for rule in rules() if rule.family not in ("KP0", "KP6")]
FIELDS = [
    field for kind in DOCUMENTS.values() for part in parts(kind).values() for field in form_fields(part)
]
KEYS = {field.key for field in FIELDS}
LISTED = {word.value for field in FIELDS for word in field.words or () if "_" in word.value}
YAML = re.compile(r"[\[\]{}]|\.md\b|\.yml\b|front matter|phần đầu")


def plain(text: str) -> str:
    """A text without what is quoted in it."""
    return re.sub("“[^”]*”", "", text)


def words_of_files(text: str, language: str) -> list[str]:
    words = re.findall(r"(?<![\w/-])[a-z]+(?:_[a-z]+)*(?![\w/-])", plain(text))
    known = KEYS | LISTED if language == "vi" else {word for word in KEYS | LISTED if "_" in word}
    # “day” is also what one reads out of 15/12.
    return [word for word in words if word in known - {"to", "day"}] + YAML.findall(plain(text))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", CODES)
def test_no_advice_names_a_key_a_file_or_a_bracket(code: str, language: str) -> None:
    source = bad(code)
    if isinstance(source, WorkTree):
        pytest.skip("a rule about history")
    for problem in problems(source):
        slot = slot_of(Entry(problem.path))
        if isinstance(slot, Slot):
            text = source.read(problem.path).decode("utf-8")
            for said in shown([problem], text, slot.type, language):
                whole = f"{said['label']}: {said['message']} {said['help']}"
                assert words_of_files(whole, language) == [], whole


@pytest.mark.parametrize("kind", sorted(DOCUMENTS))
def test_no_hint_names_a_key_or_a_bracket(kind: str) -> None:
    speak = speaker("vi")
    for part in parts(DOCUMENTS[kind]).values():
        for field in form_fields(part):
            hint = speak(Message(field.about)) if field.about else ""
            if kind != "policy" and field.kind != "table":
                assert words_of_files(hint, "vi") == [], (part.__name__, field.key, hint)


@pytest.mark.parametrize(
    ("said", "shown_as"),
    [
        ("Ghi: due: 2026-06-30", "Ghi: “Thời hạn” 30/06/2026"),
        ("thêm recurrence (every, from, until)", "thêm “Định kỳ” (“Chu kỳ”, “Từ”, “Đến”)"),
        ("thì ghi kind: follow_up.", "thì ghi “Loại nhiệm vụ” theo dõi, đôn đốc."),
        ("Ghi: findings: [HC1, HC2]", "Ghi: “Hạn chế, khuyết điểm” HC1, HC2"),
        ("xem “due: của tôi”", "xem “due: của tôi”"),
        ("bổ sung vào plans/policy.yml", "bổ sung vào thiết lập của sổ"),
    ],
)
def test_keys_become_labels(said: str, shown_as: str) -> None:
    assert FormWords(Plan, "vi")(said, ("tasks", 0, "recurrence" if "every" in said else "due")) == shown_as
