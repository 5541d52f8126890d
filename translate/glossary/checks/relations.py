"""Checks of entries beside each other: duplicates, contradictions, collisions, chains."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from translate.glossary.checks.sheet import Finding, Line, Sheet
    from translate.glossary.entry import Entry


def check(sheet: Sheet) -> Iterator[Finding]:
    """Give the contradictions between the entries of *sheet*."""
    yield from _same_source(sheet.pairs)
    yield from _chains(sheet.pairs)
    yield from _collisions(sheet)


def _same_source(pairs: Iterable[tuple[Line, Entry]]) -> Iterator[Finding]:
    first: dict[str, tuple[Line, Entry]] = {}
    for line, entry in pairs:
        earlier, other = first.setdefault(_key(entry), (line, entry))
        if earlier is line:
            continue
        place = f"{entry.source} is also in line {earlier.number}"
        if other.target == entry.target:
            yield line.finding("W501", "source", f"{place}, with the same target")
        else:
            yield line.finding("E502", "source", f"{place}, as {other.target}")


def _chains(pairs: Iterable[tuple[Line, Entry]]) -> Iterator[Finding]:
    by_source = {entry.source: (line, entry) for line, entry in pairs}
    for line, entry in pairs:
        onward, other = by_source.get(entry.target, (line, entry))
        if onward is not line and other.target != entry.target:
            fault = f"{entry.source} → {entry.target}, but line {onward.number} says "
            yield line.finding("W504", "target", f"{fault}{other.source} → {other.target}")


def _collisions(sheet: Sheet) -> Iterator[Finding]:
    """Give one finding for every two entries that share forms, however many they share."""
    shared: dict[tuple[int, int], list[str]] = defaultdict(list)
    for text, found in sheet.forms.items():
        if len(found) > 1:
            for pair in pairwise(sorted({number for number, _ in found})):
                shared[pair].append(text)
    for (one, two), forms in shared.items():
        (earlier, other), (line, entry) = sheet.pairs[one], sheet.pairs[two]
        if other.target != entry.target and _key(other) != _key(entry):
            fault = f"{', '.join(forms[:3])} may be {entry.source} or {other.source}"
            yield line.finding("W503", "source", f"{fault} (line {earlier.number})")


def _key(entry: Entry) -> str:
    return entry.source if entry.case == "exact" else entry.source.casefold()
