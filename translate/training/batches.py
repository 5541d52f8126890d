"""Augmented, tokenised, padded batches as a pure function of a position in the data.

An epoch draws every pair as often as its corpus' share says (a share of 2.3 is two or three
times), shuffles, and cuts the order into shards. A shard is augmented and tokenised by a worker
process ahead of time; its batches hold sequences of similar length. The same seed and
:class:`Position` always give the same batch, so training resumes exactly.
"""

from __future__ import annotations

import itertools
import json
import multiprocessing
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from translate.training.augment import Example, augment
from translate.training.exchange import Exchanger, read_entries
from translate.training.prepare import plan_for, read_recipe
from translate.training.vocabulary import EOS_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

Phase = Literal["main", "finish"]
IntArray = np.ndarray[Any, np.dtype[np.int64]]
FloatArray = np.ndarray[Any, np.dtype[np.float64]]
JOIN_SHARE = 0.08  # of the pairs are joined with the next one of the same text
LENGTH_JITTER = 2  # tokens; keeps sorted batches from being the same every epoch


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the stream of batches."""

    phase: Phase = "main"
    epoch: int = 0
    shard: int = 0
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids, padded with the pad id: source (pairs × source length), target likewise."""

    source: IntArray
    target: IntArray


@dataclass(frozen=True)
class BatchPlan:
    """How batches are made: sizes in tokens, the seed, and how text is segmented."""

    folder: Path
    tokens: int = 3000
    max_length: int = 160
    shard_pairs: int = 20_000
    sampling: float = 0.0  # share of pairs segmented by subword sampling (Kudo 2018)
    seed: int = 1


class PairStore:
    """The training pairs of a prepared folder."""

    def __init__(self, folder: Path) -> None:
        arrays = np.load(folder / "pairs.npz")
        self._bytes = arrays["bytes"].tobytes()
        self._offsets = arrays["offsets"]
        self._corpus = arrays["corpus"]
        self._text = arrays["text"]
        self.weights = {phase: self._weights(folder, phase) for phase in ("main", "finish")}

    def __len__(self) -> int:
        return len(self._corpus)

    def _weights(self, folder: Path, phase: str) -> FloatArray:
        rows = read_recipe(folder / "recipe.toml")
        names = [report["name"] for report in json.loads((folder / "report.json").read_text())]
        shares = [getattr(plan_for(Path(name), rows), phase) for name in names]
        weights: FloatArray = np.asarray(shares, dtype=np.float64)[self._corpus]
        return weights

    def pair(self, index: int) -> Example:
        """Return pair *index*."""
        start, middle, stop = (int(self._offsets[2 * index + step]) for step in range(3))
        return Example(self._bytes[start:middle].decode(), self._bytes[middle:stop].decode())

    def joined(self, index: int) -> Example:
        """Return pair *index* and the one after it as one, if they stand in the same text."""
        example = self.pair(index)
        follower = index + 1
        if follower == len(self) or (
            (self._corpus[index], self._text[index])
            != (self._corpus[follower], self._text[follower])
        ):
            return example
        after = self.pair(follower)
        return Example(f"{example.source} {after.source}", f"{example.target} {after.target}")

    def order(self, plan: BatchPlan, phase: Phase, epoch: int) -> IntArray:
        """Return the pair numbers of an epoch in the order in which they are seen."""
        generator = np.random.default_rng([plan.seed, phase == "finish", epoch])
        weights = self.weights[phase]
        counts = np.floor(weights + generator.random(len(weights))).astype(np.int64)
        order: IntArray = generator.permutation(np.repeat(np.arange(len(weights)), counts))
        return order


class ShardMaker:
    """Makes the batches of a shard; one lives in every worker process."""

    def __init__(self, plan: BatchPlan) -> None:
        import sentencepiece as spm

        self.plan = plan
        self.store = PairStore(plan.folder)
        self.processor = spm.SentencePieceProcessor(model_file=str(plan.folder / "source.spm"))
        self.pad = self.processor.get_piece_size()
        lines = (plan.folder / "lexicon.tsv").read_text(encoding="utf-8").splitlines()
        self.lexicon = dict(line.split("\t") for line in lines)
        self.exchanger = Exchanger(read_entries(plan.folder / "words.jsonl"))
        self._order: tuple[tuple[Phase, int], IntArray] | None = None

    def make(self, phase: Phase, epoch: int, shard: int) -> list[Batch] | None:
        """Return the batches of a shard, or None past the end of the epoch."""
        if self._order is None or self._order[0] != (phase, epoch):
            self._order = (phase, epoch), self.store.order(self.plan, phase, epoch)
        order = self._order[1]
        start = shard * self.plan.shard_pairs
        if start >= len(order):
            return None
        random = Random(f"{self.plan.seed} {phase} {epoch} {shard}")
        pairs = [
            self._encode(int(index), random)
            for index in order[start : start + self.plan.shard_pairs]
        ]
        fitting = [p for p in pairs if max(len(p[0]), len(p[1])) <= self.plan.max_length]
        return self._batch(fitting, random)

    def _encode(self, index: int, random: Random) -> tuple[list[int], list[int]]:
        join = random.random() < JOIN_SHARE
        example = self.store.joined(index) if join else self.store.pair(index)
        example = augment(example, random, self.lexicon, self.exchanger)
        sample = random.random() < self.plan.sampling
        return self._ids(example.source, sample), self._ids(example.target, sample)

    def _ids(self, text: str, sample: bool) -> list[int]:
        if sample:
            ids = self.processor.encode(text, enable_sampling=True, alpha=0.2, nbest_size=-1)
        else:
            ids = self.processor.encode(text)
        return [*ids, EOS_ID]

    def _batch(self, pairs: list[tuple[list[int], list[int]]], random: Random) -> list[Batch]:
        def length(pair: tuple[list[int], list[int]]) -> tuple[int, int]:
            # Equal target lengths together, then source lengths: little padding on either side.
            return round(len(pair[1]) + random.random() * LENGTH_JITTER), len(pair[0])

        batches: list[Batch] = []
        group: list[tuple[list[int], list[int]]] = []
        widest = 0
        for pair in sorted(pairs, key=length):
            widest = max(widest, len(pair[0]), len(pair[1]))
            if group and widest * (len(group) + 1) > self.plan.tokens:
                batches.append(self._pad(group))
                group, widest = [], max(map(len, pair))
            group.append(pair)
        if group:
            batches.append(self._pad(group))
        random.shuffle(batches)
        return batches

    def _pad(self, pairs: list[tuple[list[int], list[int]]]) -> Batch:
        sources, targets = zip(*pairs, strict=True)
        return Batch(_padded(sources, self.pad), _padded(targets, self.pad))


def _padded(rows: tuple[list[int], ...], pad: int) -> IntArray:
    width = max(map(len, rows))
    return np.array([row + [pad] * (width - len(row)) for row in rows], dtype=np.int64)


_maker: ShardMaker | None = None


def _start_worker(plan: BatchPlan) -> None:
    global _maker
    _maker = ShardMaker(plan)


def _make(phase: Phase, epoch: int, shard: int) -> list[Batch] | None:
    assert _maker is not None
    return _maker.make(phase, epoch, shard)


class BatchStream:
    """Batches from a position on, made ahead by worker processes; close it after use."""

    def __init__(self, plan: BatchPlan, *, workers: int = 1) -> None:
        context = multiprocessing.get_context("spawn")
        self._workers = workers
        self._pool = ProcessPoolExecutor(
            workers, mp_context=context, initializer=_start_worker, initargs=(plan,)
        )

    def close(self) -> None:
        """Stop the workers."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def batches(self, position: Position) -> Iterator[tuple[Position, Batch]]:
        """Yield batches for ever, each with the position that follows it, within one phase."""
        for epoch in itertools.count(position.epoch):
            first = position.shard if epoch == position.epoch else 0
            for shard, batches in self._shards(position.phase, epoch, first):
                resume = (epoch, shard) == (position.epoch, position.shard)
                for number in range(position.batch if resume else 0, len(batches)):
                    after = Position(position.phase, epoch, shard, number + 1)
                    if number + 1 == len(batches):
                        after = replace(after, shard=shard + 1, batch=0)
                    yield after, batches[number]

    def _shards(self, phase: Phase, epoch: int, first: int) -> Iterator[tuple[int, list[Batch]]]:
        ahead: deque[Future[list[Batch] | None]] = deque()
        submitted = itertools.count(first)
        for shard in itertools.count(first):
            while len(ahead) <= self._workers:
                ahead.append(self._pool.submit(_make, phase, epoch, next(submitted)))
            batches = ahead.popleft().result()
            if batches is None:
                return
            yield shard, batches
