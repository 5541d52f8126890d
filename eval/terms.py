"""Term accuracy: does a translation use the English names that the glossary gives?

Counted as in the WMT terminology tasks (Alam et al. 2021; Semenov et al. 2023): for every
occurrence of a term in the source, one occurrence of its target in the output, no two sharing a
character. *Exact* takes the target as it is written, *tolerant* also in other letter case, in the
plural, and with any space or hyphen between its words. The same count over the reference is the
ceiling: what a human who did not see the glossary would score.

This module counts on its own, without the pipeline's verification: what is measured does not vouch
for itself.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sacrebleu.metrics.base import Metric, Score, Signature

from translate import __version__
from translate.spans import Span, overlaps_any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from eval.pairs import Pair
    from translate.glossary.matching import Glossary, Match

Matching = Literal["exact", "tolerant"]


def wanted_target(match: Match) -> str:
    """Return the target, in capitals where the match is in capitals and the entry is not."""
    is_headline = match.text.isupper() and not match.entry.source.isupper()
    return match.entry.target.upper() if is_headline else match.entry.target


def pattern(target: str, matching: Matching = "exact") -> re.Pattern[str]:
    """Return the pattern of *target* as whole words.

    >>> bool(pattern("Polish Army", "tolerant").search("two Polish armies"))
    True
    >>> bool(pattern("Polish Army").search("two Polish armies"))
    False
    """
    words = [re.escape(word) for word in re.split(r"[\s-]+", target) if word]
    if matching == "exact" or not words:
        return re.compile(rf"(?<!\w){re.escape(target)}(?!\w)")
    *first, last = words
    plural = rf"(?:{last}(?:e?s)?|{last[:-1]}ies)" if last[-1] in "yY" else rf"{last}(?:e?s)?"
    phrase = r"[\s-]+".join([*first, plural])
    return re.compile(rf"(?<!\w){phrase}(?!\w)", re.IGNORECASE)


def locate(text: str, targets: Sequence[str], matching: Matching = "exact") -> list[Span | None]:
    """Return for each of *targets* a span of *text* of its own, or None.

    Longer targets choose first, so that a short one does not take a part of a long one.

    >>> locate("Tokayev met Kassym-Jomart Tokayev.", ["Tokayev", "Kassym-Jomart Tokayev"])
    [(0, 7), (12, 33)]
    """
    spans: list[Span | None] = [None] * len(targets)
    taken: list[Span] = []
    for number in sorted(range(len(targets)), key=lambda n: -len(targets[n])):
        if span := next(_free_spans(text, targets[number], taken, matching), None):
            spans[number] = span
            taken.append(span)
    return spans


def forbidden_spans(text: str, matches: Iterable[Match]) -> list[Span]:
    """Return where *text* has a forbidden rendering of a matched entry, targets aside."""
    matches = list(matches)
    taken = [s for s in locate(text, [wanted_target(m) for m in matches]) if s]
    wrong: list[Span] = []
    for words in dict.fromkeys(words for m in matches for words in m.entry.forbidden):
        found = list(_free_spans(text, words, taken))
        wrong += found
        taken += found
    return sorted(wrong)


def _free_spans(
    text: str, words: str, taken: Sequence[Span], matching: Matching = "exact"
) -> Iterator[Span]:
    """Yield the spans where *words* stand in *text*, outside the *taken* ones."""
    spans = (found.span() for found in pattern(words, matching).finditer(text))
    return (span for span in spans if not overlaps_any(span, taken))


class TermAccuracy(Metric):
    """Share of term occurrences found, 0 to 100, as a metric of sacrebleu.

    It is scored against the sources, not the references. Being a metric like others, it goes
    through sacrebleu's own bootstrap and paired tests.
    """

    def __init__(self, glossary: Glossary, matching: Matching = "exact") -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._glossary = glossary
        self._matching: Matching = matching

    def _preprocess_segment(self, sent: str) -> str:
        return sent

    def _extract_reference_info(self, refs: Sequence[str]) -> dict[str, Any]:
        return {"targets": [wanted_target(match) for match in self._glossary.find(refs[0])]}

    def _compute_segment_statistics(self, hypothesis: str, ref_kwargs: dict[str, Any]) -> list[int]:
        targets = ref_kwargs["targets"]
        found = locate(hypothesis, targets, self._matching)
        return [sum(span is not None for span in found), len(targets)]

    def _compute_score_from_stats(self, stats: Sequence[float]) -> Score:
        found, wanted = stats
        name = "terms" if self._matching == "exact" else f"terms-{self._matching}"
        return Score(name, 100.0 * float(found) / float(wanted) if wanted else 0.0)

    def _aggregate_and_compute(self, stats: list[list[int]]) -> Score:
        return self._compute_score_from_stats([sum(column) for column in zip(*stats, strict=True)])

    def get_signature(self) -> Signature:
        """Return the signature; its version is pl2en's, not sacrebleu's."""
        signature = Signature({**self.__dict__, "num_refs": None})
        signature.update("matching", self._matching)
        entries = hashlib.sha256(repr(self._glossary.entries).encode())
        signature.update("glossary", entries.hexdigest()[:12])
        signature.update("version", f"pl2en-{__version__}")
        return signature


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Counts over a test set, of occurrences.

    wanted: terms in the sources; exact, tolerant: of these, found in the hypotheses; ceiling and
    ceiling_tolerant: found in the references. recurring: of these, of entries that occur more than
    once in their document; consistent: of these, rendered as most of their like are (known
    renderings are the target and the forbidden ones; any other counts as one of its own).
    forbidden: forbidden renderings in the hypotheses. unconfirmed: of the exact ones, those that
    the reference does not have even tolerantly: perhaps no name at all (Moskwa in Anna Moskwa).
    """

    wanted: int
    exact: int
    tolerant: int
    ceiling: int
    ceiling_tolerant: int
    recurring: int
    consistent: int
    forbidden: int
    unconfirmed: int


def count_terms(pairs: Sequence[Pair], hypotheses: Sequence[str], glossary: Glossary) -> TermCounts:
    """Return the counts for a system's *hypotheses*."""
    matches = [glossary.find(pair.source) for pair in pairs]
    targets = [[wanted_target(match) for match in group] for group in matches]
    references = [pair.reference for pair in pairs]
    exact = _found(hypotheses, targets, "exact")
    confirmed = _found(references, targets, "tolerant")
    recurring, consistent = _consistency(pairs, hypotheses, matches)
    return TermCounts(
        wanted=sum(map(len, targets)),
        exact=sum(exact),
        tolerant=sum(_found(hypotheses, targets, "tolerant")),
        ceiling=sum(_found(references, targets, "exact")),
        ceiling_tolerant=sum(confirmed),
        recurring=recurring,
        consistent=consistent,
        forbidden=sum(
            len(forbidden_spans(hypothesis, group))
            for hypothesis, group in zip(hypotheses, matches, strict=True)
        ),
        unconfirmed=sum(e and not c for e, c in zip(exact, confirmed, strict=True)),
    )


def _found(
    texts: Sequence[str], targets: Sequence[Sequence[str]], matching: Matching
) -> list[bool]:
    """Return for every target of every text whether it is there."""
    return [
        span is not None
        for text, group in zip(texts, targets, strict=True)
        for span in locate(text, group, matching)
    ]


def _consistency(
    pairs: Sequence[Pair], hypotheses: Sequence[str], matches: Sequence[Sequence[Match]]
) -> tuple[int, int]:
    """Return how many occurrences recur in their document, and how many of them are consistent."""
    renderings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pair, hypothesis, group in zip(pairs, hypotheses, matches, strict=True):
        if pair.document:
            for match, rendering in zip(group, _renderings(hypothesis, group), strict=True):
                renderings[pair.document, match.entry.source].append(rendering)
    recurring = consistent = 0
    for of_entry in renderings.values():
        if len(of_entry) > 1:
            known = Counter(filter(None, of_entry))
            recurring += len(of_entry)
            consistent += max(known.values(), default=1)
    return recurring, consistent


def _renderings(hypothesis: str, matches: Sequence[Match]) -> list[str]:
    """Return how each match is rendered, as far as known; "" if it is not."""
    spans = locate(hypothesis, [wanted_target(match) for match in matches], "tolerant")
    taken = [span for span in spans if span]
    renderings = []
    for match, span in zip(matches, spans, strict=True):
        rendering = match.entry.target if span else ""
        for words in () if span else match.entry.forbidden:
            if wrong := next(_free_spans(hypothesis, words, taken), None):
                taken.append(wrong)
                rendering = words
                break
        renderings.append(rendering)
    return renderings
