"""Formats: how a translation is written down."""

from translate.formats.html import HtmlWriter
from translate.formats.plain import JsonlWriter, TextWriter, Writer

WRITERS: dict[str, type[TextWriter] | type[JsonlWriter] | type[HtmlWriter]] = {
    "text": TextWriter,
    "jsonl": JsonlWriter,
    "html": HtmlWriter,
}

__all__ = ["WRITERS", "HtmlWriter", "JsonlWriter", "TextWriter", "Writer"]
