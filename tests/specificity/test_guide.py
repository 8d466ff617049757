"""The figures in the guide are those that the labelled sentences give now.

``.venv/bin/python -m tests.specificity.test_guide`` writes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest

from khacphuc.text.promise.rewording import Rewording
from khacphuc.text.promise.verdict import PromiseField
from tests.specificity.labelled import Score, Sentence, score, sentences
from tests.specificity.reworded import judged, rewordings

GUIDES: Final = Path(__file__).parents[2] / "docs" / "guides"
PAGES: Final = {"vi": GUIDES / "specific-or-vague.md", "en": GUIDES / "specific-or-vague.en.md"}
BLOCK: Final = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)
REWORDINGS: Final = re.compile(r"(?<=<!-- rewordings -->\n).*?(?=<!-- /rewordings -->)", re.DOTALL)
REWORDED_HEADS: Final = {
    "vi": ("Cặp câu", "Số cặp", "Báo lỗi", "Hỏi", "Không nói gì"),
    "en": ("Pairs", "Number", "Error", "Question", "Silent"),
}
REWORDED_ROWS: Final = {
    "vi": {True: "nhẹ đi", False: "viết lại đúng nghĩa"},
    "en": {True: "promise less", False: "honest rewordings"},
}
HEADS: Final = {
    "vi": ("Câu", "Số câu", "Cảnh báo đúng", "Nhận ra", "Hỏi thừa"),
    "en": ("Sentences", "Number", "Precision", "Recall", "Needless"),
}
LANGUAGES: Final = {
    "vi": {"vi": "tiếng Việt", "en": "tiếng Anh"},
    "en": {"vi": "Vietnamese", "en": "English"},
}
PARTS: Final = {
    "vi": {"dev": "phần dùng khi viết quy tắc", "test": "phần để thử", "hard": "câu khó"},
    "en": {"dev": "used when rules were written", "test": "kept for testing", "hard": "hard ones"},
}
FIELDS: Final = {
    "vi": {"measure": "biện pháp", "product": "sản phẩm", "result": "kết quả", "cause": "nguyên nhân"},
    "en": {"measure": "measure", "product": "product", "result": "result", "cause": "cause"},
}
KINDS: Final = {
    "first set": "bộ đầu tiên",
    "second set": "bộ thứ hai",
    "soft": "từ chung chung",
    "soft time": "thời gian chung chung",
    "no soft word": "chung chung mà không có từ quen thuộc",
    "citation": "viện dẫn luật, nghị quyết",
    "notice cited": "viện dẫn thông báo kết luận",
    "number anchors nothing": "số đếm điều chung chung",
    "date anchors nothing": "ngày không phải hạn",
    "role only": "chỉ nêu chức danh",
    "hollow paper": "giấy tờ nói chung",
    "owner": "không rõ ai làm",
    "echo": "chỉ tán thành kết luận",
    "purpose": "chỉ nêu mục đích",
    "bare typing": "gõ không dấu, chữ hoa",
    "plain act": "việc làm cụ thể",
    "general act anchored": "việc làm chung có chi tiết cụ thể",
    "soft+count": "từ chung chung kèm số lượng",
    "soft+date": "từ chung chung kèm hạn",
    "soft+paper": "từ chung chung kèm văn bản",
    "soft+mechanism": "từ chung chung kèm cách làm",
    "soft+person": "từ chung chung kèm người",
    "not soft": "trông như chung chung mà không phải",
    "article amended": "sửa điều khoản",
    "typical": "thường gặp",
    "product": "sản phẩm",
    "result": "kết quả",
    "cause": "nguyên nhân",
}


def rows(language: str) -> Iterator[tuple[str, Iterable[Sentence]]]:
    """The lines of the table: parts, fields, kinds."""
    sets = {of: sentences(f"sentences.{of}") for of in ("vi", "en")}
    for of, some in sets.items():
        named = LANGUAGES[language][of]
        for part in ("dev", "test"):
            yield f"{named}, {PARTS[language][part]}", [each for each in some if each.part == part]
        yield f"{named}, {PARTS[language]['hard']}", [each for each in sentences("hard") if each.part == of]
        for field in PromiseField:
            yield f"{named}, {FIELDS[language][field.value]}", [each for each in some if each.field is field]
    every = [each for some in sets.values() for each in some]
    for kind in sorted({each.kind for each in every}):
        shown = KINDS[kind] if language == "vi" else kind
        yield f"*{shown}*", [each for each in every if each.kind == kind]


def table(language: str) -> str:
    """The table of the guide."""
    lines: list[tuple[str, ...]] = [HEADS[language], ("---", "--:", "--:", "--:", "--:")]
    lines += [(name, *figures(score(some), language)) for name, some in rows(language)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def figures(found: Score, language: str) -> tuple[str, ...]:
    shares = (found.precision, found.recall, found.asked_needlessly)
    shown = [f"{share:.3f}" for share in shares]
    return (
        str(found.sentences),
        *(share.replace(".", ",") if language == "vi" else share for share in shown),
    )


def rewordings_table(language: str) -> str:
    """The table of rewordings in the guide."""
    lines: list[tuple[str, ...]] = [REWORDED_HEADS[language], ("---", "--:", "--:", "--:", "--:")]
    for less, name in REWORDED_ROWS[language].items():
        for part in ("dev", "test"):
            found = judged(rewordings(part))
            counts = [found[less, answer] for answer in reversed(Rewording)]
            row = f"{name}, {PARTS[language][part]}"
            lines.append((row, *map(str, (sum(counts), *counts))))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def filled(language: str) -> str:
    """The guide with the figures of now."""
    text = BLOCK.sub(lambda _: f"\n{table(language)}\n", PAGES[language].read_text("utf-8"))
    return REWORDINGS.sub(lambda _: f"\n{rewordings_table(language)}\n", text)


@pytest.mark.parametrize("language", PAGES)
def test_the_guide_gives_the_figures(language: str) -> None:
    assert PAGES[language].read_text("utf-8") == filled(language)


if __name__ == "__main__":
    for language, page in PAGES.items():
        page.write_text(filled(language), "utf-8")
