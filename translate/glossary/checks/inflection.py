"""Checks of Polish inflection: is the source the dictionary form, and are its other forms known?"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from translate.glossary.checks.sheet import Finding, Sheet
    from translate.glossary.entry import Entry


def check(sheet: Sheet) -> Iterator[Finding]:
    """Give the sources of *sheet* that are no dictionary forms, or of which no forms are known."""
    several = {
        number
        for text, found in sheet.forms.items()
        for number, _ in found
        if text != sheet.pairs[number][1].source
    }
    for number, (line, entry) in enumerate(sheet.pairs):
        if why := _oblique(entry) or _form_of_another(sheet, number):
            yield line.finding("W601", "source", why)
        elif number not in several and _unknown(entry):
            fault = f"{entry.source}: only this form will be found"
            yield line.finding("W602", "source", fault)


def _oblique(entry: Entry) -> str:
    """Say of which name a source of one word is an inflected form, if the dictionary is sure."""
    from translate.glossary.dictionary import readings

    if " " in entry.source or entry.forms:
        return ""
    if entry.type == "person" and not entry.gender:
        return ""  # Putina: his genitive, or her name
    found = readings(entry.source)
    names = [
        reading
        for reading in found
        if reading.labels
        and reading.lemma[:1].isupper()
        and (not entry.gender or any(g[0] == entry.gender for g in reading.genders))
    ]
    if not names or any(reading.nominative for reading in found):
        return ""
    return f"{entry.source} is a form of {names[0].lemma}"


def _form_of_another(sheet: Sheet, number: int) -> str:
    """Say of which entry with the same target the source is a form, but no nominative."""
    entry = sheet.pairs[number][1]
    for place, form in sheet.forms.get(entry.source, ()):
        line, other = sheet.pairs[place]
        is_other = other.target == entry.target and other.source != entry.source
        if is_other and form.cases and "nom" not in form.cases:
            return f"{entry.source} is a form of {other.source} in line {line.number}"
    return ""


def _unknown(entry: Entry) -> bool:
    from translate.glossary.inflection import decline

    return decline(entry).how == "abstained"
