"""Outputs of the command line: standard output, or a file that appears whole."""

from __future__ import annotations

import contextlib
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from translate.errors import InterruptedWorkError, Pl2enError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[str]]:
    """Open *path* for writing, or standard output for None.

    A file is written beside as ``NAME.part`` and renamed when it is whole. When the work is
    interrupted the part stays, and the error says where.

    Raises:
        Pl2enError: the file cannot be written.
    """
    if path is None:
        with contextlib.suppress(AttributeError):  # a captured stream has nothing to set up
            sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        yield sys.stdout
        return
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise Pl2enError(f"cannot be written: {error.strerror}", path=path) from error
    try:
        with file:
            yield file
        part.replace(path)
    except KeyboardInterrupt as error:
        raise InterruptedWorkError(
            "interrupted; what is finished is kept here", path=part
        ) from error
    except OSError as error:
        raise Pl2enError(
            f"cannot be written: {error.strerror}; what is finished is in {part.name}", path=path
        ) from error
    except BaseException:
        if part.exists() and part.stat().st_size == 0:
            part.unlink()
        raise
