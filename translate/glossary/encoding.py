"""Decode a glossary file, and say what encoding it seems to be in where it is not UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.errors import GlossaryError

if TYPE_CHECKING:
    from pathlib import Path

_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"PK\x03\x04": "an Excel workbook"}
_EIGHT_BIT = {"cp1250": "Windows-1250", "iso8859-2": "ISO 8859-2", "cp852": "DOS 852"}


def decode(data: bytes, path: str | Path | None = None) -> str:
    """Decode UTF-8; else GlossaryError with the first bad byte, its line, and a likely encoding.

    A byte order mark stays in the text.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        raise GlossaryError(
            f"byte {error.start} (0x{data[error.start]:02X}) is not UTF-8; "
            f"the file looks like {guess(data)}: save it as UTF-8",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            column=len(data[start : error.start].decode()) + 1,
        ) from None


def guess(data: bytes) -> str:
    """Name the encoding in which *data* shows most Polish letters.

    >>> guess("Żangaözen ślązak".encode("cp1250"))
    'Windows-1250'
    """
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    return _EIGHT_BIT[max(_EIGHT_BIT, key=lambda codec: _polish_letters(data, codec))]


def _polish_letters(data: bytes, codec: str) -> int:
    text = data.decode(codec, errors="replace")
    return sum(text.count(letter) for letter in _POLISH) - text.count("\ufffd")
