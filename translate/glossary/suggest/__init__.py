"""Names in a text that the glossary lacks, in their dictionary form, with a proposal in English."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary.entry import Entry
from translate.glossary.suggest.candidates import is_phrase
from translate.glossary.suggest.lemmas import Lemma, lemmatise
from translate.glossary.suggest.names import Name, find_names
from translate.glossary.suggest.renderings import is_polish_person, propose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from translate.glossary.matching import Glossary, Match

__all__ = ["Suggestion", "suggest", "to_entry"]

_AROUND = 40  # characters of context in an example


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name without an entry: its dictionary form, how often and in which forms it was seen.

    *target* is the proposed English, empty where nothing speaks for one; *reason* says why.
    *is_sure* is false where the dictionary form is a guess.
    """

    source: str
    count: int
    forms: tuple[str, ...]
    example: str
    target: str
    reason: str
    type: str
    gender: str
    is_sure: bool


def suggest(glossary: Glossary, texts: Iterable[str]) -> list[Suggestion]:
    """Give the names in *texts* that *glossary* has no entry for, the most frequent first.

    Ordinary words that just have a capital are left out, and so is whatever is matched already.
    """
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    people: set[str] = set()
    openers: set[str] = set()
    for text in texts:
        matches = glossary.find(text)
        for name in find_names(text, [(match.start, match.stop) for match in matches]):
            if _is_first_name_of(matches, name, text):
                continue
            counts[name.text] += 1
            examples.setdefault(name.text, _example(text, name))
            is_organisation = len(name.words) > 1 and is_phrase(name.words)
            if not is_organisation and (name.after_title or is_polish_person(name.text)):
                people.add(name.text)
            if name.opens:
                openers.add(name.text)
    lemmas = lemmatise(counts, people, openers)
    found = [_suggestion(lemma, counts, examples) for lemma in lemmas]
    return sorted(found, key=lambda s: (-s.count, -len(s.source.split()), s.source))


def to_entry(suggestion: Suggestion) -> Entry:
    """Give *suggestion* as an entry whose status says that nobody has looked at it yet."""
    return Entry(
        source=suggestion.source,
        target=suggestion.target,
        type=suggestion.type,
        gender=suggestion.gender,
        status="suggested",
    )


def _suggestion(lemma: Lemma, counts: Counter[str], examples: dict[str, str]) -> Suggestion:
    rendering = propose(lemma)
    forms = sorted(lemma.forms, key=lambda form: -counts[form])
    unsure = "" if lemma.is_sure else "; its dictionary form is a guess"
    return Suggestion(
        source=lemma.text,
        count=sum(counts[form] for form in forms),
        forms=tuple(forms),
        example=examples[forms[0]],
        target=rendering.target,
        reason=rendering.reason + unsure,
        type=rendering.type or lemma.type,
        gender=lemma.gender,
        is_sure=lemma.is_sure,
    )


def _is_first_name_of(matches: list[Match], name: Name, text: str) -> bool:
    """Say whether *name* is the first name of a person whose surname is matched after it."""
    after = (m for m in matches if m.start >= name.stop and not text[name.stop : m.start].strip())
    return len(name.words) == 1 and any(match.entry.type == "person" for match in after)


def _example(text: str, name: Name) -> str:
    start, stop = max(0, name.start - _AROUND), min(len(text), name.stop + _AROUND)
    before = re.sub(r"^\S*\s", "…", text[start : name.start]) if start else text[: name.start]
    after = text[name.stop : stop]
    after = re.sub(r"\s\S*$", "…", after) if stop < len(text) else after
    return " ".join(f"{before}{text[name.start : name.stop]}{after}".split())
