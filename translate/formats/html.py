"""One self-contained HTML page: source and translation side by side, names highlighted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from translate.pipeline import surface_target
from translate.verification import find_targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.pipeline import Term, Translation
    from translate.text import Paragraph


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, with the term that stands in it, if any."""

    text: str
    term: Term | None = None


class HtmlWriter:
    """Writes a page; it can be read once it is closed."""

    def __init__(self, file: IO[str]) -> None:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        environment = Environment(
            loader=PackageLoader("translate.formats", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        template: Any = environment.get_template("page.html")
        self._template = template.module
        self._file = file
        self._name: str | None = None
        self._counts = {"kept": 0, "repaired": 0, "missing": 0}
        file.write(self._template.head())

    def write(self, name: str, paragraph: Paragraph, translations: Sequence[Translation]) -> None:
        """Write one paragraph as a row of the page."""
        if name != self._name:
            self._name = name
            self._file.write(self._template.document(name))
        if not paragraph.segments:
            return
        for translation in translations:
            for term in translation.terms:
                self._counts[term.status] += 1
        sources = [cut_source(translation) for translation in translations]
        targets = [cut_target(translation) for translation in translations]
        self._file.write(self._template.paragraph(sources, targets))
        self._file.flush()

    def close(self) -> None:
        """Write the legend and the end of the page."""
        self._file.write(self._template.foot(self._counts))


def cut_source(translation: Translation) -> list[Piece]:
    """Return the source in pieces, cut at its terms."""
    spans = [(term.match.start, term.match.stop) for term in translation.terms]
    return _cut(translation.source, list(zip(spans, translation.terms, strict=True)))


def cut_target(translation: Translation) -> list[Piece]:
    """Return the target in pieces, cut where its terms came out."""
    wanted = [surface_target(term.match) for term in translation.terms]
    found = zip(find_targets(translation.target, wanted), translation.terms, strict=True)
    return _cut(translation.target, [(span, term) for span, term in found if span])


def _cut(text: str, marked: list[tuple[tuple[int, int], Term]]) -> list[Piece]:
    pieces, end = [], 0
    for (start, stop), term in sorted(marked, key=lambda item: item[0]):
        pieces += [Piece(text[end:start]), Piece(text[start:stop], term)]
        end = stop
    return [piece for piece in (*pieces, Piece(text[end:])) if piece.text]
