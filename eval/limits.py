"""Where the limit is: the multiply-adds of a translation, and how fast the machine does them."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from translate.models import find_model

if TYPE_CHECKING:
    from collections.abc import Sequence

REPEATS = 3


@dataclass(frozen=True, slots=True)
class Limit:
    """Multiply-adds of decoding and their rate, against that of the same kernels at their best.

    *work*: multiply-adds of matrix products; *rate*: a second, in decoding; *best*: a second, when
    the same texts are scored, whose products are as large as a whole batch of sentences.
    """

    work: float
    rate: float
    best: float

    def __str__(self) -> str:
        return (
            f"decoding: {self.work / 1e9:.1f} G multiply-adds at {self.rate / 1e9:.1f} G/s, "
            f"{100 * self.rate / self.best:.0f} % of the {self.best / 1e9:.1f} G/s that the same "
            "int8 kernels reach when they score the same texts"
        )


def count_multiply_adds(
    shape: dict[str, Any], sources: Sequence[int], targets: Sequence[int], beam: int
) -> float:
    """Return the multiply-adds of the matrix products for texts of these lengths in tokens.

    *shape* is a Marian configuration. Attention's own products are left out: they are small for
    sentences. A beam does the decoder's work once for each of its hypotheses.
    """
    d, ffn = shape["d_model"], shape["decoder_ffn_dim"]
    encoder = shape["encoder_layers"] * (4 * d * d + 2 * d * shape["encoder_ffn_dim"])
    crossing = shape["decoder_layers"] * 2 * d * d  # keys and values, once a source token
    decoder = shape["decoder_layers"] * (6 * d * d + 2 * d * ffn) + d * shape["vocab_size"]
    return float(sum(sources) * (encoder + crossing) + beam * sum(targets) * decoder)


def find_limit(sentences: Sequence[str], beam: int) -> Limit:
    """Measure the limit on *sentences* with the embedded model, in this process."""
    import ctranslate2

    from translate.engines.ct2 import batch_by_length, convert, count_cores
    from translate.engines.tokens import Tokens

    folder = find_model("small")
    tokens = Tokens(folder)
    shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    translator = ctranslate2.Translator(
        str(convert(folder, "int8")),
        compute_type="int8",
        inter_threads=count_cores(),
        intra_threads=1,
    )
    sources = [tokens.encode(sentence) for sentence in sentences]
    batches = batch_by_length(sources)

    def decode() -> list[list[str]]:
        pending = [
            (
                batch,
                translator.translate_batch(
                    [sources[n] for n in batch], beam_size=beam, asynchronous=True
                ),
            )
            for batch in batches
        ]
        outputs: list[list[str]] = [[] for _ in sources]
        for batch, results in pending:
            for number, result in zip(batch, results, strict=True):
                outputs[number] = result.result().hypotheses[0]
        return outputs

    outputs = decode()
    by_target = batch_by_length(outputs)

    def score() -> None:
        pending = [
            translator.score_batch(
                [sources[n] for n in batch], [outputs[n] for n in batch], asynchronous=True
            )
            for batch in by_target
        ]
        for results in pending:
            for result in results:
                result.result()

    lengths = [len(s) for s in sources], [len(output) + 1 for output in outputs]
    decoding, scoring = (min(_time(f) for _ in range(REPEATS)) for f in (decode, score))
    work = count_multiply_adds(shape, *lengths, beam)
    return Limit(work, work / decoding, count_multiply_adds(shape, *lengths, 1) / scoring)


def _time(function: Any) -> float:
    started = time.perf_counter()
    function()
    return time.perf_counter() - started
