"""``pl2en model``: which models there are, and what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse


def add_parser(commands: Any) -> None:
    """Add ``pl2en model`` to the command line."""
    parser = commands.add_parser("model", help="list models, show what is known of one")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the models that have short names")
    listing.set_defaults(run=run_list)
    info = actions.add_parser("info", help="size, shape and place of a model")
    info.add_argument("model", nargs="?", default="small", metavar="MODEL")
    info.set_defaults(run=run_info)


def run_list(arguments: argparse.Namespace) -> int:
    """Print the aliases, what they stand for, and whether they are on this machine."""
    from translate.models import list_models

    del arguments
    for name, meaning, is_here in list_models():
        print(f"{name:8}{meaning:32}{'here' if is_here else 'fetched from the Hub on first use'}")
    return 0


def run_info(arguments: argparse.Namespace) -> int:
    """Print what is known of a model without loading it."""
    from translate.models import read_model

    model = read_model(arguments.model)
    rows = (
        ("name", model.name),
        ("folder", model.folder),
        ("architecture", model.architecture),
        ("layers", f"{model.layers[0]} encoder, {model.layers[1]} decoder"),
        ("dimension", model.dimension),
        ("vocabulary", model.vocabulary),
        ("parameters", f"{model.parameters:.1f} million" if model.parameters else "not known"),
        ("size", f"{model.size / 1e6:.1f} MB"),
    )
    for label, value in rows:
        print(f"{label:14}{value}")
    return 0
