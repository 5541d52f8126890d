"""Run systems over test sets."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from eval.formats import read_lines
from eval.records import Run
from eval.systems import load_translator, translate_units
from translate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from eval.pairs import PairSet
    from eval.systems import System
    from translate.engines.base import Engine
    from translate.glossary.matching import Glossary

    Watch = Callable[[Iterator[str], int, str], Iterable[str]]


def run_systems(
    pair_sets: Sequence[PairSet],
    systems: Sequence[System],
    engine: Engine,
    glossary: Glossary | None,
    *,
    watch: Watch = lambda hypotheses, total, what: hypotheses,
) -> Iterator[Run]:
    """Yield a run of every system over every test set.

    All *systems* use the loaded *engine*. *watch* passes hypotheses on and may show how many of the
    total there are.
    """
    for pair_set in pair_sets:
        for system in systems:
            translator = load_translator(system, engine, glossary)
            outputs = translate_units(translator, pair_set.sources)
            what = f"{pair_set.name} {system.name}"
            start = time.perf_counter()
            hypotheses = tuple(watch(outputs, len(pair_set.pairs), what))
            seconds = time.perf_counter() - start
            yield Run(system.name, pair_set, hypotheses, seconds, system.describe())


def read_hypotheses(path: Path, pair_set: PairSet, name: str) -> Run:
    """Return the run of another program, whose outputs stand in *path*, one a line.

    Raises:
        InputError: there are not as many lines as the set has pairs.
    """
    lines = read_lines(path)
    if len(lines) != len(pair_set.pairs):
        raise InputError(
            f"has {len(lines)} lines, but test set {pair_set.name} has {len(pair_set.pairs)} "
            f"{pair_set.unit}s; give one hypothesis a line",
            path=path,
        )
    return Run(name, pair_set, tuple(lines), details={"hypotheses": path.name})
