"""Diff and merge: by entry, three ways, and never a word lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary.diff import diff, values
from translate.glossary.entry import Entry
from translate.glossary.merge import merge
from translate.glossary.rows import extend, rewrite, with_columns
from translate.glossary.table import Table, format, new, parse

NAMES = st.sampled_from(["Rosja", "Chiny", "Łódź", "Osz"])
WORDS = st.sampled_from(["", "a", "b", "ż"])
ENTRIES = st.builds(
    Entry,
    source=NAMES,
    target=st.sampled_from(["x", "y"]),
    note=WORDS,
    gender=WORDS,
    forms=st.lists(st.sampled_from("pqr"), max_size=2, unique=True).map(tuple),
    extra=st.sampled_from([(), (("link", "u"),)]),
)
SIDES = st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.source)


def table(entries: list[Entry]) -> Table:
    names = [name for entry in entries for name in values(entry)]
    return extend(with_columns(new(), names), entries)


def said(entries: object) -> dict[str, dict[str, str]]:
    return {entry.source: values(entry) for entry in entries}  # type: ignore[attr-defined]


def test_added_changed_and_conflicting() -> None:
    ours = parse("source\ttarget\tnote\n# ours\nRosja\tRussia\t\nChiny\tChina\tPRC\n")
    theirs = [
        Entry("Rosja", "Russia", note="a country"),
        Entry("Chiny", "PR China"),
        Entry("Iran", "Iran"),
    ]
    merged = merge(ours, theirs)
    assert [change.kind for change in merged.changes] == ["changed", "added"]
    assert [(c.source, c.fields()) for c in merged.conflicts] == [
        ("Chiny", [("target", "China", "PR China"), ("note", "PRC", "")])
    ]
    assert format(merged.table) == (
        "source\ttarget\tnote\n# ours\nRosja\tRussia\ta country\nChiny\tChina\tPRC\nIran\tIran\n"
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "expected", "conflicts"),
    [
        ("Russia", "Russian Federation", "Russian Federation", 0),  # only they changed it
        ("Rus", "Russia", "Rus", 0),  # only we changed it
        ("Rus", "Ruthenia", "Rus", 1),  # both did
        (None, "Russia", None, 0),  # we removed it
        ("Russia", None, None, 0),  # they removed it
        ("Rus", None, "Rus", 1),  # they removed what we changed
    ],
)
def test_three_ways(
    ours: str | None, theirs: str | None, expected: str | None, conflicts: int
) -> None:
    def side(target: str | None) -> list[Entry]:
        return [] if target is None else [Entry("Rosja", target)]

    merged = merge(table(side(ours)), side(theirs), side("Russia"))
    assert [entry.target for entry in merged.table.entries] == ([expected] if expected else [])
    assert len(merged.conflicts) == conflicts


def test_lists_merge_item_by_item() -> None:
    base = [Entry("A", "a", forms=("one", "two"))]
    merged = merge(
        table([Entry("A", "a", forms=("one", "two", "ours"))]),
        [Entry("A", "a", forms=("two", "theirs"))],
        base,
    )
    assert merged.table.entries[0].forms == ("two", "ours", "theirs")
    assert not merged.conflicts


def test_a_new_column_comes_with_what_needs_it() -> None:
    merged = merge(parse("source\ttarget\nRosja\tRussia\n"), [Entry("Rosja", "Russia", gender="f")])
    assert format(merged.table) == "source\ttarget\tgender\nRosja\tRussia\tf\n"


def test_no_new_column_where_a_cell_would_slip_under_it() -> None:
    with pytest.raises(GlossaryError, match="beyond the last column"):
        with_columns(parse("source\ttarget\nRosja\tRussia\tstray\n"), ["gender"])


def test_changing_a_line_keeps_what_has_no_column() -> None:
    before = parse("source\ttarget\t\nRosja \tRussia\tunnamed\tstray\n")
    after = rewrite(before, {2: Entry("Rosja", "Rus")})
    assert format(after) == "source\ttarget\t\nRosja \tRus\tunnamed\tstray\n"


@given(SIDES, SIDES)
def test_without_a_base_nothing_of_ours_is_lost(ours: list[Entry], theirs: list[Entry]) -> None:
    merged = merge(table(ours), theirs)
    result = said(merged.table.entries)
    for entry in ours:
        for name, value in values(entry).items():
            assert set(value.split("|")) <= set(result[entry.source][name].split("|"))
    assert set(result) == {entry.source for entry in [*ours, *theirs]}


@given(SIDES, SIDES)
def test_merging_theirs_when_only_they_changed_gives_theirs(
    base: list[Entry], theirs: list[Entry]
) -> None:
    merged = merge(table(base), theirs, base)
    assert said(merged.table.entries) == said(theirs)
    assert not merged.conflicts


@given(SIDES, SIDES)
def test_merging_when_only_we_changed_changes_nothing(base: list[Entry], ours: list[Entry]) -> None:
    merged = merge(table(ours), base, base)
    assert format(merged.table) == format(table(ours))
    assert not merged.conflicts


@given(SIDES, SIDES)
def test_a_diff_tells_how_to_get_from_old_to_new(old: list[Entry], new: list[Entry]) -> None:
    replayed = said(old)
    for change in diff(old, new):
        if change.new is None:
            del replayed[change.source]
        else:
            replayed.setdefault(change.source, {"source": change.source})
            for name, before, after in change.fields():
                assert replayed[change.source].get(name, "") == before
                replayed[change.source][name] = after
    kept = {s: {n: v for n, v in cells.items() if v} for s, cells in replayed.items()}
    assert kept == said(new)


def test_repeated_sources_are_paired_by_likeness() -> None:
    old = [Entry("A", "x"), Entry("A", "y")]
    assert diff(old, list(reversed(old))) == []
    assert [c.kind for c in diff(old, [Entry("A", "y")])] == ["removed"]
