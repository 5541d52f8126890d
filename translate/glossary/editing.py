"""Change a glossary file that others may be changing too.

Programs wait for one another at a lock file beside the glossary (``.glossary.tsv.lock``), which
goes when the change is done. A text editor knows nothing of that lock, so the file is looked at
once more right before it is replaced: if its content is not what was read, nothing is written.
"""

from __future__ import annotations

import contextlib
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from translate.errors import GlossaryError
from translate.glossary import table as tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from translate.glossary.table import Table

PATIENCE = 30.0  # seconds to wait for another writer


def update(path: Path, change: Callable[[Table], Table], *, create: bool = False) -> Table:
    """Read the table at *path*, *change* it and write it back; give the table as it is now.

    Other calls, also in other processes, wait until this one is done, so no change is lost. If
    *change* gives the same text, the file is left alone. With *create*, a missing file is begun
    with a header.

    Raises:
        GlossaryError: the file cannot be read or written, another writer holds the lock for more
            than :data:`PATIENCE` seconds, or something else changed the file meanwhile.
    """
    target = Path(path).resolve()
    with _lock(target, path):
        before = _bytes(target)
        old = tables.new() if create and before is None else tables.read(path)
        new = _change(old, change, path)
        text = tables.format(new)
        if before is not None and text == tables.format(old):
            return new
        tables.parse(text, path)  # what is written can be read again
        if _bytes(target) != before:
            message = "the file changed while it was being edited; nothing was written, try again"
            raise GlossaryError(message, path=path)
        tables.write(path, new)
        return new


def _change(table: Table, change: Callable[[Table], Table], path: Path) -> Table:
    try:
        return change(table)
    except GlossaryError as error:
        raise GlossaryError(error.message, path=error.path or path, line=error.line) from error


@contextmanager
def _lock(target: Path, path: Path) -> Iterator[None]:
    import filelock

    place = target.parent / f".{target.name}.lock"
    lock = filelock.FileLock(place, timeout=PATIENCE)
    try:
        lock.acquire()
    except filelock.Timeout:
        message = "another program is writing the glossary; try again when it is done"
        raise GlossaryError(message, path=path) from None
    except OSError as error:
        message = f"cannot write in the folder of the glossary: {error.strerror}"
        raise GlossaryError(message, path=path) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            place.unlink()  # while it is held: who waits sees that its file is gone, and retries
        lock.release()


def _bytes(path: Path) -> bytes | None:
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    return None
