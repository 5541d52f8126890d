"""Everything that is to be told of a test set: runs, their scores, and the tests between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eval.compare import Method, Outcome, compare_runs
from eval.score import Scores, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from eval.pairs import PairSet
    from eval.records import Run
    from eval.score import Figure
    from translate.glossary.matching import Glossary

    Extra = Callable[[Run], Figure]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A run and its scores."""

    run: Run
    scores: Scores


@dataclass(frozen=True, slots=True)
class Summary:
    """The runs over one test set; each is tested against the first (see *outcomes*)."""

    pair_set: PairSet
    results: tuple[Evaluated, ...]
    outcomes: dict[str, list[Outcome]]
    method: Method

    def p_value(self, metric: str, number: int) -> float | None:
        """Return the p-value of the *number*-th run (from 0) by *metric*, if it was tested."""
        return self.outcomes[metric][number].p_value if metric in self.outcomes else None


def summarise(
    runs: Iterable[Run],
    glossary: Glossary | None = None,
    *,
    method: Method = "bs",
    extra: Extra | None = None,
) -> list[Summary]:
    """Return a summary for each test set in *runs*; *extra* gives one more figure of each run.

    Systems without a glossary come before the same with one, so that they are tested against it.
    """
    groups: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        groups.setdefault((run.pair_set.name, run.pair_set.fingerprint), []).append(run)
    return [_summarise(group, glossary, method, extra) for group in groups.values()]


def _summarise(
    runs: Sequence[Run], glossary: Glossary | None, method: Method, extra: Extra | None
) -> Summary:
    runs = sorted(runs, key=lambda run: run.system.partition("+"))
    results = tuple(_evaluate(run, glossary, extra) for run in runs)
    outcomes = compare_runs(runs, glossary, method=method) if len(runs) > 1 else {}
    return Summary(runs[0].pair_set, results, outcomes, method)


def _evaluate(run: Run, glossary: Glossary | None, extra: Extra | None) -> Evaluated:
    scores = score(run.pair_set.pairs, run.hypotheses, glossary)
    if extra:
        found = extra(run)
        scores = replace(scores, figures={**scores.figures, found.name: found})
    return Evaluated(run, scores)
