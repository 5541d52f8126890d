"""``pl2en``: parse arguments, run a command, turn errors into one line and an exit code.

Exit codes: 0 done; 1 a check failed; 2 unusable arguments or input; 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from translate import __version__
from translate.cli import glossary, model, train, translation
from translate.cli.outputs import InterruptedWorkError
from translate.errors import Pl2enError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130  # as shells count it: 128 + SIGINT
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
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except InterruptedWorkError as error:
        return _fail(str(error), code=INTERRUPTED)
    except Pl2enError as error:
        return _fail(str(error))
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail("interrupted; what was finished is kept", code=INTERRUPTED)
    except OSError as error:
        # A full disk, a missing right: the system's own words say what is wrong.
        place = f"{error.filename}: " if error.filename else ""
        return _fail(f"{place}{error.strerror or error}")
    return code


def _fail(message: str, code: int = 2) -> int:
    print(f"pl2en: {message}", file=sys.stderr)
    return code
