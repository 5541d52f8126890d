"""Runs: the hypotheses of a system for a test set, kept as JSON lines.

The first line says what was run, every other holds one pair with its hypothesis. :func:`write` and
:func:`read` are inverses.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from eval.pairs import Pair, PairSet
from translate.errors import InputError
from translate.glossary.storage import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """What *system* made of the sources of a test set.

    *seconds* is the time for translating alone, without loading the model; 0 if not known.
    """

    system: str
    pair_set: PairSet
    hypotheses: tuple[str, ...]
    seconds: float = 0.0
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def words_per_second(self) -> float:
        """Source words translated in a second; 0 if the time is not known."""
        words = sum(len(source.split()) for source in self.pair_set.sources)
        return words / self.seconds if self.seconds else 0.0

    @property
    def file_name(self) -> str:
        """The name of the file to keep the run in: ``SET.SYSTEM.jsonl``."""
        return re.sub(r"[^\w.+@-]", "-", f"{self.pair_set.name}.{self.system}") + ".jsonl"


def write(run: Run, path: Path) -> None:
    """Write *run* to *path* in one step.

    Raises:
        InputError: the file cannot be written.
    """
    header = {
        "set": run.pair_set.name,
        "unit": run.pair_set.unit,
        "fingerprint": run.pair_set.fingerprint,
        "system": run.system,
        "seconds": round(run.seconds, 3),
        "details": run.details,
    }
    rows = [
        asdict(pair) | {"hypothesis": hypothesis}
        for pair, hypothesis in zip(run.pair_set.pairs, run.hypotheses, strict=True)
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [header, *rows])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, text.encode())
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", path=path) from error


def read(path: Path) -> Run:
    """Return the run kept at *path*.

    Raises:
        InputError: it is missing or was not written by :func:`write`.
    """
    from eval.formats import read_lines

    try:
        header, *rows = [json.loads(line) for line in read_lines(path)]
        hypotheses = tuple(row.pop("hypothesis") for row in rows)
        pair_set = PairSet(header["set"], tuple(Pair(**row) for row in rows), header["unit"])
        expected = header["fingerprint"]
        run = Run(header["system"], pair_set, hypotheses, header["seconds"], header["details"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "is no run of `python -m eval run`; make it again with that", path=path
        ) from error
    if pair_set.fingerprint != expected:
        raise InputError(
            "its sources or references were changed after the run; run it again", path=path
        )
    return run


def refuse_different_sets(runs: Sequence[Run]) -> None:
    """Raise InputError unless all *runs* are over the same test set."""
    first = runs[0]
    for run in runs[1:]:
        if run.pair_set.fingerprint != first.pair_set.fingerprint:
            raise InputError(
                f"{first.system} ran on {first.pair_set.name} ({len(first.hypotheses)} pairs) and "
                f"{run.system} on {run.pair_set.name} ({len(run.hypotheses)} pairs): not the same "
                "sources and references, so their scores do not compare"
            )
