"""What the pipeline asks of an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.engines.alignment import Alignment

EngineName = Literal["auto", "ctranslate2", "transformers"]
Device = Literal["auto", "cpu", "cuda"]


class Engine(Protocol):
    """Runs a model: text in, ranked hypotheses out."""

    @property
    def name(self) -> str:
        """What to call the engine in messages: ``ctranslate2`` or ``transformers``."""

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The placeholder tokens that the model knows, such as ``<n1>``; empty if none."""

    @property
    def max_tokens(self) -> int:
        """How many tokens a text may have; longer ones must be split, never truncated."""

    def count_tokens(self, text: str) -> int:
        """Return how many tokens *text* has for the model, the end mark included."""

    def translate(
        self, texts: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1
    ) -> list[list[str]]:
        """Return up to *hypotheses* translations of each text, best first.

        The result of a text does not depend on the other texts beside it. At most *beam_size*
        hypotheses can be had.
        """

    def align(self, sources: Sequence[str], outputs: Sequence[str]) -> list[Alignment]:
        """Return how the text of each of *outputs* is aligned to that of its source."""
