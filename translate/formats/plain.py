"""Text in the layout of the source, and JSON lines."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any, Protocol

from translate.text import Paragraph, render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.pipeline import Translation


class Writer(Protocol):
    """Writes the translations of documents, paragraph by paragraph."""

    def write(self, name: str, paragraph: Paragraph, translations: Sequence[Translation]) -> None:
        """Write one paragraph of the input called *name*."""

    def close(self) -> None:
        """Write what comes after the last paragraph."""


class TextWriter:
    """Writes English text in the layout of the source."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, name: str, paragraph: Paragraph, translations: Sequence[Translation]) -> None:
        """Write one paragraph."""
        del name
        self._file.write(render(paragraph, [t.target for t in translations]))
        self._file.flush()  # so that an interrupted run has shown what it had finished

    def close(self) -> None:
        """Write nothing: text ends as its source ends."""


class JsonlWriter:
    """Writes one JSON object a segment; README.md documents its keys."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._name: str | None = None
        self._paragraph = 0

    def write(self, name: str, paragraph: Paragraph, translations: Sequence[Translation]) -> None:
        """Write the segments of one paragraph; paragraphs and segments count from 1."""
        if name != self._name:
            self._name, self._paragraph = name, 0
        if not paragraph.segments:
            return
        self._paragraph += 1
        for number, translation in enumerate(translations, start=1):
            row = {
                "input": name,
                "paragraph": self._paragraph,
                "segment": number,
                "source": translation.source,
                "target": translation.target,
                "terms": format_terms(translation),
            }
            self._file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Write nothing: every line stands for itself."""


def format_terms(translation: Translation) -> list[dict[str, Any]]:
    """Return the terms of a segment as JSON objects; offsets count code points of its source."""
    return [
        {
            "source": term.match.entry.source,
            "matched": term.match.text,
            "start": term.match.start,
            "stop": term.match.stop,
            "target": term.match.entry.target,
            "status": term.status,
        }
        for term in translation.terms
    ]
