"""Tables of linguistic knowledge: tab-separated files in the ``tables/`` folder of a package."""

from __future__ import annotations

from importlib import resources


def table(name: str, package: str) -> list[dict[str, str]]:
    """Read ``tables/<name>.tsv`` of *package*: a dictionary a line, by column.

    Lines that start with ``#`` are comments; the first other line is the header.
    """
    text = resources.files(package).joinpath("tables", f"{name}.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
