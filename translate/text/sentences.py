"""Where Polish sentences end.

Every place where a sentence may end (closing punctuation, blanks, then something that may begin a
sentence) is put to a list of rules. The first rule that does not abstain decides. Where all
abstain, the package sentence-splitter decides, which is the heuristic of P. Koehn and J. Schroeder
made for Europarl (MT Summit 2005) with its list of Polish non-breaking prefixes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from translate.text import polish
from translate.text.candidates import CANDIDATE, NUMBER, ROMAN, Candidate, is_initial, is_number
from translate.text.polish import ABBREVIATIONS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sentence_splitter import SentenceSplitter

_LONGEST = 8  # characters of an abbreviation without full stops inside

_MARKER = re.compile(r"[-–—•*]?\s*\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVX]+)")
_FROM_YEAR = re.compile(r"\bz (?:\d{4} r|lat \d0)\Z")  # "komedia z 2011 r. „Połów szczęścia”"
_CLAUSE_START = re.compile(r"[,;:(„«“]|(?:^|\s)[-–—]\s")
_OMISSION = re.compile(r"[(\[](?:\.{3}|…)[)\]]\Z")
_BRACKETS = {")": "(", "]": "["}
_QUOTES = {"”": "„“", "“": "„", "»": "«", '"': '"', "’": "‚‘", "«": "»", "'": "'"}


def boundaries(text: str) -> Iterator[tuple[int, int]]:
    """Yield for every sentence but the last where it stops and where the next one starts.

    Between the two offsets (in code points) there is nothing but white space. Takes time linear in
    the length of *text*, which should be one paragraph.

    >>> text = "W 2021 r. Tokajew wygrał. „Dość!” – powiedział."
    >>> [(text[:stop], text[start:]) for stop, start in boundaries(text)]
    [('W 2021 r. Tokajew wygrał.', '„Dość!” – powiedział.')]
    """
    start = 0
    for found in CANDIDATE.finditer(text):
        if _is_boundary(Candidate(text, start, found)):
            start = found.end("gap")
            yield found.start("gap"), start


def _is_boundary(candidate: Candidate) -> bool:
    for rule in _RULES:
        verdict = rule(candidate)
        if verdict is not None:
            return verdict
    return _sentence_splitter_breaks(candidate.word, candidate.next[0].isdigit())


def _before_small_letter(candidate: Candidate) -> bool | None:
    return False if candidate.next[0].islower() else None


def _after_list_marker(candidate: Candidate) -> bool | None:
    """``1. Punkt``, ``a. Punkt``: the marker stays with its item."""
    if candidate.mark != "." or candidate.closers or not candidate.whole:
        return None
    return False if _MARKER.fullmatch(candidate.head) else None


def _at_omission(candidate: Candidate) -> bool | None:
    """``Wrócił. (…) Potem``: the sign of omission goes with the sentence after it."""
    if candidate.next in ".…":
        return None if candidate.openers[-1:] in ("(", "[") else False
    last = candidate.head[-1:] + candidate.mark + candidate.closers
    return False if _OMISSION.search(last) else None


def _inside_bracket(candidate: Candidate) -> bool | None:
    """Go on after a bracket that opened within the sentence: ``Jan (sic!) Nowak``."""
    opening = _BRACKETS.get(candidate.closers[-1:])
    if opening is None or candidate.closers[-2:-1].isdigit():
        return None
    at = candidate.head.rfind(opening)
    return False if at > 0 or (at == 0 and not candidate.whole) else None


def _after_quoted_title(candidate: Candidate) -> bool | None:
    """``program „Jaka to melodia?” Telewizji``, but ``Zapytał: „Kto tam?” Nikt…``."""
    openings = _QUOTES.get(candidate.closers[-1:])
    if openings is None or candidate.mark == "." or candidate.starts_function_word:
        return None
    at = max(candidate.head.rfind(opening) for opening in openings)
    before = candidate.head[:at].rstrip()
    is_short = candidate.head.count(" ", at) <= 5
    return False if at > 0 and is_short and before[-1:].isalnum() else None


def _before_attribution(candidate: Candidate) -> bool | None:
    """``„Koniec!” – Jan Nowak``: the dash says who said it."""
    return False if candidate.dash and candidate.closers[-1:] in _QUOTES else None


def _after_strong_mark(candidate: Candidate) -> bool | None:
    return True if candidate.mark != "." or candidate.closers else None


def _abbreviation_before_dash(candidate: Candidate) -> bool | None:
    """``Kraków, 2021 r. – Sejm…`` goes on, unless dashes mark the turns of a dialogue."""
    if not candidate.dash:
        return None
    if candidate.kind is Kind.DATE:
        return candidate.text[candidate.start] in "-–—"
    return candidate.kind in (None, Kind.QUANTITY, Kind.CLOSING)


def _after_number(candidate: Candidate) -> bool | None:
    """``5. Pułk`` and ``5. 10. 2022`` are ordinals, ``wygrali 5. Potem`` is an end."""
    if not NUMBER.fullmatch(candidate.word):
        return None
    if candidate.next.isdigit():
        goes_on = candidate.text.startswith(".", candidate.next_end) or len(candidate.next) == 4
        return not (goes_on and len(candidate.word) <= 2)
    if ROMAN.fullmatch(candidate.next):  # "lat 70. XX wieku"
        return False
    if len(candidate.word) == 2 and candidate.previous in polish.DECADE_WORDS:
        return _after_date(candidate)
    following = candidate.text[candidate.next_start : candidate.next_start + 80].split()
    name = takewhile(lambda word: word[0].isupper(), following[:4])
    return not any(word.startswith(polish.ORDINAL_STEMS) for word in name)


def _after_initial(candidate: Candidate) -> bool | None:
    """``J. Piłsudski``, ``A.B. Nowak``, but ``witamina C. W zimie``."""
    if not is_initial(candidate.word):
        return None
    return candidate.starts_function_word or candidate.previous.startswith(polish.LETTERED_STEMS)


def _after_abbreviation(candidate: Candidate) -> bool | None:
    kind = candidate.kind
    if kind is not None and candidate.openers.startswith(("(", "[")):  # "z 2021 r. (Dz.U. poz. 5)"
        return False
    return None if kind is None else _BY_KIND[kind](candidate)


def _after_long_word(candidate: Candidate) -> bool | None:
    """Spare sentence-splitter words too long for an abbreviation: it takes its time."""
    return True if len(candidate.word) > _LONGEST and "." not in candidate.word else None


def _after_numbered(candidate: Candidate) -> bool | None:
    if candidate.next.isdigit() or ROMAN.fullmatch(candidate.next):
        return False
    before = candidate.previous.rstrip(".")
    return bool(NUMBER.fullmatch(before)) or ABBREVIATIONS.get(before) is Kind.QUANTITY


def _after_quantity(candidate: Candidate) -> bool | None:
    if candidate.next.isdigit():
        return None
    return candidate.starts_function_word or not candidate.next.endswith(polish.COUNTED_ENDINGS)


def _after_date(candidate: Candidate) -> bool | None:
    """Go on after a date that is all its clause has said so far."""
    if candidate.starts_function_word:
        return True
    names_work = candidate.openers and _FROM_YEAR.search(candidate.head)
    if names_work or _is_opening_date(candidate) or candidate.next in polish.ACTS:
        return False
    if candidate.next.isdigit():
        following = candidate.text[candidate.next_end : candidate.next_end + 20].split()
        return True if following and following[0] in polish.MONTHS else None
    return True


def _is_opening_date(candidate: Candidate) -> bool:
    """Whether the clause consists of the date: ``Już w maju 2021 r.``, ``…, a w XX w.``."""
    *_, last = [0, *(found.end() for found in _CLAUSE_START.finditer(candidate.head))]
    words = candidate.head[last:].replace(". ", " ").split()
    if last == 0 and not candidate.whole:
        return False
    at_start = not candidate.head[:last].strip(" -–—„«“(")
    if words and words[0].lower() in polish.CONJUNCTIONS:
        words, at_start = words[1:], True
    elif words and words[0].endswith(polish.PARTICIPLE_ENDINGS):
        words = words[1:]
    return at_start and all(is_number(word) or word.lower() in polish.TIME_WORDS for word in words)


@lru_cache(maxsize=1 << 16)
def _sentence_splitter_breaks(word: str, before_number: bool) -> bool:
    return len(_sentence_splitter().split(f"{word}. {'0' if before_number else 'A'}")) > 1


@lru_cache(maxsize=1)
def _sentence_splitter() -> SentenceSplitter:
    from sentence_splitter import SentenceSplitter

    return SentenceSplitter(language="pl")


_RULES: tuple[Callable[[Candidate], bool | None], ...] = (
    _before_small_letter,
    _after_list_marker,
    _at_omission,
    _inside_bracket,
    _before_attribution,
    _after_quoted_title,
    _after_strong_mark,
    _abbreviation_before_dash,
    _after_number,
    _after_initial,
    _after_abbreviation,
    _after_long_word,
)

_BY_KIND: dict[Kind, Callable[[Candidate], bool | None]] = {
    Kind.LEADING: lambda _: False,
    Kind.WORDLIKE: lambda candidate: candidate.starts_function_word,
    Kind.NUMBERED: _after_numbered,
    Kind.NUMERIC: lambda candidate: not candidate.next.isdigit(),
    Kind.QUANTITY: _after_quantity,
    Kind.DATE: _after_date,
    Kind.CLOSING: lambda _: True,
}
