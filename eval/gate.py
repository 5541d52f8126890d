"""The gate: did a score fall below the one that was written down?

``baseline.json`` holds, by test set and system, the scores to keep up, and by metric the tolerance:
how many points a score may fall (engines round differently from machine to machine).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.formats import read_text
from translate.errors import InputError
from translate.glossary.storage import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.compare import Outcome
    from eval.summary import Evaluated

BASELINE = Path(__file__).with_name("baseline.json")
TOLERANCE = {"BLEU": 1.0, "chrF2": 1.0, "terms": 1.0}  # points; where there is no baseline yet


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of the gate, in points."""

    what: str
    metric: str
    expected: float
    found: float
    tolerance: float

    @property
    def fell(self) -> bool:
        """Whether the score fell by more than the tolerance."""
        return self.found < self.expected - self.tolerance

    def __str__(self) -> str:
        verdict = "FELL" if self.fell else "ok"
        return (
            f"{verdict:4}  {self.what}  {self.metric} {self.found:.2f}, baseline "
            f"{self.expected:.2f}, tolerance {self.tolerance:g}"
        )


@dataclass(frozen=True, slots=True)
class Baseline:
    """Tolerances by metric, and by set and system a fingerprint of the set and the scores."""

    tolerance: dict[str, float]
    scores: dict[str, dict[str, dict[str, Any]]]


def read_baseline(path: Path = BASELINE) -> Baseline:
    """Return the baseline kept at *path*, an empty one if there is no file.

    Raises:
        InputError: it is not what :func:`write_baseline` writes.
    """
    if not path.exists():
        return Baseline(dict(TOLERANCE), {})
    try:
        content = json.loads(read_text(path))
        tolerance = {str(name): float(value) for name, value in content["tolerance"].items()}
        scores = {name: dict(systems) for name, systems in content["scores"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "is no baseline; make a new one with --update-baseline", path=path
        ) from error
    return Baseline(tolerance, scores)


def write_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    """Write *baseline* to *path* in one step, sorted, so that its changes read well in git."""
    content = {"tolerance": baseline.tolerance, "scores": baseline.scores}
    text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    try:
        replace(path, text.encode())
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", path=path) from error


def update(baseline: Baseline, results: Iterable[Evaluated]) -> Baseline:
    """Return *baseline* with the scores of *results*; other sets and systems stay.

    Term accuracy is kept only of systems with a glossary: that of the others changes with every
    entry that is added, and says nothing of them.
    """
    scores = {name: dict(systems) for name, systems in baseline.scores.items()}
    for result in results:
        pair_set = result.run.pair_set
        figures = result.scores.figures
        metrics = [m for m in baseline.tolerance if m in figures]
        if "glossary" not in result.run.details:
            metrics = [m for m in metrics if m != "terms"]
        kept = {m: round(figures[m].score, 2) for m in metrics}
        entry = {"fingerprint": pair_set.fingerprint, **kept}
        scores.setdefault(pair_set.name, {})[result.run.system] = entry
    return Baseline(baseline.tolerance, scores)


def check(baseline: Baseline, results: Sequence[Evaluated]) -> list[Check]:
    """Return what the gate has to say of *results*.

    Raises:
        InputError: a test set is not the one of the baseline any more, a score of the baseline is
            not to be had, or there is nothing at all to check.
    """
    checks = [c for result in results for c in _check_result(baseline, result)]
    if not checks:
        names = ", ".join(f"{r.run.pair_set.name} {r.run.system}" for r in results)
        raise InputError(
            f"the gate has nothing to check: the baseline has no score of {names or 'any run'}; "
            "write them down with --update-baseline"
        )
    return checks


def check_outcomes(baseline: Baseline, outcomes: dict[str, list[Outcome]]) -> list[Check]:
    """Return what the gate says of systems compared: the first is what the others must keep up.

    Raises:
        InputError: the baseline names no tolerance for any metric there is.
    """
    checks = []
    for metric, tolerance in baseline.tolerance.items():
        if metric in outcomes:
            first, *others = outcomes[metric]
            checks += [Check(o.system, metric, first.score, o.score, tolerance) for o in others]
    if not checks:
        raise InputError("the gate has nothing to check: no tolerance for any of the scores")
    return checks


def _check_result(baseline: Baseline, result: Evaluated) -> list[Check]:
    pair_set, system = result.run.pair_set, result.run.system
    expected = baseline.scores.get(pair_set.name, {}).get(system)
    if expected is None:
        return []
    what = f"{pair_set.name} {system}"
    if expected.get("fingerprint") != pair_set.fingerprint:
        raise InputError(
            f"test set {pair_set.name} is not the one of the baseline any more; look at its new "
            "scores and write them down with --update-baseline"
        )
    checks = []
    for metric, tolerance in baseline.tolerance.items():
        if metric not in expected:
            continue
        if metric not in result.scores.figures:
            raise InputError(f"{what}: the baseline has {metric}, but it was not measured now")
        found = result.scores.figures[metric].score
        checks.append(Check(what, metric, float(expected[metric]), found, tolerance))
    return checks
