"""Summaries as tables: for a terminal, and in Markdown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sacrebleu.metrics.chrf import CHRF

from eval.compare import METHODS
from eval.score import by_group, groups_with_terms
from eval.terms import TermAccuracy
from translate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eval.compare import Outcome
    from eval.records import Run
    from eval.score import Figure
    from eval.summary import Evaluated, Summary
    from translate.glossary.matching import Glossary

HEADINGS = {
    "BLEU": "BLEU",
    "dBLEU": "document BLEU",
    "chrF2": "chrF2",
    "chrF2++": "chrF2++",
    "TER": "TER",
    "COMET": "COMET",
    "terms": "terms, %",
}
README_METRICS = ("BLEU", "chrF2", "terms")

Table = list[list[str]]  # rows of cells, the first the header


def score_table(summary: Summary, metrics: Sequence[str] = tuple(HEADINGS)) -> Table:
    """Return one row a system: scores with 95 % intervals, p-values against the first system."""
    present = [m for m in metrics if any(m in r.scores.figures for r in summary.results)]
    rows = [["system", *(HEADINGS[metric] for metric in present)]]
    for number, result in enumerate(summary.results):
        rows.append(
            [result.run.system, *(_cell(summary, result, metric, number) for metric in present)]
        )
    return rows


def fault_table(summary: Summary) -> Table:
    """Return one row a system: lengths, outputs that are plainly wrong, and speed."""
    header = ["system", "length ratio", "empty", "copied", "repeated", "words/s"]
    rows = []
    for result in summary.results:
        faults, speed = result.scores.faults, result.run.words_per_second
        counts = [str(n) for n in (faults.empty, faults.copied, faults.repeated)]
        ratio = f"{faults.length_ratio:.3f}"
        rows.append([result.run.system, ratio, *counts, f"{speed:.0f}" if speed else "–"])
    return [header, *rows]


def term_table(summary: Summary) -> Table:
    """Return one row a system: counts of term occurrences; only a header where there are none."""
    header = [
        "system",
        "terms",
        "exact",
        "tolerant",
        "ceiling",
        "consistent",
        "forbidden",
        "unconfirmed",
    ]
    rows = []
    for result in summary.results:
        terms = result.scores.terms
        if terms and terms.wanted:
            exact, tolerant, ceiling = (
                f"{n} ({100 * n / terms.wanted:.1f} %)"
                for n in (terms.exact, terms.tolerant, terms.ceiling)
            )
            consistent = f"{terms.consistent} of {terms.recurring}" if terms.recurring else "–"
            wrong = [str(terms.forbidden), str(terms.unconfirmed)]
            counts = [str(terms.wanted), exact, tolerant, ceiling, consistent, *wrong]
            rows.append([result.run.system, *counts])
    return [header, *rows]


def all_tables(summary: Summary) -> list[Table]:
    """Return all tables of a test set, those without a row left out."""
    found = [score_table(summary), term_table(summary), fault_table(summary)]
    return [table for table in found if len(table) > 1]


def outcome_table(outcomes: Mapping[str, Sequence[Outcome]]) -> Table:
    """Return one row a system: its scores, and the difference from the first with its p-value."""
    columns = [
        [HEADINGS.get(metric, metric), *map(_outcome, column)]
        for metric, column in outcomes.items()
    ]
    systems = [outcome.system for outcome in next(iter(outcomes.values()))]
    return [list(row) for row in zip(["system", *systems], *columns, strict=True)]


def label_table(runs: Sequence[Run], glossary: Glossary | None) -> Table:
    """Return one row a label: its size, and chrF2 (and term accuracy) of every run."""
    pair_set = runs[0].pair_set
    labels = [pair.label for pair in pair_set.pairs]
    header, columns = ["label", "pairs"], []
    for run in runs:
        header.append(f"chrF2 {run.system}")
        columns.append(by_group(CHRF, labels, run.hypotheses, pair_set.references))
    if glossary is not None:
        masked = groups_with_terms(glossary, labels, pair_set.sources)
        accuracy = partial(TermAccuracy, glossary)
        for run in runs:
            header.append(f"terms {run.system}")
            columns.append(by_group(accuracy, masked, run.hypotheses, pair_set.sources))
    rows = [
        [label, str(labels.count(label)), *(str(c[label]) if label in c else "–" for c in columns)]
        for label in dict.fromkeys(filter(None, labels))
    ]
    return [header, *rows]


def signatures(summaries: Iterable[Summary]) -> list[str]:
    """Return the distinct signatures behind the scores, each as ``METRIC|SIGNATURE``."""
    figures = (f for s in summaries for r in s.results for f in r.scores.figures.values())
    return list(dict.fromkeys(f"{figure.name}|{figure.signature}" for figure in figures))


def as_text(table: Table) -> str:
    """Return *table* in columns.

    >>> print(as_text([["system", "BLEU"], ["small", "18.1"]]))
    system  BLEU
    small   18.1
    """
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )


def as_markdown(table: Table, names: int = 1) -> str:
    """Return *table* in Markdown, the first *names* columns to the left, figures to the right.

    >>> print(as_markdown([["system", "BLEU"], ["small", "18.1"]]))
    | system | BLEU |
    |---|--:|
    | small | 18.1 |
    """
    header, *rows = [[cell.replace("|", "\\|") for cell in row] for row in table]
    rule = ["---"] * names + ["--:"] * (len(header) - names)
    lines = [f"| {' | '.join(row)} |" for row in [header, *rows]]
    return "\n".join([lines[0], f"|{'|'.join(rule)}|", *lines[1:]])


def describe(summary: Summary) -> str:
    """Return the name and the size of a test set.

    The p-values of a summary are told here, where there are any.
    """
    count = len(summary.pair_set.pairs)
    text = f"{summary.pair_set.name}: {count} {summary.pair_set.unit}{'s' * (count != 1)}"
    if summary.outcomes:
        text += f"; p: {METHODS[summary.method]} against {summary.results[0].run.system}"
    return text


def readme(summaries: Sequence[Summary]) -> str:
    """Return the table of scores of a README, with what one needs to know to read it."""
    metrics = [m for m in README_METRICS if any(_has(s, m) for s in summaries)]
    rows = [["test set", "system", *(HEADINGS[metric] for metric in metrics)]]
    for summary in summaries:
        count = f"{summary.pair_set.name} ({len(summary.pair_set.pairs)})"
        rows += [
            [count, r.run.system, *(_cell(summary, r, metric, number) for metric in metrics)]
            for number, r in enumerate(summary.results)
        ]
    tests = dict.fromkeys(METHODS[s.method] for s in summaries if s.outcomes)
    notes = ["In brackets the number of pairs; ± is the 95 % confidence interval (bootstrap)"]
    notes += [f"p is that of the {test} test against the first system of the set" for test in tests]
    signed = [s for s in signatures(summaries) if s.partition("|")[0] in metrics]
    lines = [as_markdown(rows, names=2), "", f"{'; '.join(notes)}. Signatures:", ""]
    return "\n".join([*lines, *(f"- `{signature}`" for signature in signed)])


def replace_between(text: str, table: str, marker: str = "scores") -> str:
    """Return *text* with *table* between ``<!-- marker -->`` and its end ``<!-- /marker -->``.

    Raises:
        InputError: the two are not there, once each and in order.
    """
    opening, closing = f"<!-- {marker} -->", f"<!-- /{marker} -->"
    before, start, rest = text.partition(opening)
    _, end, after = rest.partition(closing)
    if not start or not end or opening in rest or closing in after:
        raise InputError(
            f"has no place for the {marker}; put {opening} and {closing} on lines of their own"
        )
    return f"{before}{opening}\n{table}\n{closing}{after}"


def _outcome(outcome: Outcome) -> str:
    if outcome.p_value is None:
        return f"{outcome.score:.2f}"
    return f"{outcome.score:.2f} ({outcome.difference:+.2f}, {format_p(outcome.p_value)})"


def _has(summary: Summary, metric: str) -> bool:
    return any(metric in result.scores.figures for result in summary.results)


def _cell(summary: Summary, result: Evaluated, metric: str, number: int) -> str:
    figure: Figure | None = result.scores.figures.get(metric)
    if figure is None:
        return "–"
    p_value = summary.p_value(metric, number)
    return str(figure) if p_value is None else f"{figure} ({format_p(p_value)})"


def format_p(p_value: float) -> str:
    """Return a p-value for reading.

    >>> format_p(0.0499), format_p(0.00099)
    ('p 0.050', 'p 0.001')
    """
    return f"p {p_value:.3f}" if p_value >= 0.0005 else "p < 0.001"
