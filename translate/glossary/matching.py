"""Find the names of a glossary in Polish text, in whatever case they stand.

All entries are looked for at once: the text is taken apart into words, and at each word the longest
phrase that is a form of some entry wins. The time is linear in the length of the text and does not
depend on the number of entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary.ambiguity import Candidate, choose
from translate.glossary.boundaries import admits, in_address
from translate.glossary.index import Index, build, key
from translate.glossary.words import Word, Words, gap, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from translate.glossary.entry import Entry
    from translate.glossary.inflection import Form


@dataclass(frozen=True, slots=True)
class Match:
    """A form of *entry* at ``text[start:stop]``, counted in code points.

    *alternatives* are other entries that have this form too and fit their neighbours no less;
    *reason* names the word that decided among several entries, and is empty where none had to.
    """

    start: int
    stop: int
    text: str
    entry: Entry
    form: Form
    alternatives: tuple[Entry, ...] = ()
    reason: str = ""


class Glossary:
    """The entries of a glossary, ready to be found in text."""

    def __init__(self, entries: Iterable[Entry], index: Index | None = None) -> None:
        """Take *entries*; *index* is what :func:`~translate.glossary.index.build` made of them."""
        self.entries = tuple(entries)
        self._index = build(self.entries) if index is None else index
        self._begins = _Begins(self._index)

    def find(self, text: str) -> list[Match]:
        """Give the matches in *text*, leftmost and longest first, none overlapping, in order.

        >>> from translate.glossary.entry import Entry
        >>> glossary = Glossary([Entry("Tokajew", "Tokayev", type="person", gender="m")])
        >>> [(m.start, m.stop, m.text) for m in glossary.find("Na prośbę Tokajewa.")]
        [(10, 18, 'Tokajewa')]
        """
        parts = Words(text)
        begins = self._begins
        matches: list[Match] = []
        free = 0
        for position in [at for at, word in enumerate(parts.raw) if begins[word]]:
            if position >= free:
                match, length = self._longest_at(text, parts, position)
                free = position + length
                matches += [match] if match is not None else []
        return matches

    def _longest_at(self, text: str, parts: Words, position: int) -> tuple[Match | None, int]:
        """Give the longest match that begins at a word, and the number of its words (or 1)."""
        longest = max(self._index.longest.get(n, 1) for n in _names(parts[position : position + 1]))
        for length in range(min(longest, len(parts) - position), 0, -1):
            match = self._match(text, parts, position, length)
            if match is not None:
                return match, length
        return None, 1

    def _match(self, text: str, parts: Words, position: int, length: int) -> Match | None:
        candidates = [
            (self.entries[number], form)
            for name in _names(parts[position : position + length])
            for number, form in self._index.lookup(name)
            if admits(parts, position, length, self.entries[number], form)
        ]
        if not candidates:
            return None
        start, stop = parts[position].start, parts[position + length - 1].stop
        best, reason = choose(_as_written(candidates, text[start:stop]), parts, position, length)
        if not best or in_address(text, start, stop):
            return None
        entry, form = best[0]
        start, stop = _with_marks(text, start, stop, form.text)
        others = tuple(dict.fromkeys(other for other, _ in best if other is not entry))
        return Match(start, stop, text[start:stop], entry, form, others, reason)


def _with_marks(text: str, start: int, stop: int, form: str) -> tuple[int, int]:
    """Take in the marks that *form* itself begins or ends with: NSZZ „Solidarność”."""
    if form[0].isalnum() and form[-1].isalnum():
        return start, stop
    inner = Words(form)
    before, after = inner[0].start, len(form) - inner[len(inner) - 1].stop
    if before and start >= before and gap(text[start - before : start]) == gap(form[:before]):
        start -= before
    if after and gap(text[stop : stop + after]) == gap(form[-after:]):
        stop += after
    return start, stop


class _Begins(dict[str, bool]):
    """Whether some form begins with a word, for each word that was asked for."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, word: str) -> bool:
        names = _names(list(Words(word)))
        self[word] = any(n in self._index.forms or n in self._index.longest for n in names)
        return self[word]


def _as_written(candidates: list[Candidate], text: str) -> list[Candidate]:
    """Keep the forms that are spelled just as *text*, if there are any: Erdogan, not Erdoğan."""
    return [c for c in candidates if c[1].text == plain(text)] or candidates


def _names(parts: list[Word]) -> list[str]:
    """Give the keys to look a phrase up by: one with a capital may stand for one without."""
    name = key(parts)
    return [name, name[:1].lower() + name[1:]] if name[:1].isupper() else [name]
