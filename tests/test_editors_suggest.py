"""Suggestions: names, their dictionary form, their English; and silence where nothing is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from translate.glossary.coverage import cover
from translate.glossary.entry import Entry
from translate.glossary.locate import find_glossary
from translate.glossary.matching import Glossary
from translate.glossary.suggest import suggest, to_entry
from translate.glossary.suggest.lemmas import lemmatise
from translate.glossary.suggest.names import find_names
from translate.glossary.suggest.romanise import by_rules, romanise

CASES = Path(__file__).with_name("cases")
TOKAJEW = Entry("Tokajew", "Tokayev", type="person", gender="m")


def cases(name: str) -> list[object]:
    lines = CASES.joinpath(name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [
        pytest.param(*row[1:], marks=[pytest.mark.xfail(strict=True)] * (row[0] == "fails"))
        for row in rows
    ]


@pytest.mark.parametrize(("polish", "english", "comment"), cases("editors_romanise.tsv"))
def test_romanise(polish: str, english: str, comment: str) -> None:
    assert romanise(polish) == (english or None), comment


def test_every_rule_has_an_example_that_it_fits() -> None:
    from importlib import resources

    folder = resources.files("translate.glossary.suggest")
    lines = folder.joinpath("transcription.tsv").read_text("utf-8").splitlines()
    table = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    assert len(table) > 20
    for row in table:
        assert by_rules(row[2]) == row[3]


@pytest.mark.parametrize(("forms", "lemma", "comment"), cases("editors_lemmas.tsv"))
def test_dictionary_forms(forms: str, lemma: str, comment: str) -> None:
    assert [found.text for found in lemmatise(forms.split("|"))] == lemma.split("|"), comment


@pytest.mark.parametrize(("text", "names", "comment"), cases("editors_names.tsv"))
def test_names(text: str, names: str, comment: str) -> None:
    found = [name.text for name in find_names(text)]
    assert found == (names.split("|") if names else []), comment


def test_suggestions_are_counted_explained_and_shown_in_context() -> None:
    text = "W Kirgistanie rządzi Dżaparow. Spotkał się z Tokajewem. Wybory w Kirgistanie wygrał."
    found = suggest(Glossary([TOKAJEW]), [text])
    assert [(s.source, s.count, s.target) for s in found] == [
        ("Kirgistan", 2, "Kyrgyzstan"),
        ("Dżaparow", 1, "Japarov"),
    ]
    assert found[0].reason == "country name, CLDR"
    assert "Kirgistanie" in found[0].example
    assert to_entry(found[0]).status == "suggested"


def test_nothing_is_proposed_where_nothing_is_known() -> None:
    found = suggest(Glossary([]), ["Wczoraj NATO i Rada Ministrów pomogły Szmulewiczom."])
    assert [s.target for s in found] == ["", "", ""]
    assert all("look its English up" in s.reason for s in found)


def test_what_the_glossary_has_is_not_suggested() -> None:
    assert suggest(Glossary([TOKAJEW]), ["Widziano Kasym-Żomarta Tokajewa."]) == []


def test_coverage_counts_forms() -> None:
    unused = Entry("Putin", "Putin", type="person", gender="m")
    found = cover(Glossary([TOKAJEW, unused]), ["Tokajew widział Tokajewa.", "Był też Macron."])
    assert [(e.source, dict(forms)) for e, forms in found.seen] == [
        ("Tokajew", {"Tokajew": 1, "Tokajewa": 1})
    ]
    assert found.never == (unused,)
    assert [s.source for s in found.missing] == ["Macron"]


def test_the_nearest_glossary_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PL2EN_GLOSSARY", raising=False)
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_glossary(below) is None
    (tmp_path / "glossary.tsv").write_text("source\ttarget\n", encoding="utf-8")
    assert find_glossary(below) == tmp_path / "glossary.tsv"
    monkeypatch.setenv("PL2EN_GLOSSARY", "named.tsv")
    assert find_glossary(below) == Path("named.tsv")
