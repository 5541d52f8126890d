"""Other programs' files: what goes out comes back, what cannot is said, nothing is garbled."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary.entry import Entry
from translate.glossary.exchange import FORMATS, find_format, losses, read, write
from translate.glossary.exchange.encodings import recognise

if TYPE_CHECKING:
    from pathlib import Path

# What may stand in a cell: anything but line ends, tabs, | in lists and blanks at the edges.
CHARACTERS = st.characters(
    exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"
)
LIKELY = st.sampled_from("aąŻż ;,\"'=+-@#&<>_()„”0")
CELLS = (
    st.text(CHARACTERS | LIKELY, max_size=8)
    .map(str.strip)
    .filter(lambda cell: not re.search(r"[\ufffe\uffff]|_x[0-9A-Fa-f]{4}_", cell))
)
FILLED = CELLS.filter(lambda cell: bool(cell) and not cell.startswith("#"))
ITEMS = st.lists(FILLED.filter(lambda item: "|" not in item), max_size=2).map(tuple)
ENTRIES = st.builds(
    Entry,
    source=FILLED,
    target=FILLED,
    note=CELLS,
    type=st.sampled_from(["", "person", "place", "country"]),
    gender=st.sampled_from(["", "m", "f", "n"]),
    forms=ITEMS,
    case=st.sampled_from(["any", "exact"]),
    forbidden=ITEMS,
    status=CELLS,
    extra=st.sampled_from([(), (("link", "https://example.org"),)]),
)
TABLES = st.lists(ENTRIES, min_size=1, max_size=4)
LOSSLESS = [f.name for f in FORMATS.values() if f.read and f.holds is None]


def held(entry: Entry, holds: tuple[str, ...] | None) -> Entry:
    if holds is None:
        return replace(entry, line=None)
    kept = {name: getattr(entry, name) for name in holds}
    return Entry(**kept)


def back(entries: list[Entry], name: str) -> list[Entry]:
    format_ = FORMATS[name]
    assert format_.read is not None
    imported = format_.read(format_.write(entries), None)
    assert not imported.skipped
    return [replace(entry, line=None) for entry in imported.entries]


@pytest.mark.parametrize("name", [name for name in LOSSLESS if name != "tsv"])
@settings(max_examples=60, deadline=None)
@given(entries=TABLES)
def test_round_trip_loses_nothing(name: str, entries: list[Entry]) -> None:
    assert back(entries, name) == entries


@pytest.mark.parametrize("name", ["tbx", "omegat", "deepl"])
@settings(max_examples=60, deadline=None)
@given(entries=TABLES)
def test_round_trip_loses_only_what_is_said(name: str, entries: list[Entry]) -> None:
    format_ = FORMATS[name]
    result = back(entries, name)
    assert result == [held(entry, format_.holds) for entry in entries]
    assert bool(losses(format_, entries)) == (
        result != [replace(entry, line=None) for entry in entries]
    )


@settings(max_examples=60, deadline=None)
@given(entries=TABLES)
def test_tsv_round_trip(entries: list[Entry]) -> None:
    plain = [replace(e, source=e.source.replace('"', "”"), target=e.target.replace('"', "”"),
                     note=e.note.replace('"', "”"), status=e.status.replace('"', "”"),
                     forms=(), forbidden=()) for e in entries]  # fmt: skip
    assert back(plain, "tsv") == plain


@pytest.mark.parametrize("name", [f.name for f in FORMATS.values() if f.read])
def test_files_go_out_and_in(name: str, tmp_path: Path) -> None:
    entries = [Entry("Żangaözen", "Zhanaozen"), Entry("Rada „X” ONZ", 'UN "X" Council')]
    path = tmp_path / "terms"
    write(path, entries, name)
    assert [replace(entry, line=None) for entry in read(path, name).entries] == entries


POLISH = "Żangaözen\tZhanaozen\tna zachodzie\nŁódź\tLodz\t„święta” rzeka – Wisła\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1250", "iso8859-2", "cp852"]
)
def test_encodings_of_old_spreadsheets_are_recognised(encoding: str) -> None:
    text = POLISH.replace("„", "'").replace("”", "'").replace("–", "-")
    assert recognise(text.encode(encoding))[0] == text


def test_windows_typography_is_recognised() -> None:
    assert recognise(POLISH.encode("cp1250")) == (POLISH, "Windows-1250")


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (POLISH.encode("utf-16-le"), "--encoding utf-16-le"),
        (POLISH.encode("utf-16-be"), "--encoding utf-16-be"),
        ("Москва\tMoscow\n".encode("cp1251"), "--encoding"),
        (b"\xe9t\xe9\tsummer\n", "--encoding windows-1250"),
        (b"\xff\xfea", "name another --encoding"),
    ],
)
def test_what_cannot_be_told_is_refused_with_advice(data: bytes, advice: str) -> None:
    with pytest.raises(GlossaryError, match=re.escape(advice)):
        recognise(data)


QUOTED = '"z ""cudzysłowem"""'
DIALECTS = {
    "Excel, Unicode text": f"source\ttarget\tnote\r\nBank\tBank\t{QUOTED}\r\n".encode("utf-16"),
    "Polish Excel, CSV": f"source;target;note\r\nBank;Bank;{QUOTED}\r\n".encode("cp1250"),
    "Excel with a hint": f"sep=;\r\nsource;target;note\r\nBank;Bank;{QUOTED}\r\n".encode(),
    "all quoted": f'"source","target","note"\n"Bank","Bank",{QUOTED}\n'.encode(),
    "LibreOffice, tabs": f"source\ttarget\tnote\nBank\tBank\t{QUOTED}\n".encode(),
    "columns by another name": f"English,Uwagi,Polski\nBank,{QUOTED},Bank\n".encode(),
    "Google, equivalent terms": f"pl,en,description\nBank,Bank,{QUOTED}\n".encode(),
    "OmegaT": 'Bank\tBank\tz "cudzysłowem"\n'.encode(),
    "blank lines, a comment": '\r\nBank\tBank\tz "cudzysłowem"\r\n\r\n# a comment\r\n'.encode(),
}


@pytest.mark.parametrize("data", DIALECTS.values(), ids=DIALECTS)
def test_dialects(data: bytes) -> None:
    found = FORMATS["csv"].read(data, None)  # type: ignore[misc]
    assert [(e.source, e.target, e.note) for e in found.entries] == [
        ("Bank", "Bank", 'z "cudzysłowem"')
    ]
    assert not found.skipped


def test_deepl_with_languages() -> None:
    data = b"Rosja,Russia,PL,EN\nChiny,China,PL,EN\n"
    found = FORMATS["csv"].read(data, None)  # type: ignore[misc]
    assert [(e.source, e.target, e.note) for e in found.entries] == [
        ("Rosja", "Russia", ""),
        ("Chiny", "China", ""),
    ]


def test_deepl_in_the_other_direction_is_turned() -> None:
    found = FORMATS["csv"].read(b"Russia,Rosja,EN,PL\n", None)  # type: ignore[misc]
    assert found.entries[0].source == "Rosja"


def test_rows_without_a_target_are_reported_and_the_rest_is_read() -> None:
    found = FORMATS["csv"].read(b"source,target\nRosja,\nChiny,China\n", None)  # type: ignore[misc]
    assert [entry.source for entry in found.entries] == ["Chiny"]
    assert found.skipped == ("row 2 has no target: Rosja",)


def test_letters_that_an_old_encoding_lost_are_not_taken_over() -> None:
    data = "source;target\nErdoğan;Erdoğan\nŁódź;Lodz\n".encode("cp1250", errors="replace")
    found = FORMATS["csv"].read(data, None)  # type: ignore[misc]
    assert [entry.source for entry in found.entries] == ["Łódź"]
    assert found.skipped[0].startswith("row 2 lost a letter when it was saved: Erdo?an")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("csv", b"", "nothing in it"),
        ("csv", b"one column\nonly\n", "no line has two cells"),
        ("csv", b'a;b\n"never closed;b\n', "quote"),
        ("csv", b"a,b,c,d,e\n", "5 columns and no header"),
        ("csv", b"source,target,en\n", "nothing|"),
        ("xlsx", b"no zip", "not a workbook"),
        ("tbx", b"<tbx><text>", "not well-formed XML"),
        ("tbx", b"<tmx/>", "no termbase"),
        ("tbx", b"<tbx/>", "no concept has both"),
        ("tmx", b"<html/>", "no translation memory"),
        ("tmx", b'<!DOCTYPE t [<!ENTITY a "b">]><tmx>&a;</tmx>', "entities"),
    ],
)
def test_unusable_files_are_refused(name: str, data: bytes, reason: str) -> None:
    reader = FORMATS[name].read
    assert reader is not None
    if reason.endswith("|"):
        assert reader(data, None).entries == ()
        return
    with pytest.raises(GlossaryError, match=reason):
        reader(data, None)


def test_a_file_of_unknown_kind_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"save it as \.xlsx"):
        find_format(tmp_path / "terms.ods")
    with pytest.raises(GlossaryError, match="--format"):
        find_format(tmp_path / "terms.foo")


TBX2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body><termEntry id="c5">
 <descrip type="definition">a sea</descrip>
 <langSet xml:lang="en-US"><tig><term>Lake Aral</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  <ntig><termGrp><term>Aral
    Sea</term>
    <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
 </langSet>
 <langSet xml:lang="pl"><tig><term>Morze Aralskie</term></tig><tig><term>Aral</term></tig></langSet>
</termEntry><termEntry><langSet xml:lang="de"><tig><term>Ob</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_tbx_version_2_with_synonyms_and_deprecated_terms() -> None:
    found = FORMATS["tbx"].read(TBX2.encode(), None)  # type: ignore[misc]
    assert [(e.source, e.target, e.note, e.forbidden) for e in found.entries] == [
        ("Morze Aralskie", "Aral Sea", "a sea", ("Lake Aral",)),
        ("Aral", "Aral Sea", "a sea", ("Lake Aral",)),
    ]
    assert found.skipped == ("concept 2 has no Polish and English: Ob",)


def test_tmx_of_another_program() -> None:
    data = """<tmx version="1.4"><header srclang="en-GB"/><body><tu>
      <tuv xml:lang="EN-GB"><seg>Aral <bpt i="1"/>Sea<ept i="1"/></seg></tuv>
      <tuv xml:lang="pl-PL"><seg>Morze Aralskie</seg></tuv></tu></body></tmx>"""
    found = FORMATS["tmx"].read(data.encode(), None)  # type: ignore[misc]
    assert [(e.source, e.target) for e in found.entries] == [("Morze Aralskie", "Aral Sea")]


def test_workbook_of_a_person(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Polski", "English", "Uwagi", None], [], ["Rok", 1984, "liczba"], ["=A1", "x"]):
        sheet.append(row)
    book.create_sheet("other").append(["left", "alone"])
    buffer = io.BytesIO()
    book.save(buffer)
    path = tmp_path / "terms.xlsx"
    path.write_bytes(buffer.getvalue())
    found = read(path)
    assert [(e.source, e.target, e.note) for e in found.entries] == [("Rok", "1984", "liczba")]
    assert found.skipped == ("row 4 has no source: x",)  # a formula that nobody computed
    assert "other" in found.notes[0]


def test_what_xml_cannot_hold_is_refused() -> None:
    for name in ("tbx", "tmx"):
        with pytest.raises(GlossaryError, match="U\\+0001"):
            FORMATS[name].write([Entry("a\x01", "b")])


def test_losses_are_counted() -> None:
    entries = [Entry("A", "a", note="n", case="exact"), Entry("B", "b", note="m")]
    assert losses(FORMATS["tbx"], entries) == ["case (1 entry)"]
    assert losses(FORMATS["google"], entries) == ["note (2 entries)", "case (1 entry)"]
