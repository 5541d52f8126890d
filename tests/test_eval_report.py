"""Reports: tables, the README's table, marked sentences, the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from eval import comet, tables
from eval.contestants import Measurement
from eval.markup import mark, mark_pair
from eval.pairs import Pair
from eval.plots import Point, Row, dot_plot
from eval.report import html_report, markdown_report
from eval.speed import Speed
from eval.speed import read as read_speeds
from eval.summary import Summary, summarise
from translate.errors import InputError

from .test_eval_compare import GLOSSARY, GOOD, POOR

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def summaries() -> list[Summary]:
    return summarise([GOOD, POOR], GLOSSARY)


@pytest.fixture(scope="module")
def page(summaries: list[Summary]) -> str:
    return html_report(summaries, GLOSSARY)


def test_speeds_are_shown_where_measured(summaries: list[Summary], page: str) -> None:
    once = Measurement("pl2en", 100, 2000, 0.2, 0.25, 2.0, 74.0, ())
    shown = html_report(summaries, GLOSSARY, [Speed((once,))])
    assert "<td>1,000</td>" in shown
    assert "Speed" not in page


@pytest.mark.parametrize("text", ["{}x", '[{"name": "pl2en"}]', "[1]", None])
def test_speeds_that_cannot_be_read_are_refused(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "speed.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(InputError, match=r"speed\.json: "):
        read_speeds(path)


class Checker(HTMLParser):
    """Notes what a page loads, and whether its elements close."""

    VOID = frozenset(("meta", "input", "br", "line", "circle"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("src", "srcset", "data") or (name == "href" and f"{value}"[0] != "#"):
                self.loaded.append(f"{value}")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def test_the_page_is_whole_and_loads_nothing(page: str) -> None:
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    assert checker.loaded == []
    assert "@import" not in page
    assert "url(" not in page


def test_the_page_has_scores_sentences_and_signatures(page: str) -> None:
    assert page.count('<article class="pair"') == len(POOR.hypotheses)
    assert '<span class="term">Tokajew</span>' in page
    assert '<span class="missing">Tokayev</span>' in page
    assert "matching:exact|glossary:" in page
    assert re.search(r"100\.0 ± 0\.0 \(p 0\.\d{3}\)", page)
    assert page.count("<svg") == 6  # BLEU, chrF2, terms; by label, twice; by length


def test_what_texts_hold_is_escaped() -> None:
    pair = mark_pair(1, Pair("<b>Tokajew</b>", "<i>Tokayev</i>"), ["<script>"], GLOSSARY)
    assert pair.source == '&lt;b&gt;<span class="term">Tokajew</span>&lt;/b&gt;'
    assert "<script>" not in pair.hypotheses[0].html
    assert pair.hypotheses[0].missing == ("Tokayev",)
    assert "<b>" not in dot_plot([Row("<b>", (Point(0, 1.0, title="<b>"),))], "<b>")


def test_overlapping_marks_nest() -> None:
    marked = mark("abc", [((0, 2), "term"), ((1, 3), "other")])
    assert marked == (
        '<span class="term">a</span><span class="other term">b</span><span class="other">c</span>'
    )


def test_the_plot_keeps_everything_on_its_axis() -> None:
    rows = [Row("a", (Point(0, 97.0, 80.0, 130.0),), mark=100.0), Row("b", ())]
    found = re.findall(r'\b(?:x1|x2|cx)="([-\d.]+)"', dot_plot(rows, "%", maximum=100))
    assert found
    assert all(0 <= float(number) <= 760 for number in found)


def test_markdown_tables_have_equal_columns(summaries: list[Summary]) -> None:
    for block in markdown_report(summaries).split("\n\n"):
        lines = block.splitlines()
        if lines and lines[0].startswith("|"):
            assert len({line.count("|") for line in lines}) == 1


def test_the_readme_table_has_p_values_and_signatures(summaries: list[Summary]) -> None:
    table = tables.readme(summaries)
    assert "| small-set (6) | small+glossary | 100.0 ± 0.0 (p 0.0" in table
    assert "paired bootstrap" in table
    assert "- `BLEU|nrefs:1|bs:1000|seed:12345|" in table
    assert "TER" not in table


def test_the_readme_is_changed_only_between_its_markers() -> None:
    text = "# A\n<!-- scores -->\nold\n<!-- /scores -->\nrest\n"
    once = tables.replace_between(text, "| new |")
    assert once == "# A\n<!-- scores -->\n| new |\n<!-- /scores -->\nrest\n"
    assert tables.replace_between(once, "| new |") == once


@pytest.mark.parametrize(
    "text",
    [
        "no markers",
        "<!-- scores -->",
        "<!-- /scores --> <!-- scores -->",
        "<!-- scores --><!-- scores --><!-- /scores -->",
    ],
)
def test_a_readme_without_its_markers_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no place for the scores"):
        tables.replace_between(text, "| new |")


def test_comet_is_asked_for_by_name_where_it_is_not_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(comet, "import_module", refuse)
    with pytest.raises(InputError, match="pip install unbabel-comet"):
        comet.load_comet()


def test_comet_gives_a_figure_with_its_own_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def predict(triples: list[dict[str, str]], **options: object) -> SimpleNamespace:
        seen.extend(triples)
        return SimpleNamespace(system_score=0.8125)

    monkeypatch.setattr(comet, "version", lambda package: "2.2.7")
    model = SimpleNamespace(predict=predict)
    [summary] = summarise([GOOD], extra=lambda run: comet.comet_figure(run, model, "a/b"))
    found = summary.results[0].scores.figures["COMET"]
    assert (found.score, found.signature) == (81.25, "model:a/b|version:2.2.7")
    assert set(seen[0]) == {"src", "mt", "ref"}
    assert "COMET" in tables.score_table(summary)[0]
