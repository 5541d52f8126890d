"""Documents into paragraphs and segments and back: layout, sentence ends, long segments."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translate.text import Segment, join, render, split, split_lines, split_long, unwrap

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).with_name("cases") / "segments.tsv"

WRAPPED = (
    "Władze Kazachstanu krwawo tłumią antyrządowe\n"
    "protesty. Według oficjalnych danych zginęło\n"
    "ponad 160 osób, ale ofiar może być więcej.\n"
)

# Texts of what matters to the splitter, in any order, and of anything at all.
TEXTS = st.text() | st.lists(
    st.sampled_from(
        [
            *(
                "Ala",
                "ma",
                "r.",
                "2021",
                "J.",
                "„",
                "”",
                "(",
                ")",
                "–",
                "…",
                ".",
                "!",
                "\ufeff",
                "\x85",
            ),
            *(
                " ",
                "  ",
                "\t",
                "\u00a0",
                "\n",
                "\r\n",
                "\r",
                "\n\n",
                "\u2028",
                "\x0c",
                "słowo " * 9,
            ),
        ]
    )
).map("".join)


def segments(text: str) -> list[str]:
    return [segment.text for paragraph in split(text) for segment in paragraph.segments]


def widths(text: str) -> list[int | None]:
    return [paragraph.width for paragraph in split(text)]


def sentence_cases() -> list[object]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    known = {"ok": (), "fails": (pytest.mark.xfail(reason="known failure", strict=True),)}
    return [
        pytest.param(text.split(" | "), id=comment, marks=known[status])
        for status, comment, text in rows
    ]


@pytest.mark.parametrize("sentences", sentence_cases())
def test_sentences(sentences: list[str]) -> None:
    assert segments(" ".join(sentences)) == sentences


@pytest.mark.parametrize("gap", [" ", "  ", "\t", "\u00a0", " \u2003"])
def test_any_blanks_between_sentences_are_kept(gap: str) -> None:
    [paragraph] = split(f"Koniec.{gap}Potem.")
    assert paragraph.segments == (Segment("Koniec.", gap), Segment("Potem."))


# --- layout -----------------------------------------------------------------------------------


@given(TEXTS)
@example(WRAPPED)
@example("\n\n  A.\r\n\r\n\tB. C.\rD")
@example(" \t ")
def test_join_is_the_inverse_of_split(text: str) -> None:
    assert join(split(text)) == text


@given(TEXTS)
def test_segments_carry_no_outer_blanks(text: str) -> None:
    for paragraph in split(text):
        assert all(s.text and s.text == s.text.strip() for s in paragraph.segments)
        assert not (paragraph.indent + paragraph.end).strip()
        assert not "".join(s.gap for s in paragraph.segments).strip()


@given(TEXTS)
def test_rendering_the_source_gives_the_source(text: str) -> None:
    for paragraph in split(text):
        if paragraph.width is None:
            assert render(paragraph, [s.text for s in paragraph.segments]) == str(paragraph)


@given(st.text(alphabet="a.\n\r ") | TEXTS)
def test_lines_of_a_file_split_as_the_text(text: str) -> None:
    lines = text.replace("\r", "\n").splitlines(keepends=True)
    assert join(split_lines(lines)) == text.replace("\r", "\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n \n", [("", "\n \n")], id="blank lines only"),
        pytest.param("\n\tA\n", [("", "\n"), ("\t", "\n")], id="blank lines first, then an indent"),
        pytest.param("A  \r\n\r\nB", [("", "  \r\n\r\n"), ("", "")], id="CRLF, no last newline"),
        pytest.param("A\rB\r", [("", "\r"), ("", "\r")], id="CR alone"),
        pytest.param("A\n \t\n  B\n", [("", "\n \t\n"), ("  ", "\n")], id="blanks in a blank line"),
        pytest.param("A\u2028B\n", [("", "\n")], id="line separator is no line end"),
    ],
)
def test_indent_and_end(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(paragraph.indent, paragraph.end) for paragraph in split(text)] == expected


def test_split_lines_reads_no_further_than_a_paragraph_ahead() -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield f"Wiersz {read}.\n" if read % 2 else "\n"

    paragraphs = split_lines(endless())
    assert [next(paragraphs).segments[0].text for _ in range(3)][-1] == "Wiersz 5."
    assert read < 10


def test_lines_that_could_be_one_endless_paragraph_are_not_hoarded() -> None:
    lines = ("a" * 79 + "\n" for _ in range(10**6))
    assert next(split_lines(lines)).width is None
    assert sum(1 for _ in lines) > 10**5


def test_render_wants_a_target_for_every_segment() -> None:
    [paragraph] = split("Koniec. Potem.")
    with pytest.raises(ValueError, match="zip"):
        render(paragraph, ["The end."])


# --- hard-wrapped paragraphs ------------------------------------------------------------------


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    [paragraph] = split(WRAPPED)
    assert paragraph.width == 44
    assert [unwrap(s.text) for s in paragraph.segments] == [
        "Władze Kazachstanu krwawo tłumią antyrządowe protesty.",
        "Według oficjalnych danych zginęło ponad 160 osób, ale ofiar może być więcej.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tytuł\n" + WRAPPED, id="short line first: the next word had room"),
        pytest.param(WRAPPED.replace("\n", "\n\n"), id="blank lines between"),
        pytest.param("Raz dwa trzy\ncztery pięć\nsześć\n", id="narrower than 40 columns"),
        pytest.param(f"{'słowo ' * 25}\n{'słowo ' * 25}\n", id="wider than 120 columns"),
        pytest.param(
            "Pierwsze zdanie, które stoi w wierszu samo.\nDrugie zdanie, także samo.\n",
            id="a sentence a line",
        ),
        pytest.param(
            "Nagłówek, który ma więcej niż czterdzieści znaków\nTekst pod nagłówkiem.\n",
            id="heading above text",
        ),
        pytest.param(
            "- mleko i masło kupione wczoraj na targu w mieście\n- chleb\n", id="bulleted list"
        ),
        pytest.param(
            "1. mleko i masło kupione wczoraj na targu w mieście\n2. chleb\n", id="numbered list"
        ),
        pytest.param(
            "– Nie wiem, co o tym sądzić, ale chyba masz rację.\n– nie mam.\n", id="dialogue"
        ),
        pytest.param("nazwa towaru i opis\t\tilość sztuk w magazynie\nmleko\t5\n", id="tabs"),
        pytest.param(
            "nazwa towaru i opis      ilość sztuk w magazynie\nmleko                    5\n",
            id="columns",
        ),
        pytest.param(
            "Litwo, ojczyzno moja, ty jesteś jak zdrowie,\nile cię\ntrzeba cenić, ten tylko się\n",
            id="verse",
        ),
    ],
)
def test_lines_that_stand_alone(text: str) -> None:
    assert set(widths(text)) == {None}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(textwrap.indent(WRAPPED, "    "), 1, id="indented as a whole"),
        pytest.param("   " + WRAPPED, 1, id="first line indented"),
        pytest.param("- " + WRAPPED.replace("\n", "\n  ").rstrip(" "), 1, id="list item"),
        pytest.param(f"{WRAPPED}\n{WRAPPED}", 2, id="two with a blank line between"),
        pytest.param(
            "   " + WRAPPED + "   " + WRAPPED, 2, id="two with the first line of each indented"
        ),
        pytest.param(WRAPPED.replace("\n", "\r\n"), 1, id="CRLF"),
        pytest.param(
            "Tokajew zwrócił się o pomoc do organizacji,\n– sojuszu wojskowego kilku państw,\n"
            "natychmiast.\n",
            1,
            id="a dash of running text at a line start",
        ),
    ],
)
def test_hard_wrapped_in_its_variants(text: str, count: int) -> None:
    assert len(widths(text)) == count
    assert None not in widths(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("first", "others"), [("", ""), ("   ", ""), ("", "   "), ("- ", "  ")])
def test_rendering_fills_to_the_width_of_the_source(end: str, first: str, others: str) -> None:
    source = textwrap.fill(unwrap(WRAPPED), 44, initial_indent=first, subsequent_indent=others)
    [paragraph] = split(source.replace("\n", end) + end * 2)
    targets = [unwrap(s.text) for s in paragraph.segments]
    assert render(paragraph, targets) == source.replace("\n", end) + end * 2


def test_translation_is_filled_to_the_width_of_the_source() -> None:
    [paragraph] = split(WRAPPED)
    rendered = render(paragraph, ["word " * 30 + "end.", "And a-long-hyphenated-word."])
    assert max(map(len, rendered.splitlines())) <= 44
    assert rendered.split() == ("word " * 30 + "end. And a-long-hyphenated-word.").split()
    assert rendered.endswith("\n")


# --- long segments ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "pieces"),
    [
        pytest.param(99, ["Wiem, że nic nie wiem, ale się uczę."], id="fits"),
        pytest.param(30, ["Napisał wtedy do prof.", "Jana Nowaka z Łodzi"], id="abbreviation"),
        pytest.param(30, ["Kraj liczy sto osób;", "reszta, jak wiemy, uciekła"], id="semicolon"),
        pytest.param(30, ["Kraj, choć mały jest bogaty", "– i dumny ze swych ludzi"], id="dash"),
        pytest.param(
            30, ["Mówił o tym długo i nudno,", "że w końcu, gdy nastał"], id="conjunction"
        ),
        pytest.param(30, ["Wrócił do miasta,", "o którym opowiadał, Krakowa"], id="preposition"),
        pytest.param(20, ["jeden dwa trzy", "cztery pięć sześć"], id="any blank"),
        pytest.param(5, ["abcde", "fghij"], id="within a word"),
    ],
)
def test_long_segments_are_cut_at_clauses(limit: int, pieces: list[str]) -> None:
    cut = split_long(
        Segment(" ".join(pieces) if limit > 5 else "".join(pieces), "\n"),
        lambda text: len(text) <= limit,
    )
    assert [piece.text for piece in cut] == pieces
    assert cut[-1].gap == "\n"


@given(TEXTS.filter(str.strip), st.integers(0, 40))
def test_cutting_loses_nothing_and_every_piece_fits(text: str, limit: int) -> None:
    segment = Segment(text.strip(), " ")
    pieces = split_long(segment, lambda piece: len(piece) <= limit)
    assert "".join(piece.text + piece.gap for piece in pieces) == segment.text + segment.gap
    assert all(len(piece.text) <= max(limit, 1) for piece in pieces)
    assert all(piece.text == piece.text.strip() for piece in pieces)


def test_a_combining_character_stays_with_its_base() -> None:
    pieces = split_long(Segment("z\u0301" * 6), lambda text: len(text) <= 7)
    assert all(piece.text.startswith("z") for piece in pieces)


@pytest.mark.parametrize("text", ["a" * 100_000, "a, że " * 16_000 + "b", "a " * 5 + "b" * 90_000])
def test_cutting_calls_fits_on_little_text_in_all(text: str) -> None:
    seen = 0

    def fits(piece: str) -> bool:
        nonlocal seen
        seen += len(piece)
        return len(piece) <= 400

    assert len(split_long(Segment(text), fits)) < 4 * len(text) / 400
    assert seen < 20 * len(text)
