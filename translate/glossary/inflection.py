"""All surface forms of a glossary entry: every case, singular and plural, of its Polish name.

Where the dictionary of Morfeusz 2 knows a word, it is asked; where it does not, the word is
declined by its ending (:mod:`~translate.glossary.declension`). Names of several words are taken
apart in :mod:`~translate.glossary.phrase`. Where nothing is known for sure, the name stands as it
is, and the explanation says so. Forms that the editor gave are always added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary import phrase
from translate.glossary.entry import GENDERS, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from translate.glossary.declension import Inflected
    from translate.glossary.entry import Entry


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form, the cases it may stand for (``nom gen dat acc ins loc voc``), its number.

    *number* is ``sg`` or ``pl``. A form that only the editor gave has no cases and an empty number:
    they are not known.
    """

    text: str
    cases: frozenset[str]
    number: str


@dataclass(frozen=True, slots=True)
class Paradigm:
    """The forms of an entry, and where they come from.

    *how* is ``dictionary``, ``pattern NAME``, ``indeclinable``, ``abstained`` or, for a name of
    several words, ``phrase``. *explanation* is one line for the editor.
    """

    forms: tuple[Form, ...]
    how: str
    explanation: str


def inflect(entry: Entry) -> tuple[Form, ...]:
    """Give all surface forms of *entry*, its source first.

    >>> from translate.glossary.entry import Entry
    >>> [form.text for form in inflect(Entry("Tokajew", "Tokayev", type="person", gender="m"))][:5]
    ['Tokajew', 'Tokajewa', 'Tokajewowi', 'Tokajewem', 'Tokajewie']
    """
    return decline(entry).forms


def decline(entry: Entry) -> Paradigm:
    """Give all surface forms of *entry* and say where they come from."""
    type_ = entry.type if entry.type in TYPES else ""
    gender = entry.gender if entry.gender in GENDERS else ""
    result = phrase.decline(entry.source, type_, gender)
    forms = _merge(result.forms, entry.source)
    known = {form.text for form in forms}
    given = [text for text in dict.fromkeys(entry.forms) if text not in known]
    explanation = result.explanation
    if given:
        explanation += f"; the glossary adds {', '.join(given)}"
    added = tuple(Form(text, frozenset(), "") for text in given)
    return Paradigm(forms + added, result.how, explanation)


def _merge(inflected: Iterable[Inflected], source: str) -> tuple[Form, ...]:
    cases: dict[tuple[str, str], set[str]] = {}
    for form in inflected:
        cases.setdefault((form.text, form.number), set()).add(form.case)
    if not any(text == source for text, _ in cases):
        cases = {(source, "sg"): {"nom"}, **cases}
    forms = [Form(text, frozenset(found), number) for (text, number), found in cases.items()]
    return tuple(sorted(forms, key=lambda form: form.text != source))
