"""Find the glossary that is meant when none is named."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "PL2EN_GLOSSARY"
NAME = "glossary.tsv"


def find_glossary(start: Path | None = None) -> Path | None:
    """Give the glossary of the environment or the nearest one from *start* upwards.

    That is the file that ``PL2EN_GLOSSARY`` names (even if it is missing, so that reading it says
    so), else the first ``glossary.tsv`` in *start* (by default the current folder) or in a folder
    above it, else None.
    """
    if named := os.environ.get(VARIABLE):
        return Path(named)
    folder = Path.cwd() if start is None else start.absolute()
    places = (place / NAME for place in (folder, *folder.parents))
    return next((path for path in places if path.is_file()), None)
