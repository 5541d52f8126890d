"""Documents as paragraphs and segments, and back without losing a character of layout."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.text.sentences import boundaries
from translate.text.wrapping import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_LINE_BREAK = re.compile(r"[^\S\r\n]*(\r\n|\r|\n)([^\S\r\n]*)")


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence as it stands in the source, and the white space between it and the next one.

    In a hard-wrapped paragraph both may contain line breaks; :func:`unwrap` takes them out.
    """

    text: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line, or several that were hard-wrapped, with the white space around it.

    *end* holds trailing blanks, the line end and the blank lines that follow. *width* is the number
    of columns (code points) of the widest line of a hard-wrapped paragraph, else None. Blank lines
    at the beginning of a document are a paragraph without segments.
    """

    indent: str
    segments: tuple[Segment, ...]
    end: str
    width: int | None = None

    def __str__(self) -> str:
        return self.indent + "".join(s.text + s.gap for s in self.segments) + self.end


def split(text: str) -> Iterator[Paragraph]:
    r"""Split a document into paragraphs; :func:`join` is the exact inverse for every string.

    Lines end with ``\n``, ``\r\n`` or ``\r``.

    >>> [[s.text for s in p.segments] for p in split("Koniec. „Dość!”\n\n– Nie wiem.\n")]
    [['Koniec.', '„Dość!”'], ['– Nie wiem.']]
    """
    return split_lines(found.group() for found in _LINE.finditer(text))


def split_lines(lines: Iterable[str]) -> Iterator[Paragraph]:
    r"""Do as :func:`split` for single lines with their ends, such as a file yields them.

    Reads no further than a paragraph ahead, so memory is bounded by the longest paragraph and run
    of blank lines. Open files with ``newline=""``: otherwise ``\r\n`` is lost before it comes here.
    """
    for raw, width in blocks(lines):
        body = raw.strip()
        if not body:
            yield Paragraph("", (), raw)
            continue
        start = raw.index(body)
        end = raw[start + len(body) :]
        yield Paragraph(raw[:start], tuple(_segments(body)), end, width)


def _segments(body: str) -> Iterator[Segment]:
    start = 0
    for stop, following in boundaries(body):
        yield Segment(body[start:stop], body[stop:following])
        start = following
    yield Segment(body[start:])


def join(paragraphs: Iterable[Paragraph]) -> str:
    """Put paragraphs together into the document that :func:`split` made them of."""
    return "".join(map(str, paragraphs))


def unwrap(text: str) -> str:
    r"""Put on one line the text of a segment that hard-wrapping spread over several.

    >>> unwrap("ponad 160\n  osób")
    'ponad 160 osób'
    """
    return _LINE_BREAK.sub(" ", text)


def render(paragraph: Paragraph, targets: Sequence[str]) -> str:
    r"""Put the translations of its segments into the layout of a paragraph.

    A hard-wrapped paragraph is filled again to its width, with its own line ends and indents.
    *targets* has one string for every segment; ValueError if not.

    >>> [paragraph] = split("  Koniec. \t Dość!\r\n")
    >>> render(paragraph, ["The end.", "Enough!"])
    '  The end. \t Enough!\r\n'
    """
    pairs = zip(paragraph.segments, targets, strict=True)
    if paragraph.width is None:
        body = "".join(target + segment.gap for segment, target in pairs)
        return paragraph.indent + body + paragraph.end
    body = "".join(target + unwrap(segment.gap) for segment, target in pairs)
    return _fill(paragraph, paragraph.width, body) + paragraph.end


def _fill(paragraph: Paragraph, width: int, body: str) -> str:
    found = _LINE_BREAK.search("".join(s.text + s.gap for s in paragraph.segments))
    line_end, indent = found.groups() if found else ("\n", "")
    lines = textwrap.wrap(
        body,
        width,
        initial_indent=paragraph.indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
    )
    return line_end.join(lines)
