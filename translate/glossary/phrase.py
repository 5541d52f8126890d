"""Decline a name of one or of several words.

In a person's name every word declines on its own; names that the dictionary does not know as first
names may also stand still before the surname (Kasym-Żomarta, Xi Jinpinga). In other names the head
noun and the adjectives that agree with it decline, and all that follows stands still: Polskiego
Instytutu Spraw Międzynarodowych.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from translate.glossary import dictionary
from translate.glossary.declension import Inflected, by_pattern
from translate.glossary.heads import Span, agreeing
from translate.tables import table

_ROMAN = re.compile(r"[IVXLC]+|\w\.(?:\w\.)*")
_STILL_SURNAMES = re.compile(r"[oeu]$|[^k]i$")  # often left as they are: Tomasza Pawłuszko


@dataclass(frozen=True, slots=True)
class Declined:
    """Forms and where they come from, as in :class:`~translate.glossary.inflection.Paradigm`."""

    forms: tuple[Inflected, ...]
    how: str
    explanation: str


def decline(name: str, type_: str, gender: str) -> Declined:
    """Decline *name*, a word or a phrase, as a person's name or as another name."""
    words = name.split(" ")
    if type_ == "person" or (not type_ and _looks_like_a_person(words)):
        return _person(words, gender) if len(words) > 1 else _word(name, "person", gender)
    if len(words) > 1 or _is_a_plural(name, type_):
        return _phrase(words, type_, gender)
    return _word(name, type_, gender)


def _looks_like_a_person(words: list[str]) -> bool:
    """Say whether a name of no given type is a first name and a surname, or words all unknown."""
    if len(words) < 2 or not all(word[:1].isupper() for word in words):
        return False
    return dictionary.has_first_name(words[0]) or agreeing(words, "", "") is None


def _is_a_plural(word: str, type_: str) -> bool:
    """Say whether a word is the plural of a noun (Talibowie) and no dictionary form itself."""
    spans = None if dictionary.names(word, type_, "") else agreeing([word], type_, "")
    return spans is not None and spans[0][0].number == "pl"


def _word(word: str, type_: str, gender: str) -> Declined:
    forms = dictionary.names(word, type_, gender)
    if not forms and "-" in word:
        return _hyphenated(word, type_, gender)
    if forms:
        names = ["dictionary"]
        acronym, more = by_pattern(word, type_, gender)
        if acronym == "acronym":
            names.append(f"pattern {acronym}")
            forms = tuple(dict.fromkeys(forms + more))
    else:
        found = [by_pattern(word, t, gender or _guess(word, t)) for t in _types(type_)]
        names = [f"pattern {name}" for name, forms in found if forms]
        forms = tuple(dict.fromkeys(form for _, forms in found for form in forms))
    if not forms:
        why = f"{word}: not in the dictionary and no pattern fits; only this form is known"
        return Declined((Inflected(word, "nom", "sg"),), "abstained", why)
    how = " + ".join(dict.fromkeys(names))
    still = {form.text for form in forms} == {word}
    return Declined(forms, "indeclinable" if still else how, f"{word}: {how}")


def _types(type_: str) -> tuple[str, ...]:
    """Give the types to decline a name as: one whose type is not known may be a person or not."""
    return (type_,) if type_ else ("person", "other")


def _guess(word: str, type_: str) -> str:
    """Guess the gender of a word by its last letter; the plural, ``pl``, is one here."""
    if type_ == "person":
        return "f" if word.endswith("a") else "m"
    endings = {"a": "f", "o": "n", "e": "pl", "y": "pl", "i": "pl", "u": "n", "ö": "n"}
    return endings.get(word[-1:], "m")


def _hyphenated(word: str, type_: str, gender: str) -> Declined:
    parts = word.split("-")
    if not all(part[:1].isupper() for part in parts if part):
        return _word_of_parts(parts, type_, gender, [[len(parts) - 1]])
    last = len(parts) - 1
    return _word_of_parts(parts, type_, gender, [list(range(len(parts))), [last]])


def _word_of_parts(parts: list[str], type_: str, gender: str, moving: list[list[int]]) -> Declined:
    return _joined(parts, "-", [{i: _word(parts[i], type_, gender) for i in m} for m in moving])


def _person(words: list[str], gender: str) -> Declined:
    moving = [i for i, word in enumerate(words) if not _stands_still(word)]
    declined = {i: _word(words[i], "person", gender) for i in moving}
    variants = [declined]
    first, last = moving[:-1], moving[-1:]
    if not all(dictionary.has_first_name(words[i]) for i in first):
        variants.append({i: declined[i] for i in last})
    if last and first and _STILL_SURNAMES.search(words[last[0]]):
        variants.append({i: declined[i] for i in first})
    return _joined(words, " ", variants, numbers=("sg",))


def _phrase(words: list[str], type_: str, gender: str) -> Declined:
    ways = agreeing(words, type_, gender) or []
    if type_ == "place" and all(way[0].head is None and not way[0].adjectives for way in ways):
        last = len(words) - 1  # Tel Awiwu, Sri Lanki: foreign places decline at their end
        return _joined(words, " ", [{last: _word(words[last], type_, gender)}])
    variants = [{i: part for span in way for i, part in _span(span, type_).items()} for way in ways]
    if not variants:
        why = f"{' '.join(words)}: no head noun was found; only this form is known"
        return Declined((Inflected(" ".join(words), "nom", "sg"),), "abstained", why)
    return _joined(words, " ", variants)


def _span(span: Span, type_: str) -> dict[int, Declined]:
    parts = {}
    for index, word in span.adjectives.items():
        pattern, forms = by_pattern(word, "adjective", span.gender)
        parts[index] = Declined(forms, pattern, f"{word}: adjective")
    head = span.head or _word(span.word, type_, span.gender)
    parts[span.index] = (
        head
        if isinstance(head, Declined)
        else Declined(head, "dictionary", f"{span.word}: dictionary")
    )
    if span.number:
        parts = {
            i: replace(p, forms=tuple(f for f in p.forms if f.number == span.number))
            for i, p in parts.items()
        }
    return parts


def _joined(
    words: list[str],
    gap: str,
    variants: list[dict[int, Declined]],
    numbers: tuple[str, ...] = ("sg", "pl"),
) -> Declined:
    """Put the words together again, case by case; *variants* say which of them decline, and how."""
    forms: dict[Inflected, None] = {}
    for parts in variants:
        by_slot = {i: _by_slot(part) for i, part in parts.items()}
        for number in numbers:
            for case in dict.fromkeys(form.case for part in parts.values() for form in part.forms):
                choices = [
                    by_slot[i].get((case, number), ()) if i in by_slot else (word,)
                    for i, word in enumerate(words)
                ]
                for choice in itertools.product(*choices):
                    forms[Inflected(gap.join(choice), case, number)] = None
    parts = variants[0]
    explanation = (
        "; ".join(parts[i].explanation for i in sorted(parts)) or "every word stands still"
    )
    name = gap.join(words)
    still = {form.text for form in forms} <= {name}
    return Declined(tuple(forms), "indeclinable" if still else "phrase", explanation)


def _by_slot(part: Declined) -> dict[tuple[str, str], list[str]]:
    slots: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form in part.forms:
        slots[form.case, form.number].append(form.text)
    return {slot: list(dict.fromkeys(texts)) for slot, texts in slots.items()}


def _stands_still(word: str) -> bool:
    return (
        word.lower() in _particles() or _ROMAN.fullmatch(word) is not None or not word[:1].isupper()
    )


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["particle"] for row in table("particles", "translate.glossary"))
