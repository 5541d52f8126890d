"""Errors that a user can act on.

Every error the library raises on purpose is a :class:`Pl2enError`. It knows where the fault is
(file, line, column, text) as far as that can be known, and its message says what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Pl2enError(Exception):
    """Something the user can put right.

    ``str(error)`` is one line, ``FILE:LINE:COLUMN: message``, with the parts that are known.
    Lines and columns count from 1; *text* is the offending piece of input.

    >>> str(Pl2enError("no target; write one after the tab", path="glossary.tsv", line=3))
    'glossary.tsv:3: no target; write one after the tab'
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        column: int | None = None,
        text: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else str(path)
        self.line = line
        self.column = column
        self.text = text

    def __str__(self) -> str:
        place = [str(part) for part in (self.path, self.line, self.column) if part is not None]
        return f"{':'.join(place)}: {self.message}" if place else self.message


class InputError(Pl2enError):
    """An input cannot be read: missing, a directory, binary, in another encoding, empty."""


class GlossaryError(Pl2enError):
    """A glossary cannot be read or written as it stands."""


class ModelError(Pl2enError):
    """A model cannot be found, fetched or loaded."""


class TrainingError(Pl2enError):
    """Training data or a checkpoint cannot be used."""


class InterruptedWorkError(Pl2enError):
    """The user stopped the work."""
