"""Read pairs from files: two parallel files, two documents, TSV, TMX.

Every reader refuses what would be scored wrongly without anyone noticing: files of different
lengths, lines without text, a file in another encoding.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from eval.pairs import Pair
from translate.errors import InputError, TrainingError
from translate.training.corpora import read_tmx as read_units

if TYPE_CHECKING:
    from pathlib import Path

HEADER = {"source", "target"}
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def read_text(path: Path) -> str:
    r"""Return a UTF-8 file with ``\n`` line ends and without a byte order mark.

    Raises:
        InputError: it is missing, a folder, empty or not UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} (0x{error.object[error.start]:02X})"
        raise InputError(f"{byte} is not UTF-8; save the file as UTF-8", path=path) from error
    except IsADirectoryError as error:
        raise InputError("is a folder; name a file in it", path=path) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path) from error
    if not text.strip():
        raise InputError("is empty; there is nothing to score", path=path)
    return text.replace("\r\n", "\n")


def read_lines(path: Path) -> list[str]:
    r"""Return the lines of a file. Only ``\n`` ends a line: U+2028 and the like stand in text."""
    return read_text(path).removesuffix("\n").split("\n")


def read_parallel(source: Path, reference: Path) -> list[Pair]:
    """Return the pairs of two files, the n-th line of one being the translation of the other's.

    Raises:
        InputError: they differ in length, or a line is empty, in one file or in both.
    """
    left, right = read_lines(source), read_lines(reference)
    _refuse_different_lengths(source, reference, len(left), len(right), "lines")
    return [
        _pair(polish, english, (source, reference), number)
        for number, (polish, english) in enumerate(zip(left, right, strict=True), start=1)
    ]


def read_paragraphs(source: Path, reference: Path) -> list[Pair]:
    """Return the paragraphs of a document and of its translation; blank lines separate them.

    Raises:
        InputError: one document has more paragraphs than the other.
    """
    left, right = _paragraphs(source), _paragraphs(reference)
    _refuse_different_lengths(source, reference, len(left), len(right), "paragraphs")
    document = source.name
    return [Pair(s, r, document=document) for s, r in zip(left, right, strict=True)]


def read_tsv(path: Path) -> list[Pair]:
    """Return the pairs of a TSV file; blank lines separate documents.

    With a header that names ``source`` and ``target`` (and perhaps ``label``) the columns are found
    by name; without one, the first is the source and the second the reference.

    Raises:
        InputError: a line has no tab, or a cell is empty.
    """
    lines = read_lines(path)
    names = [cell.strip().lower() for cell in lines[0].split("\t")]
    has_header = set(names) >= HEADER
    columns = names if has_header else ["source", "target"]
    pairs = []
    document = 1
    for number, (before, line) in enumerate(pairwise(["", *lines]), start=1):
        if number == 1 and has_header:
            continue
        if not line.strip():
            document += bool(before.strip())
            continue
        pairs.append(_row(line, columns, path, number, f"{path.stem}:{document}"))
    if not pairs:
        raise InputError("has a header but no pairs", path=path)
    return pairs


def read_tmx(path: Path) -> list[Pair]:
    """Return the Polish–English units of a translation memory (TMX 1.4).

    Raises:
        InputError: it cannot be read, has no such unit, or a unit has an empty side.
    """
    try:
        units = list(read_units(path))
    except TrainingError as error:
        raise InputError(
            error.message, path=error.path, line=error.line, column=error.column
        ) from error
    if not units:
        raise InputError("has no unit with both pl and en", path=path)
    pairs = []
    for number, unit in enumerate(units, start=1):
        source, target = " ".join(unit.source.split()), " ".join(unit.target.split())
        if not source or not target:
            side = "Polish" if not source else "English"
            raise InputError(f"Polish–English unit {number} has no {side} text", path=path)
        pairs.append(Pair(source, target))
    return pairs


def _row(line: str, columns: list[str], path: Path, number: int, document: str) -> Pair:
    cells = line.split("\t")
    if len(cells) < 2:
        raise InputError("has no tab; write POLISH<TAB>ENGLISH", path=path, line=number, text=line)
    values = dict(zip(columns, map(str.strip, cells), strict=False))
    source, target = values.get("source", ""), values.get("target", "")
    pair = _pair(source, target, (path, path), number)
    return replace(pair, label=values.get("label", ""), document=document)


def _pair(source: str, reference: str, paths: tuple[Path, Path], number: int) -> Pair:
    if not (source + reference).strip():
        raise InputError(
            "both sides are empty; take blank lines out, or pair documents with --paragraphs",
            path=paths[0],
            line=number,
        )
    for text, path, side in ((source, paths[0], "source"), (reference, paths[1], "reference")):
        if not text.strip():
            raise InputError(
                f"the {side} is empty; a test set must have text on both sides of every line",
                path=path,
                line=number,
            )
    return Pair(source, reference)


def _paragraphs(path: Path) -> list[str]:
    blocks = _BLANK_LINES.split(read_text(path))
    return [" ".join(block.split()) if "\n" in block.strip() else block.strip() for block in blocks]


def _refuse_different_lengths(
    source: Path, reference: Path, left: int, right: int, unit: str
) -> None:
    if left != right:
        raise InputError(
            f"has {left} {unit}, but {reference} has {right}; they must correspond one to one",
            path=source,
        )
