"""Change lines of a glossary table and leave all others as they are, to the letter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from translate.errors import GlossaryError
from translate.glossary.diff import values
from translate.glossary.table import LISTS, Row, Table, format_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from translate.glossary.entry import Entry


def is_content(row: Row) -> bool:
    """Say whether *row* is the header or holds an entry."""
    return bool(row.text.strip()) and not row.text.startswith("#")


def header_index(table: Table) -> int:
    """Give the index of the row that names the columns."""
    return next(index for index, row in enumerate(table.rows) if is_content(row))


def with_columns(table: Table, names: Sequence[str]) -> Table:
    """Give *table* with the columns *names* as well, after those it has.

    Raises GlossaryError if a line has a cell beyond the last column: it would get a wrong name.
    """
    missing = [name for name in dict.fromkeys(names) if name not in table.columns]
    if not missing:
        return table
    for row in table.rows:
        if row.entry and any(row.text.split("\t")[len(table.columns) :]):
            message = "a cell stands beyond the last column; name its column in the first line"
            raise GlossaryError(message, line=row.entry.line)
    rows = list(table.rows)
    index = header_index(table)
    rows[index] = replace(rows[index], text="\t".join([rows[index].text, *missing]))
    return replace(table, columns=(*table.columns, *missing), rows=tuple(rows))


def rewrite(table: Table, new: Mapping[int, Entry | None]) -> Table:
    """Give *table* with other entries in the lines that *new* names; None takes the line out.

    Only the cells that differ change, so spaces and cells without a column name stay.
    """
    rows: list[Row] = []
    for row in table.rows:
        line = row.entry.line if row.entry else None
        if line is None or line not in new:
            rows.append(row)
        elif (entry := new[line]) is not None:
            rows.append(replace(row, text=_line(row.text, table.columns, entry), entry=entry))
    return replace(table, rows=tuple(rows))


def extend(table: Table, entries: Iterable[Entry]) -> Table:
    """Give *table* with *entries* as its last lines; GlossaryError as from ``format_entry``."""
    end = next((row.end for row in table.rows if row.end), "\n")
    rows = [*table.rows[:-1], replace(table.rows[-1], end=table.rows[-1].end or end)]
    for entry in entries:
        numbered = replace(entry, line=len(rows) + 1)
        rows.append(Row(format_entry(entry, table.columns), end, numbered))
    return replace(table, rows=tuple(rows))


def _line(text: str, columns: tuple[str, ...], entry: Entry) -> str:
    format_entry(entry, columns)  # raises where a value cannot stand in a cell
    wanted = values(entry)
    cells = text.split("\t")
    cells += [""] * (len(columns) - len(cells))
    for index, name in enumerate(columns):
        if name and _said(cells[index], name) != wanted.get(name, ""):
            cells[index] = wanted.get(name, "")
    return "\t".join(cells).rstrip("\t")


def _said(cell: str, name: str) -> str:
    if name in LISTS:
        return "|".join(item.strip() for item in cell.split("|") if item.strip())
    return "" if name == "case" and cell.strip() == "any" else cell.strip()
