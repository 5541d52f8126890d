"""A glossary for people to read, a line for every cell: what git compares best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.glossary.diff import values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.glossary.entry import Entry


def write(entries: Sequence[Entry]) -> bytes:
    r"""Give *entries* as text, in their order.

    >>> from translate.glossary.entry import Entry
    >>> write([Entry("Rosja", "Russia", type="place")]).decode()
    'Rosja → Russia\n    type: place\n'
    """
    return "".join(map(_lines, entries)).encode()


def _lines(entry: Entry) -> str:
    cells = {n: v for n, v in values(entry).items() if n not in ("source", "target")}
    rest = [f"    {name}: {value}\n" for name, value in cells.items()]
    return "".join([f"{entry.source} → {entry.target}\n", *rest])
