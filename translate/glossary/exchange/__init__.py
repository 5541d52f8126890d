"""Glossaries of other programs, in and out.

A format is a row of :data:`FORMATS`: its name, the endings of its files, how to read and write it,
and which columns it can hold. What a format cannot hold is never dropped in silence:
:func:`losses` says it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.errors import GlossaryError
from translate.glossary import storage
from translate.glossary.diff import values
from translate.glossary.exchange import delimited, tbx, text, tmx, xlsx
from translate.glossary.exchange.grid import Imported

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from translate.glossary.entry import Entry

__all__ = ["FORMATS", "Format", "Imported", "find_format", "losses", "read", "write"]

_PAIR = ("source", "target")
_BASIC = (*_PAIR, "note", "type", "gender", "forms", "forbidden")


@dataclass(frozen=True, slots=True)
class Format:
    """A file format. *holds* is None where every column has its place; *read* None: only out."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str | None], Imported] | None
    write: Callable[[Sequence[Entry]], bytes]
    holds: tuple[str, ...] | None
    meaning: str


FORMATS = {
    format_.name: format_
    for format_ in (
        Format("tsv", (".tsv", ".tab"), delimited.read, delimited.write_tsv, None,
               "tab-separated with a header: pl2en's own format"),
        Format("csv", (".csv",), delimited.read, delimited.write_csv, None,
               "comma-separated with a header; semicolons are understood as well"),
        Format("xlsx", (".xlsx",), xlsx.read, xlsx.write, None,
               "Excel and LibreOffice workbook"),
        Format("tbx", (".tbx",), tbx.read, tbx.write, _BASIC,
               "TBX-Basic, ISO 30042; versions 2 and 3 are read, 3 is written"),
        Format("tmx", (".tmx",), tmx.read, tmx.write, None,
               "translation memory, TMX 1.4"),
        Format("omegat", (".txt", ".utf8"), delimited.read_plain, delimited.write_omegat,
               (*_PAIR, "note"), "OmegaT: tab-separated, no header, third column a comment"),
        Format("deepl", (), delimited.read_plain, delimited.write_pairs, _PAIR,
               "DeepL: tab-separated, no header, two columns"),
        Format("google", (), delimited.read, delimited.write_google, _PAIR,
               "Google Cloud Translation: comma-separated, no header, two columns"),
        Format("text", (), None, text.write, None,
               "for people: a line for every cell, as git shows differences best"),
    )
}  # fmt: skip
_REFUSED = {
    ".xls": "save it as .xlsx",
    ".ods": "save it as .xlsx",
    ".doc": "copy the table into a spreadsheet and save it as .xlsx",
    ".docx": "copy the table into a spreadsheet and save it as .xlsx",
    ".pdf": "copy the table into a spreadsheet and save it as .xlsx",
}


def find_format(path: Path, name: str = "") -> Format:
    """Give the format called *name*, else the one that the ending of *path* stands for.

    Raises GlossaryError if there is none, and says what to do.
    """
    if name:
        return FORMATS[name]
    suffix = path.suffix.lower()
    for format_ in FORMATS.values():
        if suffix in format_.suffixes:
            return format_
    known = " ".join(suffix for format_ in FORMATS.values() for suffix in format_.suffixes)
    advice = _REFUSED.get(suffix, f"name a file that ends in one of {known}, or add --format")
    raise GlossaryError(f"no known format ends in {suffix or 'nothing'}; {advice}", path=path)


def read(path: Path, name: str = "", encoding: str | None = None) -> Imported:
    """Read the entries of the file at *path*, with notes on how it was understood.

    *encoding* is only for text formats, where it cannot be recognised.

    Raises:
        GlossaryError: no known format, or the file is not what its ending says.
    """
    format_ = find_format(path, name)
    if format_.read is None:
        raise GlossaryError(f"{format_.name} can only be written; choose another --format")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"cannot be read: {error.strerror}", path=path) from error
    try:
        return format_.read(data, encoding)
    except GlossaryError as error:
        place = {"line": error.line, "column": error.column}
        raise GlossaryError(error.message, path=path, text=error.text, **place) from error


def write(path: Path, entries: Sequence[Entry], name: str = "") -> None:
    """Write *entries* to *path* in one step; what does not fit is left out (:func:`losses`).

    Raises:
        GlossaryError: no known format, or a value that the format forbids.
    """
    data = find_format(path, name).write(entries)
    try:
        storage.replace(path, data)
    except OSError as error:
        raise GlossaryError(f"cannot be written: {error.strerror}", path=path) from error


def losses(format_: Format, entries: Sequence[Entry]) -> list[str]:
    """Say which columns of how many *entries* the format cannot hold.

    >>> from translate.glossary.entry import Entry
    >>> losses(FORMATS["deepl"], [Entry("Rosja", "Russia", type="place")])
    ['type (1 entry)']
    """
    holds = format_.holds
    if holds is None:
        return []
    counts = Counter(name for entry in entries for name in values(entry) if name not in holds)
    return [f"{name} ({n} {'entry' if n == 1 else 'entries'})" for name, n in counts.items()]
