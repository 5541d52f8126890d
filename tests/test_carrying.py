"""Names that no glossary has are carried over; other words are not."""

from __future__ import annotations

import pytest

from translate.carrying import find_carried

from .conftest import read_cases


@pytest.mark.parametrize("case", read_cases("carried.tsv"), ids=lambda case: case["comment"])
def test_carried(case: dict[str, str]) -> None:
    found = find_carried(case["text"], [])
    shown = "|".join(f"{match.text}={match.entry.target}" for match in found)
    assert shown == case["carried"]
    for match in found:
        assert case["text"][match.start : match.stop] == match.text
