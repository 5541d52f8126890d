"""Look for mistakes in a glossary, before they reach every translation.

``codes.tsv`` is the table of the checks: the code, whether it is an error or a warning, what it
means and what to do. ``pl2en glossary check --codes`` prints it. By their hundreds the codes are
about lines (1), characters (2), columns with fixed values (3), targets (4), entries beside each
other (5) and Polish inflection (6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.errors import GlossaryError
from translate.glossary.checks import characters, inflection, lines, relations, values
from translate.glossary.checks.sheet import CODES, Code, Finding, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CHECKED", "CODES", "Code", "Finding", "check", "select_codes"]

CHECKED = "checked"  # the status of an entry that somebody has looked at
_GROUPS = {  # the first figures of the codes that each group finds
    "1": lines.check,
    "2": characters.check,
    "34": values.check,
    "5": relations.check,
    "6": inflection.check,
}


def check(text: str, codes: Iterable[str] = tuple(CODES)) -> list[Finding]:
    r"""Give what *codes* find in the *text* of a glossary, in the order of its lines.

    >>> [finding.fault for finding in check("source\ttarget\nRosja\tRussia\nRosja\tRusia\n")]
    ['Rosja is also in line 2, as Russia']
    """
    wanted = frozenset(codes)
    try:
        sheet = Sheet.read(text)
    except GlossaryError as error:
        found = [Finding("E101", error.line or 1, 1, "", error.text or "", error.message)]
        return [finding for finding in found if finding.code in wanted]
    figures = {code[1] for code in wanted}
    groups = (group for first, group in _GROUPS.items() if not figures.isdisjoint(first))
    found = [finding for group in groups for finding in group(sheet)]
    checked = {line.number for line in sheet.lines if line.entry and line.entry.status == CHECKED}
    return sorted(
        (f for f in found if f.code in wanted and (f.is_error or f.line not in checked)),
        key=lambda f: (f.line, f.column, f.code),
    )


def select_codes(selected: Iterable[str]) -> frozenset[str]:
    """Give the codes that *selected* names, each a code or the beginning of some (E, W5).

    Raises GlossaryError if one names nothing.

    >>> sorted(select_codes(["E10", "W504"]))
    ['E101', 'E102', 'E103', 'E104', 'E105', 'W504']
    """
    codes: set[str] = set()
    for prefix in selected:
        named = {code for code in CODES if code.startswith(prefix.upper())}
        if not prefix or not named:
            raise GlossaryError(f"no check is called {prefix!r}; see: pl2en glossary check --codes")
        codes |= named
    return frozenset(codes)
