"""``pl2en glossary import`` and ``export``: other programs' files, in and out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.cli.glossary.options import add_action, counted, need_glossary, say
from translate.errors import GlossaryError

if TYPE_CHECKING:
    import argparse

    from translate.glossary.entry import Entry
    from translate.glossary.merge import Merged
    from translate.glossary.table import Table

FORMATS = ("tsv", "csv", "xlsx", "tbx", "tmx", "omegat", "deepl", "google", "text")
LISTED = 20  # changes of a kind that are listed one by one


def add_parsers(actions: Any) -> None:
    """Add the actions of this module."""
    bring = add_action(
        actions, "import", "merge a file into the glossary; exit with 1 if something was left out"
    )
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--format", choices=FORMATS[:-1], default="", help="default: by the ending")
    bring.add_argument("--encoding", help="of a text file, where it cannot be recognised")
    bring.add_argument(
        "--base",
        type=Path,
        metavar="FILE",
        help="what both sides began from, for a three-way merge; then entries are removed, too",
    )
    bring.add_argument(
        "--prefer", choices=("ours", "theirs"), default="", help="who is right in a conflict"
    )
    bring.add_argument("--dry-run", action="store_true", help="only say what would change")
    bring.add_argument("--all", action="store_true", help="list every change")
    bring.set_defaults(run=run_import)

    export = add_action(actions, "export", "write the glossary for another program")
    export.add_argument("file", metavar="FILE", help="- is standard output")
    export.add_argument("--format", choices=FORMATS, default="", help="default: by the ending")
    export.set_defaults(run=run_export)


def run_import(arguments: argparse.Namespace) -> int:
    """Merge a file; return 1 if there were conflicts or rows that could not be read."""
    from translate.glossary.editing import update
    from translate.glossary.exchange import read
    from translate.glossary.merge import merge, merge_comments
    from translate.glossary.table import new
    from translate.glossary.table import read as read_table

    path = need_glossary(arguments)
    imported = read(arguments.file, arguments.format, arguments.encoding)
    base = _read_base(arguments.base)
    merged: list[Merged] = []

    def change(table: Table) -> Table:
        entries = None if base is None else base.entries
        merged.append(merge(table, imported.entries, entries, arguments.prefer))
        if base is not None and _is_tsv(arguments):
            return merge_comments(merged[-1].table, read_table(arguments.file), base)
        return merged[-1].table

    is_new = arguments.glossary is not None and not path.exists()
    if arguments.dry_run:
        change(new() if is_new else read_table(path))
    else:
        update(path, change, create=is_new)
    for note in (*imported.notes, *(f"skipped: {row}" for row in imported.skipped)):
        say(f"{arguments.file}: {note}")
    _report(merged[-1], None if arguments.all else LISTED)
    if arguments.dry_run:
        say("dry run: nothing was written")
    return int(bool(merged[-1].conflicts or imported.skipped))


def _read_base(path: Path | None) -> Table | None:
    """Give the common ancestor; version control has an empty one where both sides are new."""
    from translate.glossary.table import new, read

    if path is None:
        return None
    return new() if path.is_file() and not path.read_bytes().strip() else read(path)


def _is_tsv(arguments: argparse.Namespace) -> bool:
    return "tsv" in (arguments.format, arguments.file.suffix.removeprefix("."))


def _report(merged: Merged, limit: int | None) -> None:
    from translate.cli.glossary.compare import show

    for change in merged.changes[:limit]:
        print(show(change))
    if limit is not None and len(merged.changes) > limit:
        print(f"… and {counted(len(merged.changes) - limit, 'other')}; --all lists them")
    for conflict in merged.conflicts:
        print(f"conflict (ours stays):\n{show(conflict)}")
    kinds = [change.kind for change in merged.changes]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("added", "changed", "removed"))
    say(f"{counts}, {counted(len(merged.conflicts), 'conflict')}")
    if merged.conflicts:
        say("decide the conflicts with --prefer ours or --prefer theirs, or in the file")


def run_export(arguments: argparse.Namespace) -> int:
    """Write the glossary in another format, and say what does not fit into it."""
    from translate.glossary.exchange import find_format, losses, write
    from translate.glossary.table import read

    entries = read(need_glossary(arguments)).entries
    path = Path(arguments.file)
    if arguments.file == "-" and not arguments.format:
        raise GlossaryError("standard output has no ending; name a --format")
    format_ = find_format(path, arguments.format)
    if arguments.file == "-":
        sys.stdout.buffer.write(format_.write(entries))
    else:
        _refuse_overwriting(path, arguments)
        write(path, entries, format_.name)
        say(f"{path}: {counted(len(entries), 'entry')}")
    if lost := losses(format_, entries):
        say(f"{format_.name} cannot hold, so it lacks: {', '.join(lost)}")
    if format_.holds and (repeated := _repeated(entries)):
        say(f"several targets for one source, which such a glossary refuses: {repeated}")
    return 0


def _refuse_overwriting(path: Path, arguments: argparse.Namespace) -> None:
    glossary = need_glossary(arguments)
    if path.exists() and path.samefile(glossary):
        raise GlossaryError("this is the glossary itself; name another file", path=path)


def _repeated(entries: tuple[Entry, ...]) -> str:
    seen: dict[str, int] = {}
    for entry in entries:
        seen[entry.source] = seen.get(entry.source, 0) + 1
    return ", ".join(source for source, number in seen.items() if number > 1)
