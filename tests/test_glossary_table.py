"""The glossary file: parse and format are inverses, faults are told, writing is all or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary import table
from translate.glossary.entry import Entry

CASES = Path(__file__).parent / "cases"
FULL = """\
\ufeff# names of the region\r
Source\ttarget\tnote\towner\ttype\tgender\tforms\tcase\tforbidden\tstatus\t\r
\r
Tokajew\tTokayev\tpresident\tAla\tperson\tm\tTokajewu| Tokajewe\tany\tTokajev|Tokaev\tok\t\r
Rosja\tRussia\t\t\t\t\r
# end
NATO\tNATO\t\t\t\t\t\texact"""


def test_columns_are_found_by_name_and_the_rest_is_kept() -> None:
    tokajew, rosja, nato = table.parse(FULL).entries
    assert tokajew == Entry(
        "Tokajew", "Tokayev", note="president", type="person", gender="m",
        forms=("Tokajewu", "Tokajewe"), forbidden=("Tokajev", "Tokaev"), status="ok",
        extra=(("owner", "Ala"),), line=4,
    )  # fmt: skip
    assert (rosja.target, rosja.line, rosja.case) == ("Russia", 5, "any")
    assert (nato.case, nato.line) == ("exact", 7)


def test_nothing_is_lost() -> None:
    assert table.format(table.parse(FULL)) == FULL


lines = st.text(st.characters(exclude_characters="\r\n"), max_size=20)
cells = lines.map(lambda text: "x" + text.replace("\t", " ") + "x")
rows = st.one_of(
    st.tuples(cells, cells).map("\t".join),
    st.tuples(cells, cells, lines).map("\t".join),
    lines.map("#{}".format),
    st.sampled_from(["", " ", "\t\t"]),
)


@given(st.lists(st.tuples(rows, st.sampled_from(["\n", "\r\n", "\r"]))), st.booleans(), rows)
def test_format_is_the_inverse_of_parse(body: list[tuple[str, str]], bom: bool, last: str) -> None:
    text = "\ufeff" * bom + "source\ttarget\tmine\n"
    text += "".join(row + end for row, end in body) + last
    assert table.format(table.parse(text)) == text


values = st.text(
    st.characters(exclude_characters="\t\r\n|", exclude_categories=["Cs"]), max_size=12
).map(str.strip)
named = values.filter(lambda value: value and not value.startswith("#"))
entries = st.builds(
    Entry,
    source=named,
    target=named,
    note=values,
    type=st.sampled_from(["", "person", "place", "org", "other"]),
    gender=st.sampled_from(["", "m", "f", "n"]),
    forms=st.lists(values.filter(bool), max_size=3).map(tuple),
    case=st.sampled_from(["any", "exact"]),
    forbidden=st.lists(values.filter(bool), max_size=2).map(tuple),
    status=values,
)


@given(st.lists(entries, max_size=4))
def test_added_entries_come_back(wanted: list[Entry]) -> None:
    filled = table.new()
    for entry in wanted:
        filled = table.add(filled, entry)
    again = table.parse(table.format(filled))
    assert again == filled
    assert [table.format_entry(e) for e in again.entries] == [table.format_entry(e) for e in wanted]


def test_an_entry_goes_below_a_last_line_without_an_end() -> None:
    added = table.add(table.parse("source\ttarget\r\nRosja\tRussia"), Entry("Chiny", "China"))
    assert table.format(added) == "source\ttarget\r\nRosja\tRussia\r\nChiny\tChina\r\n"
    assert added.entries[-1].line == 3


@pytest.mark.parametrize(
    "entry",
    [
        Entry("a\tb", "c"),
        Entry("a", "b\nc"),
        Entry("#a", "b"),
        Entry("a", "b", forms=("c|d",)),
        Entry("a", "b", extra=(("owner", "Ala"),)),
    ],
)
def test_what_no_line_can_hold_is_refused(entry: Entry) -> None:
    with pytest.raises(GlossaryError):
        table.format_entry(entry)


@pytest.mark.parametrize(
    "case",
    json.loads((CASES / "glossary_table.json").read_text("utf-8")),
    ids=lambda c: c["comment"],
)
def test_a_fault_says_what_and_where(case: dict[str, Any]) -> None:
    with pytest.raises(GlossaryError) as caught:
        table.parse(case["text"], "names.tsv")
    assert case["message"] in str(caught.value)
    assert caught.value.path == "names.tsv"
    assert caught.value.line == case["line"]
    assert "\n" not in str(caught.value)


def test_an_unknown_value_is_a_warning_and_no_obstacle() -> None:
    parsed = table.parse("source\ttarget\ttype\tgender\nRosja\tRussia\tcountry\tfem\textra\n")
    assert [entry.type for entry in parsed.entries] == ["country"]
    assert [warning.text for warning in parsed.warnings] == ["country", "fem", "extra"]
    assert {warning.line for warning in parsed.warnings} == {2}


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1250", "Windows-1250"), ("iso8859-2", "ISO 8859-2"), ("utf-16", "UTF-16")],
)
def test_another_encoding_is_named(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / "names.tsv"
    path.write_bytes("source\ttarget\nŻółć ślązaka\tJaźń\n".encode(encoding))
    with pytest.raises(GlossaryError, match=rf"byte \d+ \(0x[0-9A-F]{{2}}\).*{name}") as caught:
        table.read(path)
    assert caught.value.path == str(path)


@pytest.mark.parametrize("name", ["missing.tsv", "."])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(GlossaryError):
        table.read(tmp_path / name)


def test_write_keeps_permissions_and_links(tmp_path: Path) -> None:
    path, link = tmp_path / "names.tsv", tmp_path / "link.tsv"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    table.write(link, table.parse(FULL))
    assert table.read(path) == table.parse(FULL)
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(GlossaryError, match="No space left"):
        table.write(path, table.parse(FULL))
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["names.tsv"]
