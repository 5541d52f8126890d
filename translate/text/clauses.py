"""Cut a segment that is too long for the model where it hurts least."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from translate.text.layout import Segment
from translate.text.polish import CONJUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

_CONJUNCTION = "|".join(sorted(CONJUNCTIONS, key=len, reverse=True))

# Places to cut, best first. The blanks that match become the gap between the pieces.
_CUTS = (
    re.compile(r"(?<=[;:!?…])\s++(?=\S)|(?<=\S)\s++(?=[–—]\s)"),
    # A preposition may stand before the relative pronoun: "…, o której".
    re.compile(rf"(?<=,)\s++(?=(?:\w{{1,6}}\s)?(?:{_CONJUNCTION})\b)", re.IGNORECASE),
    re.compile(r"(?<=,)\s++(?=\S)|(?<=\S)\s++(?=(?:i|oraz|lub|albo)\s)"),
)
_BLANKS = re.compile(r"(?<=\S)\s++(?=\S)")


def split_long(segment: Segment, fits: Callable[[str], bool]) -> tuple[Segment, ...]:
    """Cut *segment* into pieces until ``fits(piece.text)`` holds for each.

    Cuts near the middle of what does not fit: at a semicolon, colon or dash, else before a
    clause, else at a comma, else at any blank, and only within a word that is too long as a whole
    between any two characters. Put together, texts and gaps give the segment again. A single
    character is left alone even if it does not fit. Calls *fits* on texts of total length
    O(n log n).

    >>> pieces = split_long(Segment("Wiem, że nic nie wiem.", " "), lambda text: len(text) < 20)
    >>> [(piece.text, piece.gap) for piece in pieces]
    [('Wiem,', ' '), ('że nic nie wiem.', ' ')]
    """
    if len(segment.text) < 2 or fits(segment.text):
        return (segment,)
    stop, start = _best_cut(segment.text)
    left = Segment(segment.text[:stop], segment.text[stop:start])
    right = Segment(segment.text[start:], segment.gap)
    return split_long(left, fits) + split_long(right, fits)


def _best_cut(text: str) -> tuple[int, int]:
    """Where the left piece stops and the right one starts."""
    quarter = len(text) // 4
    for cut in _CUTS:
        places = [found.span() for found in cut.finditer(text, quarter, len(text) - quarter)]
        if places:
            return _nearest_to_middle(places, text)
    places = [found.span() for found in _BLANKS.finditer(text)]
    return _nearest_to_middle(places, text) if places else _cut_word(text)


def _nearest_to_middle(places: list[tuple[int, int]], text: str) -> tuple[int, int]:
    return min(places, key=lambda place: abs(place[0] + place[1] - len(text)))


def _cut_word(text: str) -> tuple[int, int]:
    """Cut in the middle, but leave combining characters with their base."""
    middle = len(text) // 2
    at = middle
    while at > 1 and unicodedata.combining(text[at]):
        at -= 1
    at = middle if unicodedata.combining(text[at]) else at
    return at, at
