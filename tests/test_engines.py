"""Both engines, on the embedded model."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from translate.engines import load_engine
from translate.engines.ct2 import CTranslate2Engine, batch_by_length, convert
from translate.engines.marian import TransformersEngine
from translate.engines.tokens import Tokens
from translate.errors import ModelError
from translate.models import EMBEDDED, find_model, read_model
from translate.text import split

if TYPE_CHECKING:
    from pathlib import Path


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


def test_hypotheses_are_ranked_and_as_many_as_asked(engine: CTranslate2Engine) -> None:
    one, four = (engine.translate(["Rząd podał się do dymisji."], hypotheses=n)[0] for n in (1, 4))
    assert len(one) == 1
    assert len(four) == 4
    assert four[0] == one[0]


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
