"""fmt: once is as good as twice, nothing is lost, sorting keeps comments with their entries."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary.formatting import sort_key, tidy
from translate.glossary.table import Table, format, parse

CELL = st.text(st.sampled_from("aąŻ e\u0301#|\u00a0\"'"), max_size=6)
LINE = st.lists(CELL, min_size=2, max_size=6).map("\t".join) | st.just("") | CELL.map("#".__add__)
HEADERS = st.sampled_from(
    [
        "source\ttarget",
        "Source\tTARGET\tforms\tlink",
        "note\ttarget\tlink\tsource",
        "source\ttarget\t",
    ]
)
TEXTS = st.builds(
    lambda bom, header, lines, end: bom + end.join([header, *lines, ""]),
    st.sampled_from(["", "\ufeff"]),
    HEADERS,
    st.lists(LINE, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


def parsed(text: str) -> Table:
    try:
        return parse(text)
    except GlossaryError:
        assume(False)
        raise


@given(TEXTS, st.booleans())
def test_formatting_is_idempotent(text: str, sort: bool) -> None:
    once = tidy(parsed(text), sort=sort)
    assert format(tidy(once, sort=sort)) == format(once)


@given(TEXTS, st.booleans())
def test_formatting_loses_no_entry_and_no_character(text: str, sort: bool) -> None:
    table = parsed(text)
    tidied = tidy(table, sort=sort)
    assert len(tidied.entries) == len(table.entries)
    assert sorted(visible(format(tidied))) == sorted(visible(format(table)))


def visible(text: str) -> str:
    import unicodedata

    composed = unicodedata.normalize("NFC", text.casefold().removeprefix("\ufeff"))
    return "".join(c for c in composed if not c.isspace() and c != "|")


@given(TEXTS)
def test_entries_keep_what_they_say(text: str) -> None:
    import unicodedata

    def said(table: Table) -> list[str]:
        entries = [
            replace(entry, line=None, extra=tuple(sorted(entry.extra))) for entry in table.entries
        ]
        return [unicodedata.normalize("NFC", " ".join(repr(e).split())) for e in entries]

    table = parsed(text)
    assert len(said(tidy(table))) == len(said(table))
    for after, before in zip(said(tidy(table)), said(table), strict=True):
        assert after.replace(" ", "") == before.replace(" ", "")


def test_layout() -> None:
    text = (
        "\ufeffnote\tSource\ttarget\tforms\tlink\r\n# a comment \r\n"
        "\t Rosja\tRussia  Fed\t a | b |\thttp\t\r\n"
    )
    assert format(tidy(parse(text))) == (
        "source\ttarget\tnote\tforms\tlink\n# a comment\nRosja\tRussia Fed\t\ta|b\thttp\n"
    )


def test_a_source_that_begins_with_a_number_sign_does_not_become_a_comment() -> None:
    table = tidy(parse("note\tsource\ttarget\nx\t#MeToo\tMeToo\n"))
    assert [entry.source for entry in table.entries] == ["#MeToo"]


def test_sorting_keeps_comments_above_their_entries_and_blocks_apart() -> None:
    text = "# file\nsource\ttarget\n# about Ż\nŻ\tz\nA\ta\n\n# section\nŁ\tl\nL\tl\n# end\n"
    assert format(tidy(parse(text), sort=True)) == (
        "# file\nsource\ttarget\nA\ta\n# about Ż\nŻ\tz\n\nL\tl\n# section\nŁ\tl\n# end\n"
    )


def test_polish_order() -> None:
    names = ["Zenon", "Źrebak", "Żubr", "Ala", "Ąka", "lama", "Łoś", "Lublin"]
    assert sorted(names, key=sort_key) == [
        "Ala", "Ąka", "lama", "Lublin", "Łoś", "Zenon", "Źrebak", "Żubr",
    ]  # fmt: skip
