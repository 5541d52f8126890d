"""Runs kept and compared; differences between words; the gate."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import gate, records
from eval.compare import compare_runs, rank_sentences
from eval.differences import diff, inserted_spans
from eval.pairs import Pair, PairSet
from eval.records import Run
from eval.summary import summarise
from translate.errors import InputError
from translate.glossary.entry import Entry
from translate.glossary.matching import Glossary

if TYPE_CHECKING:
    from pathlib import Path

GLOSSARY = Glossary([Entry("Tokajew", "Tokayev", type="person", gender="m")])
SENTENCES = (
    ("Tokajew pyta ministra.", "Tokayev is asking the minister."),
    ("Tokajew milczy od rana.", "Tokayev has been silent since morning."),
    ("Tokajew wyjechał z miasta.", "Tokayev has left the city."),
    ("Tokajew wrócił do domu.", "Tokayev has come back home."),
    ("Tokajew czeka na ministra.", "Tokayev is waiting for the minister."),
    ("Tokajew pisze list do rządu.", "Tokayev is writing a letter to the government."),
)
PAIR_SET = PairSet("small-set", tuple(Pair(s, r, "name", "d") for s, r in SENTENCES), "sentence")
GOOD = Run("small+glossary", PAIR_SET, tuple(PAIR_SET.references), 2.0, {"glossary": "g.tsv"})
POOR = Run("small", PAIR_SET, tuple(r.replace("Tokayev", "Toad") for r in PAIR_SET.references))

TEXTS = st.text(st.sampled_from("ab .,\n"), max_size=30) | st.text(max_size=30)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=5), st.floats(0, 1e4))
def test_a_run_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], seconds: float
) -> None:
    pair_set = PairSet("wmt20/dev", tuple(Pair(s, r, "l", "d") for s, r, _ in rows))
    run = Run("a b", pair_set, tuple(h for _, _, h in rows), round(seconds, 3), {"n": 1})
    path = tmp_path_factory.mktemp("runs") / run.file_name
    records.write(run, path)
    assert records.read(path) == run


def test_the_file_name_is_safe() -> None:
    run = replace(POOR, pair_set=replace(PAIR_SET, name="wmt20/dev"), system="a/b c")
    assert run.file_name == "wmt20-dev.a-b-c.jsonl"


@pytest.mark.parametrize(
    "text", ["", "no JSON\n", "{}\n", "[1]\n", '{"set": "a"}\n{"hypothesis": "b"}\n'], ids=repr
)
def test_what_is_no_run_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl: (is no run|is empty)"):
        records.read(tmp_path / "a.jsonl")


def test_a_run_whose_references_were_edited_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    records.write(POOR, path)
    path.write_text(path.read_text("utf-8").replace("letter", "note"), encoding="utf-8")
    with pytest.raises(InputError, match="changed after the run"):
        records.read(path)


def test_words_per_second_count_source_words() -> None:
    assert GOOD.words_per_second == sum(len(s.split()) for s, _ in SENTENCES) / 2.0
    assert POOR.words_per_second == 0.0


def test_a_real_difference_has_a_small_p_value_and_none_a_large_one() -> None:
    outcomes = compare_runs([POOR, GOOD, POOR], GLOSSARY, samples=200)
    assert set(outcomes) == {"BLEU", "chrF2", "chrF2++", "TER", "terms"}
    for metric in ("BLEU", "chrF2", "terms"):
        first, better, same = outcomes[metric]
        assert first.p_value is None
        assert better.difference > 0
        assert better.p_value is not None
        assert better.p_value < 0.05
        assert same.difference == 0
        assert same.p_value is not None
        assert same.p_value == 1.0
        assert "bs:200" in better.signature


def test_no_term_test_where_there_are_no_terms() -> None:
    assert "terms" not in compare_runs([POOR, GOOD], Glossary([Entry("Duda", "Duda")]), samples=9)


def test_runs_over_different_sets_do_not_compare() -> None:
    other = replace(GOOD, pair_set=replace(PAIR_SET, pairs=PAIR_SET.pairs[::-1]))
    with pytest.raises(InputError, match="not the same sources and references"):
        compare_runs([POOR, other])


def test_one_run_is_no_comparison() -> None:
    with pytest.raises(InputError, match="at least two"):
        compare_runs([POOR])


def test_sentences_are_ranked_by_gain() -> None:
    mixed = replace(POOR, hypotheses=(GOOD.hypotheses[0], "Nothing.", *POOR.hypotheses[2:]))
    ranked = rank_sentences(POOR, mixed)
    assert (ranked[0].number, ranked[-1].number) == (0, 1)
    assert ranked[0].difference > 0 > ranked[-1].difference


def test_the_system_without_glossary_comes_first() -> None:
    [summary] = summarise([GOOD, POOR], GLOSSARY)
    assert [result.run.system for result in summary.results] == ["small", "small+glossary"]
    assert summary.p_value("terms", 0) is None
    assert summary.p_value("terms", 1) is not None


@given(TEXTS, TEXTS)
def test_differences_hold_both_texts(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert "".join(text for operation, text in pieces if operation != "insert") == old
    assert "".join(text for operation, text in pieces if operation != "delete") == new


@given(TEXTS, TEXTS)
def test_inserted_spans_lie_in_the_new_text(old: str, new: str) -> None:
    spans = inserted_spans(diff(old, new))
    assert all(new[start:stop].strip() for start, stop in spans)
    assert all(0 <= start < stop <= len(new) for start, stop in spans)


def results(*runs: Run) -> list[Any]:
    return [result for summary in summarise(runs, GLOSSARY) for result in summary.results]


def test_the_gate_lets_equal_scores_pass_and_stops_worse_ones(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    gate.write_baseline(gate.update(gate.read_baseline(path), results(GOOD)), path)
    baseline = gate.read_baseline(path)
    assert not any(check.fell for check in gate.check(baseline, results(GOOD)))
    worse = gate.check(baseline, results(replace(GOOD, hypotheses=POOR.hypotheses)))
    assert [check.metric for check in worse if check.fell] == ["BLEU", "chrF2", "terms"]
    assert "FELL" in str(worse[0])


def test_the_gate_tolerates_what_it_is_told_to() -> None:
    check = gate.Check("a", "BLEU", expected=20.0, found=19.0, tolerance=1.0)
    assert not check.fell
    assert replace(check, found=18.99).fell


def test_the_gate_refuses_to_check_nothing() -> None:
    with pytest.raises(InputError, match="nothing to check"):
        gate.check(gate.Baseline({"BLEU": 1.0}, {}), results(GOOD))
    with pytest.raises(InputError, match="nothing to check"):
        gate.check_outcomes(gate.Baseline({}, {}), compare_runs([POOR, GOOD], samples=9))


def test_the_gate_refuses_another_test_set_of_the_same_name() -> None:
    baseline = gate.update(gate.Baseline({"BLEU": 1.0}, {}), results(GOOD))
    shorter = replace(PAIR_SET, pairs=PAIR_SET.pairs[:4])
    changed = replace(GOOD, pair_set=shorter, hypotheses=GOOD.hypotheses[:4])
    with pytest.raises(InputError, match="not the one of the baseline any more"):
        gate.check(baseline, results(changed))


def test_the_gate_refuses_when_a_score_is_gone() -> None:
    baseline = gate.update(gate.Baseline({"terms": 1.0}, {}), results(GOOD))
    without_glossary = [result for s in summarise([GOOD]) for result in s.results]
    with pytest.raises(InputError, match="the baseline has terms, but it was not measured"):
        gate.check(baseline, without_glossary)


def test_term_accuracy_without_a_glossary_is_not_gated() -> None:
    # It would fall whenever an editor adds a name to the glossary.
    baseline = gate.update(gate.Baseline({"BLEU": 1.0, "terms": 1.0}, {}), results(POOR, GOOD))
    kept = baseline.scores["small-set"]
    assert set(kept["small"]) == {"fingerprint", "BLEU"}
    assert set(kept["small+glossary"]) == {"fingerprint", "BLEU", "terms"}


def test_updating_the_baseline_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    kept = {"wmt20": {"opus": {"BLEU": 30.0, "fingerprint": "x"}}}
    gate.write_baseline(gate.Baseline({"BLEU": 0.5}, kept), path)
    gate.write_baseline(gate.update(gate.read_baseline(path), results(GOOD)), path)
    content = json.loads(path.read_text("utf-8"))
    assert content["tolerance"] == {"BLEU": 0.5}
    assert content["scores"]["wmt20"] == kept["wmt20"]
    assert content["scores"]["small-set"]["small+glossary"]["BLEU"] == 100.0


@pytest.mark.parametrize("text", ["[]", "{", '{"tolerance": {"BLEU": "x"}, "scores": {}}'])
def test_a_broken_baseline_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"b\.json: is no baseline"):
        gate.read_baseline(tmp_path / "b.json")


def test_a_comparison_is_gated_on_its_first_system() -> None:
    baseline = gate.Baseline({"terms": 1.0}, {})
    better = gate.check_outcomes(baseline, compare_runs([POOR, GOOD], GLOSSARY, samples=9))
    worse = gate.check_outcomes(baseline, compare_runs([GOOD, POOR], GLOSSARY, samples=9))
    assert [check.fell for check in better + worse] == [False, True]
