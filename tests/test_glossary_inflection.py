"""Inflection: hand-made forms, the tables against the dictionary, and what an entry is told."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from translate.glossary import dictionary
from translate.glossary.declension import by_pattern, join, soften
from translate.glossary.entry import Entry
from translate.glossary.inflection import Form, decline, inflect
from translate.tables import table

CASES = Path(__file__).parent / "cases"

# The share of names in glossary_dictionary.tsv whose every singular form (plural, for plural names)
# the tables give; and the least such share of a pattern that many of them follow.
AGREEMENT = 0.99
AGREEMENT_OF_A_PATTERN = 0.95
MANY = 50


def rows(name: str) -> list[dict[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    kept = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [dict(zip(kept[0], row, strict=True)) for row in kept[1:]]


def label(row: dict[str, str]) -> str:
    return f"{row['source']}-{row['case']}-{row['number']}-{row['sign']}{row['forms']}"


@pytest.mark.parametrize("row", rows("glossary_inflection.tsv"), ids=label)
def test_form(row: dict[str, str]) -> None:
    entry = Entry(row["source"], "x", type=row["type"], gender=row["gender"])
    found = {
        form.text
        for form in inflect(entry)
        if row["case"] in form.cases and form.number == row["number"]
    }
    expected = set(row["forms"].split("|"))
    if row["sign"] == "+":
        assert expected <= found, row["comment"]
    else:
        assert not expected & found, row["comment"]


@cache
def agreement() -> dict[str, Counter[bool]]:
    """Count for each pattern the names on whose forms the tables and the dictionary agree."""
    counts: dict[str, Counter[bool]] = {}
    for row in rows("glossary_dictionary.tsv"):
        known = set(dictionary.names(row["source"], row["type"], row["gender"]))
        asked = {form for form in known if form.number == ("sg" if row["gender"] else "pl")}
        pattern, forms = by_pattern(row["source"], row["type"], row["gender"] or "pl")
        if asked:
            counts.setdefault(pattern, Counter())[asked <= set(forms)] += 1
    return counts


def share(count: Counter[bool]) -> float:
    return count[True] / count.total()


def test_the_tables_decline_names_as_the_dictionary_does() -> None:
    total = sum(agreement().values(), Counter())
    assert total.total() > 5000
    assert share(total) >= AGREEMENT, total


def test_each_pattern_agrees_with_the_dictionary() -> None:
    frequent = {pattern: c for pattern, c in agreement().items() if c.total() >= MANY}
    assert len(frequent) > 15
    assert not {p: c for p, c in frequent.items() if share(c) < AGREEMENT_OF_A_PATTERN}


def test_every_pattern_names_a_paradigm_and_fits_its_example() -> None:
    paradigms = {row["paradigm"] for row in table("paradigms", "translate.glossary")}
    for row in table("patterns", "translate.glossary"):
        assert row["paradigm"] in paradigms, row
        type_, gender = row["type"].split(",")[0], row["gender"].split(",")[0]
        _, forms = by_pattern(row["example"], type_.replace("*", "place"), gender.strip("*"))
        assert forms, row


@pytest.mark.parametrize(
    ("stem", "ending", "word"),
    [
        ("Nowak", "y", "Nowaki"),
        ("Rosj", "y", "Rosji"),
        ("Maj", "y", "Mai"),
        ("Łódź", "y", "Łodzi".replace("o", "ó")),
        ("Białoruś", "", "Białoruś"),
        ("Białoruś", "ą", "Białorusią"),
        ("Kostk", "^", "Kostek"),
        ("Węgr", "^", "Węgier"),
        ("van Gogh", "em", "van Goghiem"),
    ],
)
def test_join_spells_as_polish_does(stem: str, ending: str, word: str) -> None:
    assert join(stem, ending) == word


def test_soften_leaves_a_stem_it_has_no_line_for() -> None:
    assert soften("Mao") == "Mao"


def test_an_editors_forms_are_added_without_a_case() -> None:
    entry = Entry("Tokajew", "Tokayev", type="person", gender="m", forms=("Tokajewu", "Tokajewa"))
    forms = inflect(entry)
    assert Form("Tokajewu", frozenset(), "") in forms
    assert sum(form.text == "Tokajewa" for form in forms) == 1
    assert "Tokajewu" in decline(entry).explanation


@pytest.mark.parametrize(
    ("source", "type_", "gender", "how"),
    [
        ("Putin", "person", "m", "dictionary"),
        ("Tokajew", "person", "m", "pattern person-m-hard"),
        ("Aktau", "place", "n", "indeclinable"),
        ("Oslo", "place", "n", "indeclinable"),
        ("Karim Masimow", "person", "m", "phrase"),
        ("Kyrgyz Ruhu", "org", "", "abstained"),
        ("2022", "other", "", "abstained"),
    ],
)
def test_an_entry_is_told_where_its_forms_come_from(
    source: str, type_: str, gender: str, how: str
) -> None:
    paradigm = decline(Entry(source, "x", type=type_, gender=gender))
    assert paradigm.how == how
    assert source.split()[0] in paradigm.explanation
    if how == "abstained":
        assert [form.text for form in paradigm.forms] == [source]


@pytest.mark.parametrize("type_", ["", "person", "place", "org", "other", "thing"])
@pytest.mark.parametrize("gender", ["", "m", "f", "n", "male"])
@pytest.mark.parametrize("source", ["Tokajew", "Xi", "A", "-", "3M", "Kraj i ludzie", "żółw"])
def test_the_source_comes_first_whatever_is_known(source: str, type_: str, gender: str) -> None:
    forms = inflect(Entry(source, "x", type=type_, gender=gender))
    assert forms[0].text == source
    assert len({(form.text, form.number) for form in forms}) == len(forms)
