"""Find what stands under another id than before, so that papers which name the id speak of something else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from khacphuc.text.folding import fold

Texts = tuple[str, ...]
"""The texts of a task or a step; the first says what is to be done."""

_NEAR = 0.6
_NEARER = 0.1
_RARE = 16
"""In so many texts a word may stand that tells one of them from the others."""
_LOOKED_AT = 6


def words_under_others(old: Mapping[str, Texts], new: Mapping[str, Texts]) -> dict[str, str]:
    """Return by id under which other id something stands now: word for word, or in words that are nearer there than here.

    Words that stood there before as well have gone nowhere.
    """
    before = {name: tuple(map(_plain, texts)) for name, texts in old.items() if texts != new.get(name)}
    after = {name: tuple(map(_plain, texts)) for name, texts in new.items() if texts != old.get(name)}
    gone = [name for name in before if name in after and before[name] != after[name]]
    if not gone:
        return {}
    found: dict[str, str] = {}
    look = (_exchanged(before, after), _put_first(before, after), _Nearest(before, after).others())
    for name, other in (pair for pairs in look for pair in pairs):
        if name in gone:
            found.setdefault(name, other)
    return found


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def _exchanged(before: Mapping[str, Texts], after: Mapping[str, Texts]) -> Iterator[tuple[str, str]]:
    """Yield the ids of which one has a text of the other, and the other has its."""
    turned: dict[tuple[int, str, str], str] = {}
    for name, texts in after.items():
        for place, (was, now) in enumerate(zip(before.get(name, ()), texts, strict=False)):
            if was != now:
                turned.setdefault((place, was, now), name)
    for (place, was, now), name in sorted(turned.items(), key=lambda item: item[0][0]):
        other = turned.get((place, now, was))
        if other is not None:
            yield name, other


def _put_first(before: Mapping[str, Texts], after: Mapping[str, Texts]) -> Iterator[tuple[str, str]]:
    """Yield the ids of which what is to be done is now to be done, word for word, under another."""
    came = {
        texts[0]: name
        for name, texts in after.items()
        if texts and texts[0] and texts[0] != next(iter(before.get(name, ())), None)
    }
    for name, texts in before.items():
        other = came.get(texts[0]) if texts else None
        if other is not None and other != name and after.get(name, ("",))[0] != texts[0]:
            yield name, other


class _Nearest:
    """Where among changed texts the words of another stand now."""

    def __init__(self, before: Mapping[str, Texts], after: Mapping[str, Texts]) -> None:
        self._before = {name: _words(texts) for name, texts in before.items()}
        self._after = {name: _words(texts) for name, texts in after.items()}
        self._holding: defaultdict[str, list[str]] = defaultdict(list)
        for name, words in self._after.items():
            for word in words:
                self._holding[word].append(name)

    def others(self) -> Iterator[tuple[str, str]]:
        for name, words in self._before.items():
            if name in self._after and (other := self._nearest(name, words)) is not None:
                yield name, other

    def _nearest(self, name: str, words: Counter[str]) -> str | None:
        """Return where most of some words stand now: clearly more than under their own id, or there before."""
        shared: Counter[str] = Counter()
        for word in words:
            if len(holding := self._holding[word]) <= _RARE:
                shared.update(holding)
        del shared[name]
        least = max(_NEAR, _alike(words, self._after[name]) + _NEARER)
        found = [
            (near, other)
            for other, _ in shared.most_common(_LOOKED_AT)
            if (near := _alike(words, self._after[other])) >= least
            and near >= _alike(words, self._before.get(other, Counter())) + _NEARER
        ]
        return max(found, default=(0.0, None))[1]


def _words(texts: Texts) -> Counter[str]:
    return Counter(" ".join(texts).split())


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of words that two texts have in common."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
