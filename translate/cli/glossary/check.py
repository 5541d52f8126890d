"""``pl2en glossary check`` and ``fmt``: find mistakes, and put the file into its one layout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.cli.glossary.options import add_action, counted, need_glossary, say
from translate.errors import GlossaryError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from translate.glossary.checks import Finding
    from translate.glossary.table import Table

FORMATS = ("text", "json", "github")


def add_parsers(actions: Any) -> None:
    """Add the actions of this module."""
    check = add_action(actions, "check", "look for mistakes; exit with 1 if there are errors")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help="other glossaries")
    check.add_argument(
        "--select", metavar="CODES", help="only these checks, separated by commas: E, W5, E502"
    )
    check.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    check.add_argument("--codes", action="store_true", help="list all checks and do nothing else")
    check.set_defaults(run=run_check)

    fmt = add_action(actions, "fmt", "put the file into its one layout; nothing is lost")
    fmt.add_argument("files", nargs="*", type=Path, metavar="FILE", help="other glossaries")
    fmt.add_argument(
        "--sort",
        action="store_true",
        help="in Polish order, between blank lines; comments go with the entry below them",
    )
    fmt.add_argument("--check", action="store_true", help="change nothing; exit with 1 if it would")
    fmt.set_defaults(run=run_fmt)


def run_check(arguments: argparse.Namespace) -> int:
    """Print the findings; return 1 if there are errors among them."""
    from translate.glossary.checks import CODES, check, select_codes
    from translate.glossary.encoding import decode

    if arguments.codes:
        for code in CODES.values():
            print(f"{code.code}  {code.severity:8}{code.meaning}; {code.remedy}")
        return 0
    codes = select_codes((arguments.select or "E,W").replace(" ", "").split(","))
    found: list[tuple[Path, Finding]] = []
    for path in arguments.files or [need_glossary(arguments)]:
        text = decode(_read(path), path)
        found += [(path, finding) for finding in check(text, codes)]
    _print(found, arguments.format)
    errors = sum(finding.is_error for _, finding in found)
    say(f"{counted(errors, 'error')}, {counted(len(found) - errors, 'warning')}")
    return int(errors > 0)


def run_fmt(arguments: argparse.Namespace) -> int:
    """Write the files anew where their layout differs; with --check, return 1 if any does."""
    from translate.glossary.editing import update
    from translate.glossary.formatting import tidy
    from translate.glossary.table import format as format_table
    from translate.glossary.table import read

    def change(table: Table) -> Table:
        return tidy(table, sort=arguments.sort)

    different = 0
    for path in arguments.files or [need_glossary(arguments)]:
        before = read(path)
        is_different = format_table(change(before)) != format_table(before)
        different += is_different
        if is_different and not arguments.check:
            update(path, change)
        done = "would be formatted" if arguments.check else "formatted"
        say(f"{path}: {done if is_different else 'is in its layout already'}")
    return int(bool(arguments.check and different))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"cannot read the glossary: {error.strerror}", path=path) from error


def _print(found: Sequence[tuple[Path, Finding]], style: str) -> None:
    if style == "json":
        print(json.dumps([_object(*item) for item in found], ensure_ascii=False, indent=1))
        return
    for path, finding in found:
        print(_github(path, finding) if style == "github" else f"{path}:{finding}")


def _object(path: Path, finding: Finding) -> dict[str, str | int]:
    return {
        "path": str(path),
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "severity": "error" if finding.is_error else "warning",
        "cell": finding.cell,
        "text": finding.text,
        "message": finding.message,
    }


def _github(path: Path, finding: Finding) -> str:
    """Give a workflow command of GitHub Actions, which annotates the line in a pull request."""
    kind = "error" if finding.is_error else "warning"
    name = _escape(str(path)).replace(":", "%3A").replace(",", "%2C")
    place = f"file={name},line={finding.line},col={finding.column},title={finding.code}"
    return f"::{kind} {place}::{_escape(finding.message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
