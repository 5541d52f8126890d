"""Phrases: a dictionary made productive, so that rare words are known in all their forms.

An entry (umowa, agreement) is set into frames of ``tables/phrases.tsv``: prepositions that ask for
a case, persons and tenses (bez umowy, without the agreement; podpisali, they signed).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from translate.tables import table
from translate.training.conjugation import conjugate, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from translate.training.words import Forms, Headword, Word

FRAMES_AN_ENTRY = 4
SENTENCE_SHARE = 0.25  # of the phrases get a capital and a full stop
SLOT = re.compile(r"\{([\w.]+)\}")
Phrase = tuple[str, str]


def make_phrases(words: Sequence[Word]) -> Iterator[Phrase]:
    """Yield phrase pairs, Polish and English. The same words give the same phrases."""
    nouns = [
        (word.headword, sense)
        for word in words
        for sense in word.senses
        if "noun" in word.headword.kinds and word.seen
    ]
    for word in words:
        for sense in word.senses:
            yield from fill_frames(word.headword, sense, nouns)


def fill_frames(
    headword: Headword, sense: str, nouns: Sequence[tuple[Headword, str]]
) -> Iterator[Phrase]:
    """Yield phrases with *headword* and its English *sense*; *nouns* keep adjectives company."""
    random = Random(f"{headword.word} {sense}")
    fitting = [frame for kind in sorted(headword.kinds) for frame in _frames().get(kind, [])]
    for polish, english in random.sample(fitting, min(FRAMES_AN_ENTRY, len(fitting))):
        slots: Forms
        if "adjective" in headword.kinds:
            if not nouns:
                return
            noun, noun_sense = random.choice(nouns)
            slots = {f"n.{slot}": form for slot, form in noun.forms.items()}
            for slot, form in headword.forms.items():
                gender, _, agreed = slot.partition(".")
                if gender == noun.gender:
                    slots[f"a.{agreed}"] = form
            words = {"a": sense, "sg": noun_sense, "pl": plural(noun_sense)}
        elif "noun" in headword.kinds:
            slots, words = headword.forms, {"sg": sense, "pl": plural(sense)}
        else:
            slots, words = headword.forms, conjugate(sense)
        if set(SLOT.findall(polish)) <= slots.keys():
            phrase = (_fill(polish, slots), _fill(english, words))
            yield _as_sentence(phrase) if random.random() < SENTENCE_SHARE else phrase


@cache
def _frames() -> dict[str, list[Phrase]]:
    frames: dict[str, list[Phrase]] = defaultdict(list)
    for row in table("phrases", "translate.training"):
        frames[row["pos"]].append((row["polish"], row["english"]))
    return frames


def _fill(frame: str, slots: Mapping[str, str]) -> str:
    return SLOT.sub(lambda slot: slots[slot[1]], frame)


def _as_sentence(phrase: Phrase) -> Phrase:
    polish, english = (text[:1].upper() + text[1:] for text in phrase)
    stop = "" if polish.endswith(("?", "!")) else "."
    return polish + stop, english + stop
