"""Training: readers, filters, names, augmentation, and a run that resumes exactly."""

from __future__ import annotations

import gzip
import json
import shutil
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from translate.engines.ct2 import CTranslate2Engine
from translate.errors import TrainingError
from translate.models import EMBEDDED
from translate.training.augment import PLACEHOLDERS, Example, augment, mask_names
from translate.training.batches import BatchPlan, BatchStream, Position, ShardMaker
from translate.training.candidates import draw_candidates
from translate.training.corpora import read_corpus
from translate.training.export import export
from translate.training.filtering import reject
from translate.training.folders import write_beside
from translate.training.names import find_shared_names
from translate.training.optimise import SmoothedCrossEntropy, orthogonalise
from translate.training.prepare import Prepared, prepare
from translate.training.run import Plan, Shape, Trainer, run

from .conftest import ROOT, read_cases

if TYPE_CHECKING:
    from pathlib import Path

NEWS = ROOT / "corpus" / "news" / "voices.tsv"
TINY = Shape(d_model=16, ffn=32, encoder_layers=1, decoder_layers=1, heads=2)
TMX = """<?xml version="1.0"?><tmx version="1.4"><header/><body>
<tu><tuv xml:lang="pl-PL"><seg>Dom <bpt i="1"/>stoi.</seg></tuv>
<tuv xml:lang="EN"><seg>The house stands.</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Haus</seg></tuv></tu></body></tmx>"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Prepared]:
    folder = tmp_path_factory.mktemp("prepared")
    test_set = folder / "test.pl"
    test_set.write_text("Niewielu w to wierzy!\n", encoding="utf-8")
    out = folder / "data"
    return out, prepare([NEWS, NEWS.with_name("politics.tsv")], out, exclude=[test_set],
                        vocabulary_size=600)  # fmt: skip


@pytest.mark.parametrize("case", read_cases("filters.tsv"), ids=lambda case: case["comment"])
def test_filters(case: dict[str, str]) -> None:
    assert (reject(case["source"], case["target"]) or "") == case["reason"]


@pytest.mark.parametrize("case", read_cases("shared_names.tsv"), ids=lambda case: case["comment"])
def test_shared_names(case: dict[str, str]) -> None:
    source, target = case["source"], case["target"]
    found = find_shared_names(source, target, {"Rosja": "Russia", "Chiny": "China"})
    shown = [
        f"{source[slice(*name.source_span)]}+{name.suffix}={target[slice(*name.target_span)]}"
        for name in found
    ]
    assert "|".join(shown) == case["names"]


def test_masked_names_leave_the_suffix() -> None:
    example = Example("Rozmowa Putina z Macronem.", "Putin talks to Macron.")
    masked = mask_names(example, Random(3))
    for tag, suffix in zip(PLACEHOLDERS, [""] * 8, strict=True):
        assert masked.source.count(tag) == masked.target.count(tag), suffix
    assert any(f"{tag}a" in masked.source or f"{tag}em" in masked.source for tag in PLACEHOLDERS)


@given(st.text(max_size=60), st.text(max_size=60), st.integers())
def test_augmentation_keeps_placeholders_on_both_sides(source: str, target: str, seed: int) -> None:
    example = augment(Example(f"Putina {source}", f"Putin {target}"), Random(seed))
    again = augment(Example(f"Putina {source}", f"Putin {target}"), Random(seed))
    assert example == again
    for tag in PLACEHOLDERS:
        if tag not in source + target:
            assert (tag in example.source) == (tag in example.target)


def test_readers_agree_on_what_a_pair_is(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Dom stoi.\tThe house stands.\n\nA\tB\n")
    with gzip.open(tmp_path / "b.tsv.gz", "wt") as file:
        file.write("Dom stoi.\tThe house stands.\n")
    (tmp_path / "c.tmx").write_text(TMX)
    (tmp_path / "d.pl").write_text("Dom stoi.\n")
    (tmp_path / "d.en").write_text("The house stands.\n")
    assert [pair.text for pair in read_corpus(tmp_path / "a.tsv")] == [1, 2]
    for name in ("b.tsv.gz", "c.tmx", "d.pl"):
        (pair,) = read_corpus(tmp_path / name)
        assert (pair.source, pair.target) == ("Dom stoi.", "The house stands."), name


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "Dom stoi.\n", "a.tsv:1: no tab"),
        ("b.tmx", "<tmx><tu></tuv>", "b.tmx:1:12: not well-formed"),
        ("c.pl", "one\ntwo\n", "not as many lines"),
        ("d.tsv.gz", "not packed\n", "damaged gzip"),
    ],
)
def test_bad_corpora_are_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / "c.en").write_text("one\n")
    (tmp_path / name).write_text(content)
    with pytest.raises(TrainingError, match=message):
        list(read_corpus(tmp_path / name))


def test_every_tenth_text_is_held_out(prepared: tuple[Path, Prepared]) -> None:
    folder, result = prepared
    texts = [pair.text for pair in result.development["news"]]
    assert texts
    assert all(text % 10 == 0 for text in texts)
    trained = {pair.source for pair, _ in result.pairs}
    assert not trained & {pair.source for pair in result.development["news"]}
    assert "Niewielu w to wierzy." not in trained
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    for row in report:
        assert row["pairs"] == row["kept"] + row["held_out"] + sum(row["dropped"].values())


def test_batches_fit_and_repeat(prepared: tuple[Path, Prepared]) -> None:
    plan = BatchPlan(prepared[0], tokens=500, shard_pairs=200)
    first, second = (ShardMaker(plan).make("main", 0, 1) for _ in range(2))
    assert first
    assert second
    for one, other in zip(first, second, strict=True):
        assert (one.source == other.source).all()
        assert one.source.size <= plan.tokens or len(one.source) == 1
        assert one.target.size <= plan.tokens or len(one.target) == 1
    assert ShardMaker(plan).make("main", 0, 10**6) is None


def take(trainer: Trainer, plan: BatchPlan, count: int) -> None:
    stream = BatchStream(plan)
    try:
        for position, batch in stream.batches(trainer.progress.position):
            trainer.step(batch)
            trainer.progress.position = position
            count -= 1
            if not count:
                return
    finally:
        stream.close()


def test_a_resumed_run_is_the_run_that_was_never_stopped(
    prepared: tuple[Path, Prepared], tmp_path: Path
) -> None:
    shape = Shape(**{**vars(TINY), "dropout": 0.1})
    plan = Plan(prepared[0], tmp_path, steps=100, shape=shape)
    batches = BatchPlan(prepared[0], tokens=400, shard_pairs=60)
    whole = Trainer(plan)
    take(whole, batches, 9)
    half = Trainer(plan)
    take(half, batches, 4)
    half.save()
    resumed = Trainer(plan)
    resumed.resume()
    take(resumed, batches, 5)
    assert resumed.progress == whole.progress
    for one, other in zip(resumed.model.parameters(), whole.model.parameters(), strict=True):
        assert torch.equal(one, other)
    for mean, expected in zip(resumed.average.values, whole.average.values, strict=True):
        assert torch.equal(mean, expected)


def test_run_and_export_give_a_model_that_both_engines_load(
    prepared: tuple[Path, Prepared], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    plan = Plan(prepared[0], tmp_path / "run", steps=6, shape=TINY, tokens=400, check_pairs=8)
    lines = list(run(plan))
    assert lines[-1]["step"] == 6
    assert {"news_loss", "news_bleu", "news_chrf", "news_copy_rate"} <= set(lines[-1])
    assert (tmp_path / "run" / "log.jsonl").read_text().count("\n") == len(lines)
    size = export(tmp_path / "run", prepared[0], tmp_path / "model")
    assert size < 1_000_000
    engine = CTranslate2Engine(tmp_path / "model")
    assert engine.placeholders == PLACEHOLDERS
    assert len(engine.translate(["Dom stoi."])[0]) == 1


def test_training_goes_on_from_the_embedded_model(tmp_path: Path) -> None:
    prepare([NEWS], tmp_path / "data", vocabulary_from=EMBEDDED)
    plan = Plan(tmp_path / "data", tmp_path / "run", start_from=EMBEDDED, peak=1e-4, warmup=1)
    trainer = Trainer(plan)
    batches = BatchPlan(tmp_path / "data", tokens=300, shard_pairs=40)
    stream = BatchStream(batches)
    _, batch = next(stream.batches(Position()))
    stream.close()
    losses = [trainer.step(batch) for _ in range(4)]
    assert losses[-1] < losses[0]


def test_a_folder_that_is_not_prepared_is_refused(
    prepared: tuple[Path, Prepared], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(prepared[0], data)
    (data / "words.jsonl").unlink()
    with pytest.raises(TrainingError, match=r"no words\.jsonl.*train prepare"):
        next(run(Plan(data, tmp_path / "run", steps=1, shape=TINY)))
    assert not (tmp_path / "run").exists()


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "card").write_text("kept")
    (folder / "old").write_text("old")
    with suppress(OSError), write_beside(folder) as beside:
        (beside / "old").write_text("new")
        raise OSError("disk full")
    assert (folder / "old").read_text() == "old"
    with write_beside(folder) as beside:
        (beside / "old").write_text("new")
    assert {file.name: file.read_text() for file in folder.iterdir()} == {
        "card": "kept",
        "old": "new",
    }
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_checkpoint_that_is_not_there_or_damaged_is_said(
    prepared: tuple[Path, Prepared], tmp_path: Path
) -> None:
    trainer = Trainer(Plan(prepared[0], tmp_path, shape=TINY))
    with pytest.raises(TrainingError, match="--resume"):
        trainer.resume()
    trainer.checkpoint.write_bytes(b"damaged")
    with pytest.raises(TrainingError, match="damaged"):
        trainer.resume()


@given(st.lists(st.integers(0, 49), min_size=1, max_size=80), st.integers(0, 60))
def test_candidates_hold_what_is_wanted_and_stand_for_all(wanted: list[int], count: int) -> None:
    drawn = draw_candidates(torch.tensor(wanted), 50, count)
    assert drawn.pieces[drawn.wanted].tolist() == wanted
    assert len(drawn.pieces.unique()) == len(drawn.pieces)
    assert float(drawn.weights.sum()) == pytest.approx(50, rel=1e-5)
    assert set(drawn.weights[drawn.wanted].tolist()) == {1.0}


def test_the_gradient_of_candidates_is_that_of_the_vocabulary_on_average() -> None:
    torch.manual_seed(0)
    logits, wanted = torch.randn(5, 200), torch.randint(0, 200, (5,))

    def gradient(count: int) -> torch.Tensor:
        drawn = draw_candidates(wanted, 200, count)
        given = logits.clone().requires_grad_()
        SmoothedCrossEntropy.apply(  # type: ignore[no-untyped-call]
            given[:, drawn.pieces], drawn.wanted, drawn.weights, 0.1
        ).backward()
        assert given.grad is not None
        return given.grad

    mean = torch.stack([gradient(100) for _ in range(2000)]).mean(0)
    exact = gradient(0)
    torch.testing.assert_close(mean, exact, rtol=0.2, atol=3e-4)
    one = gradient(100)
    assert (one - exact).abs().max() > 10 * (mean - exact).abs().max()


def test_the_loss_is_torchs() -> None:
    logits = torch.randn(7, 30, requires_grad=True)
    wanted = torch.randint(0, 30, (7,))
    loss = SmoothedCrossEntropy.apply(  # type: ignore[no-untyped-call]
        logits, wanted, torch.ones(30), 0.1
    )
    loss.backward()
    gradient = logits.grad
    logits.grad = None
    expected = torch.nn.functional.cross_entropy(logits, wanted, label_smoothing=0.1)
    expected.backward()
    torch.testing.assert_close(loss, expected)
    torch.testing.assert_close(gradient, logits.grad)


@pytest.mark.parametrize("shape", [(2, 8, 8), (3, 4, 16), (1, 16, 4)])
def test_orthogonalised_matrices_have_singular_values_near_one(shape: tuple[int, ...]) -> None:
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalise(torch.randn(shape)))
    assert values.min() > 0.3
    assert values.max() < 1.4
