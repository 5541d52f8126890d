"""Tab-, comma- and semicolon-separated text, as glossary tools and spreadsheets write it.

Commas and semicolons come with the quoting of RFC 4180. Tabs come in two ways: plain (pl2en,
OmegaT, DeepL), and quoted as a spreadsheet does it. Only the second has UTF-16, a quoted header, or
a cell in quotes with doubled quotes or a tab inside.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from translate.errors import GlossaryError
from translate.glossary.exchange.encodings import recognise
from translate.glossary.exchange.grid import Imported, columns_of, to_cells, to_entries
from translate.glossary.table import format_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.glossary.entry import Entry

_DELIMITERS = {"\t": "tabs", ";": "semicolons", ",": "commas"}
_EXCEL_HINT = re.compile(r"sep=(.)(?:\r\n|\n|\r)")
_QUOTED_HEADER = re.compile(r'"[^"\t\r\n]*"\t')
_QUOTED_CELL = re.compile(r'(?:(?<=[\t\r\n])|^)"((?:[^"\r\n]|"")*+)"(?=[\t\r\n]|$)')
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")
_MOST_SHORT = 0.5  # share of rows with one cell, above which the delimiter must be another
_LIMIT = 1 << 20  # characters in one cell; more means that a quote was never closed


def read(data: bytes, encoding: str | None = None) -> Imported:
    """Read delimited text of any of these kinds; raises GlossaryError if it is none."""
    text, name = recognise(data, encoding)
    hint = _EXCEL_HINT.match(text)
    delimiter = hint[1] if hint else _delimiter(text)
    is_quoted = delimiter != "\t" or name == "UTF-16" or _has_quoting(text)
    skipped = 1 if hint else 0
    rows = _quoted(text, delimiter) if is_quoted else _plain(text)
    found = to_entries(row for row in rows if row[0] > skipped)
    notes = []
    if name != "UTF-8":
        notes.append(f"read as {name}")
    if not name.startswith("UTF"):
        found = _without_lost_letters(found)
    if delimiter == "\t" and is_quoted:
        notes.append(
            "read with the quotes of a spreadsheet; --format omegat takes them as they are"
        )
    elif delimiter != "\t":
        notes.append(f"read as separated by {_DELIMITERS.get(delimiter, repr(delimiter))}")
    return Imported(found.entries, (*notes, *found.notes), found.skipped)


def read_plain(data: bytes, encoding: str | None = None) -> Imported:
    """Read tab-separated text without quoting, as OmegaT and DeepL do; # begins a comment."""
    text, name = recognise(data, encoding)
    found = to_entries(_plain(text))
    notes = [] if name == "UTF-8" else [f"read as {name}"]
    return Imported(found.entries, (*notes, *found.notes), found.skipped)


def write_tsv(entries: Sequence[Entry]) -> bytes:
    """Write a glossary file with a header."""
    columns = columns_of(entries)
    lines = ["\t".join(columns), *(format_entry(entry, columns) for entry in entries)]
    return "".join(f"{line}\n" for line in lines).encode()


def write_csv(entries: Sequence[Entry]) -> bytes:
    """Write comma-separated text with a header; a byte order mark tells Excel that it is UTF-8."""
    columns = columns_of(entries)
    rows = [list(columns), *(to_cells(entry, columns) for entry in entries)]
    return b"\xef\xbb\xbf" + _csv(rows)


def write_google(entries: Sequence[Entry]) -> bytes:
    """Write source and target separated by a comma, without a header."""
    return _csv([[entry.source, entry.target] for entry in entries])


def write_omegat(entries: Sequence[Entry]) -> bytes:
    """Write source, target and note separated by tabs, without a header."""
    return _tabs([[entry.source, entry.target, entry.note] for entry in entries])


def write_pairs(entries: Sequence[Entry]) -> bytes:
    """Write source and target separated by a tab, without a header."""
    return _tabs([[entry.source, entry.target] for entry in entries])


def _without_lost_letters(found: Imported) -> Imported:
    """Set aside entries with ? inside a word: an old encoding has no ğ, and programs write ?."""
    lost = [entry for entry in found.entries if _LOST.search(f"{entry.source} {entry.target}")]
    skipped = tuple(
        f"row {entry.line} lost a letter when it was saved: {entry.source} → {entry.target}; "
        "save the file as UTF-8 or .xlsx"
        for entry in lost
    )
    kept = tuple(entry for entry in found.entries if entry not in lost)
    return Imported(kept, found.notes, found.skipped + skipped)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def _tabs(rows: Sequence[Sequence[str]]) -> bytes:
    return "".join("\t".join(row).rstrip("\t") + "\n" for row in rows).encode()


def _plain(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not line.startswith("#"):
            yield number, line.split("\t")


def _quoted(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in reader:
            yield number, row
            number = reader.line_num + 1
    except csv.Error as error:
        message = f"from line {number} on, a quote is not closed or a cell is too long ({error})"
        raise GlossaryError(message, line=number) from None


def _delimiter(text: str) -> str:
    """Give the delimiter that makes two cells or more of every line, or else of most lines."""
    failure = GlossaryError("no line has two cells separated by tabs, semicolons or commas", line=1)
    short: dict[str, float] = {}
    for delimiter in _DELIMITERS:
        is_quoted = delimiter != "\t" or _has_quoting(text)
        try:
            rows = list(_quoted(text, delimiter) if is_quoted else _plain(text))
        except GlossaryError as error:
            failure = error
            continue
        widths = [len(row) for _, row in rows if any(row)]
        short[delimiter] = sum(width < 2 for width in widths) / max(1, len(widths))
    best = min(short, key=short.__getitem__, default="")
    if not best or short[best] > _MOST_SHORT:
        raise failure
    return best  # the rows that are too short are reported one by one


def _has_quoting(text: str) -> bool:
    cells = (match[1] for match in _QUOTED_CELL.finditer(text))
    return bool(_QUOTED_HEADER.match(text)) or any('""' in c or "\t" in c for c in cells)
