"""From the forms of a name that texts show to its dictionary form.

Backwards is guessed, forwards is checked: endings are taken off and put on to make candidates, and
only a candidate counts that, declined by the glossary's own inflection, gives the form that was
seen. Of all candidates those win that explain most of the forms in the texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary.suggest.candidates import Candidate, candidates, is_phrase
from translate.glossary.suggest.cldr import english_of
from translate.glossary.suggest.vocabulary import PEOPLE, PLACES, labels_of, readings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# How a form looks that more often is a nominative than not, where nothing else tells.
_NOMINATIVE = re.compile(r"[^aeiouyąęóm]$|[^ow]m$|(?<!ow)(?<!ew)a$|[^nz]i$|o$|[^i]e$")
_LABELS = {"person": PEOPLE, "place": PLACES}


@dataclass(frozen=True, slots=True)
class Lemma:
    """A dictionary form, the *forms* seen in the text that it explains, and its type and gender.

    *type* and *gender* are empty where more than one fits. *is_sure* is false where the forms seen
    allow another dictionary form as well.
    """

    text: str
    forms: tuple[str, ...]
    type: str
    gender: str
    is_sure: bool


def lemmatise(
    seen: Collection[str], people: Collection[str] = (), openers: Collection[str] = ()
) -> list[Lemma]:
    """Give dictionary forms that together explain all forms *seen*.

    *people* are those among them that are names of people for sure, *openers* those that began a
    sentence, where the subject likes to stand.

    >>> [lemma.text for lemma in lemmatise(["Masimow", "Masimowa", "Masimowem"])]
    ['Masimow']
    """
    explained: dict[Candidate, set[str]] = defaultdict(set)
    for form in seen:
        for candidate in candidates(form, is_person=form in people):
            explained[candidate].add(form)
    lemmas: list[Lemma] = []
    for group in _groups(explained):
        left = {form for candidate in group for form in explained[candidate]}
        while left:
            found = {c: explained[c] & left for c in group if explained[c] & left}
            ranked = sorted(found, key=lambda c: _rank(c, found[c], openers), reverse=True)
            lemmas.append(_lemma(ranked, found))
            left -= found[ranked[0]]
    return lemmas


def _groups(explained: dict[Candidate, set[str]]) -> Iterator[list[Candidate]]:
    """Give candidates that share forms, directly or through others."""
    by_form: dict[str, list[Candidate]] = defaultdict(list)
    for candidate, forms in explained.items():
        for form in forms:
            by_form[form].append(candidate)
    done: set[Candidate] = set()
    for first in explained:
        group: list[Candidate] = []
        waiting = [first]
        while waiting:
            candidate = waiting.pop()
            if candidate not in done:
                done.add(candidate)
                group.append(candidate)
                waiting += [other for form in explained[candidate] for other in by_form[form]]
        if group:
            yield group


def _rank(candidate: Candidate, forms: set[str], openers: Collection[str]) -> tuple[object, ...]:
    lemma = candidate.text
    return (
        len(forms),
        english_of(lemma) is not None,
        2 * _fits_label(candidate) - (_fits_label(candidate) and candidate.type == "person"),
        lemma in openers,
        all((form == lemma) == _looks_nominative(form) for form in forms),
        lemma in forms,
        -candidate.order,
        -len(lemma),
        lemma,
    )


def _looks_nominative(form: str) -> bool:
    """Say whether a form is more likely a nominative singular, as far as it tells by itself."""
    words = form.split(" ")
    deciding = words[:1] if len(words) > 1 and is_phrase(tuple(words)) else words
    return all(map(_word_looks_nominative, deciding))


def _word_looks_nominative(word: str) -> bool:
    if known := readings(word):
        return any(reading.nominative and "sg" in reading.numbers for reading in known)
    return _NOMINATIVE.search(word) is not None


def _lemma(ranked: list[Candidate], found: dict[Candidate, set[str]]) -> Lemma:
    best = ranked[0]
    forms = found[best]
    equal = [candidate for candidate in ranked if found[candidate] == forms]
    same = [candidate for candidate in equal if candidate.text == best.text]
    same = [candidate for candidate in same if _fits_label(candidate)] or same
    types, genders = {c.type for c in same}, {c.gender for c in same}
    rivals = {candidate.text for candidate in equal if _fits_label(candidate)} or {
        candidate.text for candidate in equal
    }
    return Lemma(
        best.text,
        tuple(sorted(forms)),
        types.pop() if len(types) == 1 else "",
        genders.pop() if len(genders) == 1 else "",
        is_sure=english_of(best.text) is not None
        or len(forms) > 2
        or (rivals == {best.text} and (best.text not in forms or _looks_nominative(best.text))),
    )


def _fits_label(candidate: Candidate) -> bool:
    wanted = _LABELS.get(candidate.type, frozenset())
    return any(labels_of(word) & wanted for word in candidate.text.split(" "))
