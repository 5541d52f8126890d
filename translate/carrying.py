"""Carry: names that no glossary has go over as they are, in their base form, and are not mangled.

What the model can be trusted to know (countries, cities, institutions: names made of words that
the dictionary knows) is left to it. Carried are surnames, and words that stand inside a sentence
with a capital and that the dictionary does not know at all. Where the base form is not sure, the
form that stands in the text is carried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.glossary import dictionary
from translate.glossary.entry import Entry
from translate.glossary.inflection import Form
from translate.glossary.matching import Match
from translate.glossary.suggest.lemmas import lemmatise
from translate.glossary.suggest.names import Name, find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

PEOPLE = frozenset({"nazwisko", "imię"})
UNKNOWN_FORM = frozenset[str]()


def find_carried(text: str, matches: Sequence[Match]) -> list[Match]:
    """Return names of *text* outside the glossary's *matches* that are to be carried over.

    Each is a match of an entry made for the occasion, whose target is its base form.

    >>> [m.entry.target for m in find_carried("Erkina Satybałdijewa widziano w Aktau.", [])]
    ['Erkin Satybałdijew', 'Aktau']
    """
    taken = [(match.start, match.stop) for match in matches]
    return [_match(text, name) for name in find_names(text, taken) if _is_carried(name)]


def _is_carried(name: Name) -> bool:
    labels = [_labels(word) for word in name.words]
    if all(found is None for found in labels):
        # A lone unknown word at the beginning may be any word, with the sentence's capital.
        return name.start > 0 or len(name.words) > 1
    people = [found is None or bool(found & PEOPLE) for found in labels]
    return all(people) and len(name.words) > 1


def _labels(word: str) -> frozenset[str] | None:
    """Return the dictionary's labels of a capitalised word, None if it has no reading."""
    readings = dictionary.readings(word)
    if not readings:
        return None
    return frozenset(label for reading in readings for label in reading.labels)


def _match(text: str, name: Name) -> Match:
    seen = text[name.start : name.stop]
    people = [name.text] if len(name.words) > 1 or name.after_title else []
    lemma = lemmatise({name.text: 1}, people)[0]
    base = lemma.text if lemma.is_sure or people else name.text
    entry = Entry(base, base, type=lemma.type, gender=lemma.gender, status="carried")
    return Match(name.start, name.stop, seen, entry, Form(seen, UNKNOWN_FORM, ""))
