"""TBX-Basic, the exchange format of termbases (ISO 30042:2019; version 2 of 2008 is read as well).

A concept has terms in languages. The first Polish term is the source; Polish terms of the type
``variant`` are its forms, other Polish terms entries of their own. The preferred English term is
the target; deprecated and superseded ones are forbidden renderings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from translate.errors import GlossaryError
from translate.glossary.entry import Entry
from translate.glossary.exchange import xml
from translate.glossary.exchange.grid import Imported

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_GENDERS = {"m": "masculine", "f": "feminine", "n": "neuter"}
_GENDER_CODES = {name: code for code, name in _GENDERS.items()}
_PREFERRED, _DEPRECATED = "preferredTerm-admn-sts", "deprecatedTerm-admn-sts"
_BAD = ("deprecated", "superseded", "forbidden", "obsolete")


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    notes: dict[str, str]

    @property
    def is_bad(self) -> bool:
        return self.notes.get("administrativeStatus", "").lower().startswith(_BAD)

    @property
    def is_variant(self) -> bool:
        return self.notes.get("termType") == "variant"


def read(data: bytes, encoding: str | None = None) -> Imported:
    """Read a termbase; raises GlossaryError if it is none, or has no Polish and English."""
    del encoding  # XML says itself
    root = xml.parse(data)
    if root.tag not in ("tbx", "martif"):
        raise GlossaryError(f"no termbase: its root is <{root.tag}>, not <tbx> or <martif>")
    entries: list[Entry] = []
    skipped: list[str] = []
    for number, concept in enumerate(xml.children(root, "conceptEntry", "termEntry"), 1):
        found, further = _entries(concept, number)
        entries += found
        skipped += [f"concept {number}: {term} is a second English term" for term in further]
        if not found:
            skipped.append(
                f"concept {number} has no Polish and English: {xml.text_of(concept)[:60]}"
            )
    if not entries:
        raise GlossaryError("no concept has both Polish (pl) and English (en) terms")
    return Imported(tuple(entries), (), tuple(skipped))


def write(entries: Sequence[Entry]) -> bytes:
    """Write a termbase in TBX-Basic, version 3, style DCA."""
    root = ElementTree.Element(
        "tbx", {"xmlns": _NAMESPACE, "type": "TBX-Basic", "style": "dca", xml.LANGUAGE: "en"}
    )
    file = xml.add(xml.add(root, "tbxHeader"), "fileDesc")
    xml.add(xml.add(file, "titleStmt"), "title", "Glossary")
    xml.add(xml.add(file, "sourceDesc"), "p", "Polish and English names, written by pl2en")
    body = xml.add(xml.add(root, "text"), "body")
    for number, entry in enumerate(entries, 1):
        _write_concept(xml.add(body, "conceptEntry", id=f"c{number}"), entry)
    return xml.serialise(root)


def _entries(concept: Element, number: int) -> tuple[list[Entry], list[str]]:
    terms: dict[str, list[_Term]] = {}
    for section in xml.children(concept, "langSec", "langSet"):
        found = [_term(element) for element in xml.children(section, "termSec", "tig", "ntig")]
        terms.setdefault(xml.language_of(section), []).extend(t for t in found if t.text)
    polish = [term for term in terms.get("pl", []) if not term.is_variant and not term.is_bad]
    english = [term for term in terms.get("en", []) if not term.is_bad]
    if not polish or not english:
        return [], []
    english.sort(key=lambda term: term.notes.get("administrativeStatus") != _PREFERRED)
    common = Entry(
        source="",
        target=english[0].text,
        note=_note(concept),
        type=xml.text_of(concept.find("descrip[@type='subjectField']")),
        forbidden=tuple(term.text for term in terms["en"] if term.is_bad),
    )
    forms = tuple(term.text for term in terms["pl"] if term.is_variant)
    entries = [_with_source(common, term, forms, number) for term in polish]
    return entries, [term.text for term in english[1:]]


def _with_source(common: Entry, term: _Term, forms: tuple[str, ...], number: int) -> Entry:
    return Entry(
        source=term.text,
        target=common.target,
        note=common.note,
        type=common.type,
        gender=_GENDER_CODES.get(term.notes.get("grammaticalGender", ""), ""),
        forms=forms,
        forbidden=common.forbidden,
        line=number,
    )


def _term(section: Element) -> _Term:
    notes = {note.get("type", ""): xml.text_of(note) for note in xml.children(section, "termNote")}
    return _Term(xml.text_of(next(xml.children(section, "term"), None)), notes)


def _note(concept: Element) -> str:
    definitions = (d for d in xml.children(concept, "descrip") if d.get("type") == "definition")
    found = [*concept.findall("note"), *definitions]
    return "; ".join(dict.fromkeys(filter(None, map(xml.text_of, found))))


def _write_concept(concept: Element, entry: Entry) -> None:
    if entry.type:
        xml.add(concept, "descrip", entry.type, type="subjectField")
    if entry.note:
        xml.add(concept, "note", entry.note)
    polish = xml.add(concept, "langSec", lang="pl")
    gender = _GENDERS.get(entry.gender, "")
    _write_term(polish, entry.source, partOfSpeech="noun", grammaticalGender=gender)
    for form in entry.forms:
        _write_term(polish, form, termType="variant")
    english = xml.add(concept, "langSec", lang="en")
    _write_term(english, entry.target, partOfSpeech="noun", administrativeStatus=_PREFERRED)
    for wrong in entry.forbidden:
        _write_term(english, wrong, administrativeStatus=_DEPRECATED)


def _write_term(section: Element, text: str, **notes: str) -> None:
    term = xml.add(section, "termSec")
    xml.add(term, "term", text)
    for name, value in notes.items():
        if value:
            xml.add(term, "termNote", value, type=name)
