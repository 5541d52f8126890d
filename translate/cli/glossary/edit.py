"""``pl2en glossary add`` and ``forms``: a new entry, and what an entry will match."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from translate.cli.glossary.options import (
    add_action,
    describe,
    need_glossary,
    read_entries,
    say,
)
from translate.errors import GlossaryError
from translate.glossary.entry import CASES, GENDERS, TYPES, Entry

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from translate.glossary.table import Table

_OWN_CHECKS = ("E2", "W2", "W3", "W4", "E4", "W6")  # those that need no other entry


def add_parsers(actions: Any) -> None:
    """Add the actions of this module."""
    add = add_action(actions, "add", "add an entry; asks for what is missing on a terminal")
    add.add_argument("source", nargs="?", help="the Polish name in its dictionary form")
    add.add_argument("target", nargs="?", help="the English name")
    _add_details(add)
    add.add_argument("--note", default="", help="who or what it is")
    add.add_argument("--case", choices=CASES, default="any", help="exact: capitals must agree")
    add.add_argument("--forbidden", default="", help="wrong English renderings, separated by |")
    add.add_argument("--status", default="", help="checked: no warnings for this entry")
    add.add_argument("--replace", action="store_true", help="change the entry of the same source")
    add.set_defaults(run=run_add)

    forms = add_action(actions, "forms", "show the forms that entries match")
    forms.add_argument("names", nargs="*", metavar="NAME", help="default: every entry")
    _add_details(forms)
    forms.add_argument("--format", choices=("text", "jsonl"), default="text", help="default: text")
    forms.set_defaults(run=run_forms)


def _add_details(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--type", choices=TYPES, default="")
    parser.add_argument("--gender", choices=GENDERS, default="")
    parser.add_argument("--forms", default="", help="extra or irregular forms, separated by |")


def run_add(arguments: argparse.Namespace) -> int:
    """Add an entry to the glossary, and say which forms it will match."""
    from translate.glossary.editing import update

    path = need_glossary(arguments)
    is_new = not path.exists()
    if sys.stdin.isatty():
        _ask(arguments)
    entry = _entry(arguments)

    def change(table: Table) -> Table:
        return _with_entry(table, entry, replace_it=arguments.replace)

    update(path, change, create=arguments.glossary is not None)
    say(f"{'began' if is_new else 'added to'} {path}: {describe(entry)}")
    say(f"matches {', '.join(_form_texts(entry))}")
    for message in _warnings(entry):
        say(message)
    return 0


def _ask(arguments: argparse.Namespace) -> None:
    """Ask for source and target if they are missing, and then for the rest too."""
    if arguments.source and arguments.target:
        return
    try:
        arguments.source = arguments.source or _answer("Polish name (as in a dictionary)")
        arguments.target = arguments.target or _answer("English name")
        arguments.type = arguments.type or _answer("Type", TYPES)
        arguments.gender = arguments.gender or _answer("Gender", GENDERS)
        arguments.note = arguments.note or _answer("Note (who or what it is)")
    except EOFError:
        raise GlossaryError("nothing was added: the input ended") from None


def _answer(question: str, allowed: tuple[str, ...] = ()) -> str:
    listed = f" ({', '.join(allowed)}; empty if unknown)" if allowed else ""
    while True:
        print(f"{question}{listed}: ", end="", file=sys.stderr, flush=True)
        answer = input().strip()
        if not allowed or not answer or answer in allowed:
            return answer


def _entry(arguments: argparse.Namespace) -> Entry:
    missing = [
        name for name in ("source", "target") if not (getattr(arguments, name) or "").strip()
    ]
    if missing:
        raise GlossaryError(f"no {missing[0]} given; write: pl2en glossary add SOURCE TARGET")
    return Entry(
        source=arguments.source.strip(),
        target=arguments.target.strip(),
        note=arguments.note.strip(),
        type=arguments.type,
        gender=arguments.gender,
        forms=_items(arguments.forms),
        case=arguments.case,
        forbidden=_items(arguments.forbidden),
        status=arguments.status.strip(),
    )


def _items(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split("|") if item.strip())


def _with_entry(table: Table, entry: Entry, *, replace_it: bool) -> Table:
    from translate.glossary.diff import values
    from translate.glossary.exchange.grid import to_entry
    from translate.glossary.rows import extend, rewrite, with_columns

    table = with_columns(table, list(values(entry)))
    same = next((e for e in table.entries if e.source == entry.source), None)
    if same is None:
        return extend(table, [entry])
    if replace_it and same.line is not None:  # what is not given anew stays
        return rewrite(table, {same.line: to_entry(values(same) | values(entry))})
    message = f"{entry.source} is there already, as {same.target}; change that line, or --replace"
    raise GlossaryError(message, line=same.line)


def _form_texts(entry: Entry) -> list[str]:
    from translate.glossary.inflection import inflect

    return list(dict.fromkeys(form.text for form in inflect(entry)))


def _warnings(entry: Entry) -> Iterable[str]:
    """Give what the checks say of *entry* alone."""
    from translate.glossary.checks import check, select_codes
    from translate.glossary.table import COLUMNS, format_entry

    text = "\t".join(COLUMNS) + "\n" + format_entry(entry) + "\n"
    return (f"{f.code} {f.message}" for f in check(text, select_codes(_OWN_CHECKS)))


def run_forms(arguments: argparse.Namespace) -> int:
    """Print the forms of the entries named, or of names that are not in the glossary."""
    entries = read_entries(arguments)
    for entry in _named(arguments, entries) if arguments.names else entries:
        _print_forms(entry, arguments.format)
    return 0


def _named(arguments: argparse.Namespace, entries: Iterable[Entry]) -> Iterable[Entry]:
    by_source: dict[str, list[Entry]] = {}
    for entry in entries:
        by_source.setdefault(entry.source, []).append(entry)
    for name in arguments.names:
        if name not in by_source:
            say(f"{name} is no source in the glossary; its forms would be:")
        details = {"type": arguments.type, "gender": arguments.gender}
        yield from by_source.get(name, [Entry(name, "", **details, forms=_items(arguments.forms))])


def _print_forms(entry: Entry, style: str) -> None:
    from translate.glossary.inflection import decline

    paradigm = decline(entry)
    if style == "jsonl":
        forms = [
            {"text": form.text, "cases": sorted(form.cases), "number": form.number}
            for form in paradigm.forms
        ]
        shown = {"source": entry.source, "target": entry.target, "how": paradigm.how}
        shown_all = shown | {"explanation": paradigm.explanation, "forms": forms}
        print(json.dumps(shown_all, ensure_ascii=False))
        return
    print(describe(entry) if entry.target else entry.source, f"[{paradigm.explanation}]")
    for form in paradigm.forms:
        cases = " ".join(sorted(form.cases)) or "listed"
        print(f"    {form.text:32}{form.number or '-':4}{cases}")
