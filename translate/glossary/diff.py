"""Compare two glossaries entry by entry, whatever the order of their lines and columns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary.table import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from translate.glossary.entry import Entry

_FIELDS = ("target", "note", "type", "gender", "forms", "case", "forbidden", "status")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an entry: *old* is None if it was added, *new* is None if it was removed."""

    old: Entry | None
    new: Entry | None

    @property
    def kind(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    @property
    def source(self) -> str:
        """The source of the entry."""
        entry = self.new or self.old
        return entry.source if entry else ""

    def fields(self) -> list[tuple[str, str, str]]:
        """Give the name, the old and the new value of every field that differs."""
        old = {} if self.old is None else values(self.old)
        new = {} if self.new is None else values(self.new)
        names = dict.fromkeys([*_FIELDS, *old, *new])
        pairs = [(name, old.get(name, ""), new.get(name, "")) for name in names if name != "source"]
        return [pair for pair in pairs if pair[1] != pair[2]]


def diff(old: Iterable[Entry], new: Iterable[Entry]) -> list[Change]:
    """Give what changed from *old* to *new*, in the order of *new*, what was removed at the end.

    Entries belong together by source. Where a source stands several times, equal entries are paired
    first, then the others in order.

    >>> from translate.glossary.entry import Entry
    >>> [c.kind for c in diff([Entry("Rosja", "Rusia")], [Entry("Rosja", "Russia")])]
    ['changed']
    """
    before = _by_source(old)
    changes: list[Change] = []
    for source, entries in _by_source(new).items():
        changes += _paired(before.pop(source, []), entries)
    changes += [Change(entry, None) for entries in before.values() for entry in entries]
    return changes


def values(entry: Entry) -> dict[str, str]:
    """Give the cells of *entry* that say something, by column.

    >>> from translate.glossary.entry import Entry
    >>> values(Entry("Rosja", "Russia", forms=("Rosyja", "Rosyji")))
    {'source': 'Rosja', 'target': 'Russia', 'forms': 'Rosyja|Rosyji'}
    """
    cells = {name: getattr(entry, name) for name in ("source", *_FIELDS)}
    cells |= {name: "|".join(cells[name]) for name in LISTS}
    cells["case"] = "" if entry.case == "any" else entry.case
    return {name: value for name, value in (cells | dict(entry.extra)).items() if value}


def _by_source(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.source].append(entry)
    return groups


def _paired(old: list[Entry], new: list[Entry]) -> Iterator[Change]:
    left, right = list(old), list(new)
    for entry in new:
        same = next((other for other in left if values(other) == values(entry)), None)
        if same is not None:
            left.remove(same)
            right.remove(entry)
    for index in range(max(len(left), len(right))):
        yield Change(*(side[index] if index < len(side) else None for side in (left, right)))
