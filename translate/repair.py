"""Repair: put a name right in an output that lost it."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from translate.english import FUNCTION_WORDS
from translate.spans import overlap, overlaps_any
from translate.verification import find_targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.engines.alignment import Alignment
    from translate.glossary.matching import Match
    from translate.spans import Span

CAPITALISED = re.compile(r"[^\W\d_][\w’'-]*")
MIN_SIMILARITY = 0.7
WORD = re.compile(r"(?<!\w['’])\b[\w-]+(?:['’](?!s\b)[\w-]+)*")
MIN_ATTENTION = 0.5  # lower or higher was no more precise on half of the challenge set and the news


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
            if not piece[0].isupper() or overlaps_any((start, stop), taken):
                continue
            if piece.endswith(("'s", "’s")):
                piece, stop = piece[:-2], stop - 2
            likeness = max(_similarity(piece, target), _similarity(piece, form))
            yield likeness, (start, stop)


def _similarity(left: str, right: str) -> float:
    return SequenceMatcher(None, left.casefold(), right.casefold(), autojunk=False).ratio()


def mend_aligned(
    text: str, targets: Sequence[str], matches: Sequence[Match], alignment: Alignment
) -> str:
    """Return *text* with missing *targets* in place of the spans aligned to their *matches*.

    *alignment* is that of *text* with the source of the *matches*. A span that another name
    stands in, or that two matches lay claim to, is left alone.
    """
    found = find_targets(text, targets)
    missing = Counter(target for target, span in zip(targets, found, strict=True) if not span)
    claims: list[tuple[Span, str]] = []
    for match, target in zip(matches, targets, strict=True):
        span = find_aligned(text, alignment, (match.start, match.stop)) if missing[target] else None
        length = max(len(target.split()), len(match.text.split())) + 1
        if span and len(WORD.findall(text[slice(*span)])) <= length:
            claims.append((span, target))
    taken = [*filter(None, found), *(span for span, _ in claims)]
    for span, target in sorted(claims, reverse=True):
        if missing[target] and sum(overlap(span, other) for other in taken) == 1:
            missing[target] -= 1
            text = text[: span[0]] + target + text[span[1] :]
    return text


def find_aligned(text: str, alignment: Alignment, source: Span) -> Span | None:
    """Return the span of *text*, an output, that is aligned to the span *source* of its source.

    A run of words that begins with a capital and has no mark within; function words at its edges
    and a possessive ending do not belong to it. None where the attention is diffuse, or falls on
    places apart.
    """
    words = [found.span() for found in WORD.finditer(text)]
    content = [n for n, (a, b) in enumerate(words) if text[a:b].lower() not in FUNCTION_WORDS]
    chosen = [n for n in content if alignment.weight(source, words[n]) >= MIN_ATTENTION]
    if not chosen or any(n in content for n in range(chosen[0], chosen[-1]) if n not in chosen):
        return None
    start, stop = words[chosen[0]][0], words[chosen[-1]][1]
    marks = WORD.sub("", text[start:stop]).strip()
    return None if marks or not text[start].isupper() else (start, stop)


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
