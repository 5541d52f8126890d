"""Merge what somebody else wrote into a glossary, cell by cell, without losing either side.

Entries belong together by source. With the common ancestor of both sides (*base*) this is the
three-way merge of version control: a cell that only one side changed is taken from that side.
Without one, an empty cell takes what the other side has. Where both sides say something different,
that is a conflict: ours stays, and theirs is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from translate.glossary.diff import Change, values
from translate.glossary.rows import extend, rewrite, with_columns
from translate.glossary.table import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from translate.glossary.entry import Entry
    from translate.glossary.table import Row, Table

_KNOWN = ("source", "target", "note", "type", "gender", "case", "status")
PREFERENCES = ("ours", "theirs")


@dataclass(frozen=True, slots=True)
class Merged:
    """The table after a merge, what changed in it, and where the two sides contradict each other.

    A conflict is ours as *old* and theirs as *new*; None is an entry that the side does not have.
    """

    table: Table
    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]


def merge(
    ours: Table, theirs: Iterable[Entry], base: Iterable[Entry] | None = None, prefer: str = ""
) -> Merged:
    """Merge *theirs* into *ours*; *prefer* (``ours`` or ``theirs``) decides what would conflict.

    Without *base*, nothing is removed. Lines that do not change stay as they are, to the letter.
    Of several entries with the same source on a side, the first counts.
    """
    mine = _first(ours.entries)
    other = _first(theirs)
    ancestor = _first(base or ())
    changes: list[Change] = []
    conflicts: list[Change] = []
    for source in dict.fromkeys([*mine, *other]):
        old, new, was = mine.get(source), other.get(source), ancestor.get(source)
        if new is None and (base is None or was is None):
            continue
        result, conflict = _entry(old, new, was, prefer)
        if conflict:
            conflicts.append(Change(old, new))
        if _cells(result) != _cells(old):
            changes.append(Change(old, result))
    return Merged(_apply(ours, changes), tuple(changes), tuple(conflicts))


def merge_comments(ours: Table, theirs: Table, base: Table) -> Table:
    """Give *ours* with the comments that *theirs* has added since *base*.

    A comment comes to stand above the entry that it stands above in *theirs*, or at the end.
    """
    known = {row.text for table in (ours, base) for row in table.rows}
    waiting: list[Row] = []
    above: dict[str, list[Row]] = {}
    for row in theirs.rows:
        if row.text.startswith("#") and row.text not in known:
            waiting.append(row)
        elif row.entry is not None and waiting:
            above.setdefault(row.entry.source, []).extend(waiting)
            waiting = []
    if not (above or waiting):
        return ours
    rows: list[Row] = []
    for row in ours.rows:
        rows += above.pop(row.entry.source, []) if row.entry else []
        rows.append(row)
    rows += [row for group in (*above.values(), waiting) for row in group]
    end = next((row.end for row in ours.rows if row.end), "\n")
    return replace(ours, rows=tuple(replace(row, end=row.end or end) for row in rows))


def _entry(
    ours: Entry | None, theirs: Entry | None, base: Entry | None, prefer: str
) -> tuple[Entry | None, bool]:
    """Give the merged entry, and whether there is a conflict that *prefer* does not decide."""
    mine, other, was = _cells(ours), _cells(theirs), _cells(base)
    if mine == other or other == was:
        return ours, False
    if mine == was:
        return theirs, False
    if not mine or not other:  # one side removed what the other changed
        return (theirs, False) if prefer == "theirs" else (ours, not prefer)
    cells: dict[str, str] = {}
    conflict = False
    for name in dict.fromkeys([*mine, *other]):
        one, two, before = mine.get(name, ""), other.get(name, ""), was.get(name, "")
        if name in LISTS:
            cells[name] = _items(one, two, before)
        elif one == two or two == before:
            cells[name] = one
        elif one == before or prefer == "theirs":
            cells[name] = two
        else:
            cells[name] = one
            conflict = conflict or not prefer
    return _from_cells(cells, ours, theirs), conflict


def _items(ours: str, theirs: str, base: str) -> str:
    """Merge two lists item by item: what one side added is added, what one removed is removed."""
    one, two, before = (cell.split("|") if cell else [] for cell in (ours, theirs, base))
    kept = [item for item in one if item in two or item not in before]
    return "|".join(kept + [item for item in two if item not in one and item not in before])


def _apply(table: Table, changes: list[Change]) -> Table:
    names = [name for change in changes if change.new for name in values(change.new)]
    table = with_columns(table, names)
    table = rewrite(table, {c.old.line: c.new for c in changes if c.old and c.old.line})
    return extend(table, (c.new for c in changes if c.old is None and c.new is not None))


def _first(entries: Iterable[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.source, entry)
    return found


def _cells(entry: Entry | None) -> Mapping[str, str]:
    return {} if entry is None else values(entry)


def _from_cells(cells: Mapping[str, str], *sides: Entry | None) -> Entry:
    model = next(side for side in sides if side is not None)
    lists = {name: tuple(filter(None, cells.get(name, "").split("|"))) for name in LISTS}
    known = {name: cells.get(name, "") for name in _KNOWN}
    known["case"] = known["case"] or "any"
    extra = tuple((n, v) for n, v in cells.items() if v and n not in _KNOWN and n not in LISTS)
    return replace(
        model, **known, forms=lists["forms"], forbidden=lists["forbidden"], extra=extra, line=None
    )
