"""Scores: equal to sacrebleu's, with signatures; outputs that are plainly wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from eval.compare import compare_runs
from eval.faults import repeats
from eval.pairs import Pair, PairSet
from eval.records import Run
from eval.score import METRICS, by_group, figure, score
from eval.testsets import load_article
from translate.errors import InputError

from .conftest import CASES

if TYPE_CHECKING:
    from pathlib import Path

GOLDEN = json.loads((CASES / "eval_golden.json").read_text(encoding="utf-8"))
DIGITS = 8


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["label"])
def test_published_examples_reproduce(case: dict[str, Any]) -> None:
    for name, expected in case["scores"].items():
        found = figure(METRICS[name](), case["hypotheses"], case["references"], resamples=0)
        assert round(found.score, 2) == expected, name


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The article's references, and two systems that are the references with words lost."""
    folder = tmp_path_factory.mktemp("sacrebleu")
    references = load_article().references
    texts = {
        "ref": references,
        "good": [" ".join(r.split()[1:]) for r in references],
        "poor": [" ".join(w for n, w in enumerate(r.split()) if n % 4) for r in references],
    }
    for name, lines in texts.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def sacrebleu(folder: Path, *options: str) -> Any:
    """Run sacrebleu's command line and return its JSON."""
    command = [sys.executable, "-m", "sacrebleu", "ref", *options, "-w", str(DIGITS), "-f", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "options",
    [("-m", "bleu", "chrf", "ter"), ("-m", "chrf", "--chrf-word-order", "2")],
    ids=["BLEU, chrF2, TER", "chrF2++"],
)
def test_figures_equal_those_of_the_sacrebleu_command(files: Path, options: list[str]) -> None:
    results = sacrebleu(files, "-i", "poor", "--confidence", *options)
    hypotheses, references = ((files / n).read_text("utf-8").splitlines() for n in ("poor", "ref"))
    for result in results if isinstance(results, list) else [results]:
        found = figure(METRICS[result["name"]](), hypotheses, [references])
        assert found.mean is not None
        assert found.interval is not None
        assert round(found.score, DIGITS) == result["score"]
        assert round(found.mean, DIGITS) == result["confidence_mean"]
        assert round(found.interval, DIGITS) == result["confidence_var"]
        assert found.signature == result["signature"]


@pytest.mark.parametrize("method", ["bs", "ar"])
def test_p_values_equal_those_of_the_sacrebleu_command(files: Path, method: Any) -> None:
    test = f"--paired-{method}"
    results = sacrebleu(files, "-i", "good", "poor", "-m", "bleu", test, f"{test}-n", "200")
    texts = {n: (files / n).read_text("utf-8").splitlines() for n in ("ref", "good", "poor")}
    pair_set = PairSet("a", tuple(Pair("–", reference) for reference in texts["ref"]))
    runs = [Run(name, pair_set, tuple(texts[name])) for name in ("good", "poor")]
    outcomes = compare_runs(runs, method=method, samples=200)["BLEU"]
    assert [(o.score, o.p_value) for o in outcomes] == [
        (result["BLEU"]["score"], result["BLEU"]["p_value"]) for result in results
    ]


def test_transposed_references_are_refused() -> None:
    # sacrebleu's issue 220: scored without a word, most sentences never looked at.
    with pytest.raises(InputError, match="3 hypotheses, but reference set 1 has 1"):
        figure(METRICS["BLEU"](), ["a", "b", "c"], [["a"], ["b"], ["c"]])


@pytest.mark.parametrize(
    ("hypotheses", "references"),
    [(["a"], [["a", "b"]]), (["a", "b"], [["a"]]), ([], [[]]), (["a"], ["a"])],
    ids=["too few", "too many", "none", "a string for a list"],
)
def test_lengths_must_agree(hypotheses: list[str], references: list[Any]) -> None:
    with pytest.raises(InputError):
        figure(METRICS["chrF2"](), hypotheses, references)


def test_document_bleu_looks_across_sentence_ends() -> None:
    pairs = [Pair("a", "the old man sat", document="d"), Pair("b", "on the sea wall", document="d")]
    split_elsewhere = ["the old man sat on", "the sea wall"]
    figures = score(pairs, split_elsewhere, resamples=0).figures
    assert figures["dBLEU"].score == pytest.approx(100.0)
    assert figures["BLEU"].score < 100.0


def test_no_document_bleu_without_documents() -> None:
    pairs = [Pair("a", "the old man sat"), Pair("b", "on the sea wall")]
    assert "dBLEU" not in score(pairs, ["the old man sat", "on the wall"], resamples=0).figures


def test_faults_are_counted() -> None:
    pairs = [
        Pair("Nie ma go.", "He is not here."),
        Pair("Idź Pod Prąd", "Idź Pod Prąd"),  # a name may be the same
        Pair("Czekał i czekał.", "He waited."),
        Pair("Tak, tak, tak!", "Yes, yes, yes!"),  # the reference repeats too
        Pair("Koniec.", "The end."),
    ]
    hypotheses = ["nie  ma go.", "Idź Pod Prąd", "and so and so and so on", "Yes, yes, yes!", " "]
    faults = score(pairs, hypotheses, resamples=0).faults
    assert (faults.copied, faults.repeated, faults.empty) == (1, 1, 1)


def test_the_length_ratio_is_in_tokens() -> None:
    pairs = [Pair("a", "one two three four")]
    assert score(pairs, ["one two, three"], resamples=0).faults.length_ratio == 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no no no", True),
        ("the law of the law of the law of the land", True),
        ("no, no", False),
        ("one two three one two three", False),
        ("", False),
    ],
)
def test_repetition_is_three_times_in_a_row(text: str, expected: bool) -> None:
    assert repeats(text) is expected


def test_groups_are_scored_apart() -> None:
    figures = by_group(
        METRICS["chrF2"],
        ["date", "", "date", "name"],
        ["on 5 January", "x", "on 6 January", "Tokajew"],
        ["on 5 January", "y", "on 6 January", "Ruritania"],
        resamples=0,
    )
    assert list(figures) == ["date", "name"]
    assert figures["date"].score == pytest.approx(100.0)
    assert figures["name"].score < 20.0


def test_resamples_that_are_partly_zero_still_have_an_interval() -> None:
    # sacrebleu 2.6 fails here: statistics.mean() takes no float beside numpy's float32.
    found = figure(METRICS["chrF2"](), ["aaaa", "b", "c"], [["aaaa", "x", "y"]])
    assert found.mean is not None
    assert found.interval is not None
    assert 0 < found.interval < 100
    assert "bs:1000" in found.signature


def test_one_unit_has_no_interval() -> None:
    found = figure(METRICS["BLEU"](), ["the old man sat"], [["the old man sat"]])
    assert found.interval is None
    assert str(found) == "100.0"
