"""Dictionary forms that a form seen in a text may belong to, each checked by declining it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache, reduce
from typing import TYPE_CHECKING

from translate.glossary import dictionary
from translate.glossary.declension import CASES, by_pattern
from translate.glossary.entry import Entry
from translate.glossary.inflection import decline
from translate.glossary.suggest.vocabulary import (
    is_common,
    is_first_name,
    is_name,
    is_place,
    readings,
)
from translate.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

# Endings that a form may have, and what the dictionary form may have in their place.
_ENDINGS = ("iowi", "owie", "iego", "iemu", "owi", "ego", "emu", "iem", "ami", "ach", "iej", "ie",
            "em", "ym", "im", "ów", "om", "ej", "ią", "ię", "go", "mu", "a", "u", "y", "i", "e",
            "ą", "ę", "o", "m")  # fmt: skip
_LEMMA_ENDINGS = ("", "a", "y", "i", "o", "e", "ia")
_PEOPLE = (("person", "m"), ("person", "f"))
_THINGS = (("place", "m"), ("place", "f"), ("place", "n"))
_ORGANISATIONS = (("org", "m"), ("org", "f"), ("org", "n"))
_ORDER = (*_PEOPLE, *_THINGS, *_ORGANISATIONS, ("org", ""), ("", ""))
_MOVING = 3  # words of a phrase, head and adjectives, that may differ from the dictionary form
_MOST = 64  # phrases that are tried


@dataclass(frozen=True, slots=True)
class Candidate:
    """A dictionary form with the type and gender under which it has the form that was seen."""

    text: str
    type: str
    gender: str

    @property
    def order(self) -> int:
        """The place of type and gender, the likelier first."""
        return _ORDER.index((self.type, self.gender))


def candidates(form: str, *, is_person: bool = False) -> tuple[Candidate, ...]:
    """Give the dictionary forms of which *form* is a form; itself if no other is found.

    >>> "Nursułtan Nazarbajew" in {c.text for c in candidates("Nursułtana Nazarbajewa")}
    True
    """
    words = tuple(form.split(" "))
    if len(words) == 1 and form.isupper():
        return (Candidate(form, "org", ""),)
    if is_person or (len(words) > 1 and not is_phrase(words)):
        found = [Candidate(lemma, *kind) for kind in _PEOPLE for lemma in _people(words, kind[1])]
    elif len(words) == 1:
        kinds = (*_PEOPLE, *_THINGS)
        found = [Candidate(lemma, *k) for k in kinds for lemma, _ in _words(form, *k)]
    else:
        found = list(_phrases(words))
    return tuple(dict.fromkeys(found)) or (Candidate(form, "", ""),)


def is_phrase(words: tuple[str, ...]) -> bool:
    """Say whether *words* are a name of dictionary words, such as those of organisations.

    >>> [is_phrase(tuple(n.split())) for n in ("Rada Ministrów", "Azja Środkowa", "Joe Biden")]
    [True, True, False]
    """
    head, second = words[0], words[1]
    is_head = not is_first_name(head) and (is_common(head) or is_place(head))
    return is_head and (is_common(second) or is_name(second) or second.isupper())


def _people(words: tuple[str, ...], gender: str) -> Iterator[str]:
    """Give names of people all of whose words may stand in one case."""
    choices = [_words(word, "person", gender) for word in words]
    for choice in itertools.islice(itertools.product(*choices), _MOST):
        cases = reduce(frozenset.intersection, (cases for _, cases in choice))
        lemma = " ".join(lemma for lemma, _ in choice)
        if cases and " ".join(words) in _forms(lemma, "person", gender):
            yield lemma


@cache
def _words(word: str, type_: str, gender: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Give the dictionary forms of a word, with the cases that *word* is of each."""
    cases_of = _cases if readings(word) else _cases_by_pattern
    found = [
        (lemma, cases)
        for lemma in dict.fromkeys(_lemmas(word))
        if (cases := cases_of(lemma, type_, gender, word))
    ]
    if not readings(word) and not any(lemma == word for lemma, _ in found):
        found.append((word, frozenset(CASES)))  # it may stand still
    return tuple(found)


def _cases(lemma: str, type_: str, gender: str, form: str) -> frozenset[str]:
    return _forms(lemma, type_, gender).get(form, frozenset())


def _cases_by_pattern(lemma: str, type_: str, gender: str, form: str) -> frozenset[str]:
    """The same for a word that the dictionary does not know, in a fraction of the time."""
    _, forms = by_pattern(lemma, type_, gender)
    return frozenset(found.case for found in forms if found.text == form)


def _phrases(words: tuple[str, ...]) -> Iterator[Candidate]:
    form = " ".join(words)
    moving, rest = words[:_MOVING], words[_MOVING:]
    choices = [list(dict.fromkeys(_phrase_lemmas(word))) for word in moving]
    for choice in itertools.islice(itertools.product(*choices), _MOST):
        lemma = " ".join((*choice, *rest))
        for type_, gender in _THINGS if is_place(words[0]) else _ORGANISATIONS:
            if form in _forms(lemma, type_, gender):
                yield Candidate(lemma, type_, gender)


def _phrase_lemmas(word: str) -> Iterator[str]:
    for reading in readings(word):
        lemma = reading.lemma[:1].upper() + reading.lemma[1:]
        if reading.pos in dictionary.ADJECTIVES:
            yield from (lemma, lemma[:-1] + "a", lemma[:-1] + "e")
        elif "sg" in reading.numbers:
            yield lemma
    yield word


@cache
def _forms(lemma: str, type_: str, gender: str) -> dict[str, frozenset[str]]:
    forms: dict[str, frozenset[str]] = {}
    for form in decline(Entry(lemma, lemma, type=type_, gender=gender)).forms:
        forms[form.text] = forms.get(form.text, frozenset()) | form.cases
    return forms


def _lemmas(word: str) -> Iterator[str]:
    """Give words of which *word* may be a form."""
    known = [reading for reading in readings(word) if reading.lemma[:1].isupper()]
    yield from (reading.lemma for reading in known)
    if not known:
        yield word
        yield from _guessed(word)


def _guessed(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        for hard in (stem, *_hardened(stem)):
            yield from (hard + new for new in _LEMMA_ENDINGS if hard + new != word)


def _hardened(stem: str) -> Iterator[str]:
    """Undo what ``softening.tsv`` does before an ending: Bajdz- was Bajd-."""
    for hard, soft in _softening():
        if stem.endswith(soft):
            yield stem.removesuffix(soft) + hard


@cache
def _softening() -> tuple[tuple[str, str], ...]:
    written = str.maketrans("ńćśź", "ncsz", "ʲ")  # before the i of the ending
    pairs = (
        (row["hard"], row["soft"].translate(written))
        for row in table("softening", "translate.glossary")
    )
    return tuple((hard, soft) for hard, soft in pairs if hard != soft)
