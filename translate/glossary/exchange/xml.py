"""What the XML formats share: reading without namespaces, writing without what XML forbids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from translate.errors import GlossaryError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def parse(data: bytes) -> Element:
    """Read *data*, namespaces taken off the tags; raises GlossaryError if it is no XML."""
    if b"<!ENTITY" in data:
        raise GlossaryError("it declares entities of its own; export it without them")
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        line, column = error.position
        message = f"not well-formed XML ({error.msg.partition(':')[0]}); export it again"
        raise GlossaryError(message, line=line, column=column + 1) from None
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def serialise(root: Element, doctype: str = "") -> bytes:
    """Write *root* as UTF-8 with a declaration, indented."""
    ElementTree.indent(root)
    declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
    text = ElementTree.tostring(root, encoding="unicode")
    return f"{declaration}{doctype}{text}\n".encode()


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Append an element with *text*; raises GlossaryError for characters that XML forbids."""
    if found := _FORBIDDEN.search(text):
        message = f"{text!r} has U+{ord(found[0]):04X}, which XML cannot hold"
        raise GlossaryError(f"{message}; see: pl2en glossary check")
    named = {LANGUAGE if name == "lang" else name: value for name, value in attributes.items()}
    element = ElementTree.SubElement(parent, tag, named)
    element.text = text or None
    return element


def text_of(element: Element | None) -> str:
    """Give all text in *element* on one line."""
    if element is None:
        return ""
    return re.sub(r"\s*[\r\n\t]\s*", " ", "".join(element.itertext())).strip()


def language_of(element: Element) -> str:
    """Give the language of *element*: ``pl`` for pl-PL, PL and pl alike."""
    code = element.get(LANGUAGE) or element.get("lang") or ""
    return re.split("[-_]", code.lower())[0]


def children(element: Element, *tags: str) -> Iterator[Element]:
    """Give the descendants of *element* with one of *tags*."""
    return (child for child in element.iter() if child.tag in tags)
