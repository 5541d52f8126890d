"""Verify: which of the names that a translation must have does it have?

Occurrences are disjoint and counted: two matches need two occurrences, and the ``Tokayev`` inside
``Kassym-Jomart Tokayev`` is not one of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.spans import overlaps_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from translate.spans import Span


def find_targets(text: str, targets: Sequence[str]) -> list[Span | None]:
    """Return for each of *targets* its own span in *text*, or None; longest targets choose first.

    Targets are whole words; case counts.

    >>> find_targets("Tokayev met Kassym-Jomart Tokayev.", ["Kassym-Jomart Tokayev", "Tokayev"])
    [(12, 33), (0, 7)]
    """
    spans: list[Span | None] = [None] * len(targets)
    taken: list[Span] = []
    for number in sorted(range(len(targets)), key=lambda n: -len(targets[n])):
        found = next(free_spans(text, targets[number], taken), None)
        if found:
            spans[number] = found
            taken.append(found)
    return spans


def free_spans(text: str, words: str, taken: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans where *words* stand whole in *text*, outside the *taken* ones."""
    blocked = list(taken)
    for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        if not overlaps_any(found.span(), blocked):
            yield found.span()


def count_found(text: str, targets: Sequence[str]) -> int:
    """Return how many of *targets* stand in *text*."""
    return sum(span is not None for span in find_targets(text, targets))


def count_extra(text: str, targets: Sequence[str]) -> int:
    """Return how often a target stands in *text* beyond what is wanted."""
    taken = [span for span in find_targets(text, targets) if span]
    extra = 0
    for target in dict.fromkeys(targets):
        spans = list(free_spans(text, target, taken))
        taken += spans
        extra += len(spans)
    return extra
