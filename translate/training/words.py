"""Words: the entries of a dictionary in all their forms, with the translations that text bears out.

Morfeusz inflects the Polish, :mod:`translate.training.conjugation` the English. Which of an
entry's translations are used is decided by the parallel text: a sense that never stands across
from its word is left out where the word is seen at all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from translate.glossary.dictionary import morfeusz
from translate.training.conjugation import conjugate, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAX_SENSES = 2
MIN_SHARE = 0.08  # of the sentences with the word that must have the sense
WORD = re.compile(r"\w+")
PLAIN_WORDS = re.compile(r"[a-z][a-z' -]*[a-z]")
Forms = dict[str, str]


@dataclass(frozen=True)
class Headword:
    """A Polish word: its part of speech, and its forms by slot (``sg.gen``, ``past.pl``).

    *kinds* are the frames that it fits (an imperfective verb fits ``verb`` and ``imperfective``);
    *gender* is a noun's.
    """

    word: str
    kinds: frozenset[str]
    forms: Forms
    gender: str = ""


@dataclass(frozen=True)
class Word:
    """A headword with the English *senses* to learn; *seen* in so many sentences of the text."""

    headword: Headword
    senses: tuple[str, ...]
    seen: int


@dataclass
class Evidence:
    """How often a word stands in parallel text, and across from which of its translations."""

    seen: int = 0
    senses: Counter[str] = field(default_factory=Counter)


def collect_words(
    dictionary: Iterable[tuple[str, str]], corpus: Iterable[tuple[str, str]]
) -> list[Word]:
    """Return the inflected words of *dictionary*, (Polish word, English translation) pairs.

    *corpus* is parallel text that tells senses in use from those that are not.
    """
    entries: dict[str, list[str]] = defaultdict(list)
    for polish, english in dictionary:
        if PLAIN_WORDS.fullmatch(english) and polish.islower():
            entries[polish].append(english.removeprefix("to ").removeprefix("the "))
    headwords = {word: found for word in entries if (found := analyse(word))}
    evidence = weigh(headwords, entries, corpus)
    return [
        Word(headword, tuple(choose(entries[word], evidence[word])), evidence[word].seen)
        for word, headword in headwords.items()
    ]


def analyse(word: str) -> Headword | None:
    """Return the headword with its forms, or None if the dictionary has no such inflected word."""
    base = word.removesuffix(" się")
    forms = _generate(base)
    for pos, collect in COLLECTORS.items():
        if any(text == base and tag[0] == pos for text, tag in forms):
            found = collect(base, forms)
            if base == word:
                return found
            reflexive = {slot: f"{text} się" for slot, text in found.forms.items()}
            return replace(found, word=word, forms=reflexive) if pos == "inf" else None
    return None


def _generate(base: str) -> list[tuple[str, list[str]]]:
    if not base.isalpha():
        return []
    return [(form[0], form[2].split(":")) for form in morfeusz().generate(base)]


def _noun(word: str, forms: list[tuple[str, list[str]]]) -> Headword:
    slots: Forms = {}
    gender = next(tag[3] for text, tag in forms if text == word and tag[0] == "subst")
    for text, tag in forms:
        if tag[0] == "subst" and tag[3] == gender:
            for case in tag[2].split("."):
                slots.setdefault(f"{tag[1]}.{_case(case)}", text)
    return Headword(word, frozenset({"noun"}), slots, gender)


def _adjective(word: str, forms: list[tuple[str, list[str]]]) -> Headword:
    slots: Forms = {}
    for text, tag in forms:
        if tag[0] == "adj" and tag[4:5] == ["pos"]:
            for case, gender in product(tag[2].split("."), tag[3].split(".")):
                slots.setdefault(f"{gender}.{tag[1]}.{_case(case)}", text)
    return Headword(word, frozenset({"adjective"}), slots)


VERB_SLOTS = {
    "inf": "inf", "praet:sg:m1": "past.m", "praet:sg:f": "past.f", "praet:pl:m1": "past.pl",
    "fin:sg:ter": "fin.sg", "fin:pl:ter": "fin.pl", "fin:sg:pri": "fin.sg1",
    "impt:sg:sec": "impt.sg", "pcon": "pcon", "pant": "pant",
}  # fmt: skip


def _verb(word: str, forms: list[tuple[str, list[str]]]) -> Headword:
    slots: Forms = {}
    aspects: set[str] = set()
    for text, tag in forms:
        starts = (":".join([*tag[:2], first]) for first in ".".join(tag[2:3]).split("."))
        for start in (tag[0], *starts):
            if start in VERB_SLOTS and tag[-1] not in ("neg", "aff"):
                slots.setdefault(VERB_SLOTS[start], text)
                aspects |= {aspect for part in tag for aspect in part.split(".")} & ASPECTS.keys()
    return Headword(word, frozenset({"verb", *(ASPECTS[aspect] for aspect in aspects)}), slots)


ASPECTS = {"perf": "perfective", "imperf": "imperfective"}
COLLECTORS = {"inf": _verb, "adj": _adjective, "subst": _noun}


def _case(morfeusz_name: str) -> str:
    return "ins" if morfeusz_name == "inst" else morfeusz_name


def weigh(
    headwords: Mapping[str, Headword],
    entries: Mapping[str, Sequence[str]],
    corpus: Iterable[tuple[str, str]],
) -> dict[str, Evidence]:
    """Return what parallel text says of each headword and its translations."""
    of_form: dict[str, set[str]] = defaultdict(set)
    for word, headword in headwords.items():
        for form in headword.forms.values():
            of_form[form.removesuffix(" się")].add(word)
    evidence = {word: Evidence() for word in headwords}
    for polish, english in corpus:
        present = set(WORD.findall(polish.lower()))
        across = set(WORD.findall(english.lower()))
        for word in {word for form in present & of_form.keys() for word in of_form[form]}:
            evidence[word].seen += 1
            evidence[word].senses.update(
                sense for sense in entries[word] if _stands_in(sense, headwords[word], across)
            )
    return evidence


def _stands_in(sense: str, headword: Headword, words: set[str]) -> bool:
    return any(words.issuperset(form.split()) for form in _english_forms(sense, headword.kinds))


@cache
def _english_forms(sense: str, kinds: frozenset[str]) -> frozenset[str]:
    if "verb" in kinds:
        return frozenset(conjugate(sense).values())
    return frozenset({sense, plural(sense)} if "noun" in kinds else {sense})


def choose(senses: Sequence[str], evidence: Evidence) -> list[str]:
    """Return the senses to learn: those that the text bears out, the first of a word never seen.

    >>> choose(["deal", "contract", "deed"], Evidence(100, Counter(contract=30, deal=10, deed=1)))
    ['contract', 'deal']
    >>> choose(["ichthyology"], Evidence())
    ['ichthyology']
    """
    if not evidence.seen:
        return list(senses[:1])
    wanted = MIN_SHARE * evidence.seen
    return [sense for sense, count in evidence.senses.most_common(MAX_SENSES) if count >= wanted]
