"""What the dictionary says of a word of a name."""

from __future__ import annotations

from functools import cache

from translate.glossary import dictionary

PEOPLE = frozenset({"imię", "nazwisko"})
PLACES = frozenset({"nazwa_geograficzna"})
_NAMES = PEOPLE | PLACES


@cache
def readings(word: str) -> tuple[dictionary.Reading, ...]:
    """Give the readings of *word* as a noun or an adjective."""
    return dictionary.readings(word)


@cache
def is_common(word: str) -> bool:
    """Say whether *word* is an ordinary word of any kind, its capital aside.

    >>> [is_common(word) for word in ("Gdy", "Organizacji", "Rosji", "Macron")]
    [True, True, False, False]
    """
    analyses = dictionary.morfeusz().analyse(word.lower())
    return any(a[1][:1].islower() and a[2] not in ("ign", "interp") for _, _, a in analyses)


@cache
def is_name(word: str) -> bool:
    """Say whether the dictionary has *word* as a form of a name of a person or a place."""
    return any(reading.labels & _NAMES for reading in readings(word))


@cache
def labels_of(lemma: str) -> frozenset[str]:
    """Give what sorts of names the dictionary knows *lemma* as, in this very form."""
    found = (reading.labels for reading in readings(lemma) if reading.lemma == lemma)
    return frozenset(label for labels in found for label in labels)


@cache
def is_first_name(word: str) -> bool:
    """Say whether *word* is a form of a first name; for an ordinary word, the name itself.

    >>> [is_first_name(word) for word in ("Tomasza", "Kalina", "Od")]
    [True, True, False]
    """
    if is_common(word):
        return "imię" in labels_of(word)
    return any("imię" in reading.labels for reading in readings(word))


@cache
def is_place(word: str) -> bool:
    """Say whether *word* is a form of a name of a place, and no ordinary word.

    >>> is_place("Azji"), is_place("Banku")
    (True, False)
    """
    return not is_common(word) and any(r.labels & PLACES for r in readings(word))
