"""``pl2en glossary find``, ``coverage`` and ``suggest``: the glossary and Polish texts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from translate.cli.glossary.options import (
    add_action,
    add_inputs,
    counted,
    describe,
    need_glossary,
    read_entries,
    read_texts,
    say,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from translate.glossary.coverage import Coverage
    from translate.glossary.matching import Glossary, Match
    from translate.glossary.suggest import Suggestion

_LINE_END = re.compile(r"\r\n|\r|\n")
LISTED = 20  # entries that never occur, listed by name


def add_parsers(actions: Any) -> None:
    """Add the actions of this module."""
    find = add_action(actions, "find", "show where texts have names of the glossary")
    add_inputs(find)
    find.add_argument("--format", choices=("text", "jsonl"), default="text", help="default: text")
    find.set_defaults(run=run_find)

    coverage = add_action(actions, "coverage", "count how often entries occur in texts")
    add_inputs(coverage)
    coverage.add_argument("--format", choices=("text", "json"), default="text")
    coverage.add_argument("--all", action="store_true", help="list every entry that never occurs")
    coverage.set_defaults(run=run_coverage)

    suggest = add_action(actions, "suggest", "list names in texts that the glossary lacks")
    add_inputs(suggest)
    suggest.add_argument("--format", choices=("text", "tsv", "json"), default="text")
    suggest.add_argument("--min", type=int, default=1, metavar="N", help="seen at least N times")
    suggest.add_argument(
        "--add",
        action="store_true",
        help="add those with a proposal and a sure dictionary form to the glossary",
    )
    suggest.set_defaults(run=run_suggest)


def run_find(arguments: argparse.Namespace) -> int:
    """Print every match, with its line (from 1) and place in the line (in code points, from 0)."""
    glossary = _load(arguments)
    several = len(arguments.inputs) > 1
    for name, text in read_texts(arguments):
        for number, match in _matches(glossary, text):
            if arguments.format == "jsonl":
                found = {"input": name} if several else {}
                print(json.dumps(found | _object(number, match), ensure_ascii=False))
            else:
                place = f"{name}:{number}:{match.start + 1}"
                print(f"{place}: {match.text} → {match.entry.target} ({match.entry.source})")
    return 0


def run_coverage(arguments: argparse.Namespace) -> int:
    """Print how often each entry occurs, which never do, and names without an entry."""
    from translate.glossary.coverage import cover

    glossary = _load(arguments)
    coverage = cover(glossary, [text for _, text in read_texts(arguments)])
    if arguments.format == "json":
        print(json.dumps(_coverage_object(coverage), ensure_ascii=False, indent=1))
    else:
        _print_coverage(coverage, None if arguments.all else LISTED)
    return 0


def run_suggest(arguments: argparse.Namespace) -> int:
    """Print names that have no entry, most frequent first; with --add, add them."""
    from translate.glossary.suggest import suggest

    path = need_glossary(arguments) if arguments.add else None
    glossary = _load(arguments)
    texts = [text for _, text in read_texts(arguments)]
    found = [s for s in suggest(glossary, texts) if s.count >= arguments.min]
    if arguments.format == "json":
        print(json.dumps([_suggestion_object(s) for s in found], ensure_ascii=False, indent=1))
    elif arguments.format == "tsv":
        _print_tsv(found)
    else:
        for suggestion in found:
            _print_suggestion(suggestion)
    say(f"{counted(len(found), 'name')} without an entry")
    if path is not None:
        _add(arguments, found)
    return 0


def _load(arguments: argparse.Namespace) -> Glossary:
    from translate.glossary.cache import load

    return load(read_entries(arguments))


def _matches(glossary: Glossary, text: str) -> Iterator[tuple[int, Match]]:
    for number, line in enumerate(_LINE_END.split(text), 1):
        for match in glossary.find(line):
            yield number, match


def _object(line: int, match: Match) -> dict[str, str | int]:
    return {
        "line": line,
        "start": match.start,
        "stop": match.stop,
        "matched": match.text,
        "source": match.entry.source,
        "target": match.entry.target,
    }


def _print_coverage(coverage: Coverage, limit: int | None) -> None:
    for entry, forms in coverage.seen:
        listed = ", ".join(f"{form} {number}" for form, number in forms.most_common())
        print(f"{forms.total():6}  {describe(entry)}: {listed}")
    if coverage.never:
        names = [entry.source for entry in coverage.never[:limit]]
        more = len(coverage.never) - len(names)
        print(f"never: {', '.join(names)}" + (f" and {more:,} more (--all)" if more else ""))
    if coverage.missing:
        listed = ", ".join(f"{s.source} {s.count}" for s in coverage.missing)
        print(f"names without an entry: {listed}")
    total = len(coverage.seen) + len(coverage.never)
    say(f"{len(coverage.seen):,} of {counted(total, 'entry')} occur")


def _coverage_object(coverage: Coverage) -> dict[str, Any]:
    return {
        "seen": [
            {"source": e.source, "target": e.target, "count": f.total(), "forms": dict(f)}
            for e, f in coverage.seen
        ],
        "never": [entry.source for entry in coverage.never],
        "missing": [_suggestion_object(suggestion) for suggestion in coverage.missing],
    }


def _suggestion_object(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "source": suggestion.source,
        "count": suggestion.count,
        "forms": list(suggestion.forms),
        "example": suggestion.example,
        "target": suggestion.target,
        "reason": suggestion.reason,
        "type": suggestion.type,
        "gender": suggestion.gender,
        "sure": suggestion.is_sure,
    }


def _print_suggestion(suggestion: Suggestion) -> None:
    proposed = f" → {suggestion.target}" if suggestion.target else ""
    print(f"{suggestion.count:4}  {suggestion.source}{proposed}  [{suggestion.reason}]")
    if suggestion.forms != (suggestion.source,):
        print(f"      as {', '.join(suggestion.forms)}")
    print(f"      “{suggestion.example}”")


def _print_tsv(found: list[Suggestion]) -> None:
    print("source\ttarget\tnote\ttype\tgender")
    for s in found:
        print(f"{s.source}\t{s.target}\t{s.reason}; seen {s.count} times\t{s.type}\t{s.gender}")


def _add(arguments: argparse.Namespace, found: list[Suggestion]) -> None:
    from translate.glossary.editing import update
    from translate.glossary.merge import merge
    from translate.glossary.suggest import to_entry

    entries = [to_entry(s) for s in found if s.target and s.is_sure]
    path = need_glossary(arguments)
    update(path, lambda table: merge(table, entries, prefer="ours").table)
    say(
        f"added {counted(len(entries), 'entry')} to {path}; their status is suggested: look at them"
    )
