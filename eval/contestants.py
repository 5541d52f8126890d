"""The programs whose speed is compared, all running the same weights at the same beam.

A contestant is loaded, translates sentences, and says where its time went. Each is measured in a
process of its own (``python -m eval.contestants NAME BEAM``), so that memory is its own too;
the process prints one line of JSON, a :class:`Measurement`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from eval.stages import watch_stages
from translate.errors import Pl2enError
from translate.models import find_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Translate = Callable[[Sequence[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one process measured.

    *load*: seconds from the start of the process' imports until the contestant is ready; *first*:
    until it has given its first sentence; *seconds*: from ready to the last sentence; *words*: of
    the Polish, between blanks; *peak*: largest resident memory in MiB, the model included;
    *stages*: seconds by stage, for pl2en.
    """

    name: str
    count: int
    words: int
    load: float
    first: float
    seconds: float
    peak: float
    output: tuple[str, ...]
    stages: dict[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Words of Polish a second, loading left out."""
        return self.words / self.seconds


def load_pl2en(beam: int) -> Translate:
    """pl2en, without a glossary and without carrying names over: the same work as the others."""
    return _pl2en(beam, with_glossary=False)


def load_pl2en_glossary(beam: int) -> Translate:
    """pl2en as it comes, with the glossary of the repository."""
    return _pl2en(beam, with_glossary=True)


def _pl2en(beam: int, *, with_glossary: bool) -> Translate:
    from translate.engines.load import load_engine
    from translate.glossary import cache
    from translate.glossary.locate import find_glossary
    from translate.glossary.table import read
    from translate.pipeline import Translator

    path = find_glossary() if with_glossary else None
    glossary = cache.load(read(path).entries) if path else None
    translator = Translator(load_engine(), glossary, beam_size=beam, carry=with_glossary)

    def translate(sentences: Sequence[str]) -> Iterator[str]:
        for _, translations in translator.translate(f"{sentence}\n" for sentence in sentences):
            yield " ".join(translation.target for translation in translations)

    return translate


def load_ct2(beam: int) -> Translate:
    """Plain CTranslate2 with its defaults, int8, called sentence by sentence."""
    import ctranslate2

    from translate.engines.ct2 import convert
    from translate.engines.tokens import Tokens

    folder = find_model("small")
    tokens = Tokens(folder)
    translator = ctranslate2.Translator(str(convert(folder, "int8")), compute_type="int8")

    def translate(sentences: Sequence[str]) -> Iterator[str]:
        for sentence in sentences:
            pieces = tokens.encode(sentence)
            result = translator.translate_batch([pieces], beam_size=beam)
            yield tokens.decode(result[0].hypotheses[0])

    return translate


def load_transformers(beam: int) -> Translate:
    """What the translation pipeline of transformers did, sentence by sentence, float32.

    Version 5 of transformers has no such pipeline any more, only its parts.
    """
    return _transformers(beam, batch=1)


def load_transformers_batched(beam: int) -> Translate:
    """The same in padded batches of 16, in the order of the text."""
    return _transformers(beam, batch=16)


def _transformers(beam: int, batch: int) -> Translate:
    import torch
    from transformers import MarianMTModel, MarianTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    folder = find_model("small")
    tokenizer: Any = MarianTokenizer.from_pretrained(folder)
    model: Any = MarianMTModel.from_pretrained(folder, dtype=torch.float32).eval()

    def translate(sentences: Sequence[str]) -> Iterator[str]:
        for start in range(0, len(sentences), batch):
            inputs = tokenizer(
                list(sentences[start : start + batch]), return_tensors="pt", padding=True
            )
            with torch.inference_mode():
                rows = model.generate(**inputs, num_beams=beam)
            yield from tokenizer.batch_decode(rows, skip_special_tokens=True)

    return translate


CONTESTANTS = {
    "pl2en": load_pl2en,
    "pl2en+glossary": load_pl2en_glossary,
    "CTranslate2, one by one": load_ct2,
    "transformers, one by one": load_transformers,
    "transformers, batches of 16": load_transformers_batched,
}


def measure(name: str, sentences: Sequence[str], beam: int) -> Measurement:
    """Return what contestant *name* takes for *sentences*, measured in this process."""
    started = time.perf_counter()
    translate = CONTESTANTS[name](beam)
    ready = time.perf_counter()
    with watch_stages() as stages:
        output, first = [], 0.0
        for text in translate(sentences):
            first = first or time.perf_counter() - started
            output.append(text)
        seconds = time.perf_counter() - ready
    return Measurement(
        name=name,
        count=len(sentences),
        words=sum(len(sentence.split()) for sentence in sentences),
        load=ready - started,
        first=first,
        seconds=seconds,
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        output=tuple(output),
        stages=dict(stages) if name.startswith("pl2en") else {},
    )


def measure_apart(name: str, sentences: Sequence[str], beam: int) -> Measurement:
    """Return the same, measured in a fresh process.

    Raises:
        Pl2enError: the process failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "eval.contestants", name, str(beam)],
        input=json.dumps(list(sentences)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Pl2enError(f"{name} failed: {done.stderr.strip().splitlines()[-1:]}")
    fields = json.loads(done.stdout.splitlines()[-1])
    return Measurement(**fields | {"output": tuple(fields["output"])})


if __name__ == "__main__":
    done = measure(sys.argv[1], json.load(sys.stdin), int(sys.argv[2]))
    sys.stdout.write(json.dumps(asdict(done)))
