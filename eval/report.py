"""Reports: one self-contained HTML page, and Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval import charts, tables
from eval.markup import MarkedPair, mark_pair
from eval.speed import describe, speed_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eval.speed import Speed
    from eval.summary import Summary
    from translate.glossary.matching import Glossary

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Section:
    """What the page shows of one test set."""

    title: str
    tables: list[tables.Table]
    charts: list[charts.Chart]
    systems: list[str]
    labels: list[str]
    pairs: list[MarkedPair]
    details: list[dict[str, Any]]


def html_report(
    summaries: Sequence[Summary], glossary: Glossary | None, speeds: Sequence[Speed] = ()
) -> str:
    """Return the page: scores, plots, sentences, speeds. It needs nothing from the network."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    systems = charts.system_names(summaries)
    return environment.get_template("report.html").render(
        systems=systems,
        overview=charts.overview(summaries),
        sections=[_section(summary, systems, glossary) for summary in summaries],
        speed=speed_table(speeds) if speeds else None,
        speed_note=describe(speeds) if speeds else "",
        signatures=tables.signatures(summaries),
    )


def markdown_report(summaries: Sequence[Summary]) -> str:
    """Return all tables of the report in Markdown."""
    parts = ["# Evaluation"]
    for summary in summaries:
        parts.append(f"## {tables.describe(summary)}")
        parts += [tables.as_markdown(table) for table in tables.all_tables(summary)]
    parts.append("## Signatures")
    parts.append("\n".join(f"- `{signature}`" for signature in tables.signatures(summaries)))
    return "\n\n".join(parts) + "\n"


def _section(summary: Summary, systems: Sequence[str], glossary: Glossary | None) -> Section:
    pairs = summary.pair_set.pairs
    hypotheses = zip(*(result.run.hypotheses for result in summary.results), strict=True)
    return Section(
        title=tables.describe(summary),
        tables=tables.all_tables(summary),
        charts=charts.details(summary, systems, glossary),
        systems=[result.run.system for result in summary.results],
        labels=list(dict.fromkeys(pair.label for pair in pairs if pair.label)),
        pairs=[
            mark_pair(number, pair, texts, glossary)
            for number, (pair, texts) in enumerate(zip(pairs, hypotheses, strict=True), start=1)
        ],
        details=[{"system": r.run.system, **r.run.details} for r in summary.results],
    )
