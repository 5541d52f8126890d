"""Score hypotheses against references, with sacrebleu's metrics.

A score never travels without its signature (Post 2018, A Call for Clarity in Reporting BLEU
Scores). Everything here is pure: texts in, figures out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import _bootstrap_resample, estimate_ci

from eval.faults import Faults, count_faults
from eval.terms import TermAccuracy, TermCounts, count_terms
from translate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sacrebleu.metrics.base import Metric

    from eval.pairs import Pair
    from translate.glossary.matching import Glossary

RESAMPLES = 1000  # sacrebleu's default for confidence intervals

# BLEU: Papineni et al. 2002; chrF2, chrF2++: Popović 2015, 2017; TER: Snover et al. 2006.
METRICS: dict[str, Callable[[], Metric]] = {
    "BLEU": BLEU,
    "chrF2": CHRF,
    "chrF2++": lambda: CHRF(word_order=2),
    "TER": TER,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A score of a corpus with its signature.

    *score* is 0 to 100 (TER: 0 and up, lower is better). *mean* and *interval* are those of the
    bootstrap (Koehn 2004): the 95 % confidence interval is *mean* ± *interval*. They are None where
    there was none.
    """

    name: str
    score: float
    signature: str
    mean: float | None = None
    interval: float | None = None

    def __str__(self) -> str:
        spread = "" if self.interval is None else f" ± {self.interval:.1f}"
        return f"{self.score:.1f}{spread}"


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of a run.

    *figures* are by name: those of :data:`METRICS`, ``dBLEU`` (documents as units) where the set
    has documents of several units, ``terms`` and ``terms-tolerant`` where it has terms.
    """

    figures: dict[str, Figure]
    faults: Faults
    terms: TermCounts | None


def score(
    pairs: Sequence[Pair],
    hypotheses: Sequence[str],
    glossary: Glossary | None = None,
    *,
    resamples: int = RESAMPLES,
) -> Scores:
    """Return the scores of *hypotheses*, with term accuracy if there is a *glossary*.

    Raises:
        InputError: there are not as many hypotheses as pairs, or none.
    """
    references = [pair.reference for pair in pairs]
    figures = {
        name: figure(metric(), hypotheses, [references], resamples)
        for name, metric in METRICS.items()
    }
    if document_bleu := _document_bleu(pairs, hypotheses, resamples):
        figures["dBLEU"] = document_bleu
    terms = count_terms(pairs, hypotheses, glossary) if glossary else None
    if glossary and terms and terms.wanted:
        sources = [pair.source for pair in pairs]
        for accuracy in (TermAccuracy(glossary), TermAccuracy(glossary, "tolerant")):
            found = figure(accuracy, hypotheses, [sources], resamples)
            figures[found.name] = found
    return Scores(figures, count_faults(pairs, hypotheses), terms)


def figure(
    metric: Metric,
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    resamples: int = RESAMPLES,
) -> Figure:
    """Return the corpus score of *hypotheses*; *references* is a list of reference sets.

    Raises:
        InputError: there is no hypothesis, or a reference set has another length (a list of
            references for each sentence, where sacrebleu wants it the other way round, would
            otherwise be scored without a word: its issue 220).
    """
    refuse_different_lengths(hypotheses, references)
    if len(hypotheses) < 2 or resamples < 2:
        result = metric.corpus_score(hypotheses, references)
        return Figure(result.name, float(result.score), str(metric.get_signature()))
    try:
        result = metric.corpus_score(hypotheses, references, resamples)
        mean, interval = result._mean, result._ci
    except TypeError:
        # sacrebleu 2.6 cannot average resamples of which some, but not all, are exactly 0.
        result = metric.corpus_score(hypotheses, references)
        statistics = metric._extract_corpus_statistics(hypotheses, references)
        _, resampled = _bootstrap_resample(statistics, metric, resamples)
        mean, interval = estimate_ci(np.array([float(sample.score) for sample in resampled]))
    signature = str(metric.get_signature())
    return Figure(result.name, float(result.score), signature, float(mean), float(interval))


def refuse_different_lengths(
    hypotheses: Sequence[str], references: Sequence[Sequence[str]]
) -> None:
    """Raise InputError unless every reference set has one string for every hypothesis."""
    if not hypotheses:
        raise InputError("there is no hypothesis to score")
    for number, texts in enumerate(references, start=1):
        if isinstance(texts, str) or len(texts) != len(hypotheses):
            count = 1 if isinstance(texts, str) else len(texts)
            raise InputError(
                f"{len(hypotheses)} hypotheses, but reference set {number} has {count}; give one "
                "list for each set of references, as long as the list of hypotheses"
            )


def sentence_chrf(hypothesis: str, reference: str) -> float:
    """Return the chrF2 of one sentence, 0 to 100 (BLEU says little about one sentence)."""
    return float(CHRF().sentence_score(hypothesis, [reference]).score)


def by_group(
    metric: Callable[[], Metric],
    groups: Sequence[str],
    hypotheses: Sequence[str],
    references: Sequence[str],
    *,
    resamples: int = RESAMPLES,
) -> dict[str, Figure]:
    """Return the score of every group of units; *groups* names the group of each, "" for none.

    Groups come in the order in which they first appear.
    """
    numbers: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        if group:
            numbers.setdefault(group, []).append(number)
    return {
        group: figure(
            metric(),
            [hypotheses[number] for number in members],
            [[references[number] for number in members]],
            resamples,
        )
        for group, members in numbers.items()
    }


def groups_with_terms(
    glossary: Glossary, groups: Sequence[str], sources: Sequence[str]
) -> list[str]:
    """Return *groups* with "" for the units that have no term, for :func:`by_group`."""
    return [
        group if group and glossary.find(source) else ""
        for group, source in zip(groups, sources, strict=True)
    ]


def _document_bleu(
    pairs: Sequence[Pair], hypotheses: Sequence[str], resamples: int
) -> Figure | None:
    """Return BLEU with whole documents as units (Liu et al. 2020), None if there are none."""
    documents = [
        list(group)
        for name, group in groupby(range(len(pairs)), key=lambda number: pairs[number].document)
        if name
    ]
    if sum(map(len, documents)) != len(pairs) or all(len(group) == 1 for group in documents):
        return None
    joined = [" ".join(hypotheses[number] for number in group) for group in documents]
    references = [" ".join(pairs[number].reference for number in group) for group in documents]
    found = figure(BLEU(), joined, [references], resamples)
    signature = f"{found.signature}|unit:document"
    return Figure("dBLEU", found.score, signature, found.mean, found.interval)
