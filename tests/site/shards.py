"""Reading the files of search back, without the code that wrote them."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from typing import Any

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def taken(data: bytes) -> Any:
    """What a file hands over; and it does nothing else."""
    text = data.decode()
    assert text.startswith("khacphucSearch.take(")
    assert text.endswith(")\n")
    return json.loads(text[len("khacphucSearch.take(") : -2])


def listed(text: str) -> list[int]:
    """The numbers of a written list."""
    if text.startswith("."):
        data = urlsafe_b64decode(text[1:])
        bits = f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}"
        return [number for number, bit in enumerate(bits) if bit == "1"]
    numbers, last, gap, shift = [], -1, 0, 0
    for letter in text:
        value = LETTERS.index(letter)
        gap += (value % 32) << shift
        shift += 5
        if value < 32:
            last += gap + 1
            numbers.append(last)
            gap = shift = 0
    return numbers


class Found:
    """Search as a person's browser has it: ``files`` by path, of a site or a plain tree."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.told = taken(files["assets/search/index.js"])
        self._parts = {
            path.rpartition("/")[2].removesuffix(".js"): taken(data)
            for path, data in files.items()
            if path.startswith(f"assets/search/{self.told['folder']}/")
        }
        self.titles: list[list[str]] = [item for part in self._all("titles") for item in part]
        self.texts: list[list[str]] = [item for part in self._all("texts") for item in part]
        self.paths = [path for path, _, _ in self.titles]

    def _all(self, kind: str) -> Iterator[Any]:
        number = 0
        while f"{kind}-{number}" in self._parts:
            yield self._parts[f"{kind}-{number}"]
            number += 1

    def entries(self, kind: str) -> Iterator[tuple[str, str, list[int], list[int]]]:
        """(fold, marks, pages, pages that have it in title or number) of each word or pair."""
        for part, start in zip(self._all(kind), self.told[kind], strict=True):
            assert part.startswith(f"{start}\t")
            for line in part.split("\n"):
                fold, *lists = line.split("\t")
                for at in range(0, len(lists), 3):
                    marks, every, top = lists[at : at + 3]
                    yield fold, marks or fold, listed(every), listed(top)

    def having(self, kind: str, fold: str) -> dict[str, set[str]]:
        """The addresses of pages for each way in which a word or a pair of this fold is written."""
        return {
            marks: {self.paths[page] for page in every}
            for key, marks, every, _ in self.entries(kind)
            if key == fold
        }

    @property
    def everything(self) -> str:
        return json.dumps([self.told, self._parts], ensure_ascii=False)
