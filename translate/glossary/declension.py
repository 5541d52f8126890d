"""Decline a word by its ending: the tables in ``tables/`` and the small engine that reads them.

Three tables hold the knowledge. ``patterns.tsv`` says by type, gender and ending which stem and
which paradigm a name has; ``paradigms.tsv`` holds the endings of each paradigm; ``softening.tsv``
says what a stem becomes before an ending that softens it. Where no pattern fits, there is no
answer: the caller abstains.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from translate.tables import table

CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")
SLOTS = tuple((case, number) for number in ("sg", "pl") for case in CASES)

_SOFT = {"ń": "nʲ", "ć": "cʲ", "ś": "sʲ", "ź": "zʲ"}  # one way to write a soft end of a stem
_ACUTE = {soft: letter for letter, soft in _SOFT.items()}


@dataclass(frozen=True, slots=True)
class Inflected:
    """A surface form and the one case and number it stands for."""

    text: str
    case: str
    number: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A line of ``patterns.tsv``."""

    name: str
    types: frozenset[str]
    genders: frozenset[str]
    ending: re.Pattern[str]
    stem: str
    paradigm: str

    def fits(self, word: str, type_: str, gender: str) -> bool:
        """Say whether a name of this type and gender has this ending."""
        return (
            ("*" in self.types or type_ in self.types)
            and (not gender or "*" in self.genders or gender in self.genders)
            and self.ending.search(word) is not None
        )

    def stem_of(self, word: str) -> str:
        """Give the stem of *word*, a name that this pattern fits."""
        return self.ending.sub(self.stem, word, count=1)


def by_pattern(word: str, type_: str, gender: str) -> tuple[str, tuple[Inflected, ...]]:
    """Decline *word* by the first pattern that fits: its name and the forms; ("", ()) if none."""
    fitting = (p for p in _patterns() if p.fits(word, type_, gender))
    first = next(fitting, None)
    if first is None:
        return "", ()
    variants = [first, *takewhile(lambda pattern: pattern.name == first.name, fitting)]
    forms = (f for p in variants for f in by_paradigm(word, p.stem_of(word), p.paradigm))
    return first.name, tuple(dict.fromkeys(forms))


def by_paradigm(word: str, stem: str, paradigm: str) -> tuple[Inflected, ...]:
    """Give *stem* with every ending of *paradigm*; *word* is the name as it is listed."""
    cells = zip(SLOTS, _paradigms()[paradigm], strict=True)
    return tuple(
        Inflected(word if ending == "=" else join(stem, ending), case, number)
        for (case, number), endings in cells
        for ending in endings
    )


def join(stem: str, ending: str) -> str:
    """Put *ending* to *stem* as Polish spells it.

    >>> [join("Putin", "~e"), join("Nowak", "em"), join("Legieć", "a"), join("Rosj", "y")]
    ['Putinie', 'Nowakiem', 'Legiecia', 'Rosji']
    """
    if ending == "^":
        return _with_e(stem)
    if ending.startswith("~"):
        stem, ending = soften(stem), ending[1:]
    stem = _SOFT[stem[-1]].join([stem[:-1], ""]) if stem[-1:] in _SOFT else stem
    if stem.endswith("ʲ"):
        return _after_soft(stem[:-1], ending)
    if ending.startswith("y") and stem[-1:] in "kgjlieo":
        ending = "i" + ending[1:]
        stem = re.sub(r"(?<=[aeouy])j$", "", stem)
    elif ending.startswith("e") and stem.endswith(("k", "g", "gh")):
        ending = "i" + ending
    return re.sub("(?:([ncsz])ʲ|ʲ)", lambda soft: _ACUTE.get(soft[0], ""), stem + ending)


def soften(stem: str) -> str:
    """Soften the end of *stem* by the longest line of ``softening.tsv`` that fits."""
    table_ = _softening()
    for length in (3, 2, 1):
        if soft := table_.get(stem[-length:]):
            return stem[:-length] + soft
    return stem


def _after_soft(stem: str, ending: str) -> str:
    if not ending:
        return stem[:-1] + _ACUTE.get(stem[-1:] + "ʲ", stem[-1:])
    return stem + "i" + (ending[1:] if ending[0] in "iy" else ending)


def _with_e(stem: str) -> str:
    return stem[:-1] + ("ie" if stem[-2:-1] in "kg" else "e") + stem[-1]


@cache
def _patterns() -> tuple[Pattern, ...]:
    return tuple(
        Pattern(
            row["pattern"],
            frozenset(row["type"].split(",")),
            frozenset(row["gender"].split(",")),
            re.compile(f"(?:{row['ending']})$"),
            row["stem"],
            row["paradigm"],
        )
        for row in table("patterns", "translate.glossary")
    )


@cache
def _paradigms() -> dict[str, tuple[tuple[str, ...], ...]]:
    return {
        row["paradigm"]: tuple(map(_endings, list(row.values())[1:]))
        for row in table("paradigms", "translate.glossary")
    }


@cache
def _softening() -> dict[str, str]:
    return {row["hard"]: row["soft"] for row in table("softening", "translate.glossary")}


def _endings(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple("" if e == "0" else e for e in cell.split("/"))
