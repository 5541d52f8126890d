"""One line of the glossary: a Polish name, its English, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass

TYPES = ("person", "place", "org", "other")
GENDERS = ("m", "f", "n")
CASES = ("any", "exact")


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in Polish (*source*, in its dictionary form) and in English (*target*).

    *type* and *gender* may be empty (not known) or hold a value that no module knows: whoever reads
    them treats an unknown value as empty. *forms* are extra or irregular forms that the editor
    gave, *forbidden* wrong English renderings. *extra* holds the cells of columns that this
    version has no name for; *line* is the line of the file it came from, counted from 1.
    """

    source: str
    target: str
    note: str = ""
    type: str = ""
    gender: str = ""
    forms: tuple[str, ...] = ()
    case: str = "any"
    forbidden: tuple[str, ...] = ()
    status: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    line: int | None = None
