"""Outputs that are wrong whatever the reference says: empty, copied, repeating themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sacrebleu.metrics.bleu import BLEU

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.pairs import Pair

REPEATS = 3  # times in a row that a phrase must stand to count as repeated
LONGEST_PHRASE = 8  # words


@dataclass(frozen=True, slots=True)
class Faults:
    """Counts of such outputs, and how long the outputs are.

    empty: no text; copied: the source as it stands, where the reference is not; repeated: a phrase
    three times in a row, where the reference has none. *length_ratio*: tokens of the hypotheses for
    each token of the references (BLEU's tokens).
    """

    length_ratio: float
    empty: int
    copied: int
    repeated: int


def count_faults(pairs: Sequence[Pair], hypotheses: Sequence[str]) -> Faults:
    """Return the faults of *hypotheses*, one for each of *pairs*."""
    bleu = BLEU().corpus_score(hypotheses, [[pair.reference for pair in pairs]])
    outputs = list(zip(pairs, hypotheses, strict=True))
    return Faults(
        length_ratio=float(bleu.ratio),
        empty=sum(not hypothesis.strip() for hypothesis in hypotheses),
        copied=sum(is_copied(h, p.source) and not is_copied(h, p.reference) for p, h in outputs),
        repeated=sum(repeats(h) and not repeats(p.reference) for p, h in outputs),
    )


def is_copied(hypothesis: str, source: str) -> bool:
    """Say whether a hypothesis is its source, letter case and spaces aside."""
    return hypothesis.casefold().split() == source.casefold().split()


def repeats(text: str) -> bool:
    """Say whether a phrase of up to eight words stands three times in a row in *text*.

    >>> repeats("the head of the head of the head of the state"), repeats("very, very good")
    (True, False)
    """
    words = re.findall(r"\w+", text.casefold())
    for length in range(1, LONGEST_PHRASE + 1):
        for start in range(len(words) - REPEATS * length + 1):
            phrase = words[start : start + length]
            if phrase * REPEATS == words[start : start + REPEATS * length]:
                return True
    return False
