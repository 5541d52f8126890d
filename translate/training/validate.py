"""Score a model under training on held-out pairs: loss, BLEU, chrF2, term-copy rate."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

import torch

from translate.training.augment import Example, mask_names
from translate.training.vocabulary import EOS_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sentencepiece import SentencePieceProcessor
    from transformers import MarianMTModel

PLACEHOLDER = re.compile(r"<n[1-8]>")


@dataclass(frozen=True, slots=True)
class Scores:
    """Development scores.

    loss: cross-entropy in nats per target token, no smoothing. bleu and chrf: sacrebleu with its
    defaults, greedy decoding, 0 to 100. copy_rate: share of the placeholders in masked sources
    that the output holds exactly as often, 0 to 1.
    """

    loss: float
    bleu: float
    chrf: float
    copy_rate: float


class Validation:
    """A fixed set of development pairs, tokenised once."""

    def __init__(
        self,
        pairs: Sequence[Example],
        processor: SentencePieceProcessor,
        lexicon: Mapping[str, str],
    ) -> None:
        self._pairs = pairs
        self._processor = processor
        self._pad = processor.get_piece_size()
        masked = (mask_names(pair, Random(0), lexicon) for pair in pairs)
        self._masked = [pair for pair in masked if PLACEHOLDER.search(pair.source)]

    @torch.no_grad()
    def score(self, model: MarianMTModel) -> Scores:
        """Return the scores of *model*, which is put into evaluation mode."""
        import sacrebleu

        model.eval()
        hypotheses = self.translate(model, [pair.source for pair in self._pairs])
        references = [[pair.target for pair in self._pairs]]
        return Scores(
            loss=self._loss(model),
            bleu=sacrebleu.corpus_bleu(hypotheses, references).score,
            chrf=sacrebleu.corpus_chrf(hypotheses, references).score,
            copy_rate=self._copy_rate(model),
        )

    def translate(self, model: MarianMTModel, sources: Sequence[str]) -> list[str]:
        """Return greedy translations, in order."""
        order = sorted(range(len(sources)), key=lambda number: len(sources[number]))
        outputs = [""] * len(sources)
        model.generation_config.max_length = None  # max_new_tokens says it instead
        for start in range(0, len(order), 32):
            group = order[start : start + 32]
            ids = self._tensor([sources[number] for number in group]).to(model.device)
            generated = model.generate(
                input_ids=ids,
                attention_mask=(ids != self._pad).long(),
                num_beams=1,
                do_sample=False,
                max_new_tokens=ids.shape[1] * 2 + 10,
            )
            for number, row in zip(group, generated.tolist(), strict=True):
                kept = [token for token in row if token not in (EOS_ID, self._pad)]
                outputs[number] = self._processor.decode(kept)
        return outputs

    def _tensor(self, texts: Sequence[str]) -> torch.Tensor:
        rows = [[*self._processor.encode(text), EOS_ID] for text in texts]
        width = max(map(len, rows))
        return torch.tensor([row + [self._pad] * (width - len(row)) for row in rows])

    def _loss(self, model: MarianMTModel) -> float:
        total, tokens = 0.0, 0
        for start in range(0, len(self._pairs), 32):
            group = self._pairs[start : start + 32]
            source = self._tensor([pair.source for pair in group]).to(model.device)
            labels = self._tensor([pair.target for pair in group]).to(model.device)
            logits = target_logits(model, source, labels, self._pad)
            wanted = labels[labels != self._pad]
            total += torch.nn.functional.cross_entropy(logits, wanted, reduction="sum").item()
            tokens += wanted.numel()
        return total / tokens

    def _copy_rate(self, model: MarianMTModel) -> float:
        outputs = self.translate(model, [pair.source for pair in self._masked])
        wanted = copied = 0
        for pair, output in zip(self._masked, outputs, strict=True):
            expected = Counter(PLACEHOLDER.findall(pair.source))
            got = Counter(PLACEHOLDER.findall(output))
            wanted += len(expected)
            copied += sum(got[tag] == count for tag, count in expected.items())
        return copied / wanted if wanted else 1.0


def target_logits(
    model: MarianMTModel,
    source: torch.Tensor,
    target: torch.Tensor,
    pad: int,
    pieces: torch.Tensor | None = None,
) -> torch.Tensor:
    """Return logits (target tokens that are not padding × *pieces*) under teacher forcing.

    Only those positions are projected onto the vocabulary: the projection is the dearest product.
    The pad token, the vocabulary's last, is never predicted; without *pieces*, all others are
    meant.
    """
    start = target.new_full((target.shape[0], 1), pad)
    hidden = model.model(
        input_ids=source,
        attention_mask=(source != pad).long(),
        decoder_input_ids=torch.cat([start, target[:, :-1]], dim=1),
        use_cache=False,
    ).last_hidden_state[target != pad]
    weight: torch.Tensor = model.lm_head.weight
    bias: torch.Tensor = model.final_logits_bias[0]
    chosen: torch.Tensor | slice = slice(pad) if pieces is None else pieces
    return torch.nn.functional.linear(hidden, weight[chosen], bias[chosen])
