"""Masking and restoring are inverses, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary.entry import Entry
from translate.glossary.matching import Glossary
from translate.masking import mask, restore, unmask

from .conftest import read_cases

TAGS = tuple(f"<n{number}>" for number in range(1, 9))
GLOSSARY = Glossary(
    [
        Entry("Tokajew", "Tokayev", type="person", gender="m"),
        Entry("Rosja", "Russia", type="place", gender="f"),
        Entry("Chiny", "China", type="place"),
        Entry("Rada Bezpieczeństwa", "Security Council", type="org", gender="f"),
    ]
)
PIECES = [
    "<n1> " * 9,
    "Tokajewa",
    "Rosji",
    "Rosja",
    "Chin",
    "Rady Bezpieczeństwa",
    "<n1>",
    "<n2>a",
    "<n9>",
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6))).map(" ".join)


@given(texts)
def test_unmask_undoes_mask(text: str) -> None:
    masked = mask(text, GLOSSARY.find(text), TAGS)
    assert unmask(masked.text, masked.slots) == text


@given(texts, st.integers(min_value=0, max_value=8))
def test_no_more_slots_than_tags(text: str, count: int) -> None:
    masked = mask(text, GLOSSARY.find(text), TAGS[:count])
    assert len(masked.slots) <= count
    assert unmask(masked.text, masked.slots) == text


@pytest.mark.parametrize("case", read_cases("masking.tsv"), ids=lambda case: case["comment"])
def test_mask(case: dict[str, str]) -> None:
    masked = mask(case["text"], GLOSSARY.find(case["text"]), TAGS)
    assert masked.text == case["masked"]
    assert restore(case["output"], masked.slots) == case["restored"]
