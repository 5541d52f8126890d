"""Words of training sentences exchanged for others of the same form."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.training.augment import Example
from translate.training.exchange import (
    Entry,
    Exchanger,
    collect_entries,
    read_entries,
    write_entries,
)
from translate.training.words import collect_words

CASES = Path(__file__).parent / "cases" / "exchange.tsv"
DICTIONARY = [
    ("umowa", "agreement"),
    ("wyprawka", "layette"),
    ("nowy", "new"),
    ("obły", "oval"),
    ("podpisać", "to sign"),
    ("mąka", "flour"),
]


def make_entries(*words: str) -> list[Entry]:
    return collect_entries(collect_words([row for row in DICTIONARY if row[0] in words], []))


def cases() -> list[dict[str, str]]:
    lines = [x for x in CASES.read_text("utf-8").splitlines() if not x.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["comment"])
def test_cases(case: dict[str, str]) -> None:
    exchanger = Exchanger(make_entries("umowa", "wyprawka", "nowy", "obły"))
    example = Example(case["source"], case["target"])
    wanted = Example(case["new_source"], case["new_target"])
    made = {exchanger.exchange(example, Random(seed), share=1.0) for seed in range(20)}
    assert made - {example} == ({wanted} if wanted.source != "-" else set())


def test_a_word_without_the_form_is_not_drawn() -> None:
    exchanger = Exchanger(make_entries("umowa", "wyprawka"))
    lame = Exchanger(
        [
            entry
            if "agreement" in entry.senses
            else Entry(entry.kind, {"sg.nom": entry.forms["sg.nom"]}, entry.senses, entry.seen)
            for entry in make_entries("umowa", "wyprawka")
        ]
    )
    example = Example("bez tej umowy", "without this agreement")
    assert any(exchanger.exchange(example, Random(s), 1.0) != example for s in range(20))
    assert all(lame.exchange(example, Random(s), 1.0) == example for s in range(20))


def test_verbs_are_left_alone() -> None:
    assert {entry.senses for entry in make_entries("umowa", "podpisać")} == {("agreement",)}


@given(st.integers(), st.floats(0, 1))
def test_the_same_generator_gives_the_same_pair(seed: int, share: float) -> None:
    exchanger = Exchanger(make_entries("umowa", "wyprawka", "mąka"))
    example = Example("do umowy", "to the agreement")
    first, second = (exchanger.exchange(example, Random(seed), share) for _ in range(2))
    assert first == second


def test_entries_are_read_as_they_were_written(tmp_path: Path) -> None:
    entries = make_entries("umowa", "wyprawka", "nowy")
    write_entries(entries, tmp_path / "words.jsonl")
    assert read_entries(tmp_path / "words.jsonl") == entries
    assert len(entries) == 3
