"""Word-level differences between two texts."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal

Operation = Literal["equal", "delete", "insert"]
Piece = tuple[Operation, str]
MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}  # as wdiff writes them


def diff(old: str, new: str) -> list[Piece]:
    """Return the pieces that make *old* into *new*, words kept whole.

    The pieces that are not inserted join to *old*, those that are not deleted to *new*.

    >>> diff("the old state", "the state")
    [('equal', 'the '), ('delete', 'old '), ('equal', 'state')]
    """
    left, right = (re.findall(r"\w+\s*|\W", text) for text in (old, new))
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for _, start, stop, new_start, new_stop in matcher.get_opcodes():
        deleted, inserted = "".join(left[start:stop]), "".join(right[new_start:new_stop])
        if deleted == inserted:
            pieces.append(("equal", deleted))
            continue
        if deleted:
            pieces.append(("delete", deleted))
        if inserted:
            pieces.append(("insert", inserted))
    return pieces


def as_text(pieces: list[Piece]) -> str:
    """Return *pieces* as one line of plain text.

    >>> as_text(diff("the old state", "the new state"))
    'the [-old -]{+new +}state'
    """
    return "".join(MARKS[operation].format(text) for operation, text in pieces)


def inserted_spans(pieces: list[Piece]) -> list[tuple[int, int]]:
    """Return where the insertions stand in the new text, spaces at their ends left out.

    >>> inserted_spans(diff("the old state", "the new state"))
    [(4, 7)]
    """
    spans = []
    position = 0
    for operation, text in pieces:
        if operation == "delete":
            continue
        if operation == "insert" and text.strip():
            spans.append((position, position + len(text.rstrip())))
        position += len(text)
    return spans
