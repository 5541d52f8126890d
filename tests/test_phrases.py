"""A dictionary made productive: phrases for training."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from translate.training import phrases
from translate.training.conjugation import conjugate, plural
from translate.training.phrases import fill_frames, make_phrases
from translate.training.prepare import prepare
from translate.training.words import analyse, collect_words

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases" / "phrases.tsv"


def cases() -> Iterator[dict[str, str]]:
    lines = [x for x in CASES.read_text("utf-8").splitlines() if not x.startswith("#")]
    yield from csv.DictReader(lines, delimiter="\t")


@pytest.mark.parametrize(
    "case", list(cases()), ids=lambda case: f"{case['polish']}-{case['english']}"
)
def test_frames(case: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "FRAMES_AN_ENTRY", 1000)
    monkeypatch.setattr(phrases, "SENTENCE_SHARE", 0)
    headword = analyse(case["word"])
    assert headword
    made = list(fill_frames(headword, case["sense"], []))
    assert made
    if case["polish"] == "-":
        assert case["english"] not in [english for _, english in made]
    else:
        assert (case["polish"], case["english"]) in made


def test_an_adjective_agrees_with_its_noun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "FRAMES_AN_ENTRY", 1000)
    monkeypatch.setattr(phrases, "SENTENCE_SHARE", 0)
    adjective, noun = analyse("nowy"), analyse("umowa")
    assert adjective
    assert noun
    made = list(fill_frames(adjective, "new", [(noun, "agreement")]))
    assert ("w nowej umowie", "in the new agreement") in made
    assert ("nowe umowy", "new agreements") in made


def test_text_decides_between_senses() -> None:
    dictionary = [("umowa", "deal"), ("umowa", "contract"), ("umowa", "deed")]
    corpus = [("Podpisano umowę.", "The contract was signed."), ("Umowy nie ma.", "No contracts.")]
    english = " ".join(english for _, english in make_phrases(collect_words(dictionary, corpus)))
    assert "contract" in english
    assert "deal" not in english
    assert "deed" not in english


@pytest.mark.parametrize("word", ["qwrtz", "na przykład", "że", "Warszawa 2", ""])
def test_what_does_not_inflect_is_left_out(word: str) -> None:
    assert analyse(word) is None


def test_the_same_dictionary_gives_the_same_phrases() -> None:
    dictionary = [("nowy", "new"), ("umowa", "agreement"), ("podpisać", "to sign")]
    corpus = [("Podpisano nową umowę.", "A new agreement was signed.")]
    assert list(make_phrases(collect_words(dictionary, corpus))) == list(
        make_phrases(collect_words(dictionary, corpus))
    )


def test_english_forms() -> None:
    assert [plural(n) for n in ("human", "man", "chairman", "key")] == [
        "humans",
        "men",
        "chairmen",
        "keys",
    ]
    assert conjugate("die")["ing"] == "dying"
    assert conjugate("agree") == {
        "base": "agree", "s": "agrees", "past": "agreed", "part": "agreed", "ing": "agreeing",
    }  # fmt: skip
    assert [conjugate(v)["past"] for v in ("stop", "open", "show", "carry", "play", "go out")] == [
        "stopped", "opened", "showed", "carried", "played", "went out",
    ]  # fmt: skip


def test_prepare_adds_phrases_of_dictionaries(tmp_path: Path) -> None:
    (tmp_path / "freedict.tsv").write_text("umowa\tagreement\nnowy\tnew\n", encoding="utf-8")
    (tmp_path / "long.tsv").write_text("Nowa umowa.\tA new agreement.\n", encoding="utf-8")
    small = Path("translate/models/small").resolve()
    result = prepare(
        [tmp_path / "freedict.tsv", tmp_path / "long.tsv"], tmp_path / "data", vocabulary_from=small
    )
    report = {report.name: report.kept for report in result.reports}
    assert report["phrases"] > 2
    assert "phrases" in (tmp_path / "data" / "report.md").read_text()
    assert len(list(islice(result.pairs, 4))) == 4
