"""Rows of cells as entries: which column is which, with a header or without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.errors import GlossaryError
from translate.glossary.diff import values
from translate.glossary.entry import Entry
from translate.glossary.table import COLUMNS, LISTS, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What other programs and people call the columns. The names of table.COLUMNS count first.
NAMES = {
    "source": ("pl", "polish", "polski", "source term", "source text", "termin", "źródło"),
    "target": ("en", "english", "angielski", "target term", "target text", "translation",
               "tłumaczenie"),
    "note": ("notes", "comment", "comments", "description", "definition", "uwagi", "komentarz"),
    "type": ("typ", "category"),
    "gender": ("rodzaj",),
    "forms": ("formy",),
    "forbidden": ("zakazane",),
}  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_POSITIONS = ("source", "target", "note")  # without a header, as OmegaT has it


@dataclass(frozen=True, slots=True)
class Imported:
    """The entries of a file; *notes* say how it was understood, *skipped* which rows were not."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def columns_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Give all columns of a glossary file, and the others that *entries* have cells for."""
    extra = dict.fromkeys(name for entry in entries for name, _ in entry.extra)
    return (*COLUMNS, *extra)


def to_cells(entry: Entry, columns: Sequence[str]) -> list[str]:
    """Give the cells of *entry* under *columns*."""
    said = values(entry)
    return [said.get(name, "") for name in columns]


def to_entry(cells: dict[str, str], line: int | None = None) -> Entry:
    """Give the entry that *cells* hold, by the name of their column: the inverse of ``values``."""
    known = {name: cells.get(name, "") for name in COLUMNS if name not in LISTS}
    known["case"] = known["case"] or "any"
    lists = {
        name: tuple(item.strip() for item in cells.get(name, "").split("|") if item.strip())
        for name in LISTS
    }
    extra = tuple((name, v) for name, v in cells.items() if v and name and name not in COLUMNS)
    forms, forbidden = lists["forms"], lists["forbidden"]
    return Entry(**known, forms=forms, forbidden=forbidden, extra=extra, line=line)


def to_entries(rows: Iterable[tuple[int, Sequence[str]]]) -> Imported:
    """Give the entries in numbered *rows*; the first row may be a header.

    Raises GlossaryError if the columns cannot be told.
    """
    numbered = [(n, cells) for n, row in rows if any(cells := [_clean(cell) for cell in row])]
    if not numbered:
        raise GlossaryError("there is nothing in it; export it again")
    notes: list[str] = []
    columns = _header(numbered[0][1])
    if columns:
        numbered = numbered[1:]
    else:
        columns = _by_position([cells for _, cells in numbered])
        notes.append(f"no header: the columns were taken as {', '.join(filter(None, columns))}")
    entries: list[Entry] = []
    skipped: list[str] = []
    for number, cells in numbered:
        named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        missing = [name for name in REQUIRED if not named.get(name)]
        if missing:
            skipped.append(f"row {number} has no {missing[0]}: {' | '.join(filter(None, cells))}")
        elif beyond := list(filter(None, cells[len(columns) :])):
            skipped.append(f"row {number} has a cell beyond the last column: {beyond[0]}")
        else:
            entries.append(to_entry(named, number))
    return Imported(tuple(entries), tuple(notes), tuple(skipped))


def _clean(cell: str) -> str:
    """A cell of a glossary holds neither line ends nor tabs."""
    return re.sub(r"\s*[\r\n\t]\s*", " ", cell).strip()


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    named = [cell.lower() for cell in cells]
    if not set(REQUIRED) <= set(named):
        if _is_pair(cells[2:4]) and not _is_pair(cells[:2]):
            return ()  # DeepL: source, target, and the codes of their languages
        named = [_standard_name(name) for name in named]
    if not set(REQUIRED) <= set(named):
        return ()
    for name in filter(None, named):
        if named.count(name) > 1:
            raise GlossaryError(f"two columns are called {name}; rename one", line=1, text=name)
    return tuple(named)


def _standard_name(name: str) -> str:
    language = name[:2] if _LANGUAGE.fullmatch(name) else name
    return next((s for s, others in NAMES.items() if name in others or language in others), name)


def _by_position(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    width = max(len(row) - _trailing(row) for row in rows)
    if width == 4 and all(_is_pair(row[2:4]) for row in rows):
        languages = {tuple(code[:2].lower() for code in row[2:4]) for row in rows}
        if languages == {("pl", "en")}:
            return ("source", "target", "", "")
        if languages == {("en", "pl")}:
            return ("target", "source", "", "")
        raise GlossaryError("the rows are not all from Polish to English; take the others out")
    if not 2 <= width <= len(_POSITIONS):
        raise GlossaryError(
            f"{width} columns and no header; name the columns in the first line: source, target, …"
        )
    return _POSITIONS[:width]


def _trailing(row: Sequence[str]) -> int:
    return next((n for n, cell in enumerate(reversed(row)) if cell), len(row))


def _is_pair(cells: Sequence[str]) -> bool:
    return len(cells) == 2 and all(_LANGUAGE.fullmatch(cell) for cell in cells)
