"""Choose among entries that share a form: Tokajewa is his genitive or her nominative.

The words beside the name are the evidence: a title or a first name before it agrees with it in
case and gender, a preposition governs its case, a past-tense verb after it shows the gender of the
subject. Where they do not decide, the match says which other entries it may be.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from translate.glossary import dictionary
from translate.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.glossary.entry import Entry
    from translate.glossary.inflection import Form
    from translate.glossary.words import Word

Candidate = tuple["Entry", "Form"]
_HER_ENDINGS = ("ewa", "owa", "ina", "yna")
_AGREE = dictionary.ADJECTIVES | {"subst"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a word beside a name tells: pairs of a gender (empty: any) and a case it may have.

    *apposition* is true for titles and first names: the name after them must agree with them.
    """

    word: str
    pairs: frozenset[tuple[str, str]]
    apposition: bool = False

    def fits(self, entry: Entry, form: Form) -> bool:
        """Say whether the name may stand beside the word; yes where its cases are not known."""
        return not form.cases or any(
            case in form.cases and (not gender or not entry.gender or gender == entry.gender)
            for gender, case in self.pairs
        )


def choose(
    candidates: Sequence[Candidate], parts: Sequence[Word], position: int, length: int
) -> tuple[list[Candidate], str]:
    """Give the candidates that fit their neighbours best, in their order, and what decided.

    Empty if the neighbours rule out all of them: *Maria Tokajewa* is not Tokajew.
    """
    shared = len({entry for entry, _ in candidates}) > 1
    if not shared and not any(_two_sexes(*candidate) for candidate in candidates):
        return list(candidates), ""
    evidence = _before(parts, position) + _after(parts, position + length)
    left = [c for c in candidates if not any(_rules_out(told, *c) for told in evidence)]
    scores = [sum(told.fits(*c) for told in evidence) for c in left]
    best = [c for c, score in zip(left, scores, strict=True) if score == max(scores)]
    return best, f"by {evidence[0].word}" if shared and len(best) < len(candidates) else ""


def _rules_out(told: Evidence, entry: Entry, form: Form) -> bool:
    return told.apposition and _two_sexes(entry, form) and not told.fits(entry, form)


def _two_sexes(entry: Entry, form: Form) -> bool:
    """Say whether the form is a man's genitive and also a woman's nominative."""
    his = entry.gender != "f" and form.text == entry.source + "a"
    hers = entry.gender == "f" and form.text == entry.source and form.text.endswith(_HER_ENDINGS)
    return entry.type == "person" and (his or hers)


def _before(parts: Sequence[Word], position: int) -> list[Evidence]:
    if position == 0 or parts[position - 1].gap != " ":
        return []
    told = _told_before(parts[position - 1].text)
    return [told] if told is not None else []


@lru_cache(maxsize=4096)
def _told_before(word: str) -> Evidence | None:
    readings = dictionary.readings(word)
    if word != word.lower():
        readings += dictionary.readings(word.lower())
    titles = [r for r in readings if r.lemma in _titles() and r.pos in _AGREE]
    first_names = [r for r in readings if "imię" in r.labels]
    if titles or first_names:
        return Evidence(word, frozenset(_pairs(titles or first_names)), apposition=True)
    governed = frozenset(("", case) for r in readings if r.pos == "prep" for case in r.cases)
    return Evidence(word, governed) if governed else None


def _pairs(readings: Sequence[dictionary.Reading]) -> Iterator[tuple[str, str]]:
    """Give the gender, m, f or n, with the case, for every singular reading."""
    for reading in readings:
        if "sg" in reading.numbers:
            yield from itertools.product({gender[0] for gender in reading.genders}, reading.cases)


def _after(parts: Sequence[Word], position: int) -> list[Evidence]:
    if position >= len(parts) or parts[position - 1].gap != " ":
        return []
    word = parts[position].text
    verbs = [r for r in dictionary.readings(word.lower()) if r.pos == "praet" and "sg" in r.numbers]
    pairs = frozenset((gender[0], "nom") for verb in verbs for gender in verb.genders)
    return [Evidence(word, pairs)] if pairs else []


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["title"] for row in table("titles", "translate.glossary"))
