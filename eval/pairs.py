"""A test set: sources with their references."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit of a test set, scored as one.

    *label* says what it tests, *document* which document it stands in; both may be empty.
    """

    source: str
    reference: str
    label: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class PairSet:
    """A named test set; *unit* is what a pair of it holds (sentence, paragraph, line)."""

    name: str
    pairs: tuple[Pair, ...]
    unit: str = "line"

    @property
    def sources(self) -> list[str]:
        """The sources, in order."""
        return [pair.source for pair in self.pairs]

    @property
    def references(self) -> list[str]:
        """The references, in order."""
        return [pair.reference for pair in self.pairs]

    def every(self, step: int) -> PairSet:
        """Return every *step*-th pair, under the name ``NAME@STEP``."""
        return replace(self, name=f"{self.name}@{step}", pairs=self.pairs[step - 1 :: step])

    @property
    def fingerprint(self) -> str:
        """The first 12 digits of the SHA-256 of all sources and references.

        Two sets with the same one are the same set, so that their scores compare.
        """
        text = "\n".join(f"{pair.source}\t{pair.reference}" for pair in self.pairs)
        return hashlib.sha256(text.encode()).hexdigest()[:12]
