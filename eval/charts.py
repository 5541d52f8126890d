"""The plots of a report: scores of test sets, of labels, and of sources by length."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup
from sacrebleu.metrics.chrf import CHRF

from eval.plots import Point, Row, dot_plot
from eval.score import by_group, groups_with_terms
from eval.tables import HEADINGS
from eval.terms import TermAccuracy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eval.score import Figure
    from eval.summary import Summary
    from translate.glossary.matching import Glossary

Chart = tuple[str, Markup]  # a title and an SVG

OVERVIEW = ("BLEU", "chrF2", "terms")
LENGTH_GROUPS = {  # name → most words of the source
    "1–5 words": 5.0,
    "6–10 words": 10.0,
    "11–20 words": 20.0,
    "21–30 words": 30.0,
    "31–50 words": 50.0,
    "over 50 words": float("inf"),
}


def length_group(text: str) -> str:
    """Return the group of :data:`LENGTH_GROUPS` that *text* belongs to.

    >>> length_group("Koniec."), length_group("słowo " * 60)
    ('1–5 words', 'over 50 words')
    """
    words = len(text.split())
    return next(name for name, most in LENGTH_GROUPS.items() if words <= most)


def system_names(summaries: Sequence[Summary]) -> list[str]:
    """Return the names of all systems; a system's place in the list gives its colour."""
    return list(dict.fromkeys(r.run.system for s in summaries for r in s.results))


def overview(summaries: Sequence[Summary]) -> list[Chart]:
    """Return a chart of every main metric, with the test sets as rows."""
    systems = system_names(summaries)
    charts = []
    for metric in OVERVIEW:
        rows = []
        for summary in summaries:
            figures = {r.run.system: r.scores.figures.get(metric) for r in summary.results}
            points = tuple(_point(systems, name, f) for name, f in figures.items() if f)
            if points:
                mark = _ceiling(summary) if metric == "terms" else None
                rows.append(Row(summary.pair_set.name, points, mark))
        if rows:
            charts.append(_chart(HEADINGS[metric], rows, HEADINGS[metric]))
    return charts


def details(summary: Summary, systems: Sequence[str], glossary: Glossary | None) -> list[Chart]:
    """Return the charts of one test set: by label, where it has labels, and by length."""
    pair_set = summary.pair_set
    labels = [pair.label for pair in pair_set.pairs]
    lengths = [length_group(source) for source in pair_set.sources]
    runs = {result.run.system: result.run.hypotheses for result in summary.results}
    charts = []
    if any(labels):
        figures = {s: by_group(CHRF, labels, h, pair_set.references) for s, h in runs.items()}
        charts.append(_chart("chrF2 by label", _rows(figures, labels, labels, systems), "chrF2"))
    if any(labels) and glossary:
        masked = groups_with_terms(glossary, labels, pair_set.sources)
        accuracy = partial(TermAccuracy, glossary)
        figures = {s: by_group(accuracy, masked, h, pair_set.sources) for s, h in runs.items()}
        if rows := _rows(figures, masked, labels, systems):
            charts.append(_chart("Term accuracy by label", rows, HEADINGS["terms"]))
    figures = {s: by_group(CHRF, lengths, h, pair_set.references) for s, h in runs.items()}
    rows = _rows(figures, lengths, LENGTH_GROUPS, systems)
    charts.append(_chart("chrF2 by length of the source", rows, "chrF2"))
    return charts


def _rows(
    figures: Mapping[str, Mapping[str, Figure]],
    groups: Sequence[str],
    order: Iterable[str],
    systems: Sequence[str],
) -> list[Row]:
    """Return a row for each group in *order* that has figures; its size stands in brackets.

    *figures* are by system and group, *groups* are those of the pairs.
    """
    return [
        Row(
            f"{group} ({groups.count(group)})",
            tuple(_point(systems, system, found[group]) for system, found in figures.items()),
        )
        for group in dict.fromkeys(order)
        if all(group in found for found in figures.values())
    ]


def _chart(title: str, rows: Sequence[Row], axis: str) -> Chart:
    maximum = 100.0 if axis == HEADINGS["terms"] else None
    return title, Markup(dot_plot(rows, axis, maximum=maximum))  # plots.py escapes


def _point(systems: Sequence[str], system: str, figure: Figure) -> Point:
    series, title = systems.index(system), f"{system}: {figure}"
    if figure.mean is None or figure.interval is None:
        return Point(series, figure.score, title=title)
    low, high = figure.mean - figure.interval, figure.mean + figure.interval
    return Point(series, figure.score, low, high, title)


def _ceiling(summary: Summary) -> float | None:
    terms = summary.results[0].scores.terms
    return 100 * terms.ceiling / terms.wanted if terms and terms.wanted else None
