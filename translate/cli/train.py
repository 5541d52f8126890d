"""``pl2en train``: prepare → run → export."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse


def add_parser(commands: Any) -> None:
    """Add ``pl2en train`` to the command line."""
    parser = commands.add_parser("train", help="train or fine-tune a model")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    _add_prepare(actions)
    _add_run(actions)
    _add_export(actions)


def _add_prepare(actions: Any) -> None:
    parser = actions.add_parser("prepare", help="read, filter and pack parallel text")
    parser.add_argument(
        "corpora", nargs="+", type=Path, metavar="CORPUS",
        help=".tsv, .tsv.gz or .tmx; X.pl with X.en beside it; or a folder of these",
    )  # fmt: skip
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder to write")
    parser.add_argument(
        "--exclude", nargs="*", type=Path, default=[], metavar="FILE",
        help="test sets, a sentence a line: their sentences are left out",
    )  # fmt: skip
    parser.add_argument("--recipe", type=Path, help="shares of the corpora (TOML)")
    parser.add_argument(
        "--from", dest="start_from", metavar="MODEL",
        help="take the vocabulary of this model (small, or a folder), to go on training it",
    )  # fmt: skip
    parser.add_argument("--vocabulary-size", type=int, default=8000)
    parser.set_defaults(run=run_prepare)


def _add_run(actions: Any) -> None:
    parser = actions.add_parser("run", help="train to a budget of hours or steps")
    parser.add_argument("data", type=Path, metavar="DATA", help="a prepared folder")
    parser.add_argument(
        "-o", "--out", type=Path, required=True, help="folder of checkpoint and log"
    )
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in OUT")
    parser.add_argument("--from", dest="start_from", metavar="MODEL", help="start from this model")
    parser.add_argument("--hours", type=float, default=1.0, help="training time in all")
    parser.add_argument("--steps", type=int, default=10**9)
    parser.add_argument("--tokens", type=int, default=4000, help="a batch; default: 4000")
    parser.add_argument("--peak", type=float, default=1.2e-3, help="highest learning rate")
    parser.add_argument("--warmup", type=int, default=100, help="steps")
    parser.add_argument("--finish", type=float, default=0.35, help="last share of the budget")
    parser.add_argument("--optimiser", choices=("muon", "adamw"), default="muon")
    parser.add_argument("--average", type=float, default=0.998, help="decay of the weight average")
    parser.add_argument("--sampling", type=float, default=0.0, help="share of subword sampling")
    parser.add_argument(
        "--candidates", type=int, metavar="N",
        help="pieces among which the words of a batch compete, 0 for all; default: 2048 on the "
        "CPU, where it saves a fifth of the time, 0 on a GPU",
    )  # fmt: skip
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--compile", action="store_true", help="compile the model (CUDA)")
    parser.add_argument("--workers", type=int, default=1, help="processes that make batches")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check-minutes", type=float, default=10.0)
    shape = parser.add_argument_group("shape of a new model")
    shape.add_argument("--d-model", type=int, default=256)
    shape.add_argument("--ffn", type=int, default=1024)
    shape.add_argument("--encoder-layers", type=int, default=3)
    shape.add_argument("--decoder-layers", type=int, default=2)
    shape.add_argument("--heads", type=int, default=4)
    shape.add_argument("--dropout", type=float, default=0.0)
    parser.set_defaults(run=run_run)


def _add_export(actions: Any) -> None:
    parser = actions.add_parser("export", help="write the averaged weights as a Marian folder")
    parser.add_argument("work", type=Path, metavar="OUT", help="the folder given to `train run`")
    parser.add_argument("data", type=Path, metavar="DATA", help="the prepared folder")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="model folder to write")
    parser.set_defaults(run=run_export)


def run_prepare(arguments: argparse.Namespace) -> int:
    """Prepare corpora and print the report."""
    from translate.models import find_model
    from translate.training.prepare import RECIPE, format_report, prepare

    prepared = prepare(
        arguments.corpora,
        arguments.out,
        exclude=arguments.exclude,
        recipe=arguments.recipe or RECIPE,
        vocabulary_from=find_model(arguments.start_from) if arguments.start_from else None,
        vocabulary_size=arguments.vocabulary_size,
    )
    print(format_report(prepared.reports))
    return 0


def run_run(arguments: argparse.Namespace) -> int:
    """Train and print a line at every check."""
    from translate.models import find_model
    from translate.training.run import Plan, Shape, run

    given = vars(arguments)
    shape = Shape(**{field.name: given[field.name] for field in dataclasses.fields(Shape)})
    known = {field.name for field in dataclasses.fields(Plan)} & set(given)
    values = {name: given[name] for name in known} | {"shape": shape}
    if arguments.candidates is None:
        values["candidates"] = 2048 if arguments.device == "cpu" else 0
    values["start_from"] = find_model(arguments.start_from) if arguments.start_from else None
    for line in run(Plan(**values), resume=arguments.resume):
        print("  ".join(f"{name} {value:g}" for name, value in line.items()), file=sys.stderr)
    return 0


def run_export(arguments: argparse.Namespace) -> int:
    """Export the checkpoint as a model folder."""
    from translate.training.export import export

    size = export(arguments.work, arguments.data, arguments.folder)
    print(f"{arguments.folder}: {size / 1e6:.1f} MB")
    return 0
