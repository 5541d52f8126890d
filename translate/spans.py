"""Spans of characters in a text: from the first to the one after the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Span = tuple[int, int]


def overlap(left: Span, right: Span) -> bool:
    """Return whether two spans share a character.

    >>> overlap((0, 3), (2, 4)), overlap((0, 3), (3, 4))
    (True, False)
    """
    return left[0] < right[1] and right[0] < left[1]


def overlaps_any(span: Span, others: Iterable[Span]) -> bool:
    """Return whether *span* shares a character with one of *others*."""
    return any(overlap(span, other) for other in others)
