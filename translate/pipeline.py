"""Translate: split → find → mask → translate → restore → verify → repair → join.

A segment whose names did not all come through is tried again in other ways (:data:`ATTEMPTS`),
each only for the segments that still lack one; what has most of its names wins, the earliest
attempt among equals. What is missing after that is reported, never hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from translate.carrying import find_carried
from translate.english import fit_name, tidy
from translate.masking import LOOKS_LIKE_PLACEHOLDER, Masked, mask, restore
from translate.repair import drop_forbidden, mend_aligned, mend_near_forms
from translate.text import Paragraph, Segment, split_lines, split_long
from translate.verification import count_extra, count_found, find_targets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from translate.engines.base import Engine
    from translate.glossary.matching import Glossary, Match

Status = Literal["kept", "repaired", "missing"]
FIRST_BLOCK, LARGEST_BLOCK = 8, 256  # segments: the first lines come soon, later ones fast


@dataclass(frozen=True, slots=True)
class Term:
    """What became of a match: *status*, and the *step* that put its target into the output."""

    match: Match
    status: Status
    step: str


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment, its English, and what became of the names in it."""

    source: str
    target: str
    terms: tuple[Term, ...] = ()


@dataclass
class _Unit:
    """A piece of text that goes to the engine at once, with its best translation so far."""

    text: str
    matches: list[Match]
    targets: list[str]
    names: list[Match]  # the matches and the names carried over, in order
    best: str = ""
    rank: tuple[int, int] = (-1, 0)  # names found, minus the superfluous
    step: str = ""

    @property
    def is_complete(self) -> bool:
        return self.rank[0] == len(self.targets) and self.rank[1] == 0

    def offer(self, output: str, step: str) -> None:
        """Take *output* if it has more of the names than what was there."""
        kinds = [match.entry.type for match in self.matches]
        for target, kind in dict.fromkeys(zip(self.targets, kinds, strict=True)):
            output = fit_name(output, target, kind)
        rank = count_found(output, self.targets), -count_extra(output, self.targets)
        if rank > self.rank:
            self.best, self.rank, self.step = output, rank, step


class Translator:
    """Translates with an engine and, if there is one, a glossary.

    *beam_size* is the width of the engine's search. With *carry*, names that no glossary has go
    over unchanged (:mod:`translate.carrying`), if the model knows placeholders. The same input
    gives the same output however it is cut into calls.
    """

    def __init__(
        self,
        engine: Engine,
        glossary: Glossary | None = None,
        *,
        beam_size: int = 4,
        carry: bool = True,
    ) -> None:
        self._engine = engine
        self._carries = carry and bool(engine.placeholders)
        self._glossary = glossary
        self._beam_size = beam_size

    def translate(self, lines: Iterable[str]) -> Iterator[tuple[Paragraph, list[Translation]]]:
        """Yield the paragraphs of a document with the translations of their segments.

        *lines* carry their line ends. Reads ahead no further than a block of segments.
        """
        size = FIRST_BLOCK
        block: list[Paragraph] = []
        for paragraph in split_lines(lines):
            block.append(paragraph)
            if sum(len(p.segments) for p in block) >= size:
                yield from self._translate_block(block)
                block, size = [], min(2 * size, LARGEST_BLOCK)
        yield from self._translate_block(block)

    def _translate_block(
        self, block: list[Paragraph]
    ) -> Iterator[tuple[Paragraph, list[Translation]]]:
        sources = [segment.text for paragraph in block for segment in paragraph.segments]
        translations = iter(self.translate_segments(sources))
        for paragraph in block:
            yield paragraph, [next(translations) for _ in paragraph.segments]

    def translate_segments(self, sources: Sequence[str]) -> list[Translation]:
        """Return the translations of *sources*, in order; equal sources are translated once."""
        distinct = list(dict.fromkeys(sources))
        pieces = {source: self._pieces(source) for source in distinct}
        units = {source: [self._unit(piece) for piece in pieces[source]] for source in distinct}
        self._attempt_all([unit for group in units.values() for unit in group])
        done = {s: self._finish(s, pieces[s], units[s]) for s in distinct}
        return [done[source] for source in sources]

    def _pieces(self, source: str) -> tuple[Segment, ...]:
        """Return *source* in pieces that the model can take whole."""
        return split_long(Segment(source), self._fits)

    def _fits(self, text: str) -> bool:
        tags = self._engine.placeholders
        lookalikes = len(LOOKS_LIKE_PLACEHOLDER.findall(text)) if tags else 0
        return (
            lookalikes <= len(tags) and self._engine.count_tokens(text) <= self._engine.max_tokens
        )

    def _unit(self, piece: Segment) -> _Unit:
        matches = self._glossary.find(piece.text) if self._glossary else []
        carried = find_carried(piece.text, matches) if self._carries else []
        names = sorted([*matches, *carried], key=lambda match: match.start)
        unit = _Unit(piece.text, matches, [surface_target(match) for match in matches], names)
        if not any(map(str.isalpha, piece.text)):
            unit.offer(piece.text, "copy")  # numbers and rules have no translation
        return unit

    def _attempt_all(self, units: list[_Unit]) -> None:
        knows_placeholders = bool(self._engine.placeholders)
        for step, needs_placeholders, attempt in ATTEMPTS:
            if needs_placeholders is not None and needs_placeholders != knows_placeholders:
                continue
            todo = [unit for unit in units if not unit.is_complete]
            for unit, outputs in zip(todo, attempt(self, todo), strict=True):
                for output in outputs:
                    if not unit.is_complete:
                        unit.offer(output, step)

    def attempt_mask(self, units: Sequence[_Unit]) -> list[list[str]]:
        """Translate with placeholders for names."""
        masked = [mask(u.text, u.names, self._engine.placeholders) for u in units]
        outputs = self._run([m.text for m in masked])
        return [
            [_restored(output, m) for output in ranked]
            for ranked, m in zip(outputs, masked, strict=True)
        ]

    def attempt_plain(self, units: Sequence[_Unit]) -> list[list[str]]:
        """Translate as it stands."""
        return [[_clean(o) for o in outs] for outs in self._run([u.text for u in units])]

    def attempt_substitute(self, units: Sequence[_Unit]) -> list[list[str]]:
        """Translate with the English names in the Polish sentence."""
        return [[_clean(o) for o in outs] for outs in self._run([_substituted(u) for u in units])]

    def attempt_pieces(self, units: Sequence[_Unit]) -> list[list[str]]:
        """Translate with placeholders, clause by clause, few names in each."""
        masked = [mask(u.text, u.names, self._engine.placeholders) for u in units]
        pieces = [split_long(Segment(m.text), _has_one_placeholder) for m in masked]
        flat = [piece.text for group in pieces for piece in group]
        outputs = iter(self._run(flat))
        joined = [" ".join(next(outputs)[0] for _ in group) for group in pieces]
        return [[_restored(output, m)] for output, m in zip(joined, masked, strict=True)]

    def attempt_cut(self, units: Sequence[_Unit]) -> list[list[str]]:
        """Translate what stands between the names, and put the names between the translations.

        The last resort: the English may limp, but every name is there, and in its place.
        """
        masked = [mask(u.text, u.names, self._engine.placeholders) for u in units]
        flat = [part for m in masked for part in m.between if any(map(str.isalpha, part))]
        translated = dict(zip(flat, self._run(flat), strict=True))
        outputs = []
        for m in masked:
            around = [translated[part][0] if part in translated else part for part in m.between]
            tags = [slot.tag for slot in m.slots]
            joined = [part for pair in zip(around, [*tags, ""], strict=True) for part in pair]
            outputs.append([_restored(" ".join(joined), m)])
        return outputs

    def attempt_mend(self, units: Sequence[_Unit]) -> list[list[str]]:
        """Put the target in place of what looks like the name in the best output so far."""
        return [[mend_near_forms(u.best, u.targets, [m.text for m in u.matches])] for u in units]

    def attempt_align(self, units: Sequence[_Unit]) -> list[list[str]]:
        """Put the target in place of what the best output so far has for the name."""
        alignments = self._engine.align([u.text for u in units], [u.best for u in units])
        return [
            [mend_aligned(u.best, u.targets, u.matches, alignment)]
            for u, alignment in zip(units, alignments, strict=True)
        ]

    def _run(self, texts: list[str]) -> list[list[str]]:
        return self._engine.translate(texts, beam_size=self._beam_size, hypotheses=self._beam_size)

    def _finish(
        self, source: str, pieces: Sequence[Segment], units: Sequence[_Unit]
    ) -> Translation:
        terms: list[Term] = []
        targets: list[str] = []
        offset = 0
        for piece, unit in zip(pieces, units, strict=True):
            best = drop_forbidden(unit.best, unit.matches)
            targets.append(best)
            for match, span in zip(unit.matches, find_targets(best, unit.targets), strict=True):
                moved = replace(match, start=match.start + offset, stop=match.stop + offset)
                terms.append(Term(moved, _status(unit, span is not None), unit.step))
            offset += len(piece.text) + len(piece.gap)
        return Translation(source, " ".join(targets), tuple(terms))


# name, whether the model must (True) or must not (False) know placeholders, what to do
ATTEMPTS: tuple[tuple[str, bool | None, Callable[..., list[list[str]]]], ...]
ATTEMPTS = (
    ("mask", True, Translator.attempt_mask),
    ("plain", False, Translator.attempt_plain),
    ("mend", False, Translator.attempt_mend),
    ("align", False, Translator.attempt_align),
    ("substitute", None, Translator.attempt_substitute),
    ("pieces", True, Translator.attempt_pieces),
    ("mend", True, Translator.attempt_mend),
    ("cut", True, Translator.attempt_cut),
)
FIRST_STEPS = ("mask", "plain", "copy")


def surface_target(match: Match) -> str:
    """Return the target as it should stand: in capitals where the match is all in capitals."""
    source, target = match.entry.source, match.entry.target
    return target.upper() if match.text.isupper() and not source.isupper() else target


def _status(unit: _Unit, is_there: bool) -> Status:
    if not is_there:
        return "missing"
    return "kept" if unit.step in FIRST_STEPS else "repaired"


def _restored(output: str, masked: Masked) -> str:
    """Return an engine's output with names for placeholders, and no placeholder left."""
    known = {slot.tag for slot in masked.slots}
    output = LOOKS_LIKE_PLACEHOLDER.sub(lambda f: f.group() if f.group() in known else "", output)
    slots = [
        replace(slot, target=surface_target(slot.match)) if slot.match else slot
        for slot in masked.slots
    ]
    return tidy(restore(output, slots))


def _clean(output: str) -> str:
    return tidy(LOOKS_LIKE_PLACEHOLDER.sub("", output))


def _substituted(unit: _Unit) -> str:
    text = unit.text
    for match, target in reversed(list(zip(unit.matches, unit.targets, strict=True))):
        text = text[: match.start] + target + text[match.stop :]
    return text


def _has_one_placeholder(text: str) -> bool:
    return len(LOOKS_LIKE_PLACEHOLDER.findall(text)) <= 1
