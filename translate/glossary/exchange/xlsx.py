"""Workbooks of Excel and LibreOffice (Office Open XML), through openpyxl."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from translate.errors import GlossaryError
from translate.glossary.exchange.grid import Imported, columns_of, to_cells, to_entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.glossary.entry import Entry

_WIDTHS = {"source": 36, "target": 36, "note": 40, "forms": 30, "forbidden": 30}
_LARGEST = 200 << 20  # bytes unpacked; more is no glossary


def read(data: bytes, encoding: str | None = None) -> Imported:
    """Read the first sheet that has anything in it; raises GlossaryError if it is no workbook."""
    del encoding  # a workbook says itself
    import openpyxl

    _refuse_other_files(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(s.title, [list(row) for row in s.iter_rows(values_only=True)]) for s in book]
    except (KeyError, ValueError, SyntaxError, TypeError, OSError, EOFError) as error:
        raise GlossaryError(f"not a workbook that can be read ({error})") from error
    filled = [(title, rows) for title, rows in sheets if any(any(row) for row in rows)]
    if not filled:
        raise GlossaryError("the workbook is empty")
    title, rows = filled[0]
    found = to_entries((n, [_text(value) for value in row]) for n, row in enumerate(rows, 1))
    others = ", ".join(title for title, _ in filled[1:])
    notes = [f"read sheet {title}; left alone: {others}"] if others else []
    return Imported(found.entries, (*notes, *found.notes), found.skipped)


def write(entries: Sequence[Entry]) -> bytes:
    """Write a workbook with a header that stays in sight; every cell is text, never a formula."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.exceptions import IllegalCharacterError

    columns = columns_of(entries)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 12)
    for row in ([*columns], *(to_cells(entry, columns) for entry in entries)):
        cells = []
        for value in row:
            try:
                cell = WriteOnlyCell(sheet, value=value or None)
            except IllegalCharacterError:
                message = f"{row[0]!r} has a control character, which a workbook cannot hold"
                raise GlossaryError(f"{message}; see: pl2en glossary check") from None
            if value:
                cell.data_type = "s"  # a name that begins with = is no formula
                cell.number_format = "@"
            cells.append(cell)
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _refuse_other_files(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        raise GlossaryError("not a workbook; save it as .xlsx once more") from None
    if size > _LARGEST:
        raise GlossaryError(f"unpacks to {size >> 20} MiB, which no glossary does")


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)
