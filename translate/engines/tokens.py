"""Text ⇄ the pieces of a Marian model, the same for every engine.

A Marian folder holds ``source.spm`` and ``target.spm`` (sentencepiece) and ``vocab.json``, which
numbers their pieces (and ``target_vocab.json`` where the sides have their own). What
``MarianTokenizer`` makes of a text depends on whether the package sacremoses happens to be
installed; here nothing is normalised but characters that the model has no piece for, of which
:data:`PLAIN` knows a plain equivalent.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from translate.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

EOS = "</s>"
UNK = "<unk>"
PLACEHOLDER = re.compile(r"<n\d+>")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
PLAIN = {
    "„": '"', "”": '"', "“": '"', "«": '"', "»": '"', "‚": "'", "’": "'", "‘": "'", "–": "-",
    "—": "-", "−": "-", "‑": "-", "…": "...",
}  # fmt: skip


def normalise(text: str) -> str:
    r"""Return *text* in NFC, without invisible characters, with single spaces.

    Training and translation both begin with it, so that a model meets what it has learnt.

    >>> normalise(" Tokajew\u00a0 \u00ad mówi ")
    'Tokajew mówi'
    """
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(text.split())


class Tokens:
    """The vocabulary of a model folder.

    Raises:
        ModelError: a file of the folder is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        self._source = _load_pieces(folder / "source.spm")
        self._target = _load_pieces(folder / "target.spm")
        self.ids = _load_vocabulary(folder / "vocab.json")
        separate = folder / "target_vocab.json"
        self.target_ids = _load_vocabulary(separate) if separate.exists() else self.ids
        self.placeholders = tuple(piece for piece in self.ids if PLACEHOLDER.fullmatch(piece))
        has_bytes = self._source.is_byte(self._source.piece_to_id("<0x00>"))
        self._plain = {} if has_bytes else self._foldings()

    def encode(self, text: str) -> list[str]:
        """Return the source pieces of *text* and the end mark; unknown pieces are ``<unk>``."""
        pieces = self._source.encode(self._normalise(text), out_type=str)
        return [*(piece if piece in self.ids else UNK for piece in pieces), EOS]

    def decode(self, pieces: Iterable[str]) -> str:
        """Return the text of target *pieces*, special ones left out."""
        text = self._target.decode([p for p in pieces if p not in (EOS, UNK, "<pad>")])
        return " ".join(text.split())

    def source_spans(self, text: str) -> list[tuple[int, int]]:
        """Return where in *text* the pieces of :meth:`encode` stand, without the end mark."""
        pieces = self._source.encode(self._normalise(text), out_type=str)
        return _locate(pieces, text, lambda part: self._source.normalize(self._normalise(part)))

    def encode_output(self, text: str) -> tuple[list[str], list[tuple[int, int]]]:
        """Return the target pieces of *text* and where in it they stand."""
        pieces = self._target.encode(text, out_type=str)
        known = [piece if piece in self.target_ids else UNK for piece in pieces]
        return known, _locate(pieces, text, self._target.normalize)

    def _normalise(self, text: str) -> str:
        return "".join(self._plain.get(character, character) for character in normalise(text))

    def _foldings(self) -> dict[str, str]:
        return {
            character: plain
            for character, plain in PLAIN.items()
            if self._source.unk_id() in self._source.encode(character)
        }


def _locate(
    pieces: Iterable[str], text: str, normalised: Callable[[str], str]
) -> list[tuple[int, int]]:
    """Return where in *text* the *pieces* stand that spell out what it is when *normalised*."""
    # What comes before a character becomes this long; the mark keeps a blank at its end.
    lengths = [len(normalised(text[:at] + "|")) - 1 for at in range(len(text) + 1)]
    ends = list(accumulate(map(len, pieces), initial=0))
    return [
        (max(0, bisect_right(lengths, start) - 1), bisect_left(lengths, end))
        for start, end in pairwise(ends)
    ]


def _load_pieces(path: Path):  # type: ignore[no-untyped-def]  # sentencepiece has no types
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())
    except FileNotFoundError as error:
        raise ModelError(f"no {path.name}; not a Marian model folder", path=path.parent) from error
    except (OSError, RuntimeError) as error:
        raise ModelError("damaged vocabulary; get the model again", path=path) from error


def _load_vocabulary(path: Path) -> dict[str, int]:
    try:
        vocabulary = json.loads(path.read_text(encoding="utf-8"))
        return {str(piece): int(number) for piece, number in vocabulary.items()}
    except FileNotFoundError as error:
        raise ModelError(f"no {path.name}; not a Marian model folder", path=path.parent) from error
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError("damaged vocabulary; get the model again", path=path) from error
