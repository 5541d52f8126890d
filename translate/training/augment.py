"""Make one pair into what the tool will meet: rare words, placeholders, headlines, dirt.

Every step takes a pair and a random generator and returns a pair; :data:`STEPS` says how often
each is taken. The same generator state gives the same pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.training.names import find_shared_names

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from translate.training.exchange import Exchanger

PLACEHOLDERS = tuple(f"<n{number}>" for number in range(1, 9))
EXCHANGE_SHARE = 0.5  # of the pairs have words exchanged
EXCHANGE_EACH = 0.4  # of the words in such a pair that can be
MASK_SHARE = 0.5  # of the pairs that share a name
MASK_EACH = 0.7  # of the names in such a pair
FINALS = ".!?"
DIACRITICS = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
QUOTE_STYLES = (("„", "”"), ('"', '"'), ("«", "»"), ("“", "”"), ("„", '"'))
DASHES = ("–", "—", "-")


@dataclass(frozen=True, slots=True)
class Example:
    """A training example: Polish and English text, placeholders in place."""

    source: str
    target: str


def mask_names(
    example: Example, random: Random, lexicon: Mapping[str, str] | None = None
) -> Example:
    """Replace some of the shared names by placeholders, the Polish suffix left standing.

    Placeholder numbers are drawn at random, so that the model copies rather than counts.
    """
    if "<n" in example.source or "<n" in example.target:
        return example
    names = find_shared_names(example.source, example.target, lexicon)
    chosen = [name for name in names if random.random() < MASK_EACH][: len(PLACEHOLDERS)]
    tags = random.sample(PLACEHOLDERS, len(chosen))
    source_spans = [(*name.source_span, tag) for name, tag in zip(chosen, tags, strict=True)]
    target_spans = [(*name.target_span, tag) for name, tag in zip(chosen, tags, strict=True)]
    return Example(_replace(example.source, source_spans), _replace(example.target, target_spans))


def _replace(text: str, spans: list[tuple[int, int, str]]) -> str:
    for start, stop, tag in sorted(spans, reverse=True):
        text = text[:start] + tag + text[stop:]
    return text


def capitalise_all(example: Example, random: Random) -> Example:
    """Return the pair as an ALL-CAPS headline, its placeholders unharmed."""
    del random
    return Example(_upper(example.source), _upper(example.target))


def _upper(text: str) -> str:
    text = text.upper()
    for tag in PLACEHOLDERS:
        text = text.replace(tag.upper(), tag)
    return text


def lower_source(example: Example, random: Random) -> Example:
    """Return the pair with the Polish in lower case, as people type in a hurry."""
    del random
    return Example(example.source.lower(), example.target)


def drop_final(example: Example, random: Random) -> Example:
    """Return the pair without its final full stop, as in headlines and captions."""
    del random
    source, target = example.source, example.target
    if source[-1:] in FINALS and target[-1:] in FINALS:
        return Example(source[:-1], target[:-1])
    return example


def vary_punctuation(example: Example, random: Random) -> Example:
    """Return the pair with the Polish quotes and dashes in another common style."""
    opening, closing = random.choice(QUOTE_STYLES)
    dash = random.choice(DASHES)
    source = example.source.replace("„", opening).replace("”", closing)
    return Example(source.replace(" – ", f" {dash} "), example.target)


def strip_diacritics(example: Example, random: Random) -> Example:
    """Return the pair with the Polish written without its own letters."""
    del random
    return Example(example.source.translate(DIACRITICS), example.target)


STEPS: tuple[tuple[float, Callable[[Example, Random], Example]], ...] = (
    (0.20, vary_punctuation),
    (0.03, drop_final),
    (0.01, strip_diacritics),
    (0.01, lower_source),
    (0.01, capitalise_all),
)


def augment(
    example: Example,
    random: Random,
    lexicon: Mapping[str, str] | None = None,
    exchanger: Exchanger | None = None,
) -> Example:
    """Return *example* changed by the steps that *random* picks."""
    if exchanger and random.random() < EXCHANGE_SHARE:
        example = exchanger.exchange(example, random, EXCHANGE_EACH)
    if random.random() < MASK_SHARE:
        example = mask_names(example, random, lexicon)
    for share, step in STEPS:
        if random.random() < share:
            example = step(example, random)
    return example
