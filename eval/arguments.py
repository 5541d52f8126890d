"""The command line of ``python -m eval``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from eval.comet import MODEL
from eval.compare import METHODS
from eval.gate import BASELINE
from translate.cli.translation import DEVICES, ENGINES

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
RUNS = HERE / "runs"
README = HERE.parent / "README.md"
SPEED = HERE / "speed.json"
TEXT = HERE.parent / "corpus" / "news"
COMMANDS = ("run", "compare", "report", "speed")

EPILOG = """\
Without a command: the article with and without the glossary.

examples:
  python -m eval                                   the article, both ways
  python -m eval run                               every test set of the repository, both ways
  python -m eval run wmt20 --with-glossary
  python -m eval run memory.tmx SOURCES REFERENCES your own sets
  python -m eval run article challenge@10 --gate   every tenth pair of the challenge set
  python -m eval run news --hypotheses OTHER.txt   score the output of another program
  python -m eval compare eval/runs/news.small.jsonl eval/runs/news.small+glossary.jsonl
  python -m eval report                            eval/report.html of all runs kept
  python -m eval speed                             pl2en beside transformers and plain CTranslate2
"""


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the parsed arguments; their ``command`` is one of :data:`COMMANDS`."""
    argv = list(argv)
    if not argv or (argv[0].startswith("-") and argv[0] not in ("-h", "--help")):
        argv = ["run", *argv]
        argv.insert(1, "article")
    return build_parser().parse_args(argv)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="python -m eval",
        description="Evaluate translations: BLEU, chrF, TER, term accuracy; and measure speed.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_run(commands.add_parser("run", help="translate test sets, keep and score the hypotheses"))
    _add_compare(commands.add_parser("compare", help="is the difference between runs real?"))
    _add_report(commands.add_parser("report", help="write a page with scores and sentences"))
    _add_speed(commands.add_parser("speed", help="how fast is it, beside other programs?"))
    return parser


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sets",
        nargs="*",
        metavar="SET",
        help="article, news, challenge, a set of sacrebleu (wmt20, wmt20/dev), a .tsv or .tmx "
        "file, or two files SOURCES REFERENCES; SET@N is every N-th pair (default: all of the "
        "repository's own)",
    )
    parser.add_argument("-o", "--output", type=Path, default=RUNS, metavar="FOLDER")
    parser.add_argument(
        "--paragraphs",
        action="store_true",
        help="SOURCES and REFERENCES are documents, their paragraphs divided by blank lines",
    )
    parser.add_argument("-m", "--model", default="small", help="as in pl2en translate")
    parser.add_argument("-e", "--engine", choices=ENGINES, default="auto")
    parser.add_argument("--device", choices=DEVICES, default="auto")
    parser.add_argument("--beam-size", type=_positive, default=4, metavar="N", help="default: 4")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--no-glossary", action="store_true", help="only without the glossary")
    which.add_argument("--with-glossary", action="store_true", help="only with the glossary")
    which.add_argument(
        "--hypotheses", type=Path, metavar="FILE", help="score these lines; translate nothing"
    )
    parser.add_argument("--name", help="of the system that made the hypotheses (default: FILE)")
    parser.add_argument(
        "--comet",
        nargs="?",
        const=MODEL,
        metavar="MODEL",
        help=f"COMET too, if it is installed (default model: {MODEL})",
    )
    _add_glossary(parser)
    _add_method(parser)
    _add_gate(parser)
    parser.add_argument(
        "--update-baseline", action="store_true", help="write the scores down as the baseline"
    )


def _add_compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN", help="the first: the baseline")
    parser.add_argument(
        "--show", type=_number, default=5, metavar="N", help="best and worst sentences (default: 5)"
    )
    _add_glossary(parser)
    _add_method(parser)
    _add_gate(parser)


def _add_report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "runs", nargs="*", type=Path, metavar="RUN", help="default: all in eval/runs"
    )
    parser.add_argument("-o", "--output", type=Path, default=HERE / "report.html", metavar="FILE")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="the tables in Markdown, too")
    parser.add_argument(
        "--readme", action="store_true", help="only print the table of scores for the README"
    )
    parser.add_argument(
        "--update-readme",
        nargs="?",
        const=README,
        type=Path,
        metavar="FILE",
        help="only put that table into FILE (default: README.md), between its markers",
    )
    parser.add_argument(
        "--speed",
        type=Path,
        metavar="FILE",
        help="measurements to show (default: eval/speed.json, if it is there)",
    )
    _add_glossary(parser)
    _add_method(parser)


def _add_speed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sizes",
        nargs="+",
        type=_count,
        default=[1, 100, 10_000],
        metavar="N",
        help="numbers of sentences (default: 1 100 10000)",
    )
    parser.add_argument("--rounds", type=_positive, default=3, metavar="N", help="default: 3")
    parser.add_argument("--beam-size", type=_positive, default=4, metavar="N", help="default: 4")
    parser.add_argument("--text", type=Path, default=TEXT, metavar="FOLDER", help="of .tsv files")
    parser.add_argument("-o", "--output", type=Path, default=SPEED, metavar="FILE")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="seconds against sentences")
    parser.add_argument(
        "--update-readme", nargs="?", const=README, type=Path, metavar="FILE", help="as for report"
    )


def _add_glossary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-g",
        "--glossary",
        type=Path,
        metavar="GLOSSARY",
        help="to translate with, and to measure term accuracy by",
    )


def _add_method(parser: argparse.ArgumentParser) -> None:
    names = ", ".join(f"{short}: {name}" for short, name in METHODS.items())
    parser.add_argument("--test", choices=METHODS, default="bs", help=f"{names} (default: bs)")


def _add_gate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--gate", action="store_true", help="exit with 1 if a score fell below the baseline"
    )
    parser.add_argument("--baseline", type=Path, default=BASELINE, metavar="FILE")


def _positive(text: str) -> int:
    number = _number(text)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to 64")
    return number


def _count(text: str) -> int:
    number = _number(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least one sentence is needed")
    return number


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)
