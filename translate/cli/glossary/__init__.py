"""``pl2en glossary``: keep the glossary right, and use it without a model."""

from __future__ import annotations

from typing import Any

from translate.cli.glossary import check, compare, edit, texts, transfer

EPILOG = """\
Without -g the glossary is the one that PL2EN_GLOSSARY names, else the nearest glossary.tsv, in this
folder or above.

examples:
  pl2en glossary check                      look for mistakes
  pl2en glossary add Tokajew Tokayev --type person --gender m
  pl2en glossary suggest article.txt        names that the glossary lacks
  pl2en glossary import terms.xlsx --dry-run
"""


def add_parser(commands: Any) -> None:
    """Add ``pl2en glossary`` to the command line."""
    import argparse

    parser = commands.add_parser(
        "glossary",
        help="check, edit and exchange the glossary",
        description="Keep the glossary right, and use it without a model.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for module in (check, edit, texts, transfer, compare):
        module.add_parsers(actions)
