"""The forms of English words: a list holds the plain form, texts hold all of them."""

from __future__ import annotations

from typing import Final

_IRREGULAR: Final = {
    "be": "is are was were been being am", "build": "built", "buy": "bought", "cut": "cutting", "do": "does did done doing",
    "draw": "drew drawn", "drive": "drove driven", "fit": "fitted fitting", "get": "got", "give": "gave given",
    "go": "went gone goes", "hang": "hung", "have": "has had having", "hold": "held", "keep": "kept", "lay": "laid",
    "lead": "led", "learn": "learnt", "let": "letting", "make": "made", "meet": "met", "pay": "paid", "put": "putting",
    "seek": "sought", "sell": "sold", "send": "sent", "set": "setting", "show": "shown", "split": "splitting",
    "stop": "stopped stopping", "strive": "strove striven", "take": "took taken", "understand": "understood",
    "withdraw": "withdrew withdrawn", "withhold": "withheld", "write": "wrote written", "dig": "dug digging",
    "freeze": "froze frozen", "come": "came", "become": "became", "submit": "submitted submitting", "ban": "banned banning",
    "log": "logged logging", "tag": "tagged tagging", "pin": "pinned", "cap": "capped", "plan": "planned planning",
    "commit": "committed committing", "enrol": "enrolled", "cancel": "cancelled cancelling", "label": "labelled labelling",
    "refer": "referred", "begin": "began begun", "find": "found", "hand": "handed handing", "rewrite": "rewrote rewritten",
}  # fmt: skip
_VOWELS: Final = frozenset("aeiou")


_ENDINGS: Final = (
    "",
    "e",
    "es",
    "s",
    "ed",
    "d",
    "ing",
    "ion",
    "ement",
    "ements",
    "ly",
    "ous",
    "ously",
    "al",
    "ally",
    "ance",
    "e of",
)


def forms(words: list[str], *, verb: bool, noun: bool = False) -> tuple[list[str], ...]:
    """Return a phrase in the forms in which texts hold it.

    The first word of a verb takes every ending of verbs, the last of a noun that of the plural; a final ``*`` any ending.
    """
    if words[-1].endswith("*"):
        return tuple([*words[:-1], words[-1].rstrip("*") + ending] for ending in _ENDINGS)
    if noun:
        return (words, [*words[:-1], _with_s(words[-1])])
    if not verb:
        return (words,)
    plain = list(dict.fromkeys(verb_forms(words[0])))
    again = [] if words[0].startswith("re") else [f"re{form}" for form in plain]  # readvertise
    return tuple([form, *words[1:]] for form in (*plain, *again))


def _with_s(word: str) -> str:
    """Return the plural of a noun, or the third person of a verb."""
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"


def verb_forms(verb: str) -> list[str]:
    """Return the forms of a verb: reconcile, reconciles, reconciled, reconciling."""
    found = [verb, *_IRREGULAR.get(verb, "").split()]
    if verb.endswith("e"):
        return [*found, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [*found, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    return [*found, _with_s(verb), f"{verb}ed", f"{verb}ing"]
