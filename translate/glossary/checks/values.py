"""Checks of what the cells say: columns with fixed values, and whether the target is English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from translate.glossary.entry import CASES, GENDERS, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.glossary.checks.sheet import Finding, Line, Sheet
    from translate.glossary.entry import Entry

_FIXED = (("W301", "type", TYPES), ("W302", "gender", GENDERS), ("W303", "case", CASES))
_POLISH_ONLY = re.compile("[ąćęłńśźżĄĆĘŁŃŚŹŻ]")  # without ó, which António has as well
_POLISH_WORD = re.compile(r"[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]|\b[a-z]{2,}")


def check(sheet: Sheet) -> Iterator[Finding]:
    """Give what is wrong with the values in *sheet*."""
    for line in sheet.lines:
        if line.entry is not None:
            yield from _fixed(line, line.entry)
            yield from _target(line, line.entry)


def _fixed(line: Line, entry: Entry) -> Iterator[Finding]:
    for code, name, allowed in _FIXED:
        value: str = getattr(entry, name)
        if value and value not in allowed:
            yield line.finding(code, name, f"the {name} is {value!r}")


def _target(line: Line, entry: Entry) -> Iterator[Finding]:
    if entry.target == entry.source:
        if why := _should_differ(entry):
            yield line.finding("W401", "target", f"{entry.target} is left as it is, {why}")
    elif letters := _POLISH_ONLY.findall(entry.target):
        listed = ", ".join(dict.fromkeys(letters))
        yield line.finding("W402", "target", f"{entry.target} has {listed}")
    for wrong in entry.forbidden:
        if re.search(rf"(?<!\w){re.escape(wrong)}(?!\w)", entry.target):
            yield line.finding("E403", "forbidden", f"{wrong} is forbidden but in the target")


def _should_differ(entry: Entry) -> str:
    """Say why the English name should not be the Polish one, or nothing.

    Names of people stay as they are more often than not; a place with Polish letters may be in
    Poland, but whoever lists it should have looked.
    """
    if entry.type == "place" and _POLISH_ONLY.search(entry.source):
        return "a place with Polish letters"
    is_phrase = entry.type in ("org", "other") and " " in entry.source
    return "several Polish words" if is_phrase and _POLISH_WORD.search(entry.source) else ""
