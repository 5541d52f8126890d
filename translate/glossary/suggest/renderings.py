"""Propose the English of a Polish name, with the reason; or nothing, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary.suggest.candidates import is_phrase
from translate.glossary.suggest.cldr import english_of
from translate.glossary.suggest.romanise import romanise, tells_cyrillic
from translate.glossary.suggest.vocabulary import is_common, is_first_name, labels_of

if TYPE_CHECKING:
    from translate.glossary.suggest.lemmas import Lemma

_POLISH = re.compile("[ąćęłńśźż]|sz|cz|rz|dz|ow|ew|aj|ej|oj|ij|ja|ju|jo|je|w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rendering:
    """The proposed English, empty where there is none, and why; the type of name, if that tells."""

    target: str
    reason: str
    type: str = ""


def propose(lemma: Lemma) -> Rendering:
    """Give the first proposal that something speaks for, in the order of how sure it is.

    >>> from translate.glossary.suggest.lemmas import Lemma
    >>> propose(Lemma("Emmanuel Macron", ("Emmanuel Macron",), "person", "m", True)).target
    'Emmanuel Macron'
    """
    name = lemma.text
    if found := english_of(name):
        return Rendering(found[0], f"{found[1]} name, CLDR", found[2])
    if name.isupper() and " " not in name:
        return Rendering("", "an acronym: look its English up", "org")
    if lemma.type == "org" or (" " in name and is_phrase(tuple(name.split(" ")))):
        return Rendering("", "a name of Polish words: look its English up", lemma.type)
    if is_polish_person(name):
        return Rendering(name, "a first name that Poles bear: a Polish name stays", "person")
    if lemma.type == "place" and "nazwa_geograficzna" in labels_of(name):
        return Rendering("", "a place that the dictionary knows: look its English up", "place")
    if (english := romanise(name)) is not None:
        return Rendering(english, "Cyrillic, from Polish into English transcription", lemma.type)
    if not _POLISH.search(name) and not is_common(name):
        return Rendering(name, "Latin letters, nothing Polish in it: stays", lemma.type)
    return Rendering("", "nothing known: look its English up", lemma.type)


def is_polish_person(name: str) -> bool:
    """Say whether *name* is a first name that Poles bear and a surname.

    >>> [is_polish_person(name) for name in ("Tomasz Kowalski", "Albert II", "Iwan Kowalski")]
    [True, False, False]
    """
    first, _, rest = name.partition(" ")
    is_surname = bool(rest) and not rest.isupper()
    return is_surname and not tells_cyrillic(first) and is_first_name(first)
