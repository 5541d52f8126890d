"""Both engines, on the embedded model."""

from __future__ import annotations

import csv
import itertools
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from translate.engines import ct2, load_engine
from translate.engines.ct2 import CTranslate2Engine, batch_by_length, convert
from translate.engines.marian import TransformersEngine
from translate.engines.tokens import Tokens
from translate.errors import ModelError
from translate.models import EMBEDDED, find_model, read_model
from translate.repair import find_aligned
from translate.text import split

if TYPE_CHECKING:
    from translate.engines import Engine

CHALLENGE = Path(__file__).parents[1] / "corpus" / "challenge.tsv"


def sentences(article: str) -> list[str]:
    return [segment.text for paragraph in split(article) for segment in paragraph.segments]


def test_engines_agree_in_float32(article: str) -> None:
    texts = sentences(article)
    fast = CTranslate2Engine(EMBEDDED, precision="float32").translate(texts)
    reference = TransformersEngine(EMBEDDED).translate(texts)
    assert fast == reference


def test_neighbours_do_not_change_a_translation(article: str, engine: CTranslate2Engine) -> None:
    texts = sentences(article)
    together = engine.translate([*texts, *reversed(texts)])
    assert together[: len(texts)] == together[: len(texts) - 1 : -1]
    assert engine.translate([texts[3]]) == [together[3]]


@pytest.mark.parametrize(("cores", "tokens"), [(1, 1024), (3, 1024), (2, 1), (2, 100_000)])
def test_cores_and_batch_size_do_not_change_a_translation(
    engine: CTranslate2Engine, monkeypatch: pytest.MonkeyPatch, cores: int, tokens: int
) -> None:
    with CHALLENGE.open(encoding="utf-8") as lines:
        texts = [row["source"] for row in csv.DictReader(lines, delimiter="\t")][::8]
    assert len(texts) > 80
    expected = engine.translate(texts)
    monkeypatch.setattr(ct2, "count_cores", lambda: cores)
    monkeypatch.setattr(ct2, "BATCH_TOKENS", tokens)
    assert CTranslate2Engine(EMBEDDED).translate(texts) == expected


def test_hypotheses_are_ranked_and_as_many_as_asked(engine: CTranslate2Engine) -> None:
    one, four = (engine.translate(["Rząd podał się do dymisji."], hypotheses=n)[0] for n in (1, 4))
    assert len(one) == 1
    assert len(four) == 4
    assert four[0] == one[0]


@pytest.fixture(params=["ctranslate2", "transformers"])
def each_engine(request: pytest.FixtureRequest, engine: CTranslate2Engine) -> Engine:
    return engine if request.param == "ctranslate2" else load_engine(engine="transformers")


def test_a_name_is_aligned_to_itself(each_engine: Engine) -> None:
    sources = [
        "Do Kazachstanu weszły wojska z Rosji.",
        "„Opozycja…\u00a0od dawna” domagała się ustąpienia Nazarbajewa.",
    ]
    outputs = [
        "Troops from Russia entered Kazakhstan.",
        "The opposition has long demanded the resignation of Nazarbayev.",
    ]
    pairs = [
        (0, "Kazachstanu", "Kazakhstan"),
        (0, "Rosji", "Russia"),
        (1, "Nazarbajewa", "Nazarbayev"),
    ]
    alignments = each_engine.align(sources, outputs)
    for number, form, name in pairs:
        start = sources[number].index(form)
        span = find_aligned(outputs[number], alignments[number], (start, start + len(form)))
        assert span is not None
        assert outputs[number][slice(*span)] == name


def test_pieces_are_found_in_the_text(each_engine: Engine) -> None:
    source, output = (
        "„Opozycja…\u00a0\u00ad od  dawna” – 日本.",
        "The opposition – 日本 – has long.",
    )
    alignment = each_engine.align([source], [output])[0]
    for text, spans in ((source, alignment.source), (output, alignment.output)):
        covered = {at for start, stop in spans for at in range(start, stop)}
        assert {at for at, c in enumerate(text) if c.isalpha()} <= covered
        assert all(b >= a for (_, a), (b, _) in itertools.pairwise(spans) if a < b)
    assert len(alignment.attention) == len(alignment.output)
    assert {len(row) for row in alignment.attention} == {len(alignment.source)}
    assert all(0 <= sum(row) <= 1.001 for row in alignment.attention)


def test_nothing_is_aligned_to_nothing(each_engine: Engine) -> None:
    assert list(each_engine.align(["Tokajew"], [""])[0].attention) == []


def test_alignments_agree_in_float32(article: str) -> None:
    texts = sentences(article)[:5]
    fast = CTranslate2Engine(EMBEDDED, precision="float32")
    outputs = [ranked[0] for ranked in fast.translate(texts)]
    reference = TransformersEngine(EMBEDDED).align(texts, outputs)
    for one, other in zip(fast.align(texts, outputs), reference, strict=True):
        assert (one.source, one.output) == (other.source, other.output)
        for left, right in zip(one.attention, other.attention, strict=True):
            assert left == pytest.approx(right, abs=0.001)


def test_aligning_leaves_the_engine_as_it_was(each_engine: Engine) -> None:
    before = each_engine.translate(["Rząd podał się do dymisji."])
    each_engine.align(["Rząd podał się do dymisji."], ["The government resigned."])
    assert each_engine.translate(["Rząd podał się do dymisji."]) == before


def test_tokens_equal_marian_tokenizer(article: str) -> None:
    from transformers import MarianTokenizer

    tokenizer = MarianTokenizer.from_pretrained(EMBEDDED)
    tokenizer.punc_normalizer = lambda text: text  # what it is without the package sacremoses
    tokens = Tokens(EMBEDDED)
    for text in [*sentences(article), "<n2>a i <n1>"]:
        assert [*tokenizer.tokenize(text), "</s>"] == tokens.encode(" ".join(text.split()))


def test_placeholders_are_known() -> None:
    assert Tokens(EMBEDDED).placeholders == tuple(f"<n{n}>" for n in range(1, 9))


def test_batches_hold_every_text_once() -> None:
    pieces = [["a"] * (1 + n % 5) for n in range(3000)]
    batches = batch_by_length(pieces)
    assert sorted(number for batch in batches for number in batch) == list(range(3000))
    assert all(len({len(pieces[n]) for n in batch}) == 1 for batch in batches)


def test_a_damaged_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    broken = tmp_path / "model"
    shutil.copytree(EMBEDDED, broken)
    (broken / "model.safetensors").write_bytes(b"not weights at all")
    with pytest.raises(ModelError, match="get the model again"):
        load_engine(str(broken))
    with pytest.raises(ModelError, match="get the model again"):
        load_engine(str(broken), "transformers")
    assert not list((tmp_path / "cache").rglob("model.bin"))


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "source.spm", "vocab.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    shutil.copytree(EMBEDDED, tmp_path / "model")
    (tmp_path / "model" / name).unlink()
    with pytest.raises(ModelError, match=re.escape(name)):
        load_engine(str(tmp_path / "model"))


def test_changed_weights_are_converted_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(EMBEDDED, tmp_path / "model")
    first = convert(tmp_path / "model", "int8")
    assert convert(tmp_path / "model", "int8") == first
    config = json.loads((tmp_path / "model" / "config.json").read_text())
    config["comment"] = "another model"
    (tmp_path / "model" / "config.json").write_text(json.dumps(config))
    assert convert(tmp_path / "model", "int8") != first


def test_unknown_models_are_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="small, opus"):
        find_model("no such model")
    with pytest.raises(ModelError, match="no config"):
        find_model(str(tmp_path))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="-m small"):
        find_model("nobody/nothing-pl-en")


def test_the_embedded_model_is_what_its_card_says() -> None:
    model = read_model("small")
    assert model.architecture == "MarianMTModel"
    assert model.size <= 64_000_000
    card = (EMBEDDED / "README.md").read_text(encoding="utf-8")
    assert f"{model.parameters:.1f} million parameters" in card
