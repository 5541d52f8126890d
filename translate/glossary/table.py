"""The glossary file: UTF-8 TSV with a header, read and written without losing a character.

:func:`parse` and :func:`format` are inverses: ``format(parse(text)) == text`` for every text that
parses. Comments (``#``), blank lines, columns without a name here, a byte order mark and mixed
line ends are all kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from pathlib import Path

from translate.errors import GlossaryError
from translate.glossary import storage
from translate.glossary.encoding import decode
from translate.glossary.entry import CASES, GENDERS, TYPES, Entry

REQUIRED = ("source", "target")
COLUMNS = (*REQUIRED, "note", "type", "gender", "forms", "case", "forbidden", "status")
LISTS = ("forms", "forbidden")  # cells that hold several values, separated by |
_VALUES = {"type": TYPES, "gender": GENDERS, "case": CASES}
_BOM = "\ufeff"
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file: its text, its line end, and the entry it holds, if it holds one."""

    text: str
    end: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A glossary file: the names of its columns and all its lines, comments included.

    *warnings* are faults that do not keep anyone from translating with it, such as a type that is
    none of :data:`~translate.glossary.entry.TYPES`.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bom: bool = False
    warnings: tuple[GlossaryError, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries, in the order of the file."""
        return tuple(row.entry for row in self.rows if row.entry is not None)


def new(columns: tuple[str, ...] = COLUMNS) -> Table:
    """Give a table without entries: a header and nothing else."""
    return Table(columns, (Row("\t".join(columns), "\n"),))


def add(table: Table, entry: Entry) -> Table:
    """Give *table* with *entry* as its last line; raises GlossaryError as :func:`format_entry`."""
    end = next((row.end for row in table.rows if row.end), "\n")
    rows = [*table.rows[:-1], replace(table.rows[-1], end=table.rows[-1].end or end)]
    numbered = replace(entry, line=len(rows) + 1)
    return replace(table, rows=(*rows, Row(format_entry(entry, table.columns), end, numbered)))


def parse(text: str, path: str | Path | None = None) -> Table:
    r"""Read a table from *text*; *path* is only used to say where a fault is.

    Raises GlossaryError for what makes a line or the file unusable: no header, a required column
    missing or named twice, a line without a tab, an empty source or target.

    >>> parse("source\ttarget\tgender\nTokajew\tTokayev\tm\n").entries[0].target
    'Tokayev'
    """
    bom = text.startswith(_BOM)
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    warnings: list[GlossaryError] = []
    for number, (line, end) in enumerate(_lines(text.removeprefix(_BOM)), 1):
        entry = None
        if line.strip() and not line.startswith("#"):
            if columns:
                entry = _entry(line, columns, path, number)
                warnings += _warnings(entry, line, columns, path, number)
            else:
                columns = _header(line, path, number)
        rows.append(Row(line, end, entry))
    if not columns:
        raise GlossaryError(
            "the glossary is empty; its first line must name the columns: source<TAB>target",
            path=path,
        )
    return Table(columns, tuple(rows), bom, tuple(warnings))


def format(table: Table) -> str:
    """Give the text of *table*, the inverse of :func:`parse`."""
    return _BOM * table.bom + "".join(row.text + row.end for row in table.rows)


def format_entry(entry: Entry, columns: tuple[str, ...] = COLUMNS) -> str:
    r"""Give *entry* as one line (without its end) under *columns*; trailing empty cells go.

    Raises GlossaryError if a value holds a tab or a line end, a list item holds ``|``, the source
    starts with ``#`` (it would read as a comment), or a value has no column to stand in.

    >>> format_entry(Entry("Rosja", "Russia", type="place", forms=("Rosyja",)))
    'Rosja\tRussia\t\tplace\t\tRosyja'
    """
    values = _cells(entry)
    lost = sorted(name for name, value in values.items() if value and name not in columns)
    if lost:
        raise GlossaryError(f"{entry.source!r} has a {lost[0]}, but the table has no such column")
    line = "\t".join(values.get(name, "") for name in columns).rstrip("\t")
    if line.startswith("#") or any(re.search(r"[\t\r\n]", value) for value in values.values()):
        raise GlossaryError(f"{entry.source!r}: no tab, line end or leading # can stand in a cell")
    if any("|" in item for name in LISTS for item in getattr(entry, name)):
        raise GlossaryError(f"{entry.source!r}: | separates items, so no item can hold one")
    return line


def read(path: str | Path) -> Table:
    """Read the table at *path*; GlossaryError if it is missing, not UTF-8, or does not parse."""
    try:
        data = Path(path).read_bytes()
    except IsADirectoryError:
        message = "this is a folder; name the glossary file in it, such as glossary.tsv"
        raise GlossaryError(message, path=path) from None
    except OSError as error:
        raise GlossaryError(f"cannot read the glossary: {error.strerror}", path=path) from error
    return parse(decode(data, path), path)


def write(path: str | Path, table: Table) -> None:
    """Write *table* to *path* in one step, keeping the file's permissions; else GlossaryError."""
    try:
        storage.replace(Path(path), format(table).encode())
    except OSError as error:
        raise GlossaryError(f"cannot write the glossary: {error.strerror}", path=path) from error


def _lines(text: str) -> list[tuple[str, str]]:
    found = [(match[1], match[2]) for match in _LINE.finditer(text)]
    return found[:-1] if found and found[-1] == ("", "") else found


def _header(line: str, path: str | Path | None, number: int) -> tuple[str, ...]:
    columns = tuple(cell.strip().lower() for cell in line.split("\t"))
    named = [name for name in columns if name]
    for name in REQUIRED:
        if name not in columns:
            raise GlossaryError(
                f"no column is called {name}; the first line must name the columns, "
                "source and target among them, separated by tabs",
                path=path,
                line=number,
                text=line,
            )
    for name in named:
        if named.count(name) > 1:
            message = f"two columns are called {name}; rename one"
            raise GlossaryError(message, path=path, line=number, text=name)
    return columns


def _entry(line: str, columns: tuple[str, ...], path: str | Path | None, number: int) -> Entry:
    if "\t" not in line:
        message = f"line {number} has no tab: write SOURCE<TAB>TARGET"
        raise GlossaryError(message, path=path, line=number, text=line)
    cells = [cell.strip() for cell in line.split("\t")]
    values = dict(zip(columns, cells, strict=False))
    for name in REQUIRED:
        if not values.get(name):
            message = f"line {number} has no {name}: write SOURCE<TAB>TARGET"
            raise GlossaryError(message, path=path, line=number, text=line)
    known = {name: values[name] for name in COLUMNS if name in values and name not in LISTS}
    known["case"] = known.get("case") or "any"
    extra = tuple((k, v) for k, v in values.items() if k and v and k not in COLUMNS)
    lists = {name: _items(values.get(name, "")) for name in LISTS}
    return Entry(
        **known, forms=lists["forms"], forbidden=lists["forbidden"], extra=extra, line=number
    )


def _items(cell: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in cell.split("|") if item.strip())


def _warnings(
    entry: Entry, line: str, columns: tuple[str, ...], path: str | Path | None, number: int
) -> list[GlossaryError]:
    faults = [
        (f"{name} is none of {', '.join(allowed)}; it is taken as not given", value)
        for name, allowed in _VALUES.items()
        if (value := getattr(entry, name)) and value not in allowed
    ]
    beyond = "\t".join(line.split("\t")[len(columns) :]).strip()
    if beyond:
        faults.append(("this cell stands beyond the last column; name its column", beyond))
    return [GlossaryError(m, path=path, line=number, text=text) for m, text in faults]


def _cells(entry: Entry) -> dict[str, str]:
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    cells = {name: values[name] for name in COLUMNS if name not in LISTS}
    cells |= {name: "|".join(values[name]) for name in LISTS}
    cells["case"] = "" if entry.case == "any" else entry.case
    return cells | dict(entry.extra)
