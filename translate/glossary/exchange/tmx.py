"""TMX 1.4, the exchange format of translation memories: one unit an entry.

What a unit has no element for (type, gender and the like) goes into properties that begin with
``x-pl2en-``, as the standard provides for; other programs leave them alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from translate import __version__
from translate.errors import GlossaryError
from translate.glossary.diff import values
from translate.glossary.exchange import xml
from translate.glossary.exchange.grid import Imported, to_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from translate.glossary.entry import Entry

_PREFIX = "x-pl2en-"
_ELEMENTS = ("source", "target", "note")


def read(data: bytes, encoding: str | None = None) -> Imported:
    """Read a translation memory; raises GlossaryError if it is none, or not Polish and English."""
    del encoding  # XML says itself
    root = xml.parse(data)
    if root.tag != "tmx":
        raise GlossaryError(f"no translation memory: its root is <{root.tag}>, not <tmx>")
    entries: list[Entry] = []
    skipped: list[str] = []
    for number, unit in enumerate(xml.children(root, "tu"), 1):
        cells = _cells(unit)
        if cells.get("source") and cells.get("target"):
            entries.append(to_entry(cells, number))
        else:
            skipped.append(f"unit {number} has no Polish and English: {xml.text_of(unit)[:60]}")
    if not entries:
        raise GlossaryError("no unit has both Polish (pl) and English (en)")
    return Imported(tuple(entries), (), tuple(skipped))


def write(entries: Sequence[Entry]) -> bytes:
    """Write a translation memory from Polish into English."""
    root = ElementTree.Element("tmx", {"version": "1.4"})
    header = {
        "creationtool": "pl2en",
        "creationtoolversion": __version__,
        "segtype": "phrase",
        "o-tmf": "pl2en",
        "adminlang": "en",
        "srclang": "pl",
        "datatype": "plaintext",
    }
    ElementTree.SubElement(root, "header", header)
    body = xml.add(root, "body")
    for entry in entries:
        unit = xml.add(body, "tu")
        if entry.note:
            xml.add(unit, "note", entry.note)
        for name, value in values(entry).items():
            if name not in _ELEMENTS:
                xml.add(unit, "prop", value, type=_PREFIX + name)
        xml.add(xml.add(unit, "tuv", lang="pl"), "seg", entry.source)
        xml.add(xml.add(unit, "tuv", lang="en"), "seg", entry.target)
    return xml.serialise(root)


def _cells(unit: Element) -> dict[str, str]:
    cells = {"note": xml.text_of(unit.find("note"))}
    for prop in unit.findall("prop"):
        name = prop.get("type", "")
        if name.startswith(_PREFIX):
            cells[name.removeprefix(_PREFIX)] = xml.text_of(prop)
    for variant in unit.findall("tuv"):
        column = {"pl": "source", "en": "target"}.get(xml.language_of(variant))
        if column:
            cells.setdefault(column, xml.text_of(variant.find("seg")))
    return cells
