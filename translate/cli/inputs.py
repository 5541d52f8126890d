"""Inputs of the command line: files, folders of ``.txt``, standard input."""

from __future__ import annotations

import codecs
import io
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from translate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STANDARD_INPUT = "-"
CHUNK = 1 << 20
TRIED_ENCODINGS = ("windows-1250", "iso-8859-2")


@dataclass(frozen=True)
class Source:
    """One input: *path* is None for standard input; *relative* is its name within a folder."""

    name: str
    path: Path | None
    relative: Path

    @property
    def size(self) -> int | None:
        """Size in bytes, if it can be known."""
        return self.path.stat().st_size if self.path and self.path.is_file() else None

    def check(self) -> None:
        """Raise InputError if there is nothing to read, before anything else is begun."""
        if self.path is not None and self.size == 0:
            raise InputError("is empty; nothing to translate", path=self.path)


def list_sources(inputs: Sequence[str]) -> list[Source]:
    """Return the sources that *inputs* name, the ``.txt`` files of a folder in order of name.

    Raises:
        InputError: an input does not exist, or a folder holds no ``.txt`` file.
    """
    sources: list[Source] = []
    for name in inputs:
        path = Path(name)
        if name == STANDARD_INPUT:
            sources.append(Source("-", None, Path("stdin")))
        elif path.is_dir():
            inside = sorted(file for file in path.rglob("*.txt") if file.is_file())
            inside = [file for file in inside if not file.name.endswith(".en.txt")]
            if not inside:
                raise InputError("is a folder without .txt files; name a file", path=path)
            sources += [Source(str(file), file, file.relative_to(path)) for file in inside]
        elif path.exists():
            sources.append(Source(name, path, Path(path.name)))
        else:
            raise InputError("no such file; check the name", path=path)
    return sources


@contextmanager
def open_lines(source: Source, encoding: str) -> Iterator[Iterator[str]]:
    """Open a source as lines with their line ends kept, a byte order mark taken off.

    Raises:
        InputError: binary, in another encoding (the message says at which byte), or empty.
    """
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise InputError(f"unknown encoding {encoding!r}; try windows-1250 or utf-8") from error
    if source.path is None:
        yield _lines(sys.stdin.buffer, source, encoding)
        return
    try:
        file = source.path.open("rb")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=source.path) from error
    with file:
        yield _lines(file, source, encoding)


def _lines(file: IO[bytes], source: Source, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = 0
    pending = ""
    is_first = True
    while True:
        chunk = file.read(CHUNK)
        if is_first:
            _refuse_binary(chunk, source, encoding)
        buffered = len(decoder.getstate()[0])
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            byte = offset - buffered + error.start
            raise _wrong_encoding(source, encoding, byte, error.object) from error
        offset += len(chunk)
        if is_first:
            text = text.removeprefix("\ufeff")
            is_first = False
        lines = io.StringIO(pending + text, newline="").readlines()
        # A last line may go on in the next chunk, even after what looks like its end (\r\n).
        pending = lines.pop() if lines and chunk else ""
        yield from lines
        if not chunk:
            if offset == 0:
                raise InputError("is empty; nothing to translate", path=source.name)
            return


def _refuse_binary(chunk: bytes, source: Source, encoding: str) -> None:
    looks_wide = encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32"))
    if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not looks_wide:
        raise InputError("is UTF-16; add --encoding utf-16", path=source.name)
    byte = chunk.find(b"\0")
    if byte >= 0 and not looks_wide:
        raise InputError(
            f"is not text (a zero byte at offset {byte}); save it as plain text first",
            path=source.name,
        )


def _wrong_encoding(source: Source, encoding: str, byte: int, data: bytes) -> InputError:
    guess = next((name for name in TRIED_ENCODINGS if _decodes(data, name)), None)
    hint = f"if it is {guess}, add --encoding {guess}" if guess else "name its --encoding"
    return InputError(f"is not {encoding} (byte {byte}); {hint}", path=source.name)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
