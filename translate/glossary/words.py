"""Text as the matcher sees it: words and the gaps between them, with their place in the original.

Different ways to write the same thing become one: composed and decomposed letters (NFC), soft
hyphens and joiners inside words (dropped), every blank and a single line end (a space), typographic
hyphens and apostrophes (``-`` and ``'``), a word broken over a line end. The text itself is never
changed: every word knows its *start* and *stop* in it, in code points.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, overload

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "'’ʼ‘`´"
_LETTERS = rf"[^\W_](?:[^\W_]|[\u0300-\u036f{_INVISIBLE}])*"
_BROKEN = r"[-\u2010]\r?\n(?=[^\W\dA-ZĄĆĘŁŃÓŚŹŻ_])"  # a hyphen at the end of a line, inside a word
_WORD = rf"{_LETTERS}(?:(?:{_BROKEN}|[{_APOSTROPHES}]){_LETTERS})*"
_WORD_AND_GAP = re.compile(rf"({_WORD})([\W_]*)")
_UNSEEN = re.compile(rf"{_BROKEN}|[{_INVISIBLE}]")
_SAME = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2212", "-")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys("„”“«»", '"')
    | dict.fromkeys(_INVISIBLE, "")
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_POLISH = "ąćęłńóśźż"


class Word(NamedTuple):
    """A word: its place in the text, how it reads, and the gap that follows it."""

    start: int
    stop: int
    text: str
    gap: str


class Words(Sequence[Word]):
    """The words of a text. *raw* holds them as they stand there; the rest is worked out on demand.

    >>> [(word.text, word.gap) for word in Words("Kasym\u2011Żomart\u00a0Tokajew.")]
    [('Kasym', '-'), ('Żomart', ' '), ('Tokajew', '.')]
    """

    def __init__(self, text: str) -> None:
        """Take *text* apart."""
        self._pairs: list[tuple[str, str]] = _WORD_AND_GAP.findall(text)
        first = _WORD_AND_GAP.search(text)
        lengths = map(len, itertools.chain.from_iterable(self._pairs))
        self._edges = list(itertools.accumulate(lengths, initial=first.start() if first else 0))
        self.raw = [word for word, _ in self._pairs]

    def __len__(self) -> int:
        return len(self._pairs)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> list[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | list[Word]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        word, after = self._pairs[index]
        return Word(self._edges[2 * index], self._edges[2 * index + 1], plain(word), gap(after))


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Give *word* composed (NFC), without what the eye does not see, apostrophes all alike."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", word)).translate(_SAME)


@lru_cache(maxsize=4096)
def gap(text: str) -> str:
    r"""Give what stands between two words in one way of writing.

    Blanks become one space, also with one line end among them; a blank line stays apart, so that no
    name goes across it.

    >>> gap(" \n"), gap("\n\n"), gap("\u2011")
    (' ', '\n\n', '-')
    """
    text = text.translate(_SAME)
    if text.isspace():
        return " " if len(_LINE_END.findall(text)) < 2 else "\n\n"
    if text.startswith("-") and text[1:].isspace() and _LINE_END.search(text):
        return "-"
    return re.sub(r"[^\S\n]+", " ", text)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Give *word* as it is looked up: small letters, no apostrophes, no foreign marks.

    Polish letters stay; Erdoğan and Erdogan, Trump'a and Trumpa are looked up as one.

    >>> fold("Żangaözen"), fold("Kennedy'ego")
    ('żangaozen', 'kennedyego')
    """
    small = word.casefold().replace("'", "")
    return small if small.isascii() else "".join(map(_base, small))


@lru_cache(maxsize=1024)
def _base(letter: str) -> str:
    if letter in _POLISH:
        return letter
    return unicodedata.normalize("NFD", letter)[0]
