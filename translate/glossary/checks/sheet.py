"""A glossary as the checks see it: every cell with its place, and what they have to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from translate.glossary.table import parse

if TYPE_CHECKING:
    from translate.glossary.entry import Entry
    from translate.glossary.inflection import Form

_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "# <<<<<<<", "# >>>>>>>")


@dataclass(frozen=True, slots=True)
class Code:
    """A line of ``codes.tsv``."""

    code: str
    severity: str
    meaning: str
    remedy: str


def _read_codes() -> dict[str, Code]:
    text = Path(__file__).with_name("codes.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {row[0]: Code(*row) for row in rows[1:]}


CODES = _read_codes()


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake: its code and place, the name of the cell, the text at fault, what is wrong.

    *line* and *column* count from 1, columns in code points of the line.
    """

    code: str
    line: int
    column: int
    cell: str
    text: str
    fault: str

    @property
    def is_error(self) -> bool:
        """Whether it is an error, and not a warning."""
        return CODES[self.code].severity == "error"

    @property
    def message(self) -> str:
        """What is wrong and what to do, in one line."""
        return f"{self.fault}; {CODES[self.code].remedy}"

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands in the file, spaces included, and the column where it begins."""

    name: str
    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is no comment: its cells, and the entry it holds unless it is broken."""

    number: int
    text: str
    cells: tuple[Cell, ...]
    entry: Entry | None

    def cell(self, name: str) -> Cell:
        """Give the cell called *name*, an empty one at the end of the line if it has none."""
        missing = Cell(name, "", len(self.text) + 1)
        return next((cell for cell in self.cells if cell.name == name), missing)

    def finding(self, code: str, name: str, fault: str) -> Finding:
        """Give a finding about the cell called *name*."""
        cell = self.cell(name)
        return Finding(code, self.number, cell.column, name, cell.text.strip(), fault)


@dataclass(frozen=True)
class Sheet:
    """A glossary file: the names of its columns, its lines, and the marks a merge left in it."""

    columns: tuple[str, ...]
    header: int
    lines: tuple[Line, ...]
    marks: tuple[tuple[int, str], ...]

    @cached_property
    def pairs(self) -> list[tuple[Line, Entry]]:
        """The lines that hold an entry, each with it."""
        return [(line, line.entry) for line in self.lines if line.entry is not None]

    @cached_property
    def forms(self) -> dict[str, list[tuple[int, Form]]]:
        """Every form of every entry, with the places in :attr:`pairs` of those that have it."""
        from translate.glossary.cache import load

        index = load(entry for _, entry in self.pairs)._index
        forms: dict[str, list[tuple[int, Form]]] = {}
        for key in index.forms:
            for number, form in index.lookup(key):
                known = forms.setdefault(form.text, [])
                if (number, form) not in known:
                    known.append((number, form))
        return forms

    @staticmethod
    def read(text: str) -> Sheet:
        """Read *text*, broken lines and all; GlossaryError only for an unusable header."""
        raw = _physical_lines(text.removeprefix("\ufeff"))
        marks = [(n, line) for n, line in enumerate(raw, 1) if line.startswith(_MARKS)]
        content = [(n, line) for n, line in enumerate(raw, 1) if _is_content(line)]
        header = content[0][0] if content else 0
        columns = parse(raw[header - 1] if content else "").columns
        cells = {n: _cells(line, columns) for n, line in content[1:]}
        whole = ["" if line.startswith(_MARKS) else line for line in raw]
        for n, line in content[1:]:
            if not _is_whole(line, cells[n]):
                whole[n - 1] = ""
        entries = {entry.line: entry for entry in parse("\n".join(whole)).entries}
        lines = tuple(Line(n, line, cells[n], entries.get(n)) for n, line in content[1:])
        return Sheet(columns, header, lines, tuple(marks))


def _physical_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("#", *_MARKS))


def _is_whole(line: str, cells: tuple[Cell, ...]) -> bool:
    filled = {cell.name for cell in cells if cell.text.strip()}
    return "\t" in line and {"source", "target"} <= filled


def _cells(line: str, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    cells = []
    column = 1
    for index, text in enumerate(line.split("\t")):
        cells.append(Cell(columns[index] if index < len(columns) else "", text, column))
        column += len(text) + 1
    return tuple(cells)
