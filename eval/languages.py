"""Is a text Polish or English? A coarse look at common words, that abstains where unsure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from translate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eval.pairs import PairSet

Language = Literal["pl", "en"]

# Frequent words that the other language does not have (hence no a, i, on, to, do, by, my, no).
COMMON_WORDS: dict[Language, frozenset[str]] = {
    "pl": frozenset(
        "w z na nie się że jest jak ale od po o za przez dla oraz który która które jego był była "
        "było są przy przed już tylko czy został została także ze roku".split()
    ),
    "en": frozenset(
        "the of and in is that for was with as at from it his her has have are were which this be "
        "been had its said who will not their".split()
    ),
}
NAMES: dict[Language, str] = {"pl": "Polish", "en": "English"}
MIN_EVIDENCE = 5  # common words
MIN_RATIO = 3  # times as many of one language as of the other


def guess_language(texts: Iterable[str]) -> Language | None:
    """Return the language that *texts* are in, None if there is too little evidence.

    >>> guess_language(["The head of the committee was dismissed, and it is said that he is ill."])
    'en'
    >>> guess_language(["Tokayev in Astana"]) is None
    True
    """
    counts: dict[Language, int] = dict.fromkeys(COMMON_WORDS, 0)
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        for language, common in COMMON_WORDS.items():
            counts[language] += sum(word in common for word in words)
    polish, english = counts["pl"], counts["en"]
    if polish >= max(MIN_EVIDENCE, MIN_RATIO * english):
        return "pl"
    if english >= max(MIN_EVIDENCE, MIN_RATIO * polish):
        return "en"
    return None


def refuse_wrong_languages(pair_set: PairSet) -> None:
    """Raise InputError if the sources are English or the references Polish."""
    source, reference = guess_language(pair_set.sources), guess_language(pair_set.references)
    if source == "en" and reference == "pl":
        raise InputError(
            f"test set {pair_set.name}: source and reference are swapped; give the Polish side "
            "first (or name the columns source and target)"
        )
    wanted: tuple[Language, Language] = ("pl", "en")
    for side, found, right in zip(
        ("sources", "references"), (source, reference), wanted, strict=True
    ):
        if found and found != right:
            raise InputError(
                f"test set {pair_set.name}: the {side} are {NAMES[found]}, not {NAMES[right]}"
            )
