"""Keep the index of a glossary in the user's cache, so that a large glossary loads at once.

The file's name is a digest of all that the index depends on: the entries' Polish side, the code and
the tables of this package, and Morfeusz' version. A file that is missing, damaged or unreadable is
built anew; a cache that cannot be written is done without.
"""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from translate.glossary import storage
from translate.glossary.index import Index, build
from translate.glossary.matching import Glossary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from translate.glossary.entry import Entry

_MAKERS = ("dictionary", "declension", "heads", "index", "inflection", "phrase", "words")
_BETWEEN, _SECTION = "\x1d", "\x1c"
_KEPT = 16  # indexes in the folder; older ones go


def load(entries: Iterable[Entry], folder: Path | None = None) -> Glossary:
    """Give the glossary of *entries*, its index from *folder* (by default in the user's cache)."""
    entries = tuple(entries)
    folder = _default_folder() if folder is None else folder
    path = folder / f"{digest(entries)}.index"
    index = _read(path)
    if index is None:
        index = build(entries)
        _write(path, index)
    return Glossary(entries, index)


def digest(entries: Sequence[Entry]) -> str:
    """Give a digest (32 hexadecimal digits) of everything that the index of *entries* rests on."""
    sources = (
        f"{entry.source}\t{entry.type}\t{entry.gender}\t{'|'.join(entry.forms)}"
        for entry in entries
    )
    return hashlib.blake2b("\n".join(sources).encode() + _makers(), digest_size=16).hexdigest()


@cache
def _makers() -> bytes:
    here = Path(__file__).parent
    files = [here / f"{name}.py" for name in _MAKERS] + sorted(here.glob("tables/*.tsv"))
    return b"".join(file.read_bytes() for file in files) + metadata.version("morfeusz2").encode()


def _default_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("pl2en", appauthor=False) / "glossary"


def _read(path: Path) -> Index | None:
    """Read an index; None if there is none, or if it is not whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    check, _, payload = data.partition(b"\n")
    if check != _checksum(payload):
        return None
    keys, values, words, lengths = (
        section.split(_BETWEEN) if section else [] for section in payload.decode().split(_SECTION)
    )
    return Index(
        dict(zip(keys, values, strict=True)), dict(zip(words, map(int, lengths), strict=True))
    )


def _write(path: Path, index: Index) -> None:
    columns = (index.forms, index.forms.values(), index.longest, map(str, index.longest.values()))
    payload = _SECTION.join(_BETWEEN.join(column) for column in columns).encode()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        storage.replace(path, _checksum(payload) + b"\n" + payload)
        for old in _by_age(path.parent)[_KEPT:]:
            old.unlink()


def _checksum(payload: bytes) -> bytes:
    return hashlib.blake2b(payload, digest_size=16).hexdigest().encode()


def _by_age(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.index"), key=lambda file: file.stat().st_mtime, reverse=True)
