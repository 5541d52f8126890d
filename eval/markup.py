"""Mark up sentences for the report: terms, forbidden renderings, words the reference lacks."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from eval.differences import diff, inserted_spans
from eval.score import sentence_chrf
from eval.terms import forbidden_spans, locate, wanted_target
from translate.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.pairs import Pair
    from translate.glossary.matching import Glossary, Match

Mark = tuple[Span, str]  # where, and the class of the element


@dataclass(frozen=True, slots=True)
class MarkedHypothesis:
    """A hypothesis as HTML, its chrF2, and the targets that it lacks."""

    html: Markup
    chrf: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A pair as HTML, with the hypothesis of every system."""

    number: int
    label: str
    document: str
    source: Markup
    reference: Markup
    hypotheses: tuple[MarkedHypothesis, ...]

    @property
    def difference(self) -> float:
        """chrF2 of the last system minus that of the first."""
        return self.hypotheses[-1].chrf - self.hypotheses[0].chrf

    @property
    def is_missing_terms(self) -> bool:
        """Whether a system lacks a term here."""
        return any(hypothesis.missing for hypothesis in self.hypotheses)


def mark_pair(
    number: int, pair: Pair, hypotheses: Sequence[str], glossary: Glossary | None
) -> MarkedPair:
    """Return *pair* and its *hypotheses* marked up; *number* counts from 1."""
    matches = glossary.find(pair.source) if glossary else []
    targets = [wanted_target(match) for match in matches]
    in_reference = [span for span in locate(pair.reference, targets) if span]
    return MarkedPair(
        number,
        pair.label,
        pair.document,
        mark(pair.source, [((match.start, match.stop), "term") for match in matches]),
        mark(pair.reference, [(span, "term") for span in in_reference]),
        tuple(_mark_hypothesis(text, pair.reference, matches, targets) for text in hypotheses),
    )


def mark(text: str, marks: Iterable[Mark]) -> Markup:
    """Return *text* as HTML, each stretch in a ``<span>`` with the classes of its marks.

    >>> mark("a < b", [((0, 1), "term"), ((0, 5), "other")])
    Markup('<span class="other term">a</span><span class="other"> &lt; b</span>')
    """
    marks = list(marks)
    bounds = sorted({0, len(text), *(end for span, _ in marks for end in span)})
    parts = []
    for start, stop in itertools.pairwise(bounds):
        kinds = sorted({kind for (a, b), kind in marks if a <= start and stop <= b})
        piece = escape(text[start:stop])
        parts.append(
            Markup('<span class="{}">{}</span>').format(" ".join(kinds), piece) if kinds else piece
        )
    return Markup("").join(parts)


def _mark_hypothesis(
    text: str, reference: str, matches: Sequence[Match], targets: Sequence[str]
) -> MarkedHypothesis:
    spans = locate(text, targets)
    marks: list[Mark] = [(span, "term") for span in spans if span]
    marks += [(span, "forbidden") for span in forbidden_spans(text, matches)]
    marks += [(span, "other") for span in inserted_spans(diff(reference, text))]
    missing = (target for target, span in zip(targets, spans, strict=True) if span is None)
    return MarkedHypothesis(mark(text, marks), sentence_chrf(text, reference), tuple(missing))
