"""Exchange: a word of a sentence for another of the same form, on both sides.

„Bez tej umowy” becomes „bez tej wyprawki”, the agreement the layette: rare words of the dictionary
are met in real sentences, and no sentence is seen twice alike. Fadaee, Bisazza and Monz (2017),
https://aclanthology.org/P17-2090; here the new words come from a dictionary, not a language model,
and Morfeusz sees to it that case, number and gender stay. Whatever is not certain (a word whose
translation is not found, or twice; a form that the new word does not share) is left as it is.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from translate.english import starts_with_vowel_sound
from translate.training.augment import Example
from translate.training.conjugation import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from random import Random

    from translate.spans import Span
    from translate.training.words import Forms, Word

TRIES = 4  # words drawn until one has the form that is wanted
UNSEEN = 0.25  # weight of a word that the text does not have; else the root of its frequency
LOWER_WORD = re.compile(r"(?<![\w-])[a-ząćęłńóśźż]{3,}(?![\w-])")
ARTICLE = re.compile(r"\b([Aa])n?(?= $)")


@dataclass(frozen=True)
class Entry:
    """A noun or an adjective: Polish *forms* by slot, English *senses*.

    Entries of one *kind* can stand for each other: nouns of a gender, adjectives.
    """

    kind: str
    forms: Forms
    senses: tuple[str, ...]
    seen: int

    @cached_property
    def slots(self) -> dict[str, frozenset[str]]:
        """The slots of each form: „umowy” is genitive singular and nominative plural."""
        slots: dict[str, set[str]] = defaultdict(set)
        for slot, form in self.forms.items():
            slots[form].add(slot)
        return {form: frozenset(found) for form, found in slots.items()}

    @cached_property
    def english(self) -> list[tuple[str, str]]:
        """English forms with the number that they show: ``sg``, ``pl``, or empty for any."""
        forms = []
        for sense in self.senses:
            if self.kind == "adjective" or plural(sense) == sense:
                forms.append((sense, ""))
            else:
                forms += [(sense, "sg"), (plural(sense), "pl")]
        return forms


class Exchanger:
    """The words that can be exchanged, by form and by kind."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._of_form: dict[str, list[Entry]] = defaultdict(list)
        by_kind: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_kind[entry.kind].append(entry)
            for form in entry.slots:
                self._of_form[form].append(entry)
        self._kinds = {
            kind: (found, list(itertools.accumulate(entry.seen**0.5 or UNSEEN for entry in found)))
            for kind, found in by_kind.items()
        }

    def exchange(self, example: Example, random: Random, share: float) -> Example:
        """Return *example* with a *share* of the words that can be exchanged, exchanged."""
        source, target = example.source, example.target
        places = list(LOWER_WORD.finditer(source))
        forms = Counter(place[0] for place in places)
        for found in reversed(places):
            if found[0] not in self._of_form or random.random() >= share:
                continue
            new = self._find_new(found[0], forms, target, random)
            if new:
                source = source[: found.start()] + new[0] + source[found.end() :]
                target = new[1]
        return Example(source, target)

    def _find_new(
        self, form: str, forms: Counter[str], target: str, random: Random
    ) -> tuple[str, str] | None:
        """Return another word's form, and *target* with its translation for that of *form*.

        *forms* are those of the whole sentence: a word that stands there twice is left alone.
        """
        for entry in self._of_form[form]:
            if sum(forms[each] for each in entry.slots) > 1:
                continue
            for old, number in entry.english:
                span = _find_once(old, target)
                slots = [slot for slot in entry.slots[form] if number in ("", *slot.split("."))]
                new = self._draw_fitting(entry, slots, random) if span and slots else None
                if span and new:
                    sense = random.choice(new.senses)
                    sense = plural(sense) if number == "pl" else sense
                    return new.forms[slots[0]], _replace(target, span, sense)
        return None

    def _draw_fitting(self, old: Entry, slots: list[str], random: Random) -> Entry | None:
        """Return another word of the kind of *old* that has one form for all *slots*."""
        entries, weights = self._kinds[old.kind]
        for new in random.choices(entries, cum_weights=weights, k=TRIES):
            forms = {new.forms.get(slot) for slot in slots}
            if new is not old and len(forms) == 1 and None not in forms:
                return new
        return None


def _find_once(word: str, text: str) -> Span | None:
    """Return the span of *word* in *text*, if it stands there as a word and once."""
    if word not in text:
        return None
    spans = [found.span() for found in re.finditer(rf"(?<![\w-]){word}(?![\w-])", text)]
    return spans[0] if len(spans) == 1 else None


def _replace(target: str, span: Span, new: str) -> str:
    before, after = target[: span[0]], target[span[1] :]
    before = ARTICLE.sub(r"\1n" if starts_with_vowel_sound(new) else r"\1", before)
    return before + new + after


def collect_entries(words: Iterable[Word]) -> list[Entry]:
    """Return the nouns and adjectives among *words* as entries."""
    entries = []
    for word in words:
        headword = word.headword
        kind = "adjective" if "adjective" in headword.kinds else headword.gender
        if kind and word.senses and " " not in headword.word:
            entries.append(Entry(kind, headword.forms, word.senses, word.seen))
    return entries


def write_entries(entries: Iterable[Entry], path: Path) -> None:
    """Write entries, one JSON array a line."""
    lines = (
        json.dumps([entry.kind, entry.forms, entry.senses, entry.seen], ensure_ascii=False)
        for entry in entries
    )
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def read_entries(path: Path) -> list[Entry]:
    """Read what :func:`write_entries` wrote."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Entry(kind, forms, tuple(senses), seen) for kind, forms, senses, seen in rows]
