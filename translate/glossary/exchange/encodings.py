"""Recognise the encoding of a text file that a spreadsheet or an old program wrote."""

from __future__ import annotations

import codecs
import unicodedata

from translate.errors import GlossaryError

_MARKS = (  # the longer mark first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_EIGHT_BIT = {"cp1250": "Windows-1250", "iso8859-2": "ISO 8859-2", "cp852": "DOS 852"}
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_TYPOGRAPHY = frozenset("„”“’‘–—…«»§°€\u00a0")
# What a character counts: Polish letters for an encoding, others against it, signs strongly so.
_POLISH_LETTER, _OTHER_LETTER, _SIGN = 2, -1, -10


def recognise(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decode *data*; give the text without byte order mark, and the name of what it was in.

    Marks are believed, then UTF-8 is tried, then the encodings that Polish texts were written in:
    the one that shows Polish letters and nothing odd. *encoding* decides instead of all that.

    Raises:
        GlossaryError: it cannot be told, or *encoding* does not fit; the message says what to do.

    >>> recognise("Żangaözen i śląsk".encode("cp1250"))
    ('Żangaözen i śląsk', 'Windows-1250')
    """
    if encoding:
        return _decode(data, encoding), encoding
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _decode(data, codec), name
    if b"\0" in data:
        order = "le" if data[1::2].count(0) > data[::2].count(0) else "be"
        message = f"not plain text, or UTF-16 without a mark; then add --encoding utf-16-{order}"
        raise GlossaryError(message)
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        return _eight_bit(data)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        raise GlossaryError(f"no encoding is called {encoding!r}; try windows-1250") from None
    except UnicodeDecodeError as error:
        message = f"not {encoding}: byte {error.start} cannot be read; name another --encoding"
        raise GlossaryError(message) from None


def _eight_bit(data: bytes) -> tuple[str, str]:
    texts: dict[str, str] = {}
    for codec in _EIGHT_BIT:
        try:
            texts[codec] = data.decode(codec)
        except UnicodeDecodeError:
            continue
    scores = {codec: sum(map(_score, text)) for codec, text in texts.items()}
    best = max(scores, key=scores.__getitem__, default="")
    rivals = [codec for codec in texts if scores[codec] == scores.get(best)]
    if not best or scores[best] <= 0 or any(texts[codec] != texts[best] for codec in rivals):
        raise GlossaryError(
            "the encoding cannot be told for sure; save it as UTF-8, "
            "or add --encoding windows-1250 (or iso-8859-2, cp852)"
        )
    return texts[best], _EIGHT_BIT[best]


def _score(character: str) -> int:
    if character.isascii() or character in _TYPOGRAPHY:
        return 0
    if character in _POLISH:
        return _POLISH_LETTER
    return _OTHER_LETTER if unicodedata.category(character).startswith("L") else _SIGN
