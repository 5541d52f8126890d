"""Repair: put a name right in an output that lost it."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from translate.verification import Span, find_targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.glossary.matching import Match

CAPITALISED = re.compile(r"[^\W\d_][\w’'-]*")
MIN_SIMILARITY = 0.7


def mend_near_forms(text: str, targets: Sequence[str], forms: Sequence[str]) -> str:
    """Return *text* with missing *targets* in place of words that look like them.

    A run of as many capitalised words as the target has is taken for it when it resembles the
    target, or the Polish *form* that stood in the source. Names already right are left alone.

    >>> mend_near_forms("Presydent Tokajew spoke.", ["Tokayev"], ["Tokajew"])
    'Presydent Tokayev spoke.'
    """
    for number, target in enumerate(targets):
        spans = find_targets(text, targets)
        if spans[number] is not None:
            continue
        taken = [span for span in spans if span]
        best = max(_candidates(text, target, forms[number], taken), default=(0.0, (0, 0)))
        if best[0] >= MIN_SIMILARITY:
            start, stop = best[1]
            text = text[:start] + target + text[stop:]
    return text


def _candidates(
    text: str, target: str, form: str, taken: Sequence[Span]
) -> Iterator[tuple[float, Span]]:
    words = [m.span() for m in CAPITALISED.finditer(text)]
    for length in {len(target.split()), len(form.split())}:
        for first in range(len(words) - length + 1):
            start, stop = words[first][0], words[first + length - 1][1]
            piece = text[start:stop]
            if not piece[0].isupper() or any(start < b and a < stop for a, b in taken):
                continue
            if piece.endswith(("'s", "’s")):
                piece, stop = piece[:-2], stop - 2
            likeness = max(_similarity(piece, target), _similarity(piece, form))
            yield likeness, (start, stop)


def _similarity(left: str, right: str) -> float:
    return SequenceMatcher(None, left.casefold(), right.casefold(), autojunk=False).ratio()


def drop_forbidden(text: str, matches: Sequence[Match]) -> str:
    """Return *text* with the target in place of every forbidden rendering of a matched entry."""
    for match in matches:
        for wrong in match.entry.forbidden:
            inside = wrong in match.entry.target
            if not inside:
                text = re.sub(
                    rf"(?<!\w){re.escape(wrong)}(?!\w)",
                    lambda _, target=match.entry.target: target,  # type: ignore[misc]
                    text,
                )
    return text
