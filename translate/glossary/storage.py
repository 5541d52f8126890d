"""Write a file so that it is either the old one or the new one, never half of each."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

_PERMISSIONS_OF_A_NEW_FILE = 0o644


def replace(path: Path, data: bytes) -> None:
    """Put *data* in place of the file at *path*, in one step.

    The data is written beside the file and flushed to the disk first; then it takes the file's
    place and its permissions. A symbolic link stays a link. Raises OSError, and then the old file
    is untouched and nothing is left beside it.
    """
    target = Path(os.path.realpath(path))
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).chmod(_permissions(target))
        Path(beside).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(beside).unlink()
        raise


def _permissions(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return _PERMISSIONS_OF_A_NEW_FILE
