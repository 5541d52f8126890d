"""Text: documents, paragraphs and segments.

``split`` and ``join`` are inverses; ``render`` puts translations into the layout of the source.
"""

from translate.text.clauses import split_long
from translate.text.layout import Paragraph, Segment, join, render, split, split_lines, unwrap

__all__ = [
    "Paragraph",
    "Segment",
    "join",
    "render",
    "split",
    "split_lines",
    "split_long",
    "unwrap",
]
