"""Every form of every entry, by how it reads: what the matcher looks a phrase up in."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary.inflection import Form, inflect
from translate.glossary.words import Words, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from translate.glossary.entry import Entry
    from translate.glossary.words import Word

_BETWEEN_FORMS, _BETWEEN_FIELDS = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Index:
    """What :func:`build` makes of a glossary.

    *forms* gives for a key the forms that read so, as text that is taken apart only when it is
    looked up: a glossary of a hundred thousand entries has a million forms. *longest* gives for the
    key of a first word the number of words of the longest form that begins with it, if above one.
    """

    forms: dict[str, str]
    longest: dict[str, int]

    def lookup(self, key: str) -> list[tuple[int, Form]]:
        """Give the number of the entry and its form for every form with this *key*."""
        value = self.forms.get(key)
        return [] if value is None else [_decode(form) for form in value.split(_BETWEEN_FORMS)]


def build(entries: Iterable[Entry]) -> Index:
    """Inflect *entries* and index their forms."""
    forms: dict[str, str] = {}
    longest: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for form in inflect(entry):
            value = _encode(number, form)
            for parts in _spellings(list(Words(form.text))):
                name = key(parts)
                forms[name] = f"{forms[name]}{_BETWEEN_FORMS}{value}" if name in forms else value
                if len(parts) > 1:
                    first = key(parts[:1])
                    longest[first] = max(longest.get(first, 1), len(parts))
    return Index(forms, longest)


def key(parts: Sequence[Word]) -> str:
    """Give the key of a phrase: its words as they are looked up, with the gaps between them.

    It begins with a capital if the phrase does: a name is not looked up for a word without one.
    """
    inner = [fold(part.text) + part.gap for part in parts[:-1]]
    small = "".join(inner) + fold(parts[-1].text)
    return small[:1].upper() + small[1:] if parts[0].text[:1].isupper() else small


def _spellings(parts: list[Word]) -> Iterator[list[Word]]:
    """Give the ways to write a form: a compound name may be written without its hyphen."""
    if parts:
        yield parts
    spaced = [
        part._replace(gap=" ") if part.gap == "-" and after.text[:1].isupper() else part
        for part, after in itertools.pairwise(parts)
    ]
    if spaced and spaced != parts[:-1] and len(parts[-1].text) > 1:
        yield [*spaced, parts[-1]]


def _encode(number: int, form: Form) -> str:
    return _BETWEEN_FIELDS.join((str(number), form.number, ".".join(sorted(form.cases)), form.text))


def _decode(value: str) -> tuple[int, Form]:
    entry, number, cases, text = value.split(_BETWEEN_FIELDS)
    return int(entry), Form(text, frozenset(filter(None, cases.split("."))), number)
