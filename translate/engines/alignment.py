"""Alignment: which characters of an output come from which of the source.

Read off the cross-attention of the first head of the decoder's last layer: the head that Marian
trains to align where a model is trained with guided alignment (Chen et al. 2016), and the one that
CTranslate2 gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.spans import overlap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.spans import Span


@dataclass(frozen=True, slots=True)
class Alignment:
    """The attention between the pieces of an output and those of its source.

    *source* and *output* are the spans of the pieces in their texts. *attention* has a row for
    each piece of the output, with a weight from 0 to 1 for each piece of the source; what is
    missing to 1 went to the end mark.
    """

    source: Sequence[Span]
    output: Sequence[Span]
    attention: Sequence[Sequence[float]]

    def weight(self, source: Span, output: Span) -> float:
        """Return how much of the attention of the span *output* goes to the span *source*.

        From 0 to 1, the mean over pieces; the end mark, where attention rests that has nowhere
        to go, does not count.

        >>> Alignment([(0, 3), (4, 7)], [(0, 2)], [[0.375, 0.125]]).weight((0, 3), (0, 2))
        0.75
        """
        columns = [n for n, span in enumerate(self.source) if overlap(span, source)]
        rows = [self.attention[n] for n, span in enumerate(self.output) if overlap(span, output)]
        shares = [sum(row[n] for n in columns) / (sum(row) or 1.0) for row in rows]
        return sum(shares) / len(shares) if shares else 0.0
