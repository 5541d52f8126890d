"""Places in a text where a sentence may end, and what stands around them."""

from __future__ import annotations

import re
from functools import cached_property

from translate.text.polish import ABBREVIATIONS, FUNCTION_WORDS, Kind

_CONTEXT = 300  # characters that rules may look back, so that the time stays linear

CANDIDATE = re.compile(
    r"""
    (?<![.!?…]) (?P<mark>[.!?…]++)
    (?P<closers>(?:["'”“’»)\]]|\[\d{1,3}\]|[¹²³⁴-⁹])*+)   # quotes, brackets, footnote numbers
    (?P<gap>\s++)
    (?P<dash>(?:[-–—]\s++)?+)
    (?P<openers>["'„“‚‘«»(\[]*+)
    (?P<next>[^\W_]++|[.…§€$#@•])
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[\w.\-]*\Z")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
ROMAN = re.compile(r"[IVXLCDM]+")


class Candidate:
    """A place where the sentence that begins at *start* may end."""

    def __init__(self, text: str, start: int, found: re.Match[str]) -> None:
        self.text = text
        self.start = start
        self.mark, self.closers, _, self.dash, self.openers, self.next = found.groups()
        self.mark_start = found.start()
        self.next_start = found.start("next")
        self.next_end = found.end()

    @cached_property
    def head(self) -> str:
        """The sentence up to its mark, or the last part of it."""
        return self.text[max(self.start, self.mark_start - _CONTEXT) : self.mark_start]

    @cached_property
    def whole(self) -> bool:
        """Whether :attr:`head` goes back to the beginning of the sentence."""
        return self.mark_start - self.start <= _CONTEXT

    @cached_property
    def word(self) -> str:
        """The last word before the mark, with the full stops inside it: ``m.in``."""
        found = _LAST_WORD.search(self.head[-40:])
        return found.group() if found else ""

    @cached_property
    def previous(self) -> str:
        """The word before :attr:`word`."""
        words = self.head[-80:].split()
        return words[-2] if len(words) > 1 else ""

    @cached_property
    def kind(self) -> Kind | None:
        """What kind of abbreviation the last word is, if it is one."""
        word = self.word
        if is_initial(word) or (word in ("w", "r") and not is_number(self.previous)):
            return None
        kind = ABBREVIATIONS.get(word.lower())
        is_name = word[:1].isupper() and word != self.head and not self.next.isdigit()
        return None if is_name and kind is not Kind.LEADING else kind

    @cached_property
    def starts_function_word(self) -> bool:
        """Whether the next word can only be capitalised because a sentence begins."""
        initial = len(self.next) == 1 and self.text.startswith(".", self.next_end)
        return not initial and not self.next.isdigit() and self.next.lower() in FUNCTION_WORDS


def is_initial(word: str) -> bool:
    """Whether *word* is one capital letter or several with full stops: ``J``, ``A.B``, ``S.A``."""
    return all(len(letter) == 1 and letter.isupper() for letter in word.split("."))


def is_number(word: str) -> bool:
    """Whether *word* is a number, a year, a range of years or a Roman numeral."""
    return word[:1].isdigit() or bool(ROMAN.fullmatch(word))
