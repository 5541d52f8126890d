"""Which lines of a document are one hard-wrapped paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NARROWEST, _WIDEST = 40, 120  # columns of the widest line of a hard-wrapped paragraph
_LONGEST = 300  # lines; what goes on longer is a table or a list, and would fill the memory

_ITEM = re.compile(
    r"""
    \s*(?: [-–—•·*▪◦○●‣+>|\#]+  | \(?\d{1,3}[.)] | \(?[A-Za-z][.)] | [ivxIVX]+[.)] ) (?:\s|\Z)
    """,
    re.VERBOSE,
)
_ASIDE = re.compile(r"\s*[–—]\s+[a-ząćęłńóśźż]")  # a dash of running text that came to a line start
_COLUMNS = re.compile(r"\t|\S\s{3,}\S")  # cells of a table, not words of a sentence


class _Block:
    """Lines without a blank line between them; hard-wrapped until one of them speaks against it."""

    def __init__(self) -> None:
        self.wrapped = True
        self.flows = False  # whether a line begins with a small letter: a sentence ran over
        self.widest = 0
        self._waiting: list[str] = []
        self._count = 0
        self._last_length = 0
        self._first_is_item = False
        self._indent = ""  # of the second line and all that follow
        self._room = _WIDEST + 1  # columns of the shortest line with the next line's first word

    def ends_before(self, line: str) -> bool:
        """Whether *line* begins another block."""
        is_aside = _ASIDE.match(line) and not self._first_is_item
        if _ITEM.match(line) and not is_aside:
            return self._count > 0
        return self._count > 1 and _indent(line) != self._indent

    def add(self, line: str) -> Iterator[tuple[str, int | None]]:
        """Take *line* in; yield the lines as soon as it is certain that they stand alone."""
        text = line.rstrip()
        if self._count == 0:
            self._first_is_item = bool(_ITEM.match(text))
        else:
            self._follow(text)
        self._count += 1
        self._last_length = len(text)
        self.widest = max(self.widest, len(text))
        self._waiting.append(line)
        self.wrapped = self.wrapped and self._still_wrapped(text)
        if not self.wrapped:
            yield from self._single_lines()

    def close(self) -> Iterator[tuple[str, int | None]]:
        """Yield what is left: one paragraph if the lines are evidently hard-wrapped."""
        if self._count > 1 and self.wrapped and self.flows and self.widest >= _NARROWEST:
            yield "".join(self._waiting), self.widest
        else:
            yield from self._single_lines()

    def _follow(self, text: str) -> None:
        if self._count == 1:
            self._indent = _indent(text)
        first_word = text.lstrip().split(" ", 1)[0]
        self._room = min(self._room, self._last_length + 1 + len(first_word))
        self.flows = self.flows or first_word[:1].islower()

    def _still_wrapped(self, text: str) -> bool:
        return (
            self.widest <= _WIDEST
            and self.widest < self._room
            and self._count <= _LONGEST
            and not _COLUMNS.search(text)
        )

    def _single_lines(self) -> Iterator[tuple[str, int | None]]:
        yield from ((line, None) for line in self._waiting)
        self._waiting.clear()


def blocks(lines: Iterable[str]) -> Iterator[tuple[str, int | None]]:
    """Group *lines* (with their ends) into paragraphs.

    Yields the text of each, with the blank lines after it, and the columns of the widest line if
    it is hard-wrapped over several, else None. Hard-wrapped are two lines or more, the widest of
    them 40 to 120 columns, none of which would have had room for the first word of the next, if
    one begins with a small letter at least. Verse, tables and lists are left as they are.
    """
    block = _Block()
    for line, blanks in _with_blank_lines(lines):
        if not line:
            yield blanks, None
            continue
        if block.ends_before(line):
            yield from block.close()
            block = _Block()
        yield from block.add(line + blanks)
        if blanks:
            yield from block.close()
            block = _Block()
    yield from block.close()


def _with_blank_lines(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pair every line with the blank lines after it; blank lines at the start have no line."""
    line, blanks = "", []
    for following in lines:
        if not following.strip():
            blanks.append(following)
            continue
        if line or blanks:
            yield line, "".join(blanks)
        line, blanks = following, []
    if line or blanks:
        yield line, "".join(blanks)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
