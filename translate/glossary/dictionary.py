"""What Morfeusz 2 and its dictionary (SGJP) know about a Polish word.

Morfeusz is imported on first use: a glossary whose forms are in the cache never needs it.
Marcin Woliński, "Morfeusz Reloaded", LREC 2014.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from translate.glossary.declension import Inflected

if TYPE_CHECKING:
    from collections.abc import Iterable

NOUNS = frozenset({"subst", "depr"})
ADJECTIVES = frozenset({"adj", "ppas", "pact"})
_PEOPLE = frozenset({"imię", "nazwisko", "nazwisko_(odmężowskie)", "pseudonim", "przydomek"})
_PLACES = frozenset({"nazwa_geograficzna", "człon_nazwy_geograficznej"})
_LABELS = {"person": _PEOPLE | {"człon_nazwiska"}, "place": _PLACES}
_NONE: frozenset[str] = frozenset()
_CASE_NAMES = {"inst": "ins"}  # Morfeusz' name of a case, where ours is another


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form.

    *genders* are Morfeusz' (``m1`` people, ``m2`` animals, ``m3`` things, ``f``, ``n``); *plural
    only* words (Chiny) are neuter there. A preposition's *cases* are those it governs. *labels* say
    what sort of name it is.
    """

    text: str
    lemma: str
    pos: str
    numbers: frozenset[str]
    cases: frozenset[str]
    genders: frozenset[str]
    labels: frozenset[str]
    plural_only: bool

    @property
    def nominative(self) -> bool:
        """Whether the form may be a nominative."""
        return "nom" in self.cases

    def inflected(self) -> Iterable[Inflected]:
        """Give the form once for every case and number it stands for."""
        text = self.text.replace("’", "'")
        for number in sorted(self.numbers, reverse=True):
            for case in sorted(self.cases):
                yield Inflected(text, case, number)


def readings(word: str) -> tuple[Reading, ...]:
    """Give every reading of a single word form; none where the dictionary does not know it."""
    nodes = morfeusz().analyse(word)
    if any((start, stop) != (0, 1) for start, stop, _ in nodes):
        return ()
    return tuple(
        _reading(interpretation) for _, _, interpretation in nodes if _known(interpretation)
    )


def lexemes(lemma: str) -> tuple[tuple[Reading, ...], ...]:
    """Give the nouns with this lemma, each as all its forms."""
    found: dict[tuple[object, ...], list[Reading]] = {}
    for interpretation in morfeusz().generate(lemma):
        if _known(interpretation) and interpretation[2].startswith("subst"):
            form = _reading(interpretation)
            found.setdefault((form.lemma, form.genders, form.labels), []).append(form)
    return tuple(map(tuple, found.values()))


def names(word: str, type_: str, gender: str) -> tuple[Inflected, ...]:
    """Decline *word* as the dictionary does; no forms if it has no such name.

    A person must be listed as a name of people, a place as a name of places; an organisation or
    anything else may be a common noun as well (Ministerstwo). *gender* (m, f, n) picks among
    homonyms (Duda, he or she).
    """
    if type_ in _LABELS:
        chosen = [
            x for x in lexemes(word) if _fits(x, type_, gender) and x[0].labels & _LABELS[type_]
        ]
    else:
        chosen = [x for x in lexemes(word) if _fits(x, type_, gender)] or [
            _capitalised(x, word) for x in lexemes(word.lower()) if _fits(x, type_, gender)
        ]
    return tuple(
        dict.fromkeys(form for x in chosen for reading in x for form in reading.inflected())
    )


def has_first_name(word: str) -> bool:
    """Say whether the dictionary lists *word* as a first name."""
    return any("imię" in reading.labels for reading in readings(word))


def _fits(lexeme: tuple[Reading, ...], type_: str, gender: str) -> bool:
    genders = lexeme[0].genders
    if lexeme[0].plural_only:
        return type_ != "person"
    of_people = type_ == "person" and not genders & {"m1", "f"}
    of_things = type_ in ("place", "org") and genders == {"m1"}
    return not (of_people or of_things) and (not gender or any(g[0] == gender for g in genders))


def _capitalised(lexeme: tuple[Reading, ...], like: str) -> tuple[Reading, ...]:
    if not like[:1].isupper():
        return lexeme
    return tuple(replace(form, text=form.text[:1].upper() + form.text[1:]) for form in lexeme)


def _known(interpretation: tuple[Any, ...]) -> bool:
    return interpretation[2] not in ("ign", "interp") and ":" in interpretation[2]


def _reading(interpretation: tuple[Any, ...]) -> Reading:
    text, lemma, tag, labels, _ = interpretation
    pos, *rest = tag.split(":")
    parts = [frozenset(part.split(".")) for part in rest] + [_NONE] * 3
    numbers, cases, genders = parts[:3]
    if pos == "prep":
        numbers, cases, genders = _NONE, numbers, _NONE
    elif pos == "praet":
        cases, genders = _NONE, cases
    cases = frozenset(_CASE_NAMES.get(case, case) for case in cases)
    name = lemma.split(":")[0]
    return Reading(text, name, pos, numbers, cases, genders, frozenset(labels), "pt" in rest)


@cache
def morfeusz() -> Any:
    """Return the analyser; it is loaded once."""
    import morfeusz2

    return morfeusz2.Morfeusz()
