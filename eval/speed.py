"""Speed: pl2en beside the programs that a user would take instead, on the same sentences.

Contestants take turns, so that a busy moment of the machine hits all alike; of several rounds the
median counts. Rates are words of Polish a second, loading left out, and hold for this machine;
ratios hold better.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from eval.contestants import Measurement, measure_apart
from eval.formats import read_text
from eval.tables import as_markdown
from translate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from eval.tables import Table

OURS = "pl2en"
# contestant, the most sentences that it is given: slow ones have shown their rate by then
LIMITS = {
    "pl2en": 10_000,
    "pl2en+glossary": 10_000,
    "CTranslate2, one by one": 1_000,
    "transformers, one by one": 100,
    "transformers, batches of 16": 100,
}


@dataclass(frozen=True, slots=True)
class Speed:
    """The rounds of one contestant on one number of sentences."""

    rounds: tuple[Measurement, ...]

    @property
    def name(self) -> str:
        """The contestant."""
        return self.rounds[0].name

    @property
    def count(self) -> int:
        """How many sentences it was given."""
        return self.rounds[0].count

    @property
    def rate(self) -> float:
        """Words of Polish a second: the median."""
        return median(round_.rate for round_ in self.rounds)

    @property
    def first(self) -> float:
        """Seconds from the start of loading to the first sentence: the median."""
        return median(round_.first for round_ in self.rounds)

    @property
    def peak(self) -> float:
        """Largest resident memory of the rounds, MiB."""
        return max(round_.peak for round_ in self.rounds)


def draw(path: Path, count: int, seed: int = 1) -> list[str]:
    """Return *count* Polish sentences of the folder of .tsv files *path*, fewer if it has fewer."""
    lines = [
        line.split("\t")[0]
        for file in sorted(path.glob("*.tsv"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line
    ]
    return Random(seed).sample(lines, min(count, len(lines)))


def race(
    sentences: Sequence[str],
    sizes: Iterable[int],
    *,
    rounds: int,
    beam: int,
    names: Sequence[str] = tuple(LIMITS),
    measure: Callable[[str, Sequence[str], int], Measurement] = measure_apart,
) -> list[Speed]:
    """Let the contestants *names* translate the first *sizes* of *sentences*, in turns.

    Raises:
        Pl2enError: a contestant failed.
    """
    results = []
    for size in sizes:
        taking_part = [name for name in names if size <= LIMITS[name]]
        turns = [
            measure(name, sentences[:size], beam) for _ in range(rounds) for name in taking_part
        ]
        results += [Speed(tuple(t for t in turns if t.name == name)) for name in taking_part]
    return results


def speed_table(speeds: Sequence[Speed]) -> Table:
    """Return the results, and how many times faster pl2en is than each on the same sentences."""
    ours = {speed.count: speed.rate for speed in speeds if speed.name == OURS}
    rows = [
        [
            f"{speed.count:,}",
            speed.name,
            f"{speed.rate:,.0f}",
            f"{ours[speed.count] / speed.rate:.1f}" if speed.count in ours else "",
            f"{speed.first:.2f}",
            f"{speed.peak:,.0f}",
        ]
        for speed in speeds
    ]
    header = ["sentences", "program", "words/s", "pl2en is faster", "first, s", "memory, MiB"]
    return [header, *rows]


def stage_table(speeds: Sequence[Speed]) -> Table:
    """Return how pl2en's time divides among the stages, in % of the largest size."""
    ours = [speed for speed in speeds if speed.rounds[0].stages]
    largest = max((speed.count for speed in ours), default=0)
    rows = []
    for speed in ours:
        if speed.count == largest:
            middle = sorted(speed.rounds, key=lambda r: r.seconds)[len(speed.rounds) // 2]
            stages = middle.stages | {"other": middle.seconds - sum(middle.stages.values())}
            rows += [
                [speed.name, stage, f"{100 * seconds / middle.seconds:.1f}"]
                for stage, seconds in stages.items()
            ]
    return [["program", "stage", "time, %"], *rows]


def same_output(speeds: Sequence[Speed]) -> tuple[int, int]:
    """Return for how many sentences pl2en and plain CTranslate2 gave the same text, and of all.

    On the largest number of sentences that both translated.
    """
    outputs = {(speed.name, speed.count): speed.rounds[0].output for speed in speeds}
    both = [
        count
        for name, count in outputs
        if name == OURS and ("CTranslate2, one by one", count) in outputs
    ]
    if not both:
        return 0, 0
    pairs = zip(
        outputs[OURS, max(both)], outputs["CTranslate2, one by one", max(both)], strict=True
    )
    return sum(left == right for left, right in pairs), max(both)


def readme(speeds: Sequence[Speed]) -> str:
    """Return the table of speeds of a README, with what one needs to know to read it."""
    return f"{as_markdown(speed_table(speeds), names=2)}\n\n{describe(speeds)}"


def describe(speeds: Sequence[Speed]) -> str:
    """Return what the columns of :func:`speed_table` are."""
    rounds = max(len(speed.rounds) for speed in speeds)
    return (
        f"words/s: Polish words, loading left out, median of {rounds} rounds in turns; first: "
        "from the start of loading to the first sentence; memory: the largest resident."
    )


def write(speeds: Sequence[Speed], path: Path) -> None:
    """Write the measurements as JSON, without the translations."""
    from translate.glossary.storage import replace

    kept = [
        {key: value for key, value in asdict(round_).items() if key != "output"}
        for speed in speeds
        for round_ in speed.rounds
    ]
    replace(path, (json.dumps(kept, indent=1, ensure_ascii=False) + "\n").encode())


def read(path: Path) -> list[Speed]:
    """Return the measurements kept at *path*; their outputs are not kept.

    Raises:
        InputError: the file is missing, or is not what :func:`write` wrote.
    """
    groups: dict[tuple[str, int], list[Measurement]] = {}
    try:
        for fields in json.loads(read_text(path)):
            done = Measurement(**fields, output=())
            groups.setdefault((done.name, done.count), []).append(done)
    except (ValueError, TypeError) as error:
        raise InputError(
            "not measurements of speed; make them: python -m eval speed", path=path
        ) from error
    return [Speed(tuple(rounds)) for rounds in groups.values()]


def plot(speeds: Sequence[Speed], path: Path) -> None:
    """Draw seconds against sentences, both logarithmic, if matplotlib is installed."""
    try:
        import matplotlib as mpl
    except ImportError:
        return
    mpl.use("Agg")
    from matplotlib import pyplot as plt

    figure, axis = plt.subplots(figsize=(7, 4.5))
    for name in dict.fromkeys(speed.name for speed in speeds):
        points = [(s.count, median(r.seconds for r in s.rounds)) for s in speeds if s.name == name]
        axis.plot(*zip(*points, strict=True), marker="o", label=name)
    axis.set(xscale="log", yscale="log", xlabel="sentences", ylabel="seconds, loading left out")
    axis.legend()
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)
