"""Find in a name of several words what declines: head nouns and the adjectives that agree."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate.glossary import dictionary
from translate.glossary.dictionary import ADJECTIVES, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.glossary.declension import Inflected

_CONJUNCTIONS = ("i", "oraz")
_ADJECTIVE_ENDINGS = {
    "m": r"([sc]k|dzk)i$|y$",
    "f": r"([sc]k|dzk|n|ow)a$",
    "n": r"([sc]k|dzk)ie$|[nw]e$",
    "pl": r"([sc]k|dzk)ie$|[nw]e$",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A head noun at *index* with the adjectives (by index) that agree with it.

    *gender* is m, f, n, or pl for a plural head; *number* is ``pl`` for such a head, else ``sg``.
    *head* holds the forms of the head; none if the dictionary does not know it.
    """

    index: int
    word: str
    adjectives: dict[int, str]
    gender: str
    number: str
    head: tuple[Inflected, ...] | None


def agreeing(words: list[str], type_: str, gender: str) -> list[list[Span]] | None:
    """Give the ways to decline a name: each is the spans that move; None if no head is found."""
    first = _span_at(words, 0, type_, gender)
    if first is None:
        return None
    spans, stop = [first], _stop(first)
    while stop + 1 < len(words) and words[stop] in _CONJUNCTIONS:
        span = _span_at(words, stop + 1, type_, "")
        if span is None or span.head is None:
            break
        spans.append(span)
        stop = _stop(span)
    ways = [spans]
    if stop == len(words) - 1 and type_ == "place" and (apposition := _apposition(words, stop)):
        ways.append([*spans, apposition])
    return ways


def _stop(span: Span) -> int:
    return max([span.index, *span.adjectives]) + 1


def _span_at(words: list[str], start: int, type_: str, gender: str) -> Span | None:
    """Give the noun phrase that begins at *start*: adjectives, a noun, adjectives."""
    before = start
    while before < len(words) - 1 and _is_adjective(words[before]):
        before += 1
    for index in range(before, start - 1, -1):
        for span in _heads(words[index], index, type_, gender):
            adjectives = {i: words[i] for i in range(start, index)}
            if all(_agrees(word, span.gender) for word in adjectives.values()):
                after = index + 1
                while after < len(words) and _agrees(words[after], span.gender):
                    adjectives[after] = words[after]
                    after += 1
                return Span(index, span.word, adjectives, span.gender, span.number, span.head)
    return None


def _heads(word: str, index: int, type_: str, gender: str) -> Iterator[Span]:
    readings = [r for r in _readings(word) if r.pos == "subst" and r.nominative]
    for reading in sorted(readings, key=lambda r: (r.genders == {"m1"}, "sg" not in r.numbers)):
        if type_ in ("place", "org") and reading.genders == {"m1"}:
            continue
        number = "sg" if "sg" in reading.numbers and not reading.plural_only else "pl"
        own = "pl" if number == "pl" else next(iter(sorted(reading.genders)))[0]
        if not gender or own in (gender, "pl"):
            yield Span(index, word, {}, own, number, _forms(reading, word, number))
    if not _readings(word) and gender:
        yield Span(index, word, {}, gender, "", None)


def _forms(reading: Reading, word: str, number: str) -> tuple[Inflected, ...]:
    lexeme = [
        form
        for forms in dictionary.lexemes(reading.lemma)
        if forms[0].genders == reading.genders and forms[0].labels == reading.labels
        for form in forms
    ]
    inflected = [
        form for reading_ in lexeme for form in reading_.inflected() if form.number == number
    ]
    if not word[:1].isupper():
        return tuple(inflected)
    return tuple(replace(form, text=form.text[:1].upper() + form.text[1:]) for form in inflected)


def _readings(word: str) -> tuple[Reading, ...]:
    found = dictionary.readings(word)
    return found + (dictionary.readings(word.lower()) if word != word.lower() else ())


def _is_adjective(word: str) -> bool:
    return any(_agrees(word, gender) for gender in _ADJECTIVE_ENDINGS)


def _agrees(word: str, gender: str) -> bool:
    readings = _readings(word)
    if not readings:
        return re.search(_ADJECTIVE_ENDINGS[gender], word) is not None
    number = "pl" if gender == "pl" else "sg"
    fitting = (
        ("m2", "m3", "f", "n") if gender == "pl" else ("m2", "m3") if gender == "m" else (gender,)
    )
    return any(
        r.pos in ADJECTIVES and r.nominative and number in r.numbers and r.genders & set(fitting)
        for r in readings
    )


def _apposition(words: list[str], index: int) -> Span | None:
    """Give the last word as a span of its own if it is a name in the nominative (Góra Kalwaria)."""
    readings = [r for r in _readings(words[index]) if r.pos == "subst"]
    names = [r for r in readings if r.nominative and "sg" in r.numbers and words[index] == r.lemma]
    if not names or any("gen" in r.cases for r in readings):
        return None
    return Span(
        index,
        words[index],
        {},
        sorted(names[0].genders)[0][0],
        "sg",
        _forms(names[0], words[index], "sg"),
    )
