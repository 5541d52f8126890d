"""How much of a glossary texts use, and which names in them it lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary.suggest import Suggestion, suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.glossary.entry import Entry
    from translate.glossary.matching import Glossary


@dataclass(frozen=True, slots=True)
class Coverage:
    """Entries *seen*, each with its forms and how often, the most frequent first.

    *never* are the entries that do not occur, in the order of the glossary; *missing* are names in
    the texts without an entry.
    """

    seen: tuple[tuple[Entry, Counter[str]], ...]
    never: tuple[Entry, ...]
    missing: tuple[Suggestion, ...]


def cover(glossary: Glossary, texts: Sequence[str]) -> Coverage:
    """Count the entries of *glossary* in *texts*."""
    counts: dict[int, Counter[str]] = {}
    for text in texts:
        for match in glossary.find(text):
            counts.setdefault(id(match.entry), Counter())[match.text] += 1
    seen = [(entry, counts[id(entry)]) for entry in glossary.entries if id(entry) in counts]
    seen.sort(key=lambda item: -item[1].total())
    never = tuple(entry for entry in glossary.entries if id(entry) not in counts)
    return Coverage(tuple(seen), never, tuple(suggest(glossary, texts)))
