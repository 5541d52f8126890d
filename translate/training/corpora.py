"""Read parallel text: TSV (plain or gzipped), TMX, two line-parallel files.

Every reader yields :class:`Pair`; *text* counts blocks separated by blank lines, so that whole
texts can be held out.
"""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from xml.etree import ElementTree

from translate.errors import TrainingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Pair:
    """A Polish sentence, its English, and the number of the text it stands in (from 1)."""

    source: str
    target: str
    text: int


def open_text(path: Path) -> IO[str]:
    """Open *path* as UTF-8 text, through gzip if its name ends in ``.gz``.

    Raises:
        TrainingError: the file is missing or cannot be opened.
    """
    try:
        if path.suffix == ".gz":
            return gzip.open(path, "rt", encoding="utf-8", newline="\n")
        return path.open(encoding="utf-8", newline="\n")
    except OSError as error:
        raise TrainingError(f"cannot be read: {error.strerror}", path=path) from error


def read_tsv(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a POLISH⇥ENGLISH file; blank lines separate texts.

    Raises:
        TrainingError: a line has no tab, or the file is damaged or not UTF-8.
    """
    text, in_text = 0, False
    with open_text(path) as lines:
        for number, line in enumerate(_decoded(lines, path), start=1):
            cells = line.rstrip("\r\n").split("\t")
            if cells == [""]:
                in_text = False
                continue
            if len(cells) < 2:
                raise TrainingError(
                    "no tab; write POLISH<TAB>ENGLISH", path=path, line=number, text=line
                )
            text += not in_text
            in_text = True
            yield Pair(cells[0], cells[1], text)


def read_tmx(path: Path) -> Iterator[Pair]:
    """Yield the Polish–English units of a TMX 1.4 file (a translation memory).

    Units without both languages are passed over. Region subtags are ignored (``pl-PL`` is ``pl``).

    Raises:
        TrainingError: the file is missing or is not well-formed XML.
    """
    try:
        units = ElementTree.iterparse(path)
        for number, (_, element) in enumerate(units):
            if element.tag != "tu":
                continue
            texts = {_language(variant): _segment(variant) for variant in element.iter("tuv")}
            element.clear()
            if "pl" in texts and "en" in texts:
                yield Pair(texts["pl"], texts["en"], number)
    except ElementTree.ParseError as error:
        line, column = error.position
        raise TrainingError(
            "not well-formed XML; export it again as TMX 1.4",
            path=path,
            line=line,
            column=column + 1,
        ) from error
    except OSError as error:
        raise TrainingError(f"cannot be read: {error.strerror}", path=path) from error


def read_parallel(source: Path, target: Path) -> Iterator[Pair]:
    """Yield the pairs of two line-parallel files.

    Raises:
        TrainingError: one file is longer than the other.
    """
    with open_text(source) as left, open_text(target) as right:
        lines = _decoded(left, source), _decoded(right, target)
        try:
            for number, (polish, english) in enumerate(zip(*lines, strict=True), start=1):
                yield Pair(polish.rstrip("\r\n"), english.rstrip("\r\n"), number)
        except ValueError as error:
            raise TrainingError(
                f"has not as many lines as {target}; the files must be line-parallel", path=source
            ) from error


def read_corpus(path: Path) -> Iterator[Pair]:
    """Yield the pairs of one corpus, its format told by its name.

    ``X.tmx``; ``X.pl`` with ``X.en`` beside it; anything else is TSV.
    """
    if path.suffix == ".tmx":
        return read_tmx(path)
    if path.suffix == ".pl":
        return read_parallel(path, path.with_suffix(".en"))
    return read_tsv(path)


def list_corpora(inputs: list[Path]) -> list[Path]:
    """Return the corpus files that *inputs* (files and folders) name, sorted within a folder.

    Raises:
        TrainingError: an input does not exist, or a folder holds no corpus.
    """
    found: list[Path] = []
    for path in inputs:
        if not path.is_dir():
            found.append(path)
            continue
        patterns = ("*.tsv", "*.tsv.gz", "*.tmx", "*.pl")
        inside = sorted(file for pattern in patterns for file in path.glob(pattern))
        inside = [file for file in inside if file.name != "MANIFEST.tsv"]
        if not inside:
            raise TrainingError("holds no .tsv, .tsv.gz, .tmx or .pl file", path=path)
        found += inside
    for path in found:
        if not path.exists():
            raise TrainingError("no such file", path=path)
    return found


def _decoded(lines: IO[str], path: Path) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise TrainingError(f"not UTF-8 ({error.reason})", path=path) from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise TrainingError("damaged gzip file; copy it again", path=path) from error


def _language(variant: ElementTree.Element) -> str:
    return (variant.get(XML_LANG) or variant.get("lang") or "").lower().split("-")[0]


def _segment(variant: ElementTree.Element) -> str:
    segment = variant.find("seg")
    return "" if segment is None else "".join(segment.itertext())
