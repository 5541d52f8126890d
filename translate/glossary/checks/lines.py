"""Checks of whole lines: is there an entry at all, and do its cells have columns? (E101-W107)."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from translate.glossary.checks.sheet import Finding
from translate.glossary.table import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.glossary.checks.sheet import Line, Sheet


def check(sheet: Sheet) -> Iterator[Finding]:
    """Give what is wrong with the lines of *sheet*."""
    for number, text in sheet.marks:
        yield Finding("E105", number, 1, "", text, f"{text[:20].strip()!r} is a mark of a merge")
    yield from _columns(sheet)
    for line in sheet.lines:
        yield from _missing(line)
        yield from _beyond(line, len(sheet.columns))


def _columns(sheet: Sheet) -> Iterator[Finding]:
    for name in sheet.columns:
        if name and name not in COLUMNS and (near := get_close_matches(name, COLUMNS, 1, 0.8)):
            fault = f"the column {name} looks like {near[0]}"
            yield Finding("W107", sheet.header, 1, name, name, fault)


def _missing(line: Line) -> Iterator[Finding]:
    if "\t" not in line.text:
        yield Finding("E102", line.number, 1, "", line.text, "the line has no tab")
        return
    for code, name in (("E103", "source"), ("E104", "target")):
        if not line.cell(name).text.strip():
            yield line.finding(code, name, f"the {name} is empty")


def _beyond(line: Line, width: int) -> Iterator[Finding]:
    for cell in line.cells[width:]:
        if text := cell.text.strip():
            fault = f"{text!r} stands beyond the last column"
            yield Finding("W106", line.number, cell.column, "", text, fault)
