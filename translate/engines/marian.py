"""The reference engine: transformers' MarianMTModel, float32."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from translate.engines.alignment import Alignment
from translate.engines.ct2 import MAX_TOKENS, batch_by_length, find_weights
from translate.engines.tokens import Tokens
from translate.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class TransformersEngine:
    """Runs a Marian folder with transformers.

    Raises:
        ModelError: the folder is no Marian model, or its weights are damaged.
    """

    name = "transformers"

    def __init__(self, folder: Path, *, device: str = "cpu") -> None:
        find_weights(folder)
        self._tokens = Tokens(folder)
        self._model = _load(folder).to(device).eval()
        self._pieces = {number: piece for piece, number in self._tokens.target_ids.items()}
        self.placeholders = self._tokens.placeholders
        self.max_tokens = MAX_TOKENS

    def count_tokens(self, text: str) -> int:
        """Return how many tokens *text* has for the model, the end mark included."""
        return len(self._tokens.encode(text))

    def translate(
        self, texts: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1
    ) -> list[list[str]]:
        """Return up to *hypotheses* translations of each text, best first."""
        import torch

        pieces = [self._tokens.encode(text) for text in texts]
        outputs: list[list[str]] = [[] for _ in texts]
        for batch in batch_by_length(pieces):
            ids = torch.tensor([[self._tokens.ids[p] for p in pieces[n]] for n in batch])
            wanted = min(hypotheses, beam_size)
            with torch.inference_mode():
                rows = self._model.generate(
                    input_ids=ids.to(self._model.device),
                    attention_mask=torch.ones_like(ids).to(self._model.device),
                    num_beams=beam_size,
                    num_return_sequences=wanted,
                    do_sample=False,
                    early_stopping=True,  # stop when the beam is full, as CTranslate2 does
                    max_length=None,
                    max_new_tokens=2 * ids.shape[1] + 20,
                ).tolist()
            for position, number in enumerate(batch):
                own = rows[position * wanted : (position + 1) * wanted]
                outputs[number] = [self._decode(row) for row in own]
        return outputs

    def align(self, sources: Sequence[str], outputs: Sequence[str]) -> list[Alignment]:
        """Return the alignment of each output with its source."""
        usual = self._model.config._attn_implementation
        self._model.set_attn_implementation("eager")  # no other one gives its weights
        try:
            return [self._align(*pair) for pair in zip(sources, outputs, strict=True)]
        finally:
            self._model.set_attn_implementation(usual)

    def _align(self, source: str, output: str) -> Alignment:
        import torch

        pieces, spans = self._tokens.encode_output(output)
        start = self._model.config.decoder_start_token_id
        ids = [self._tokens.ids[piece] for piece in self._tokens.encode(source)]
        forced = [start, *(self._tokens.target_ids[piece] for piece in pieces)]
        with torch.inference_mode():
            result = self._model(
                input_ids=torch.tensor([ids], device=self._model.device),
                decoder_input_ids=torch.tensor([forced], device=self._model.device),
                output_attentions=True,
            )
        rows = result.cross_attentions[-1][0, 0].tolist()
        return Alignment(
            self._tokens.source_spans(source), spans, [row[:-1] for row in rows[: len(spans)]]
        )

    def _decode(self, row: list[int]) -> str:
        return self._tokens.decode(self._pieces[number] for number in row)


def _load(folder: Path) -> Any:
    import torch
    from transformers import MarianMTModel
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        # bf16 products crash some CPUs, and float16 ones are slow there: compute in float32.
        return MarianMTModel.from_pretrained(folder, dtype=torch.float32)
    except Exception as error:  # the loaders raise many kinds for damaged weights
        reason = str(error).strip().splitlines()[0][:120] if str(error).strip() else repr(error)
        raise ModelError(
            f"cannot be loaded ({reason}); get the model again", path=folder
        ) from error
