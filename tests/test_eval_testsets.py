"""Test sets: what is read, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval import published, testsets
from eval.languages import guess_language
from eval.pairs import Pair, PairSet
from translate.errors import InputError

from .conftest import read_cases


def load_one(*names: str, paragraphs: bool = False) -> PairSet:
    [pair_set] = testsets.load_all(names, paragraphs=paragraphs)
    return pair_set


@pytest.mark.parametrize("case", read_cases("eval_refusals.tsv"), ids=lambda case: case["label"])
def test_unusable_sets_are_refused_with_a_reason(
    case: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # files: NAME:TEXT separated by ; with \\n and \\t in the text; sets: what is given to `run`.
    monkeypatch.chdir(tmp_path)
    for file in case["files"].split(";"):
        name, _, text = file.partition(":")
        Path(name).write_text(text.replace("\\n", "\n").replace("\\t", "\t"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(testsets.load_all(case["sets"].split()))
    assert case["message"] in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_not_utf8_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes("Tak.\tYes.\nŻółć\tBile".encode("cp1250"))
    with pytest.raises(InputError, match=r"byte 10 \(0xAF\) is not UTF-8"):
        load_one(str(tmp_path / "a.tsv"))


def test_parallel_files_pair_line_by_line(tmp_path: Path) -> None:
    # U+2028 and U+0085 stand inside a line; str.splitlines() would shift everything after them.
    (tmp_path / "dev.pl").write_text("Tak\u2028tak.\nNie\u0085.\r\n", encoding="utf-8")
    (tmp_path / "dev.en").write_text("\ufeffYes, yes.\nNo.", encoding="utf-8")
    pair_set = load_one(str(tmp_path / "dev.pl"), str(tmp_path / "dev.en"))
    assert pair_set.name == "dev"
    assert pair_set.pairs == (Pair("Tak\u2028tak.", "Yes, yes."), Pair("Nie\u0085.", "No."))


def test_a_step_follows_the_second_of_two_files(tmp_path: Path) -> None:
    for name in ("a.pl", "a.en"):
        (tmp_path / name).write_text("1\n2\n3\n4\n5", encoding="utf-8")
    pair_set = load_one(str(tmp_path / "a.pl"), str(tmp_path / "a.en@2"))
    assert (pair_set.name, pair_set.sources) == ("a@2", ["2", "4"])


def test_several_sets_in_one_call(tmp_path: Path) -> None:
    for name, text in {"a.pl": "Tak.", "a.en": "Yes.", "b.tsv": "Nie.\tNo."}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    names = [str(tmp_path / name) for name in ("b.tsv", "a.pl", "a.en")]
    assert [pair_set.name for pair_set in testsets.load_all(names)] == ["b", "a"]


def test_tsv_columns_are_found_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(
        "target\tlabel\tsource\nYes.\tassent\tTak.\n\nNo.\tdenial\tNie.\n", encoding="utf-8"
    )
    first, second = load_one(str(tmp_path / "a.tsv")).pairs
    assert first == Pair("Tak.", "Yes.", "assent", "a:1")
    assert second == Pair("Nie.", "No.", "denial", "a:2")


def test_tmx_units_are_read_whatever_the_region(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(
        '<tmx version="1.4"><body><tu><tuv xml:lang="PL-pl"><seg>Tak,\n<ph/>tak.</seg></tuv>'
        '<tuv xml:lang="en"><seg>Yes, yes.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert load_one(str(tmp_path / "a.tmx")).pairs == (Pair("Tak, tak.", "Yes, yes."),)


def test_paragraphs_pair_across_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.pl.txt").write_text("Tak,\ntak.\n \n\nNie.\n", encoding="utf-8")
    (tmp_path / "a.en.txt").write_text("Yes, yes.\n\nNo.", encoding="utf-8")
    files = str(tmp_path / "a.pl.txt"), str(tmp_path / "a.en.txt")
    pairs = load_one(*files, paragraphs=True).pairs
    assert [(p.source, p.reference) for p in pairs] == [("Tak, tak.", "Yes, yes."), ("Nie.", "No.")]


def test_the_article_is_paired_by_paragraph() -> None:
    article = load_one("article")
    assert len(article.pairs) == 11
    assert article.pairs[6].source.startswith("7 stycznia")
    assert article.pairs[6].reference.startswith("On 7 January")


def test_only_every_tenth_news_text_is_held_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    texts = ["\n".join(f"Zdanie {n}.{s}\tSentence {n}.{s}" for s in range(2)) for n in range(1, 26)]
    (tmp_path / "news" / "home.tsv").write_text("\n\n\n".join(texts) + "\n", encoding="utf-8")
    monkeypatch.setattr(testsets, "CORPUS", tmp_path)
    pairs = load_one("news").pairs
    assert [p.source for p in pairs] == ["Zdanie 10.0", "Zdanie 10.1", "Zdanie 20.0", "Zdanie 20.1"]
    assert {p.label for p in pairs} == {"home"}
    assert [p.document for p in pairs] == ["home:10"] * 2 + ["home:20"] * 2


def test_every_third_pair() -> None:
    pair_set = PairSet("a", tuple(Pair(str(n), str(n)) for n in range(1, 8)))
    thinned = pair_set.every(3)
    assert thinned.name == "a@3"
    assert thinned.sources == ["3", "6"]


def test_the_fingerprint_tells_sets_apart() -> None:
    one, other = PairSet("a", (Pair("Tak.", "Yes."),)), PairSet("a", (Pair("Tak.", "Yeah."),))
    assert one.fingerprint != other.fingerprint
    assert one.fingerprint == PairSet("b", (Pair("Tak.", "Yes.", "label"),)).fingerprint


def test_a_published_set_that_cannot_be_fetched_is_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from sacrebleu.dataset import DATASETS

    def refuse(langpair: str) -> list[str]:
        raise SystemExit(1)  # what sacrebleu does

    monkeypatch.setattr(DATASETS["wmt20"], "get_files", refuse)
    with pytest.raises(InputError, match="wmt20 is not on this machine and sacrebleu cannot"):
        load_one("wmt20")


def test_a_published_set_is_read_with_its_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sacrebleu.dataset import DATASETS

    files = {"src": "Tak.\n\n", "ref:B": "Yeah.\n\n", "ref:A": "Yes.\n\n", "docid": "d1\nd1\n"}
    for name, text in files.items():
        (tmp_path / name.replace(":", "-")).write_text(text, encoding="utf-8")
    paths = [str(tmp_path / name.replace(":", "-")) for name in files]
    monkeypatch.setattr(DATASETS["wmt20"], "get_files", lambda langpair: paths)
    monkeypatch.setattr(DATASETS["wmt20"], "fieldnames", lambda langpair: list(files))
    pairs = published.load("wmt20").pairs
    assert pairs == (Pair("Tak.", "Yes.", document="d1"), Pair("", "", document="d1"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mówi się, że nie ma go w mieście już od roku, ale wróci za rok.", "pl"),
        ("It is said that he was not in the city for a year.", "en"),
        ("Tokajew, Astana, Rosja, Chiny", None),
        ("Is it „nie ma go w mieście już” or is it the other in which he was?", None),
    ],
)
def test_the_language_is_guessed_only_when_clear(text: str, expected: str | None) -> None:
    assert guess_language([text]) == expected
