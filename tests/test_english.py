"""English mechanics around names, and the count of names in an output."""

from __future__ import annotations

import pytest

from translate.english import fit_name, tidy
from translate.repair import mend_near_forms
from translate.verification import count_extra, find_targets

from .conftest import read_cases


@pytest.mark.parametrize("case", read_cases("english.tsv"), ids=lambda case: case["comment"])
def test_fit_name(case: dict[str, str]) -> None:
    fitted = tidy(fit_name(case["text"], case["name"], case["kind"]))
    assert fitted == case["expected"]
    assert tidy(fit_name(fitted, case["name"], case["kind"])) == fitted


@pytest.mark.parametrize("case", read_cases("near_forms.tsv"), ids=lambda case: case["comment"])
def test_mend_near_forms(case: dict[str, str]) -> None:
    targets, forms = case["targets"].split("|"), case["forms"].split("|")
    assert mend_near_forms(case["text"], targets, forms) == case["expected"]


def test_two_matches_need_two_occurrences() -> None:
    assert find_targets("Russia and China", ["Russia", "China", "Russia"]) == [
        (0, 6),
        (11, 16),
        None,
    ]


def test_a_target_inside_a_word_does_not_count() -> None:
    assert find_targets("Chinatown", ["China"]) == [None]


def test_extra_occurrences_are_counted() -> None:
    assert count_extra("Russia and Russia met Russia", ["Russia"]) == 2
