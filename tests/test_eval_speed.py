"""``python -m eval speed``: who is measured how, and what the tables say of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import eval.__main__ as cli
from eval import limits, speed
from eval.contestants import Measurement, measure
from eval.stages import watch_stages
from translate.text import split_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest

SENTENCES = ["Rosja milczy.", "Tokajew spotkał się z dziennikarzami w Astanie."]


def fake(name: str, sentences: Sequence[str], beam: int) -> Measurement:
    seconds = {"pl2en": 1.0, "CTranslate2, one by one": 4.0}[name] * len(sentences)
    output = tuple(f"{s} {name if s == SENTENCES[1] else ''}" for s in sentences)
    words = 10 * len(sentences)
    return Measurement(
        name, len(sentences), words, 0.1, 0.2, seconds, 50.0, output, {"decode": 0.5}
    )


def test_contestants_take_turns_and_ratios_are_against_pl2en() -> None:
    turns: list[str] = []

    def recorded(name: str, sentences: Sequence[str], beam: int) -> Measurement:
        turns.append(name)
        return fake(name, sentences, beam)

    names = ["pl2en", "CTranslate2, one by one"]
    results = speed.race(SENTENCES, [2], rounds=2, beam=4, names=names, measure=recorded)
    assert turns == names * 2
    assert [row[3] for row in speed.speed_table(results)[1:]] == ["1.0", "4.0"]
    assert speed.same_output(results) == (1, 2)


def test_slow_contestants_are_spared_large_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(speed.LIMITS, "CTranslate2, one by one", 1)
    names = ["pl2en", "CTranslate2, one by one"]
    results = speed.race(SENTENCES, [1, 2], rounds=1, beam=4, names=names, measure=fake)
    assert [(s.count, s.name) for s in results] == [(1, names[0]), (1, names[1]), (2, names[0])]


def test_measurements_survive_a_file(tmp_path: Path) -> None:
    results = speed.race(SENTENCES, [1, 2], rounds=2, beam=4, names=["pl2en"], measure=fake)
    speed.write(results, tmp_path / "speed.json")
    again = speed.read(tmp_path / "speed.json")
    assert speed.speed_table(again) == speed.speed_table(results)


def test_the_embedded_model_is_measured() -> None:
    done = measure("pl2en", SENTENCES, 1)
    plain = measure("CTranslate2, one by one", SENTENCES, 1)
    assert done.output == plain.output
    assert done.words == 9
    assert 0 < done.stages["decode"] <= done.seconds
    assert sum(done.stages.values()) <= done.seconds


def test_stages_time_generators_and_leave_no_trace() -> None:
    before = split_lines
    with watch_stages() as stages:
        list(split_lines(f"{s}\n" for s in SENTENCES))
        time.sleep(0.05)  # outside every stage
    assert split_lines is before
    assert 0 < stages["split"] < 0.05


def test_a_folder_without_text_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["speed", "--text", str(tmp_path)]) == 2
    assert "holds no .tsv file" in capsys.readouterr().err


def test_multiply_adds_of_a_model_counted_by_hand() -> None:
    shape = {
        "d_model": 2, "encoder_ffn_dim": 3, "decoder_ffn_dim": 5, "vocab_size": 7,
        "encoder_layers": 1, "decoder_layers": 2,
    }  # fmt: skip
    encoder, crossing, decoder = 16 + 12, 2 * 8, 2 * (24 + 20) + 14
    assert limits.count_multiply_adds(shape, [10], [1], 1) == 10 * (encoder + crossing) + decoder
    assert limits.count_multiply_adds(shape, [0], [1, 2], 4) == 12 * decoder


def test_the_limit_is_measured() -> None:
    found = limits.find_limit(SENTENCES, 2)
    assert found.work > 0
    assert "multiply-adds" in str(found)
