"""Checks of the characters in every cell: what does not belong there, or looks like another."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from translate.glossary.checks.sheet import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.glossary.checks.sheet import Cell, Sheet

_NAMES = ("source", "target", "forms", "forbidden")
_WORD = re.compile(r"[^\W\d_]+")
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]")  # what an old encoding could not hold became ?
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"))
_PAIRED = re.compile(r'[][(){}«»"„“”]')
_SPREADSHEET = re.compile(r'"(?:[^"]|"")*""(?:[^"]|"")*"')
_QUOTES = '"„“”'  # “ closes in one language what it opens in another
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_READ_AS = ("cp1252", "cp1250", "latin-1")  # what UTF-8 is taken for when it is garbled
_NOT_LATIN = ("CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "ARABIC", "HEBREW", "CJK", "HANGUL")


def check(sheet: Sheet) -> Iterator[Finding]:
    """Give what is wrong with the characters of the cells of *sheet*."""
    for line in sheet.lines:
        for cell in line.cells:
            for code, offset, text, fault in _cell(cell):
                name = cell.name or "cell"
                column = cell.column + offset
                yield Finding(code, line.number, column, cell.name, text, f"{name}: {fault}")


def _cell(cell: Cell) -> Iterator[tuple[str, int, str, str]]:
    """Give code, offset in the cell, text at fault, and fault."""
    text = cell.text
    if not text:
        return
    if cell.name in _NAMES and (found := _LOST.search(text)):
        yield "E202", found.start(), text, f"{text.strip()!r} has ? in place of a letter"
    if text.isascii() and text.isprintable():
        yield from _spaces(text)
        yield from _pairs(text)
        return
    yield from _unseen(text)
    yield from _garbled(text)
    yield from _spaces(text)
    yield from _pairs(text)
    if cell.name in _NAMES:
        yield from _scripts(text)
    if text != unicodedata.normalize("NFC", text):
        yield "W208", 0, text, f"{text.strip()!r} has letters and their accents apart"


def _unseen(text: str) -> Iterator[tuple[str, int, str, str]]:
    for offset, character in enumerate(text):
        if unicodedata.category(character) in _INVISIBLE_CATEGORIES or character == "\ufffd":
            name = unicodedata.name(character, "control character")
            yield "E201", offset, character, f"U+{ord(character):04X} ({name.lower()})"


def _garbled(text: str) -> Iterator[tuple[str, int, str, str]]:
    for codec in _READ_AS:
        try:
            meant = text.encode(codec).decode()
        except UnicodeError:
            continue
        if _POLISH & set(meant):
            yield "E202", 0, text, f"{text.strip()!r} is {meant.strip()!r} in the wrong encoding"
            return


def _spaces(text: str) -> Iterator[tuple[str, int, str, str]]:
    if text.strip() and text != text.strip():
        yield "W205", 0, text, f"a space at the edge of {text.strip()!r}"
    inner = text.strip()
    if found := re.search(r" {2,}|[\u00a0\u2000-\u200a\u202f\u3000]", inner):
        kind = "several spaces" if found[0].startswith("  ") else "a no-break or special space"
        yield "W206", text.index(inner) + found.start(), inner, f"{kind} in {inner!r}"


def _pairs(text: str) -> Iterator[tuple[str, int, str, str]]:
    if not _PAIRED.search(text):
        return
    for opening, closing in _BRACKETS:
        if text.count(opening) != text.count(closing):
            fault = f"{text.strip()!r} has an {opening} or {closing} without the other"
            yield "W207", 0, text, fault
    if _SPREADSHEET.fullmatch(text.strip()):
        yield "W209", 0, text, f"{text.strip()} is quoted as a spreadsheet does it"
    if sum(text.count(quote) for quote in _QUOTES) % 2:
        yield "W207", 0, text, f"{text.strip()!r} has an odd number of quotes"


def _scripts(text: str) -> Iterator[tuple[str, int, str, str]]:
    for word in _WORD.finditer(text):
        scripts = {_script(letter) for letter in word[0]}
        if len(scripts) > 1:
            strange = [c for c in word[0] if _script(c) != "LATIN"]
            listed = ", ".join(f"{c} {unicodedata.name(c).lower()}" for c in dict.fromkeys(strange))
            yield "E203", word.start(), word[0], f"{word[0]!r} mixes scripts ({listed})"
        elif scripts != {"LATIN"}:
            yield "W204", word.start(), word[0], f"{word[0]!r} is not in Latin letters"


@cache
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return next((script for script in _NOT_LATIN if name.startswith(script)), "LATIN")
