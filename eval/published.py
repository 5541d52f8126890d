"""The Polish–English test sets that sacrebleu knows by name, such as ``wmt20``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from eval.formats import read_lines
from eval.pairs import Pair, PairSet
from translate.errors import InputError

LANGUAGES = "pl-en"


@cache
def names() -> tuple[str, ...]:
    """Return the names of sacrebleu's Polish–English sets."""
    from sacrebleu.dataset import DATASETS

    return tuple(sorted(name for name, data in DATASETS.items() if LANGUAGES in data.langpairs))


def load(name: str) -> PairSet:
    """Return sacrebleu's set *name*, fetched by sacrebleu on first use.

    Raises:
        InputError: it is not on this machine and cannot be fetched.
    """
    from sacrebleu.dataset import DATASETS

    data: Any = DATASETS[name]
    try:
        paths = map(Path, data.get_files(LANGUAGES))
    except (Exception, SystemExit) as error:  # sacrebleu ends the process when a download fails
        raise InputError(
            f"test set {name} is not on this machine and sacrebleu cannot fetch it ({error}); "
            f"run `sacrebleu -t {name} -l {LANGUAGES} --echo src` where there is a network"
        ) from error
    return PairSet(name, tuple(_pairs(dict(zip(data.fieldnames(LANGUAGES), paths, strict=True)))))


def _pairs(fields: dict[str, Path]) -> list[Pair]:
    """Return the pairs of the files of a set, by field name: src, ref or ref:A, docid ….

    Not by formats.read_parallel: a published set is scored as published, empty lines and all.
    """
    sources = read_lines(fields["src"])
    first = min(name for name in fields if name.startswith("ref"))
    documents = read_lines(fields["docid"]) if "docid" in fields else [""] * len(sources)
    columns = zip(sources, read_lines(fields[first]), documents, strict=True)
    return [Pair(source, reference, document=document) for source, reference, document in columns]
