"""``pl2en glossary diff``: what changed between two glossaries, entry by entry."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from translate.cli.glossary.options import add_action, counted, describe, say
from translate.errors import GlossaryError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from translate.glossary.diff import Change
    from translate.glossary.entry import Entry

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


def add_parsers(actions: Any) -> None:
    """Add the actions of this module."""
    diff = add_action(actions, "diff", "show what changed from OLD to NEW, entry by entry")
    diff.add_argument("old", metavar="OLD", help="a glossary; - is standard input")
    diff.add_argument("new", metavar="NEW", nargs="?", help="default: the glossary")
    diff.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="default: text"
    )
    diff.add_argument("--exit-code", action="store_true", help="exit with 1 if anything changed")
    diff.set_defaults(run=run_diff)


def run_diff(arguments: argparse.Namespace) -> int:
    """Print the changes."""
    from translate.cli.glossary.options import need_glossary
    from translate.glossary.diff import diff

    if arguments.old == arguments.new == "-":
        raise GlossaryError("only one of OLD and NEW can be standard input")
    new = arguments.new or str(need_glossary(arguments))
    changes = diff(_entries(arguments.old), _entries(new))
    if arguments.format == "json":
        print(json.dumps([_object(change) for change in changes], ensure_ascii=False, indent=1))
    elif arguments.format == "markdown":
        _print_markdown(changes)
    else:
        for change in changes:
            print(show(change))
    kinds = [change.kind for change in changes]
    listed = (counted(kinds.count(kind), "entry") + f" {kind}" for kind in _SIGNS if kind in kinds)
    say(", ".join(listed) or "no entry differs")
    return int(bool(arguments.exit_code and changes))


def show(change: Change) -> str:
    """Give *change* as lines of text: the entry, then the fields that differ."""
    sign = _SIGNS[change.kind]
    if change.kind != "changed":
        entry = change.new or change.old
        assert entry is not None
        return f"{sign} {describe(entry)}" + (f" — {entry.note}" if entry.note else "")
    fields = (f"    {name}: {old or '∅'} → {new or '∅'}" for name, old, new in change.fields())
    return "\n".join([f"{sign} {change.source}", *fields])


def _entries(name: str) -> tuple[Entry, ...]:
    from pathlib import Path

    from translate.glossary.encoding import decode
    from translate.glossary.exchange import read as read_file
    from translate.glossary.table import parse, read

    if name == "-":
        data = sys.stdin.buffer.read()
        return parse(decode(data, "-"), "-").entries if data else ()
    path = Path(name)
    return read(path).entries if path.suffix == ".tsv" else read_file(path).entries


def _object(change: Change) -> dict[str, Any]:
    fields = {name: {"old": old, "new": new} for name, old, new in change.fields()}
    return {"kind": change.kind, "source": change.source, "fields": fields}


def _print_markdown(changes: Sequence[Change]) -> None:
    print("| | Polish | English | what changed |\n|-|-|-|-|")
    for change in changes:
        entry = change.new or change.old
        assert entry is not None
        fields = "; ".join(f"{n}: {o or '∅'} → {w or '∅'}" for n, o, w in change.fields())
        told = fields if change.kind == "changed" else entry.note
        cells = (change.kind, change.source, entry.target, told)
        print("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
