"""Who brought a change to the main branch: the last commit of the merged branch that touched the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from khacphuc.history.trail import Landing, Signature
from khacphuc.history.walking.arrivals import Arrival
from khacphuc.history.walking.landing import authors, distinct, landing, signature
from khacphuc.history.walking.log import Commit


class Credit(Struct, frozen=True):
    """A landing, with those who wrote one document of it."""

    landing: int
    authors: tuple[Signature, ...]


class Book:
    """The landings so far, and the credits that changes refer to by number."""

    def __init__(self, landings: Iterable[Landing] = ()) -> None:
        self.landings = list(landings)
        self.first = len(self.landings)
        """Where the new ones begin."""
        self.credits: list[Credit] = []


class Crediting:
    """Enters the changes of one arrival in the book."""

    def __init__(self, book: Book, arrival: Arrival, order: int) -> None:
        self._book = book
        self._arrival = arrival
        self._order = order
        self._landings: dict[str, int] = {}
        self._credits: dict[Credit, int] = {}
        self._at: dict[int, int] = {}
        self._touched: dict[str, list[int]] = {}
        self._called: dict[str, str] = {}
        """The next name of a document that left its own on the branch and did not come back to it."""
        for position, commit in enumerate(arrival.brought):
            for change in commit.changes:
                for path in (change.path, change.was) if change.was else (change.path,):
                    self._touched.setdefault(path, []).append(position)
                self._called.pop(change.path, None)
                if change.was:
                    self._called[change.was] = change.path

    def of(self, path: str, was: str = "") -> int:
        """The number of the credit for a change of ``path``, which was called ``was`` before."""
        brought = self._arrival.brought
        names = {*self._names(path), *self._names(was)} if brought else ()
        found = sorted({position for name in names for position in self._touched.get(name, ())})
        # A merge within the branch only passes on what others wrote, unless nobody else touched the document.
        found = [position for position in found if len(brought[position].parents) < 2] or found
        if not found:
            return self._enter(self._arrival.commit, len(brought), ())
        *others, last = found
        return self._enter(
            brought[last], last, tuple(signature(*brought[other].author[:2]) for other in others)
        )

    def _names(self, path: str) -> Iterator[str]:
        seen = set()
        while path and path not in seen:
            seen.add(path)
            yield path
            path = self._called.get(path, "")

    def last(self, numbers: Iterable[int]) -> int:
        """Of several credits of this arrival, the one whose commit came last."""
        return max(numbers, key=lambda number: self._at[number])

    def _enter(self, commit: Commit, position: int, others: tuple[Signature, ...]) -> int:
        book = self._book
        by = authors(commit)
        by = distinct((*by, *others)) if others else by
        number = self._landings.get(commit.id)
        if number is None:
            number = self._landings[commit.id] = len(book.landings)
            book.landings.append(landing(commit, self._arrival.commit, self._order, by))
        elif not set(by) <= set(book.landings[number].authors):
            known = book.landings[number]
            book.landings[number] = structs.replace(known, authors=distinct((*known.authors, *by)))
        credit = Credit(number, by)
        entered = self._credits.get(credit)
        if entered is None:
            entered = self._credits[credit] = len(book.credits)
            book.credits.append(credit)
            self._at[entered] = position
        return entered
