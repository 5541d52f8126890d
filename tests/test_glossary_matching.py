"""Matching: hand-made texts, offsets under every way of writing, ambiguity, the cache."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.glossary import cache
from translate.glossary.entry import Entry
from translate.glossary.index import build
from translate.glossary.matching import Glossary
from translate.glossary.words import Words, fold

CASES = Path(__file__).parent / "cases"
SIGNS = {"¶": "\n", "␣": "\u00a0", "~": "\u00ad", "‑": "\u2011"}


def rows() -> list[tuple[str, str, str]]:
    lines = (CASES / "glossary_matching.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")][1:]
    return [(entries, text, comment) for entries, text, comment in (x.split("\t") for x in kept)]


def entry(described: str) -> Entry:
    source, type_, gender, *case = described.split(":")
    return Entry(source, source.upper(), type=type_, gender=gender, case=case[0] if case else "any")


def marked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Take the braces out of *text*; give where they stood and the source named in them."""
    for sign, meant in SIGNS.items():
        text = text.replace(sign, meant)
    spans, clean = [], ""
    for piece in re.split(r"(\{[^}]*\})", text):
        inner, _, source = piece.strip("{}").partition("=")
        if piece.startswith("{"):
            spans.append((len(clean), len(clean) + len(inner), source))
        clean += inner if piece.startswith("{") else piece
    return clean, spans


@pytest.mark.parametrize(("entries", "text", "comment"), rows(), ids=lambda value: value[:40])
def test_find(entries: str, text: str, comment: str) -> None:
    clean, expected = marked(text)
    glossary = Glossary([entry(described) for described in entries.split(";")])
    matches = glossary.find(clean)
    assert [(m.start, m.stop) for m in matches] == [(a, b) for a, b, _ in expected], comment
    for match, (_, _, source) in zip(matches, expected, strict=True):
        assert match.text == clean[match.start : match.stop]
        assert not source or match.entry.source == source, comment


GLOSSARY = Glossary(
    [
        Entry("Tokajew", "Tokayev", type="person", gender="m"),
        Entry("Kasym-Żomart Tokajew", "Kassym-Jomart Tokayev", type="person", gender="m"),
        Entry("Łódź", "Łódź", type="place", gender="f"),
        Entry("PISM", "PISM", type="org", gender="m"),
        Entry("Kennedy", "Kennedy", type="person", gender="m"),
        Entry("Rada Bezpieczeństwa", "Security Council", type="org", gender="f"),
    ]
)
NAMES = [
    "Tokajewa", "Kasym-Żomarta Tokajewa", "Łodzi", "PISM-u", "Kennedy'ego", "Rady Bezpieczeństwa",
    "tokajew", "TOKAJEW", "łódź", "-", "'", "„", "¶", " ", "\n", "\u00a0", "\u00ad", "a", "\u0301",
    "nie", ".", "@", "_", "Nowak", "NATO-wski", "💬", "https://",
]  # fmt: skip


def spoiled(text: str, form: str, hyphen: str, space: str, apostrophe: str) -> str:
    if form == "NFD":
        text = unicodedata.normalize("NFD", text)
    text = text.replace("-", hyphen)
    return text.replace(" ", space).replace("'", apostrophe)


texts = st.lists(st.sampled_from(NAMES), max_size=12).map("".join) | st.text(max_size=40)
ways = {
    "form": st.sampled_from(["as it is", "NFD"]),
    "hyphen": st.sampled_from(["-", "\u2010", "\u2011"]),
    "space": st.sampled_from([" ", "\n", "\u00a0", " \r\n ", "\t"]),
    "apostrophe": st.sampled_from(["'", "’", "`"]),
}


@given(texts)
def test_offsets_say_what_they_point_at(text: str) -> None:
    end = 0
    for match in GLOSSARY.find(text):
        assert end <= match.start < match.stop
        assert text[match.start : match.stop] == match.text
        found, form = list(Words(match.text)), list(Words(match.form.text))
        assert [fold(word.text) for word in found] == [fold(word.text) for word in form]
        end = match.stop


@given(st.sampled_from(NAMES[:6]), st.fixed_dictionaries(ways))
def test_every_way_of_writing_is_found(name: str, way: dict[str, str]) -> None:
    text = "Oto " + spoiled(name, **way) + "."
    assert [match.text for match in GLOSSARY.find(text)] == [spoiled(name, **way)]


@given(texts)
def test_words_and_gaps_tile_the_text(text: str) -> None:
    parts = Words(text)
    assert all(a.stop <= b.start for a, b in pairwise(parts))
    assert all(
        text[word.start : word.stop] == raw for word, raw in zip(parts, parts.raw, strict=True)
    )


@given(st.text(max_size=20))
def test_fold_is_idempotent(word: str) -> None:
    assert fold(fold(word)) == fold(word)


HIM = Entry("Tokajew", "Tokayev", type="person", gender="m")
HER = Entry("Tokajewa", "Tokayeva", type="person", gender="f")


def test_what_cannot_be_told_apart_is_reported() -> None:
    (match,) = Glossary([HIM, HER]).find("Tokajewa nie ma.")
    assert (match.entry, match.alternatives, match.reason) == (HIM, (HER,), "")


def test_what_decided_is_named() -> None:
    (match,) = Glossary([HIM, HER]).find("od prezydentki Szwecji, dla pani Tokajewa")
    assert (match.entry, match.alternatives, match.reason) == (HER, (), "by pani")


def test_entries_of_the_same_source_are_alternatives() -> None:
    other = Entry("Tokajew", "Tokaev", type="person", gender="m")
    (match,) = Glossary([HIM, other]).find("z Tokajewem")
    assert (match.entry, match.alternatives) == (HIM, (other,))


def test_the_form_found_knows_its_case() -> None:
    (match,) = Glossary([HIM]).find("z Tokajewem")
    assert (match.form.text, match.form.cases, match.form.number) == (
        "Tokajewem", frozenset({"ins"}), "sg",
    )  # fmt: skip


def test_an_empty_glossary_finds_nothing() -> None:
    assert Glossary([]).find("Tokajew") == []


ENTRIES = [HIM, HER, Entry("Rada Bezpieczeństwa", "Security Council", type="org", gender="f")]
TEXT = "Tokajew, pani Tokajewa i Rada Bezpieczeństwa"


def test_a_cached_index_finds_the_same(tmp_path: Path) -> None:
    first = cache.load(ENTRIES, tmp_path).find(TEXT)
    assert len(list(tmp_path.glob("*.index"))) == 1
    assert cache.load(ENTRIES, tmp_path).find(TEXT) == first == Glossary(ENTRIES).find(TEXT)


def test_the_cache_is_read_and_not_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.load(ENTRIES, tmp_path)
    monkeypatch.setattr(cache, "build", lambda entries: pytest.fail("built again"))
    assert cache.load(ENTRIES, tmp_path).find(TEXT)


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\xff\xfe", None])
def test_a_damaged_cache_is_built_again(tmp_path: Path, damage: bytes | None) -> None:
    cache.load(ENTRIES, tmp_path)
    (file,) = tmp_path.glob("*.index")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert len(cache.load(ENTRIES, tmp_path).find(TEXT)) == 3
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert len(cache.load(ENTRIES, blocked).find(TEXT)) == 3


def test_the_digest_rests_on_the_polish_side_alone() -> None:
    english = Entry("Tokajew", "Tokaev", note="spelling", type="person", gender="m")
    assert cache.digest([HIM]) == cache.digest([english])
    assert cache.digest([HIM]) != cache.digest([HER])
    assert cache.digest([HIM, HER]) != cache.digest([HER, HIM])


def test_an_old_index_goes_when_there_are_many(tmp_path: Path) -> None:
    for number in range(20):
        cache.load([Entry(f"Osoba{number}", "x")], tmp_path)
    assert len(list(tmp_path.iterdir())) <= 16


def test_the_index_has_one_key_for_many_entries() -> None:
    index = build([HIM, HER])
    assert {number for number, _ in index.lookup("Tokajewa")} == {0, 1}
    assert index.lookup("tokajewa") == []
