"""Ask for the values of a document one by one, as a terminal can: offers what the register has, and asks again what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from khacphuc.form.choices import Choices
from khacphuc.form.fields import FormField, form_fields
from khacphuc.model.schema import read
from khacphuc.rules.catalogue import rules
from khacphuc.rules.contract import Context
from khacphuc.text.flaw import Flaw, Place
from khacphuc.text.folding import fold
from khacphuc.text.message import Message, Speaker, sample_words, say
from khacphuc.text.nodes import YamlValue

Ask = Callable[[str], str]
Tell = Callable[[str], None]

_SHOWN = 15


class Asker:
    """Asks one person. ``everything`` asks for what may be left out, too."""

    def __init__(
        self,
        ask: Ask,
        tell: Tell,
        speak: Speaker,
        choices: Choices,
        context: Context,
        *,
        everything: bool = False,
    ) -> None:
        self._ask = ask
        self._tell = tell
        self._speak = speak
        self._choices = choices
        self._everything = everything
        self._context = context
        self._explaining = {
            rule.name: rule for rule in rules() if rule.shape("explain") or rule.shape("explain_in_case")
        }

    def document(self, cls: type[Struct], values: Mapping[str, YamlValue]) -> dict[str, YamlValue]:
        """The values of a document: those that are known, and what the person adds."""
        found = dict(values)
        for field in form_fields(cls):
            if field.kind != "table" and found.get(field.key) in (None, "", [], {}):
                found[field.key] = self._field(cls, field, found)
            elif field.part and isinstance(found[field.key], list):
                rows = found[field.key]
                found[field.key] = [self._row(field, row) for row in (rows if isinstance(rows, list) else [])]
        return {key: value for key, value in found.items() if value not in (None, "", [], {})}

    def _row(self, field: FormField, row: YamlValue) -> YamlValue:
        """A row that is offered: what in it must be filled in, and the first thing that may be."""
        if not isinstance(row, dict) or field.part is None:
            return row
        named = ", ".join(str(value) for value in row.values() if isinstance(value, str))
        self._tell(f"– {self._speak(Message(field.label))} {named}")
        found: dict[str, YamlValue] = dict(row)
        for inner in form_fields(field.part):
            if (
                inner.key not in found
                and inner.part is None
                and (inner.required or inner.kind == "choice" or self._everything)
            ):
                found[inner.key] = self._single(field.part, inner, found)
        return {key: value for key, value in found.items() if value not in (None, "", [], {})}

    def _field(self, cls: type[Struct], field: FormField, known: Mapping[str, YamlValue]) -> YamlValue:
        if field.part is not None:
            return self._parts(field)
        if not field.required and not self._everything:
            return None
        return self._single(cls, field, known)

    def _parts(self, field: FormField) -> YamlValue:
        """A part, or a list of them, as long as the person wants more."""
        part = field.part
        if part is None or not (field.required or self._everything or field.many):
            return None
        rows: list[YamlValue] = []
        label = self._speak(Message(field.label))
        while (field.required and not rows) or self._yes(label, more=bool(rows)):
            rows.append(self.document(part, {}))
            if not field.many:
                return rows[0]
        return rows

    def _yes(self, label: str, *, more: bool) -> bool:
        text = (
            say("Add another to “{what}”? [y/N] ", what=label)
            if more
            else say("Add to “{what}”? [y/N] ", what=label)
        )
        return self._ask(self._speak(text)).strip().lower() in ("y", "yes", "c", "có", "co")

    def _single(self, cls: type[Struct], field: FormField, known: Mapping[str, YamlValue]) -> YamlValue:
        """One value, asked for until it can be read; nothing for one that may be left out."""
        offered = list(self._offered(field))
        if offered:
            self._list(offered)
        prompt = self._prompt(field)
        while True:
            given = self._ask(prompt).strip()
            if not given:
                if not field.required:
                    return None
                self._tell(self._speak(say("This must be filled in.")))
                continue
            value = self._chosen(given, offered)
            if value is None:
                continue
            wrong = self._wrong(cls, field, value, known)
            if not wrong:
                return value
            if suggested := _suggested(wrong):
                return suggested
            for flaw in wrong:
                rule = self._explaining[flaw.kind]
                said = (
                    rule.module.explain_in_case(flaw, None, self._context)
                    if rule.shape("explain_in_case")
                    else rule.module.explain(flaw)
                )
                self._tell(f"{self._speak(said.message)} {self._speak(said.help)}")

    def _prompt(self, field: FormField) -> str:
        label = self._speak(Message(field.label))
        about = f" ({self._speak(Message(field.about))})" if field.about else ""
        example = (
            f", {self._speak(say('for example: {example}', example=sample_words(field.example)))}"
            if field.example
            else ""
        )
        hint = f", {self._speak(say('dd/mm/yyyy'))}" if field.kind == "day" else example
        return f"{label}{about}{hint}: "

    def _offered(self, field: FormField) -> Iterator[tuple[str, str]]:
        if field.words:
            yield from ((word.value, self._speak(Message(word.label))) for word in field.words)
        elif field.kind == "truth":
            yield from (("true", self._speak(say("yes"))), ("false", self._speak(say("no"))))
        elif field.refers:
            yield from ((item[0], item[1]) for item in self._choices.get(field.refers, ()))

    def _list(self, offered: list[tuple[str, str]]) -> None:
        for number, (value, words) in enumerate(offered[:_SHOWN], 1):
            self._tell(f"  {number}. {words} ({value})" if words != value else f"  {number}. {value}")
        if len(offered) > _SHOWN:
            self._tell(self._speak(say("… and {n} more; type more of the name", n=len(offered) - _SHOWN)))

    def _chosen(self, given: str, offered: list[tuple[str, str]]) -> str | None:
        """What was meant: a number of the list, an id, or part of a name, with marks or without. None asks again."""
        if not offered or any(given == value for value, _ in offered):
            return given
        if given.isdecimal() and 0 < int(given) <= min(len(offered), _SHOWN):
            return offered[int(given) - 1][0]
        words = fold(given).split()
        found = [item for item in offered if all(word in fold(f"{item[1]} {item[0]}") for word in words)]
        if len(found) == 1:
            return found[0][0]
        self._list(found or offered)
        return None

    def _wrong(
        self, cls: type[Struct], field: FormField, value: str, known: Mapping[str, YamlValue]
    ) -> list[Flaw]:
        _, misread = read(cls, {**known, field.key: value})
        own = [flaw for flaw in misread if flaw.path[:1] == (field.key,)]
        return [Flaw(flaw.kind, Place(), flaw.details) for flaw in own if flaw.kind in self._explaining]


def _suggested(wrong: list[Flaw]) -> str:
    """The day that was meant, where it was only written in another way."""
    if len(wrong) == 1 and wrong[0].kind == "date-not-iso":
        return wrong[0].details[1]
    return ""
