"""Mask: put placeholders where names stand, and put names where placeholders come out.

A name becomes ``<nK>`` with its inflection suffix left standing (``Putina`` → ``<n3>a``), so that
the model still sees the case. Text that looks like a placeholder is masked as itself, so that it
survives. ``unmask(mask(text, …).text, …) == text`` for every text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.spans import overlap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.glossary.matching import Match

LOOKS_LIKE_PLACEHOLDER = re.compile(r"<n\d+>")
WORD_PART = re.compile(r"[^\W\d_]+")
LONGEST_SUFFIX = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """What a placeholder stands for: a match, or text that only looks like a placeholder."""

    tag: str
    original: str
    suffix: str
    target: str
    match: Match | None


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders and what each of them stands for, from left to right.

    *between* is the text before, between and after the slots: one more than there are slots.
    """

    text: str
    slots: tuple[Slot, ...]
    between: tuple[str, ...]


def mask(text: str, matches: Sequence[Match], tags: Sequence[str]) -> Masked:
    """Return *text* with a tag for each match, from left to right, while tags last.

    *matches* do not overlap. What looks like a placeholder takes its tag first, for the model
    would take it for one. In a text with more of these than tags they stay as they are, and only
    the tags that do not occur in it are used.

    >>> mask("x <n2> y", [], ["<n1>", "<n2>"]).text
    'x <n1> y'
    """
    literals = [
        (found.start(), found.end(), None)
        for found in LOOKS_LIKE_PLACEHOLDER.finditer(text)
        if not any(overlap(found.span(), (match.start, match.stop)) for match in matches)
    ]
    if len(literals) > len(tags):
        tags = [tag for tag in tags if tag not in text]
        literals = []
    named = [(match.start, match.stop, match) for match in matches[: len(tags) - len(literals)]]
    spans = sorted([*literals, *named], key=lambda span: span[0])
    slots, between, end = [], [], 0
    for tag, (start, stop, match) in zip(tags, spans, strict=False):
        original = text[start:stop]
        suffix = inflection_suffix(match) if match else ""
        target = match.entry.target if match else original
        slots.append(Slot(tag, original, suffix, target, match))
        between.append(text[end:start])
        end = stop
    between.append(text[end:])
    filled = [before + slot.tag + slot.suffix for before, slot in zip(between, slots, strict=False)]
    return Masked("".join([*filled, between[-1]]), tuple(slots), tuple(between))


def unmask(text: str, slots: Sequence[Slot]) -> str:
    """Return masked source *text* with what stood there before, suffixes taken back."""
    originals = {slot.tag + slot.suffix: slot.original for slot in slots}
    return _replace(text, originals, lambda found: originals[found])


def restore(text: str, slots: Sequence[Slot]) -> str:
    """Return *text*, an engine's output, with the target of each slot where its tag came out.

    A suffix that the engine copied along with the tag is dropped.
    """
    by_tag = {slot.tag: slot for slot in slots}
    copied = {slot.tag + slot.suffix: slot.target for slot in slots if slot.suffix}
    text = _replace(text, copied, lambda found: copied[found], whole_words=True)
    return _replace(text, by_tag, lambda found: by_tag[found].target)


def _replace(
    text: str,
    wanted: dict[str, str] | dict[str, Slot],
    value: Callable[[str], str],
    *,
    whole_words: bool = False,
) -> str:
    if not wanted:
        return text
    pattern = "|".join(map(re.escape, sorted(wanted, key=len, reverse=True)))
    end = r"(?!\w)" if whole_words else ""
    return re.sub(f"(?:{pattern}){end}", lambda found: value(found.group()), text)


def inflection_suffix(match: Match) -> str:
    """Return the ending that the match has in place of its lemma's, as the model has learnt it.

    It is taken from the last word that differs from the lemma: Tokajewa → a, Rosji → i,
    Rady Bezpieczeństwa → y. Empty for base forms and where form and lemma do not correspond.
    """
    words = WORD_PART.findall(match.text)
    lemma = WORD_PART.findall(match.entry.source)
    if len(words) != len(lemma):
        return ""
    for word, base in zip(reversed(words), reversed(lemma), strict=True):
        if word.casefold() == base.casefold():
            continue
        common = 0
        while common < min(len(word), len(base)) and word[common] == base[common]:
            common += 1
        suffix = word[common:]
        return suffix if len(suffix) <= LONGEST_SUFFIX and suffix.islower() else ""
    return ""
