"""Run: train a Marian model on a prepared folder, to a budget of hours or steps.

The working folder holds ``checkpoint.pt`` (everything needed to resume exactly), ``log.jsonl``
and ``plot.png``. The recipe's `finish` shares hold for the last part of the budget, in which the
learning rate falls.
"""

from __future__ import annotations

import copy
import json
import time
from dataclasses import asdict, dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import torch

from translate.training import checkpoint
from translate.training.augment import Example
from translate.training.batches import Batch, BatchPlan, BatchStream, Position
from translate.training.candidates import draw_candidates
from translate.training.checkpoint import Progress
from translate.training.optimise import (
    MovingAverage,
    OptimiserName,
    Optimisers,
    SmoothedCrossEntropy,
    learning_rate,
)
from translate.training.prepare import check_prepared
from translate.training.validate import Scores, Validation, target_logits
from translate.training.vocabulary import EOS_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from transformers import MarianMTModel


@dataclass(frozen=True)
class Shape:
    """Size of the model; deep encoder and shallow decoder (Kasai et al. 2021) decode fast."""

    d_model: int = 256
    ffn: int = 1024
    encoder_layers: int = 3
    decoder_layers: int = 2
    heads: int = 4
    dropout: float = 0.0


@dataclass(frozen=True)
class Plan:
    """A training run. The budget is spent when either *hours* or *steps* is."""

    data: Path
    out: Path
    hours: float = 1.0
    steps: int = 10**9
    start_from: Path | None = None
    shape: Shape = Shape()
    tokens: int = 3000
    peak: float = 1e-3
    warmup: int = 200
    finish: float = 0.35  # the last share of the budget: rate falls, data turn to news
    smoothing: float = 0.1
    average: float = 0.999
    clip: float = 1.0
    weight_decay: float = 0.01
    optimiser: OptimiserName = "muon"
    sampling: float = 0.0
    candidates: int = 0  # pieces among which the words of a batch compete; 0: the vocabulary
    device: str = "cpu"
    compile: bool = False
    workers: int = 1
    seed: int = 1
    check_minutes: float = 10.0
    check_pairs: int = 160

    def spent(self, progress: Progress) -> float:
        """Return the share of the budget that is spent, 0 to 1."""
        return min(1.0, max(progress.seconds / 3600 / self.hours, progress.step / self.steps))


class Trainer:
    """A model in training: its weights, their average, its optimisers and how far it has come."""

    def __init__(self, plan: Plan) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.model: MarianMTModel = build_model(plan)
        self.model.to(torch.device(plan.device))  # type: ignore[arg-type]
        self.optimisers = Optimisers(self.model, plan.optimiser, weight_decay=plan.weight_decay)
        self.average = MovingAverage(self.model.parameters(), decay=plan.average)
        self.progress = Progress()
        self.pad: int = self.model.config.pad_token_id  # type: ignore[assignment]
        self._logits: Callable[..., torch.Tensor] = (
            torch.compile(target_logits, dynamic=True) if plan.compile else target_logits
        )

    @property
    def checkpoint(self) -> Path:
        """Where the checkpoint of this run is kept."""
        return self.plan.out / "checkpoint.pt"

    def save(self) -> None:
        """Write the checkpoint."""
        states = {
            "model": self.model.state_dict(),
            "average": self.average.values,
            "optimisers": self.optimisers.state(),
            "config": self.model.config.to_dict(),
        }
        checkpoint.save(self.checkpoint, self.progress, states)

    def resume(self) -> None:
        """Take up the checkpoint."""
        self.progress, states = checkpoint.load(self.checkpoint)
        self.model.load_state_dict(states["model"])
        self.average.values = [value.to(self.plan.device) for value in states["average"]]
        self.optimisers.load(states["optimisers"])

    def step(self, batch: Batch) -> float:
        """Learn from one batch; return its loss in nats a token, with label smoothing."""
        plan = self.plan
        self.model.train()
        source = torch.from_numpy(batch.source).to(plan.device, non_blocking=True)
        target = torch.from_numpy(batch.target).to(plan.device, non_blocking=True)
        words = torch.from_numpy(batch.target[batch.target != self.pad])
        drawn = draw_candidates(words, self.pad, plan.candidates)
        weights = drawn.weights.to(plan.device, non_blocking=True)
        wanted = drawn.wanted.to(plan.device, non_blocking=True)
        # None, not all of them: the whole vocabulary need not be gathered at every step.
        pieces = drawn.pieces.to(plan.device, non_blocking=True) if plan.candidates else None
        # bf16 products crash some CPUs and gain nothing there; on CUDA they double the speed.
        with torch.autocast("cuda", torch.bfloat16, enabled=plan.device.startswith("cuda")):
            logits = self._logits(self.model, source, target, self.pad, pieces)
            loss: torch.Tensor = SmoothedCrossEntropy.apply(  # type: ignore[no-untyped-call]
                logits.float(), wanted, weights, plan.smoothing
            )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), plan.clip)
        self.progress.step += 1
        self.progress.tokens += len(words)
        self.optimisers.step(
            learning_rate(
                self.progress.step,
                plan.spent(self.progress),
                peak=plan.peak,
                warmup=plan.warmup,
                decay=plan.finish,
            )
        )
        clear_pad(self.model)
        self.average.update(self.model.parameters(), self.progress.step)
        return float(loss.detach())

    def averaged(self) -> MarianMTModel:
        """Return a copy of the model with the averaged weights."""
        return with_weights(copy.deepcopy(self.model), self.average.values)


@torch.no_grad()
def clear_pad(model: MarianMTModel) -> None:
    """Zero the embedding of ``<pad>``, which starts every decoding.

    Marian starts from a zero embedding, and converters to other engines count on it.
    """
    model.lm_head.weight[model.config.pad_token_id].zero_()


def build_model(plan: Plan) -> MarianMTModel:
    """Return the model to start from: a folder's, or a new one of the plan's shape."""
    from transformers import MarianMTModel

    if plan.start_from:
        model = MarianMTModel.from_pretrained(
            plan.start_from, dtype=torch.float32, dropout=plan.shape.dropout
        )
        clear_pad(model)
        return model
    pad = len(json.loads((plan.data / "vocab.json").read_text(encoding="utf-8"))) - 1
    shape = plan.shape
    return new_model(
        {
            "vocab_size": pad + 1,
            "decoder_vocab_size": pad + 1,
            "d_model": shape.d_model,
            "encoder_ffn_dim": shape.ffn,
            "decoder_ffn_dim": shape.ffn,
            "encoder_layers": shape.encoder_layers,
            "decoder_layers": shape.decoder_layers,
            "encoder_attention_heads": shape.heads,
            "decoder_attention_heads": shape.heads,
            "dropout": shape.dropout,
            "activation_function": "swish",
            "max_position_embeddings": 256,
            "scale_embedding": True,
            "static_position_embeddings": True,
            "share_encoder_decoder_embeddings": True,
            "tie_word_embeddings": True,
            "init_std": shape.d_model**-0.5,
            "bos_token_id": EOS_ID,
            "eos_token_id": EOS_ID,
            "forced_eos_token_id": EOS_ID,
            "pad_token_id": pad,
            "decoder_start_token_id": pad,
        }
    )


def new_model(config: dict[str, Any]) -> MarianMTModel:
    """Return a model with the configuration *config* and random weights."""
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    model = MarianMTModel(MarianConfig.from_dict(config))
    clear_pad(model)
    pad = model.config.pad_token_id
    model.generation_config = GenerationConfig(
        num_beams=4,
        max_length=256,
        eos_token_id=EOS_ID,
        forced_eos_token_id=EOS_ID,
        pad_token_id=pad,
        decoder_start_token_id=pad,
        bad_words_ids=[[pad]],
    )
    return model


@torch.no_grad()
def with_weights(model: MarianMTModel, values: Sequence[torch.Tensor]) -> MarianMTModel:
    """Return *model* with its parameters set to *values*, in their order."""
    for parameter, value in zip(model.parameters(), values, strict=True):
        parameter.copy_(value)
    return model


def run(plan: Plan, *, resume: bool = False) -> Iterator[dict[str, float]]:
    """Train to the plan's budget; yield a log line at every check.

    A checkpoint is kept at every check and at the end.

    Raises:
        TrainingError: *plan.data* is no prepared folder, or there is no checkpoint to resume.
    """
    check_prepared(plan.data)
    plan.out.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(plan)
    if resume:
        trainer.resume()
    validation = read_validation(plan)
    stream = BatchStream(
        BatchPlan(plan.data, tokens=plan.tokens, sampling=plan.sampling, seed=plan.seed),
        workers=plan.workers,
    )
    try:
        while plan.spent(trainer.progress) < 1:
            _train_until_check(trainer, stream)
            trainer.save()
            yield _check(trainer, validation)
    finally:
        stream.close()


def _train_until_check(trainer: Trainer, stream: BatchStream) -> None:
    plan, progress = trainer.plan, trainer.progress
    losses: list[float] = []
    started = time.monotonic()
    base, tokens = progress.seconds, progress.tokens
    phase = _phase(plan, progress)
    if progress.position.phase != phase:
        progress.position = Position(phase)
    for position, batch in stream.batches(progress.position):
        losses.append(trainer.step(batch))
        progress.position = position
        progress.seconds = base + time.monotonic() - started
        due = progress.seconds - base > plan.check_minutes * 60
        if due or plan.spent(progress) >= 1 or _phase(plan, progress) != phase:
            break
    progress.log.append(
        {
            "step": progress.step,
            "tokens": progress.tokens,
            "hours": round(progress.seconds / 3600, 4),
            "loss": round(sum(losses) / max(1, len(losses)), 4),
            "tokens_per_second": round(
                (progress.tokens - tokens) / max(1e-9, progress.seconds - base)
            ),
        }
    )


def _phase(plan: Plan, progress: Progress) -> Any:
    return "finish" if plan.spent(progress) >= 1 - plan.finish else "main"


def _check(trainer: Trainer, validation: dict[str, Validation]) -> dict[str, float]:
    averaged = trainer.averaged()
    line = trainer.progress.log[-1]
    for kind, pairs in validation.items():
        scores: Scores = pairs.score(averaged)
        line |= {f"{kind}_{name}": round(value, 4) for name, value in asdict(scores).items()}
    with (trainer.plan.out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(line) + "\n")
    plot(trainer.progress.log, trainer.plan.out / "plot.png")
    trainer.save()
    return line


def read_validation(plan: Plan) -> dict[str, Validation]:
    """Return the development sets of the prepared folder, by name."""
    import sentencepiece as spm

    processor = spm.SentencePieceProcessor(model_file=str(plan.data / "source.spm"))
    lexicon = dict(_cells(plan.data / "lexicon.tsv"))
    sets = {}
    for path in sorted(plan.data.glob("dev-*.tsv")):
        pairs = [Example(source, target) for source, target in _cells(path)]
        Random(0).shuffle(pairs)
        kind = path.stem.removeprefix("dev-")
        sets[kind] = Validation(pairs[: plan.check_pairs], processor, lexicon)
    return sets


def _cells(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def plot(log: list[dict[str, float]], path: Path) -> None:
    """Draw loss and scores against target tokens, if matplotlib is installed."""
    try:
        import matplotlib as mpl
    except ImportError:
        return
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(1, 3, figsize=(13, 4))
    for axis, ending in zip(axes, ("loss", "bleu", "copy_rate"), strict=True):
        for name in sorted({key for line in log for key in line if key.endswith(ending)}):
            points = [(line["tokens"] / 1e6, line[name]) for line in log if name in line]
            axis.plot(*zip(*points, strict=True), marker=".", label=name)
        axis.set_xlabel("million target tokens")
        axis.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=80)
    plt.close(figure)
