"""May a phrase that reads like a form be taken for it? Its capitals and its neighbours decide."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from translate.glossary.words import Words, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.glossary.entry import Entry
    from translate.glossary.inflection import Form
    from translate.glossary.words import Word

_ADDRESS = re.compile(r"(?:https?://|www\.).+|.+@.+|@.+|(?:[\w-]+\.)+[a-z]{2,4}(?:[/:?#].*)?")
_ROMAN = re.compile(r"[IVXLC]+")
_PREFIXES = frozenset({"anty", "eks", "neo", "post", "pro", "super"})  # pro-Putin is about Putin
_JOINTS = frozenset("/@.:-")
_BLACK_BEFORE, _BLACK_AFTER = re.compile(r"\S+$"), re.compile(r"\S+")
_FAR = 200  # code points; an address that is longer is cut there
_SHORT = 3  # letters; so short a form is taken in capitals only beside other capitals (UN, Un)


def in_address(text: str, start: int, stop: int) -> bool:
    """Say whether ``text[start:stop]`` is part of a web or mail address or of a handle."""
    if text[start - 1 : start] not in _JOINTS and text[stop : stop + 1] not in _JOINTS:
        return False
    before = _BLACK_BEFORE.search(text, max(0, start - _FAR), start)
    after = _BLACK_AFTER.match(text, stop, stop + _FAR)
    around = (before[0] if before else "") + text[start:stop] + (after[0] if after else "")
    return _ADDRESS.fullmatch(around.strip("()[]<>,.;:!?\"'„”")) is not None


def admits(parts: Sequence[Word], position: int, length: int, entry: Entry, form: Form) -> bool:
    """Say whether the *length* words at *position*, which read like *form*, stand for *entry*."""
    seen = [part.text for part in parts[position : position + length]]
    listed = _listed(form.text)
    return _stands_alone(parts, position, length, entry) and (
        seen == listed or (entry.case != "exact" and _capitals_fit(parts, position, seen, listed))
    )


@lru_cache(maxsize=65536)
def _listed(form: str) -> list[str]:
    return [part.text for part in Words(form)]


def _capitals_fit(parts: Sequence[Word], position: int, seen: list[str], listed: list[str]) -> bool:
    if not all(map(_word_fits, seen, listed)):
        return False
    if any(not word.isupper() for word in seen) or all(map(_same_case, seen, listed)):
        return True
    end = position + len(seen)
    beside = [*parts[max(0, position - 1) : position], *parts[end : end + 1]]
    among_capitals = any(len(part.text) > 1 and part.text.isupper() for part in beside)
    return not _ROMAN.fullmatch(seen[0]) and (among_capitals or len("".join(seen)) > _SHORT)


def _word_fits(seen: str, listed: str) -> bool:
    """Say whether *seen* is *listed*, with a capital at its start, or all in capitals."""
    return (
        _same_case(seen, listed)
        or _same_case(seen, listed[:1].upper() + listed[1:])
        or seen == seen.upper()
    )


def _same_case(seen: str, listed: str) -> bool:
    return fold(seen) == fold(listed) and (
        [letter.isupper() for letter in seen if letter != "'"]
        == [letter.isupper() for letter in listed if letter != "'"]
    )


def _stands_alone(parts: Sequence[Word], position: int, length: int, entry: Entry) -> bool:
    """Say whether no hyphen or underscore makes the phrase part of something longer."""
    before = parts[position - 1] if position else None
    last = parts[position + length - 1]
    after = parts[position + length] if position + length < len(parts) else None
    if last.gap.startswith("_") or (before is not None and before.gap.endswith("_")):
        return False
    if before is not None and before.gap == "-" and not _may_precede(before.text, entry):
        return False
    return after is None or last.gap != "-" or (_is_name(after.text) and entry.type != "person")


def _may_precede(word: str, entry: Entry) -> bool:
    """Say whether *word* with a hyphen may stand before a name: Moskwa-Pekin, not Austro-Węgry."""
    if word.lower() in _PREFIXES:
        return True
    return _is_name(word) and entry.type != "person" and not word.endswith("o")


def _is_name(word: str) -> bool:
    return word[:1].isupper()
