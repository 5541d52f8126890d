"""Systems: a model, an engine, options, and a glossary or none. Run one over sources."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from translate.text import render, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from translate.engines.base import Device, Engine, EngineName
    from translate.glossary.matching import Glossary
    from translate.pipeline import Translator

BEAM_SIZE = 4  # as in pl2en translate
BLOCK = 32  # units translated at once; what is translated does not depend on it
PACKAGES = ("ctranslate2", "transformers", "torch", "sentencepiece", "sacrebleu")


@dataclass(frozen=True, slots=True)
class System:
    """What is evaluated. *glossary* is the file it translates with, None for none."""

    model: str = "small"
    engine: EngineName = "auto"
    device: Device = "auto"
    beam_size: int = BEAM_SIZE
    glossary: Path | None = None

    @property
    def name(self) -> str:
        """A short name that tells systems apart: ``small+glossary``, ``small-transformers-beam1``.

        >>> System(beam_size=1).name
        'small-beam1'
        """
        parts = [Path(self.model).name]
        if self.engine not in ("auto", "ctranslate2"):
            parts.append(self.engine)
        if self.beam_size != BEAM_SIZE:
            parts.append(f"beam{self.beam_size}")
        return "-".join(parts) + "+glossary" * (self.glossary is not None)

    def without_glossary(self) -> System:
        """Return the same system without its glossary."""
        return replace(self, glossary=None)

    def describe(self) -> dict[str, str | int]:
        """Return what another needs to know to repeat a run, checksums and versions included."""
        from translate.engines.ct2 import find_weights
        from translate.models import find_model

        details: dict[str, str | int] = {
            "model": self.model,
            "weights": checksum(find_weights(find_model(self.model))),
            "engine": self.engine,
            "device": self.device,
            "beam_size": self.beam_size,
        }
        if self.glossary:
            details |= {"glossary": self.glossary.name, "glossary_sha256": checksum(self.glossary)}
        details["python"] = platform.python_version()
        return details | {package: _version(package) for package in ("pl2en", *PACKAGES)}


def load_translator(system: System, engine: Engine, glossary: Glossary | None) -> Translator:
    """Return the translator of *system* on its loaded *engine*, with *glossary* if it has one."""
    from translate.pipeline import Translator

    return Translator(engine, glossary if system.glossary else None, beam_size=system.beam_size)


def translate_units(translator: Translator, sources: Sequence[str]) -> Iterator[str]:
    """Yield the translation of every source, in order.

    A source is translated as ``pl2en translate`` does it: split into sentences, joined again.
    """
    for start in range(0, len(sources), BLOCK):
        units = [list(split(source)) for source in sources[start : start + BLOCK]]
        segments = [s.text for p in chain.from_iterable(units) for s in p.segments]
        outputs = iter(translator.translate_segments(segments))
        for unit in units:
            yield "".join(render(p, [next(outputs).target for _ in p.segments]) for p in unit)


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
