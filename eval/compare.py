"""Compare runs over one test set: is the difference more than chance, and where does it lie?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sacrebleu.significance import PairedTest, Result

from eval.records import refuse_different_sets
from eval.score import METRICS, sentence_chrf
from eval.terms import TermAccuracy
from translate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sacrebleu.metrics.base import Metric

    from eval.records import Run
    from translate.glossary.matching import Glossary

Method = Literal["bs", "ar"]
METHODS: dict[Method, str] = {"bs": "paired bootstrap", "ar": "approximate randomisation"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A system's score beside that of the first system.

    *p_value* is the probability of a difference as large if the two were equally good; None for
    the first system itself, 1 where there is no difference (sacrebleu gives its smallest value
    there, on the ground that a system against itself is no chance).
    """

    system: str
    metric: str
    score: float
    difference: float
    p_value: float | None
    signature: str


@dataclass(frozen=True, slots=True)
class SentenceDifference:
    """chrF2 of two hypotheses for the pair *number* (from 0)."""

    number: int
    first: float
    second: float

    @property
    def difference(self) -> float:
        """How much better the second is."""
        return self.second - self.first


def compare_runs(
    runs: Sequence[Run],
    glossary: Glossary | None = None,
    *,
    method: Method = "bs",
    samples: int = 0,
) -> dict[str, list[Outcome]]:
    """Test every run against the first: outcomes by metric, in the order of *runs*.

    The tests are sacrebleu's: paired bootstrap resampling (``bs``; Koehn 2004) or approximate
    randomisation (``ar``; Riezler and Maxwell 2005), with its default number of *samples* (1,000
    and 10,000) for 0.

    Raises:
        InputError: there are fewer than two runs, or they are not over the same test set.
    """
    if len(runs) < 2:
        raise InputError("a comparison needs at least two runs")
    refuse_different_sets(runs)
    pairs = runs[0].pair_set
    metrics = {name: metric() for name, metric in METRICS.items()}
    outcomes = _paired(runs, metrics, pairs.references, method, samples)
    if glossary and any(glossary.find(source) for source in pairs.sources):
        terms = {"terms": TermAccuracy(glossary)}
        outcomes |= _paired(runs, terms, pairs.sources, method, samples)
    return outcomes


def _paired(
    runs: Sequence[Run],
    metrics: Mapping[str, Metric],
    references: list[str],
    method: Method,
    samples: int,
) -> dict[str, list[Outcome]]:
    # By number, because two runs may be of systems with the same name.
    systems: list[tuple[str, Sequence[str]]]
    systems = [(str(number), run.hypotheses) for number, run in enumerate(runs)]
    signatures, results = PairedTest(systems, metrics, [references], method, samples)()
    outcomes = {}
    for metric, signature in signatures.items():
        column = [result for result in results[metric] if isinstance(result, Result)]
        outcomes[metric] = [
            Outcome(
                run.system,
                metric,
                float(result.score),
                float(result.score - column[0].score),
                _p_value(result, column[0]),
                str(signature),
            )
            for run, result in zip(runs, column, strict=True)
        ]
    return outcomes


def _p_value(result: Result, first: Result) -> float | None:
    if result.p_value is None:
        return None
    return 1.0 if result.score == first.score else float(result.p_value)


def rank_sentences(first: Run, second: Run) -> list[SentenceDifference]:
    """Return all sentences, those first where *second* gains most over *first* in chrF2."""
    references = first.pair_set.references
    differences = [
        SentenceDifference(number, sentence_chrf(old, reference), sentence_chrf(new, reference))
        for number, (old, new, reference) in enumerate(
            zip(first.hypotheses, second.hypotheses, references, strict=True)
        )
    ]
    return sorted(differences, key=lambda d: (-d.difference, d.number))
