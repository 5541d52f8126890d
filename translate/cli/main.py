"""``pl2en``: parse arguments and run a command."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from translate import __version__
from translate.cli import glossary, model, train, translation
from translate.cli.ending import end

if TYPE_CHECKING:
    from collections.abc import Sequence

EPILOG = """\
examples:
  pl2en translate article.txt                      English on standard output
  pl2en translate article.txt --format html -o article.html
  pl2en glossary check                             look for mistakes in glossary.tsv
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="pl2en",
        description="Translate Polish into English and keep names right.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"pl2en {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in (translation, glossary, model, train):
        module.add_parser(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line *argv* (by default the program's own) and return the exit code."""
    arguments = build_parser().parse_args(argv)
    return end("pl2en", lambda: int(arguments.run(arguments)))
