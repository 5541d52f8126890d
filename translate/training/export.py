"""Export: the averaged weights as a normal Hugging Face Marian folder, float16."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from translate.errors import TrainingError
from translate.training import checkpoint, vocabulary
from translate.training.folders import write_beside
from translate.training.run import new_model, with_weights

if TYPE_CHECKING:
    from pathlib import Path

TOKENIZER = {
    "tokenizer_class": "MarianTokenizer",
    "source_lang": "pl",
    "target_lang": "en",
    "model_max_length": 256,
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "separate_vocabs": False,
}


def export(work: Path, data: Path, folder: Path) -> int:
    """Write the model in *work* (a run's folder) with the vocabulary of *data* to *folder*.

    The folder is replaced whole, but what it has and the export does not write (a model card, a
    licence) is kept. Returns its size in bytes.

    Raises:
        TrainingError: there is no checkpoint, or it does not fit the vocabulary.
    """
    _, states = checkpoint.load(work / "checkpoint.pt")
    model = with_weights(new_model(states["config"]), states["average"])
    pieces = len(json.loads((data / "vocab.json").read_text(encoding="utf-8")))
    if pieces != model.config.vocab_size:
        raise TrainingError(
            f"has {pieces} pieces, the model {model.config.vocab_size}; give the folder that it "
            "was trained on",
            path=data,
        )
    with write_beside(folder) as beside:
        model.half().save_pretrained(beside)
        vocabulary.copy(data, beside)
        (beside / "tokenizer_config.json").write_text(json.dumps(TOKENIZER, indent=1) + "\n")
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
