"""The fast engine on the CPU: CTranslate2, int8.

A Marian folder is converted on first use into the user's cache, under the hash of its weights, so
that a changed model is never mistaken for the old one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.engines.alignment import Alignment
from translate.engines.tokens import Tokens
from translate.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Sequence

WEIGHTS = ("model.safetensors", "pytorch_model.bin")
MAX_TOKENS = 200  # Marian positions end at 256 or 512; shorter segments translate better anyway
BATCH_TOKENS = 1024


class CTranslate2Engine:
    """Runs a Marian folder with CTranslate2.

    *precision* is a CTranslate2 compute type: ``int8`` or ``float32``.

    Raises:
        ModelError: the folder is no Marian model, or its weights are damaged.
    """

    name = "ctranslate2"

    def __init__(self, folder: Path, *, device: str = "cpu", precision: str = "int8") -> None:
        import ctranslate2

        self._tokens = Tokens(folder)
        converted = convert(folder, precision)
        self._translator = ctranslate2.Translator(
            str(converted),
            device=device,
            compute_type=precision,
            # One thread a batch, a batch a core: the products of a small model are too small to
            # share, and waiting for one another costs more than it brings (measured: 17 times).
            inter_threads=count_cores() if device == "cpu" else 1,
            intra_threads=1,
        )
        self.placeholders = self._tokens.placeholders
        self.max_tokens = MAX_TOKENS

    def count_tokens(self, text: str) -> int:
        """Return how many tokens *text* has for the model, the end mark included."""
        return len(self._tokens.encode(text))

    def translate(
        self, texts: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1
    ) -> list[list[str]]:
        """Return up to *hypotheses* translations of each text, best first."""
        pieces = [self._tokens.encode(text) for text in texts]
        outputs: list[list[str]] = [[] for _ in texts]
        batches = batch_by_length(pieces)
        pending = [
            self._translator.translate_batch(
                [pieces[number] for number in batch],
                beam_size=beam_size,
                num_hypotheses=min(hypotheses, beam_size),
                max_input_length=0,
                max_decoding_length=2 * len(pieces[batch[0]]) + 20,
                asynchronous=True,
            )
            for batch in batches
        ]
        for batch, results in zip(batches, pending, strict=True):
            for number, result in zip(batch, results, strict=True):
                outputs[number] = [self._tokens.decode(h) for h in result.result().hypotheses]
        return outputs

    def align(self, sources: Sequence[str], outputs: Sequence[str]) -> list[Alignment]:
        """Return the alignment of each output with its source."""
        encoded = [self._tokens.encode_output(output) for output in outputs]
        pending = [
            self._translator.translate_batch(
                [self._tokens.encode(source)],
                target_prefix=[pieces],
                beam_size=1,
                max_input_length=0,
                max_decoding_length=max(1, len(pieces)),
                return_attention=True,
                asynchronous=True,
            )[0]
            for source, (pieces, _) in zip(sources, encoded, strict=True)
        ]
        return [
            Alignment(
                self._tokens.source_spans(source),
                spans,
                [row[:-1] for row in result.result().attention[0][: len(spans)]],
            )
            for source, (_, spans), result in zip(sources, encoded, pending, strict=True)
        ]


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def batch_by_length(pieces: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return batches of the numbers of texts that have the same count of pieces.

    Without padding, a text's result cannot depend on its neighbours.

    >>> batch_by_length([["a", "b"], ["c"], ["d", "e"]])
    [[1], [0, 2]]
    """
    groups: dict[int, list[int]] = {}
    for number, text in enumerate(pieces):
        groups.setdefault(len(text), []).append(number)
    batches = []
    for length, numbers in sorted(groups.items()):
        size = max(1, BATCH_TOKENS // length)
        batches += [numbers[start : start + size] for start in range(0, len(numbers), size)]
    return batches


def convert(folder: Path, precision: str) -> Path:
    """Return the folder of the converted model, converting on first use.

    Raises:
        ModelError: there are no weights, or they are damaged, or the cache cannot be written.
    """
    import ctranslate2
    from platformdirs import user_cache_path

    weights = find_weights(folder)
    key = _hash(weights, folder / "config.json", folder / "vocab.json")[:24]
    cache = user_cache_path("pl2en") / "ctranslate2"
    converted = cache / f"{key}-{precision}-{ctranslate2.__version__}"
    if (converted / "model.bin").exists():
        return converted
    try:
        cache.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".converting-", dir=cache))
    except OSError as error:
        raise ModelError(
            f"the converted model cannot be kept ({error.strerror}); set XDG_CACHE_HOME "
            "to a folder that can be written, or use -e transformers",
            path=cache,
        ) from error
    try:
        _convert_into(folder, beside / "model", precision)
        # Another process may have been faster: then its result is as good as ours.
        with contextlib.suppress(OSError):
            (beside / "model").rename(converted)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return converted


def _convert_into(folder: Path, out: Path, precision: str) -> None:
    from ctranslate2.converters import TransformersConverter
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            # It asks for sacremoses, which would change what the tokenizer makes of a text.
            warnings.simplefilter("ignore", UserWarning)
            TransformersConverter(str(folder)).convert(str(out), quantization=precision)
    except OSError as error:
        if error.errno:
            raise ModelError(f"cannot be converted: {error.strerror}", path=folder) from error
        raise _damaged(folder, error) from error
    except Exception as error:  # the loaders raise many kinds for damaged weights
        raise _damaged(folder, error) from error


def _damaged(folder: Path, error: Exception) -> ModelError:
    reason = str(error).strip().splitlines()[0][:120] if str(error).strip() else repr(error)
    return ModelError(f"cannot be loaded ({reason}); get the model again", path=folder)


def find_weights(folder: Path) -> Path:
    """Return the weights file of a model folder.

    Raises:
        ModelError: it has none.
    """
    for name in WEIGHTS:
        if (folder / name).exists():
            return folder / name
    raise ModelError(f"has no weights ({' or '.join(WEIGHTS)}); not a model folder", path=folder)


def _hash(*paths: Path) -> str:
    digest: Any = hashlib.sha256()
    for path in paths:
        if path.exists():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return str(digest.hexdigest())
