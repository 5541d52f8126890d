"""From the Polish transcription of a Cyrillic name to the English one, by rules.

The rules are ``transcription.tsv`` and ``given.tsv``; this is the engine that applies them. Whether
a name is a transcription at all is told by its ending or by the first name beside it; where nothing
tells it, there is no answer.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

# Endings of surnames that Polish names do not have, or hardly.
_ENDING = re.compile(
    r"(?:[aijouy]jew|[bdfgjlłmnprstwz]iew|[^aeiouy]cew|czow|[^aeiouy]ow|enko|[nzż]czuk|niuk|"
    r"dze|szwili|skij|ckij|[aeo]jan|[bgjłnrst]jan|[dkpmr]iejcz)a?$"
)
_FOREIGN = re.compile("[qvxąęóüöäéèğışçāīū]")  # letters that no such transcription has


def romanise(name: str) -> str | None:
    """Give the English transcription of *name*, or None if it does not look like a transcription.

    >>> romanise("Siergiej Sierdiukow"), romanise("Tomasz Kowalski")
    ('Sergei Serdyukov', None)
    """
    words = name.split(" ")
    is_transcribed = tells_cyrillic(words[0]) or _ENDING.search(words[-1].lower())
    if not is_transcribed or _FOREIGN.search(name.lower()):
        return None
    return " ".join(given().get(word) or "-".join(map(by_rules, word.split("-"))) for word in words)


def by_rules(word: str) -> str:
    """Apply the rules to a word.

    >>> by_rules("Chruszczow")
    'Khrushchev'
    """
    lower = word.lower()
    pieces: list[str] = []
    position = 0
    while position < len(lower):
        for pattern, english in _rules():
            if found := pattern.match(lower, position):
                pieces.append(english)
                position = found.end()
                break
        else:
            pieces.append(lower[position])
            position += 1
    text = "".join(pieces)
    return text[:1].upper() + text[1:] if word[:1].isupper() else text


@cache
def given() -> dict[str, str]:
    """Give the first names that are transcribed, with their English."""
    return {row[0]: row[1] for row in _table("given.tsv")}


def tells_cyrillic(first_name: str) -> bool:
    """Say whether *first_name* is one that tells that the surname is transcribed."""
    return first_name in _telling()


@cache
def _telling() -> frozenset[str]:
    return frozenset(row[0] for row in _table("given.tsv") if row[2] == "yes")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row[0]), row[1]) for row in _table("transcription.tsv"))


def _table(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and line[0] != "#"][1:]
