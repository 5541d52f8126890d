"""Normalise sentence pairs and tell why a pair is unfit for training.

The reasons are the rows of :data:`FILTERS`, tried in order; the first that holds is given. They
follow common practice (Koehn et al. 2018, "Findings of the WMT 2018 Shared Task on Parallel
Corpus Filtering"): cheap tests first, and none that a clean corpus fails often.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.engines.tokens import normalise

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_CHARACTERS = 900
PLAIN_ENGLISH = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "..."})
MARKUP = re.compile(
    r"<[a-z/!][^>]*>|&\w+;|%[-\d.]*[sdlif]|[{}\\|^_~]|\$[a-z]|https?://|\w\.\w+\(|::|=="
)
DIGITS = re.compile(r"\d+")
# 1 300, 1.300, 1,300: what parts thousands differs between the languages
THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f.,](?=\d{3}(?!\d))")
WORD = re.compile(r"\w+")
POLISH_WORDS = frozenset(
    (
        "się nie jest na do że to z w i jak ale o od za po przez dla są był była było co ten ta te"
    ).split()
)
ENGLISH_WORDS = frozenset(
    ("the of and to in is that it for was with as are be this have from by not you which").split()
)


def normalise_target(text: str) -> str:
    """Return English *text* normalised, with plain quotes, so that the model learns one style."""
    return normalise(text).translate(PLAIN_ENGLISH)


def key(text: str) -> str:
    """Return what near-duplicates share: letters in lower case, every number as ``0``.

    >>> key("Zginęło 160 osób!") == key("zginęło 7 osób")
    True
    """
    return " ".join(WORD.findall(DIGITS.sub("0", text.casefold())))


def _is_empty(source: str, target: str) -> bool:
    return not (any(map(str.isalpha, source)) and any(map(str.isalpha, target)))


def _is_too_long(source: str, target: str) -> bool:
    return max(len(source), len(target)) > MAX_CHARACTERS


def _has_markup(source: str, target: str) -> bool:
    return bool(MARKUP.search(source) or MARKUP.search(target))


def _is_ratio_off(source: str, target: str) -> bool:
    # The constant forgives short pairs: "Tak." and "Yes, that is so." are both right.
    longer, shorter = max(len(source), len(target)), min(len(source), len(target))
    return longer > 1.8 * shorter + 15


def _is_copy(source: str, target: str) -> bool:
    left, right = WORD.findall(source.casefold()), set(WORD.findall(target.casefold()))
    shared = sum(word in right for word in left)
    return len(left) > 3 and shared > 0.6 * len(left)


def _do_numbers_disagree(source: str, target: str) -> bool:
    # Figures may be spelled out or converted (15.30, 3.30 p.m.), so only a clear clash counts.
    left, right = (set(DIGITS.findall(THOUSANDS.sub("", text))) for text in (source, target))
    return bool(left and right) and 2 * len(left & right) < min(len(left), len(right))


def _is_wrong_language(source: str, target: str) -> bool:
    return _leans(source, ENGLISH_WORDS, POLISH_WORDS) or _leans(
        target, POLISH_WORDS, ENGLISH_WORDS
    )


def _leans(text: str, towards: frozenset[str], away: frozenset[str]) -> bool:
    words = set(WORD.findall(text.casefold()))
    return len(words & towards) > len(words & away) + 1


FILTERS: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("empty or without letters", _is_empty),
    ("too long", _is_too_long),
    ("markup or code", _has_markup),
    ("length ratio", _is_ratio_off),
    ("source copied", _is_copy),
    ("numbers disagree", _do_numbers_disagree),
    ("wrong language", _is_wrong_language),
)


def reject(source: str, target: str) -> str | None:
    """Return why the pair is unfit, or None when it is fit.

    >>> reject("Zginęło 160 osób.", "Some 160 people died.")
    >>> reject("Zginęło 160 osób.", "Some 12 people died.")
    'numbers disagree'
    """
    return next((reason for reason, holds in FILTERS if holds(source, target)), None)
