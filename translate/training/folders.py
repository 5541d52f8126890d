"""Folders that are written whole or not at all."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def write_beside(folder: Path) -> Iterator[Path]:
    """Yield an empty folder; when the block ends well, its files replace those of *folder*.

    Files that *folder* has and the block did not write are kept. If the block raises, *folder* is
    as it was.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
        beside = Path(name)
        yield beside
        folder.mkdir(exist_ok=True)
        for file in beside.iterdir():
            # The temporary folder made them private; data and models may be read by all.
            file.chmod(0o644)
            file.replace(folder / file.name)
