"""What the actions of ``pl2en glossary`` share: which glossary, which texts, how to say things."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.errors import GlossaryError, InputError
from translate.glossary.locate import VARIABLE, find_glossary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from translate.glossary.entry import Entry

NONE_FOUND = f"no glossary: no -g, no {VARIABLE}, no glossary.tsv here or above"


def add_action(actions: Any, name: str, summary: str, **more: Any) -> argparse.ArgumentParser:
    """Add the parser of an action, with the option that names the glossary."""
    parser: argparse.ArgumentParser = actions.add_parser(
        name, help=summary, description=summary[0].upper() + summary[1:] + ".", **more
    )
    parser.add_argument("-g", "--glossary", type=Path, metavar="GLOSSARY", help="glossary file")
    return parser


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name texts."""
    parser.add_argument(
        "inputs", nargs="*", metavar="INPUT", help="Polish texts; - or none is standard input"
    )
    parser.add_argument("--encoding", help="of the texts, where it cannot be recognised")


def need_glossary(arguments: argparse.Namespace) -> Path:
    """Give the path of the glossary; GlossaryError if there is none."""
    path: Path | None = arguments.glossary or find_glossary()
    if path is None:
        raise GlossaryError(f"{NONE_FOUND}; name one: -g glossary.tsv")
    return path


def read_entries(arguments: argparse.Namespace) -> tuple[Entry, ...]:
    """Give the entries of the glossary; none, and a line that says so, if there is no glossary."""
    from translate.glossary.table import read

    path: Path | None = arguments.glossary or find_glossary()
    if path is None:
        say(NONE_FOUND)
        return ()
    return read(path).entries


def read_texts(arguments: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Give the name and the text of every input.

    Raises:
        InputError: an input cannot be read, or its encoding cannot be told.
    """
    from translate.cli.inputs import list_sources
    from translate.glossary.exchange.encodings import recognise

    for source in list_sources(arguments.inputs or ["-"]):
        try:
            data = sys.stdin.buffer.read() if source.path is None else source.path.read_bytes()
            text, encoding = recognise(data, arguments.encoding)
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", path=source.name) from error
        except GlossaryError as error:
            raise InputError(error.message, path=source.name) from error
        if not arguments.encoding and encoding != "UTF-8":
            say(f"{source.name}: read as {encoding}")
        yield source.name, text


def say(message: str) -> None:
    """Print a message for people on standard error."""
    print(f"pl2en: {message}", file=sys.stderr)


def counted(number: int, noun: str) -> str:
    """Give *number* and *noun* in agreement.

    >>> counted(1, "entry"), counted(2, "entry"), counted(0, "error")
    ('1 entry', '2 entries', '0 errors')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def describe(entry: Entry) -> str:
    """Give source and target of *entry* with what is known about it, in one line.

    >>> from translate.glossary.entry import Entry
    >>> describe(Entry("Tokajew", "Tokayev", type="person", gender="m"))
    'Tokajew → Tokayev (person, m)'
    """
    known = ", ".join(filter(None, (entry.type, entry.gender)))
    return f"{entry.source} → {entry.target}" + (f" ({known})" if known else "")
