"""Names in every case, number and position, through the whole pipeline with the embedded model."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest

from translate.masking import mask, unmask
from translate.pipeline import Translation, Translator, surface_target
from translate.verification import find_targets

from .conftest import ROOT

if TYPE_CHECKING:
    from translate.engines.ct2 import CTranslate2Engine
    from translate.glossary.matching import Glossary

LABELS = re.compile(
    "case-.*|two-names|same-name-twice|subject-object|possessive|acronym|all-caps|homograph"
)


def read_sources() -> list[str]:
    with (ROOT / "corpus" / "challenge.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row["source"] for row in rows if LABELS.fullmatch(row["label"])]


@pytest.fixture(scope="module")
def translations(glossary: Glossary, engine: CTranslate2Engine) -> list[Translation]:
    return Translator(engine, glossary, beam_size=2).translate_segments(read_sources())


def test_names_come_out(translations: list[Translation]) -> None:
    terms = [term for translation in translations for term in translation.terms]
    assert len(terms) >= 300
    there = sum(term.status in ("kept", "repaired") for term in terms)
    assert there >= 0.99 * len(terms)


def test_no_placeholder_comes_out(translations: list[Translation]) -> None:
    assert not [t.target for t in translations if "<n" in t.target]


def test_no_sentence_is_dropped(translations: list[Translation]) -> None:
    assert all(t.target.strip() for t in translations)


def test_offsets_point_at_what_they_say(translations: list[Translation]) -> None:
    for translation in translations:
        for term in translation.terms:
            match = term.match
            assert translation.source[match.start : match.stop] == match.text


def test_the_status_is_what_the_output_shows(translations: list[Translation]) -> None:
    for translation in translations:
        wanted = [surface_target(term.match) for term in translation.terms]
        found = find_targets(translation.target, wanted)
        shown = ["missing" if span is None else "there" for span in found]
        told = ["missing" if t.status == "missing" else "there" for t in translation.terms]
        assert shown == told, translation.target


def test_the_explanation_can_be_replayed(
    translations: list[Translation], glossary: Glossary, engine: CTranslate2Engine
) -> None:
    """What was kept by masking is in what the engine makes of the masked sentence."""
    kept = [t for t in translations if t.terms and {x.step for x in t.terms} == {"mask"}][:40]
    assert len(kept) == 40
    masked = [mask(t.source, [x.match for x in t.terms], engine.placeholders) for t in kept]
    for translation, one in zip(kept, masked, strict=True):
        assert unmask(one.text, one.slots) == translation.source
        assert [slot.match for slot in one.slots] == glossary.find(translation.source)
    outputs = engine.translate([one.text for one in masked], beam_size=2, hypotheses=2)
    for one, ranked in zip(masked, outputs, strict=True):
        assert any(all(slot.tag in output for slot in one.slots) for output in ranked)
