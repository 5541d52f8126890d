"""The vocabulary: one sentencepiece model for both languages, as Marian folders hold it.

``</s>`` is 0 and ``<unk>`` 1, the placeholders ``<n1>``…``<n8>`` are user-defined symbols, unknown
characters fall back to bytes, and ``<pad>`` comes last.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from translate.errors import TrainingError
from translate.training.augment import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FILES = ("source.spm", "target.spm", "vocab.json")
PAD = "<pad>"
EOS_ID = 0
UNK_ID = 1


def train(sentences: Iterable[str], out: Path, *, size: int) -> None:
    """Train a joint unigram vocabulary of *size* pieces (without ``<pad>``) into folder *out*.

    Kudo (2018), "Subword Regularization", https://arxiv.org/abs/1804.10959.
    """
    import sentencepiece as spm

    spm.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_prefix=str(out / "source"),
        model_type="unigram",
        vocab_size=size,
        character_coverage=0.9999,
        byte_fallback=True,
        split_digits=True,
        user_defined_symbols=list(PLACEHOLDERS),
        eos_id=EOS_ID,
        unk_id=UNK_ID,
        bos_id=-1,
        pad_id=-1,
        normalization_rule_name="identity",
        input_sentence_size=2_000_000,
        shuffle_input_sentence=True,
        minloglevel=2,
    )
    (out / "source.vocab").unlink()
    (out / "source.model").replace(out / "source.spm")
    shutil.copyfile(out / "source.spm", out / "target.spm")
    processor = spm.SentencePieceProcessor(model_file=str(out / "source.spm"))
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    vocab = {piece: number for number, piece in enumerate([*pieces, PAD])}
    (out / "vocab.json").write_text(json.dumps(vocab, ensure_ascii=False), encoding="utf-8")


def copy(model: Path, out: Path) -> None:
    """Copy the vocabulary of a model folder into *out*.

    Raises:
        TrainingError: the folder is no Marian model, or its two sides have different vocabularies.
    """
    for name in FILES:
        if not (model / name).exists():
            raise TrainingError(f"has no {name}; give a Marian model folder", path=model)
        shutil.copyfile(model / name, out / name)
    if (out / "source.spm").read_bytes() != (out / "target.spm").read_bytes():
        raise TrainingError(
            "has separate vocabularies; only joint ones can be trained on", path=model
        )
