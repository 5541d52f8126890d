"""Term accuracy: occurrences, spans of their own, consistency."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.pairs import Pair
from eval.terms import TermAccuracy, count_terms, locate
from translate.glossary.entry import Entry
from translate.glossary.matching import Glossary

from .conftest import read_cases

TOKAJEW = Glossary([Entry("Tokajew", "Tokayev", type="person", gender="m")])
RADA = Glossary([Entry("Rada", "Council", type="org", gender="f", forbidden=("Board", "Soviet"))])


def parse_glossary(cell: str) -> Glossary:
    """Read ``SOURCE=TARGET!FORBIDDEN;…``."""
    entries = []
    for part in cell.split(";"):
        source, _, rest = part.partition("=")
        target, _, wrong = rest.partition("!")
        entries.append(Entry(source, target, forbidden=(wrong,) if wrong else ()))
    return Glossary(entries)


@pytest.mark.parametrize("case", read_cases("eval_terms.tsv"), ids=lambda case: case["label"])
def test_occurrences_are_counted(case: dict[str, str]) -> None:
    glossary = parse_glossary(case["glossary"])
    counts = count_terms([Pair(case["source"], "")], [case["hypothesis"]], glossary)
    for name in ("wanted", "exact", "tolerant", "forbidden"):
        assert getattr(counts, name) == int(case[name]), name


def test_the_reference_gives_the_ceiling() -> None:
    pairs = [Pair("Tokajew pyta.", "Tokayev asks."), Pair("Tokajew milczy.", "He is silent.")]
    counts = count_terms(pairs, ["Tokayev asks.", "Tokayev is silent."], TOKAJEW)
    assert (counts.exact, counts.ceiling, counts.unconfirmed) == (2, 1, 1)


@pytest.mark.parametrize(
    ("hypotheses", "consistent"),
    [
        (["The Council votes.", "The Council waits.", "The Council leaves."], 3),
        (["The Board votes.", "The Board waits.", "The Council leaves."], 2),
        (["The Board votes.", "The Soviet waits.", "It leaves."], 1),
        (["It votes.", "It waits.", "It leaves."], 1),  # unknown renderings may all differ
    ],
)
def test_consistency_is_over_the_document(hypotheses: list[str], consistent: int) -> None:
    sources = ["Rada głosuje.", "Rada czeka.", "Rada wychodzi."]
    pairs = [Pair(source, "", document="d") for source in sources]
    counts = count_terms(pairs, hypotheses, RADA)
    assert (counts.recurring, counts.consistent) == (3, consistent)


def test_pairs_without_a_document_have_no_consistency() -> None:
    pairs = [Pair("Rada głosuje.", ""), Pair("Rada czeka.", "")]
    assert count_terms(pairs, ["The Board votes.", "The Council waits."], RADA).recurring == 0


def test_accuracy_is_a_metric_of_sacrebleu() -> None:
    metric = TermAccuracy(TOKAJEW)
    sources = ["Tokajew pyta.", "Tokajew milczy.", "Nikt nie pyta."]
    result = metric.corpus_score(["Tokayev asks.", "Silence.", "No one asks."], [sources])
    assert result.score == 50.0
    assert str(metric.get_signature()).startswith("matching:exact|glossary:")


def test_the_signature_tells_glossaries_apart() -> None:
    first, second = str(TermAccuracy(TOKAJEW).get_signature()), TermAccuracy(RADA).get_signature()
    assert first != str(second)


@given(
    st.lists(st.sampled_from(["Tokayev", "met", "Kassym-Jomart Tokayev", "and"]), max_size=8),
    st.lists(st.sampled_from(["Tokayev", "Kassym-Jomart Tokayev", "Almaty"]), max_size=5),
)
def test_spans_hold_their_targets_and_never_overlap(words: list[str], targets: list[str]) -> None:
    text = " ".join(words)
    found = locate(text, targets)
    for span, target in zip(found, targets, strict=True):
        assert span is None or text[span[0] : span[1]] == target
    spans = sorted(span for span in found if span)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
