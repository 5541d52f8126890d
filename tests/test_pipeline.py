"""The pipeline: names come out right, whatever the engine does to placeholders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.cli.translation import explain
from translate.engines.alignment import Alignment
from translate.glossary.entry import Entry
from translate.glossary.matching import Glossary
from translate.pipeline import Translator
from translate.text import join, render

from .conftest import read_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from translate.engines.ct2 import CTranslate2Engine

NAMES = Glossary(
    [
        Entry("Tokajew", "Tokayev", type="person", gender="m", forbidden=("Tokaev",)),
        Entry("Rosja", "Russia", type="place", gender="f"),
    ]
)
TAGS = ("<n1>", "<n2>", "<n3>")


class FakeEngine:
    """An engine that "translates" with a function, to show what the pipeline makes of it."""

    name = "fake"
    max_tokens = 12

    def __init__(self, function: Callable[[str], list[str]], placeholders: Sequence[str]) -> None:
        self._function = function
        self.placeholders = tuple(placeholders)
        self.seen: list[str] = []
        self.aligned: Sequence[int | None] = ()
        self.asked = 0

    def count_tokens(self, text: str) -> int:
        return len(text.split()) + 1

    def translate(
        self, texts: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1
    ) -> list[list[str]]:
        del beam_size, hypotheses
        self.seen += texts
        return [self._function(text) for text in texts]

    def align(self, sources: Sequence[str], outputs: Sequence[str]) -> list[Alignment]:
        """Align the words by :attr:`aligned`: the number of the source's for each of the output."""
        return [self._align(*pair) for pair in zip(sources, outputs, strict=True)]

    def _align(self, source: str, output: str) -> Alignment:
        words, outs = ([m.span() for m in re.finditer(r"\w+", text)] for text in (source, output))
        self.asked += 1
        rows = [
            [1 / len(words) if to is None else float(n == to) for n in range(len(words))]
            for to in [*self.aligned, *[None] * len(outs)][: len(outs)]
        ]
        return Alignment(words, outs, rows)


def translate_one(
    function: Callable[[str], list[str]], text: str, placeholders: Sequence[str] = TAGS
) -> tuple[str, list[tuple[str, str]]]:
    translation = Translator(FakeEngine(function, placeholders), NAMES).translate_segments([text])[
        0
    ]
    return translation.target, [(term.status, term.step) for term in translation.terms]


def test_a_name_kept_by_the_engine() -> None:
    assert translate_one(lambda text: [text], "Tokajewa") == ("Tokayev", [("kept", "mask")])


def test_the_first_hypothesis_with_all_names_wins() -> None:
    target, terms = translate_one(lambda _: ["lost", "met <n1>", "also <n1>"], "Tokajew")
    assert (target, terms) == ("met Tokayev", [("kept", "mask")])


def test_a_lost_placeholder_is_tried_with_the_english_name() -> None:
    target, terms = translate_one(lambda t: ["lost" if "<n" in t else f"en {t}"], "Widzi Tokajewa")
    assert (target, terms) == ("en Widzi Tokayev", [("repaired", "substitute")])


def test_clauses_are_tried_when_whole_sentences_lose_names() -> None:
    def forgetful(text: str) -> list[str]:
        return [text if text.count("<n") == 1 else "lost"]

    target, terms = translate_one(forgetful, "Tokajew mówi, a Rosja milczy")
    assert target == "Tokayev mówi, a Russia milczy"
    assert terms == [("repaired", "pieces")] * 2


def test_an_engine_that_loses_every_name_is_given_what_stands_between_them() -> None:
    def blind(text: str) -> list[str]:
        return ["lost" if "<n" in text or "Tokayev" in text else text.upper()]

    target, terms = translate_one(blind, "Widzi Tokajewa dziś.")
    assert (target, terms) == ("WIDZI Tokayev DZIŚ.", [("repaired", "cut")])


def test_a_name_that_never_comes_is_missing() -> None:
    target, terms = translate_one(lambda _: ["nothing"], "Tokajew", placeholders=())
    assert (target, terms) == ("nothing", [("missing", "plain")])


def test_a_model_without_placeholders_is_mended() -> None:
    engine = FakeEngine(lambda _: ["President Tokayew spoke."], ())
    translation = Translator(engine, NAMES).translate_segments(["Mówił Tokajew."])[0]
    assert translation.target == "President Tokayev spoke."
    assert translation.terms[0].status == "repaired"
    assert not any("<n" in text for text in engine.seen)


def test_a_right_output_of_a_model_without_placeholders_is_left_alone() -> None:
    engine = FakeEngine(lambda _: ["He saw Tokayev."], ())
    translation = Translator(engine, NAMES).translate_segments(["Widział Tokajewa."])[0]
    assert (translation.target, translation.terms[0].status) == ("He saw Tokayev.", "kept")


# what a model without placeholders gives, the source word of each of its words, what is to come
ALIGNED = [
    ("Widzi Tokajewa.", "He sees Okaya.", [0, 0, 1], "He sees Tokayev."),
    ("Widzi Tokajewa.", "He sees the Okaya Two's dog.", [0, 0, 1, 1, 1, 1, 0],
     "He sees Tokayev's dog."),
    ("Wojsko w Rosji.", "An army in the Growing Ross.", [0, 0, 1, 2, 2, 2], "An army in Russia."),
    ("Rosja i Tokajew.", "Growth and Okaya.", [0, 1, 2], "Russia and Tokayev."),
    ("Tokajew i Tokajew.", "Tokayev and Okaya.", [0, 1, 2], "Tokayev and Tokayev."),
    ("Tokajew i Tokajew.", "Okaya and Tokayev.", [0, 1, 2], "Tokayev and Tokayev."),
]  # fmt: skip
UNALIGNED = [
    ("Dziś widzi Tokajewa.", "He sees Okaya.", [1, 1, None], "diffuse"),
    ("Widzi Tokajewa.", "Okaya sees Akaya.", [1, 0, 1], "two places"),
    ("Widzi Tokajewa.", "He sees Okaya, Akaya.", [0, 0, 1, 1], "a mark within"),
    ("Widzi Tokajewa.", "He sees him.", [0, 0, 1], "a function word"),
    ("Widzi Tokajewa.", "He sees something.", [0, 0, 1], "no capital"),
    ("Widzi Tokajewa.", "He Sees All Big Bad Things.", [0, 1, 1, 1, 1, 1], "too many words"),
    ("Tokajew i Tokajew.", "Tokayev and so on.", [0, 2, 1, 1], "no place of its own"),
]


def run_aligned(source: str, output: str, aligned: Sequence[int | None]) -> tuple[str, str]:
    # An attempt with the English name would hide what alignment did.
    engine = FakeEngine(lambda text: [output if text == source else "lost"], ())
    engine.aligned = aligned
    translation = Translator(engine, NAMES).translate_segments([source])[0]
    return translation.target, explain(translation)


@pytest.mark.parametrize(("source", "output", "aligned", "expected"), ALIGNED)
def test_what_is_aligned_to_a_name_gives_way_to_it(
    source: str, output: str, aligned: list[int | None], expected: str
) -> None:
    target, explanation = run_aligned(source, output, aligned)
    assert target == expected
    assert "repaired (align)" in explanation


@pytest.mark.parametrize(("source", "output", "aligned", "reason"), UNALIGNED)
def test_what_is_not_clearly_aligned_is_left_alone(
    source: str, output: str, aligned: list[int | None], reason: str
) -> None:
    target, explanation = run_aligned(source, output, aligned)
    assert target == output, reason
    assert "missing" in explanation
    assert "align" not in explanation


def test_right_outputs_are_never_aligned() -> None:
    engine = FakeEngine(lambda _: ["He sees Tokayev."], ())
    engine.aligned = [1, 0, 0]
    assert Translator(engine, NAMES).translate_segments(["Widzi Tokajewa."])[0].target == (
        "He sees Tokayev."
    )
    assert engine.asked == 0


def test_forbidden_renderings_are_replaced() -> None:
    target, _ = translate_one(lambda _: ["<n1>, or Tokaev, spoke"], "Tokajew")
    assert target == "Tokayev, or Tokayev, spoke"


def test_capitals_stay_capitals() -> None:
    assert translate_one(lambda text: [text], "TOKAJEW")[0] == "TOKAYEV"


def test_stray_placeholders_are_dropped() -> None:
    assert translate_one(lambda _: ["a <n3> b"], "nic takiego")[0] == "a b"


def test_text_without_letters_is_copied() -> None:
    engine = FakeEngine(lambda _: ["never asked"], TAGS)
    assert Translator(engine).translate_segments(["* * *"])[0].target == "* * *"
    assert engine.seen == []


def test_equal_segments_are_translated_once() -> None:
    engine = FakeEngine(lambda text: [text], TAGS)
    Translator(engine).translate_segments(["a", "b", "a"])
    assert sorted(engine.seen) == ["a", "b"]


def test_long_segments_are_split_and_nothing_is_lost() -> None:
    text = ", ".join(f"słowo{n} Tokajewa" for n in range(30))
    engine = FakeEngine(lambda t: [t], TAGS)
    translation = Translator(engine, NAMES).translate_segments([text])[0]
    assert all(engine.count_tokens(seen) <= engine.max_tokens for seen in engine.seen)
    assert [f"słowo{n} Tokayev" in translation.target for n in range(30)] == [True] * 30
    for term in translation.terms:
        assert text[term.match.start : term.match.stop] == term.match.text == "Tokajewa"


@given(st.text(alphabet="ab .\n\t„”<n1>", max_size=80))
def test_an_engine_that_copies_leaves_the_layout_as_it_was(text: str) -> None:
    translator = Translator(FakeEngine(lambda t: [t], ()))
    done = list(translator.translate(text.splitlines(keepends=True)))
    assert join(paragraph for paragraph, _ in done) == text
    for paragraph, translations in done:
        assert len(translations) == len(paragraph.segments)
        render(paragraph, [t.target for t in translations])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["Tokajewa", "<n1>", "<n2>", "Rosji", "i", "mówi."]), min_size=1))
def test_no_placeholder_reaches_the_output(engine: CTranslate2Engine, words: list[str]) -> None:
    source = " ".join(words)
    target = Translator(engine, NAMES).translate_segments([source])[0].target
    spurious = set(re.findall(r"<n\d>", target)) - set(re.findall(r"<n\d>", source))
    assert not spurious


@pytest.mark.parametrize("beam_size", [1, 4])
def test_every_name_of_the_article_comes_out(
    article: str, glossary: Glossary, engine: CTranslate2Engine, beam_size: int
) -> None:
    translator = Translator(engine, glossary, beam_size=beam_size)
    done = [d for d in translator.translate(article.splitlines(keepends=True)) if d[0].segments]
    found = [
        (str(number), term.match.text, term.match.entry.source, term.match.entry.target)
        for number, (_, translations) in enumerate(done, start=1)
        for translation in translations
        for term in translation.terms
    ]
    wanted = [
        (case["paragraph"], case["matched"], case["source"], case["target"])
        for case in read_cases("article_terms.tsv")
    ]
    assert found == wanted
    statuses = {term.status for _, ts in done for t in ts for term in t.terms}
    assert "missing" not in statuses
    english = "".join(render(paragraph, [t.target for t in ts]) for paragraph, ts in done)
    assert "<n" not in english
    assert all(target in english for *_, target in wanted)
