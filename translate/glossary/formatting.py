r"""Put a glossary into the one layout that ``pl2en glossary fmt`` writes.

Line ends become ``\n`` and the last line gets one; a byte order mark goes; text is composed (NFC);
spaces at the edges of cells and around ``|`` go, runs of spaces become one; empty cells at the end
of a line go; ``source`` and ``target`` stand first. Everything else stays: order, comments, blank
lines, columns without a name here, cells beyond the last column.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from translate.glossary.rows import header_index, is_content
from translate.glossary.table import LISTS, REQUIRED, Row, Table, parse

if TYPE_CHECKING:
    from collections.abc import Sequence

_ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_PLACE = {letter: f"{place:02}" for place, letter in enumerate(_ALPHABET)}


def tidy(table: Table, *, sort: bool = False) -> Table:
    r"""Give *table* in the layout of this module; *sort* also puts it into Polish order.

    Tidying twice is the same as once, and the entries keep what they say.

    >>> [row.text for row in tidy(parse("note\tsource\ttarget\r\n\t Rosja\tRussia \r\n")).rows]
    ['source\ttarget\tnote', 'Rosja\tRussia']
    """
    order = _order(table.columns)
    header = header_index(table)
    lines = (
        _line(row, table.columns, order, is_header=index == header)
        for index, row in enumerate(table.rows)
    )
    tidied = parse("".join(f"{line}\n" for line in lines))
    return parse("".join(row.text + row.end for row in _sorted(tidied.rows))) if sort else tidied


def sort_key(text: str) -> tuple[str, str]:
    """Give the key that puts *text* into the order of the Polish alphabet.

    >>> sorted(["Łódź", "Lublin", "Luksemburg", "Ćmielów", "Czad"], key=sort_key)
    ['Czad', 'Ćmielów', 'Lublin', 'Luksemburg', 'Łódź']
    """
    return "".join(_PLACE.get(letter, letter) for letter in text.casefold()), text


def _order(columns: tuple[str, ...]) -> list[int]:
    first = [columns.index(name) for name in REQUIRED]
    return first + [i for i in range(len(columns)) if i not in first]


def _line(row: Row, names: tuple[str, ...], order: list[int], *, is_header: bool) -> str:
    if not is_content(row):
        return unicodedata.normalize("NFC", row.text.rstrip())
    cells = row.text.split("\t")
    cells += [""] * (len(names) - len(cells))
    tidied = [_cell(cells[i], names[i]) for i in order] + [
        _cell(c, "") for c in cells[len(names) :]
    ]
    if is_header:
        tidied = [cell.lower() for cell in tidied]
    line = "\t".join(tidied)
    if line.startswith("#"):
        line = " " + line  # without its space it would read as a comment
    return line if is_header else line.rstrip("\t")


def _cell(text: str, name: str) -> str:
    text = re.sub(" {2,}", " ", unicodedata.normalize("NFC", text).strip())
    if name in LISTS:
        return "|".join(item.strip() for item in text.split("|") if item.strip())
    return text


def _sorted(rows: Sequence[Row]) -> list[Row]:
    """Sort the entries between blank lines; the comments right above an entry go with it."""
    done: list[Row] = []
    block: list[tuple[tuple[str, str], list[Row]]] = []
    pending: list[Row] = []
    for row in rows:
        pending.append(row)
        if row.entry is not None:
            block.append((sort_key(row.entry.source), pending))
            pending = []
        elif not row.text.startswith("#"):  # the header or a blank line ends a block
            done += _flat(block) + pending
            block, pending = [], []
    return done + _flat(block) + pending


def _flat(block: list[tuple[tuple[str, str], list[Row]]]) -> list[Row]:
    return [row for _, group in sorted(block, key=lambda item: item[0]) for row in group]
