"""Prepare: read corpora, normalise, filter, hold out, train the vocabulary, write arrays.

The prepared folder holds

- ``pairs.npz``: all training text as UTF-8 bytes, with offsets, corpus and text numbers,
- ``dev-news.tsv``, ``dev-mixed.tsv``: held-out pairs, never trained on,
- ``lexicon.tsv``: names whose English differs, for masking,
- ``words.jsonl``: nouns and adjectives of the dictionaries in all forms, for exchanging,
- ``source.spm``, ``target.spm``, ``vocab.json``: the vocabulary,
- ``report.json``, ``report.md``: pairs and words kept and dropped, and why, per corpus.
"""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from translate.engines.tokens import normalise
from translate.errors import TrainingError
from translate.training import vocabulary
from translate.training.corpora import Pair, list_corpora, read_corpus
from translate.training.exchange import collect_entries, write_entries
from translate.training.filtering import key, normalise_target, reject
from translate.training.folders import write_beside
from translate.training.phrases import make_phrases
from translate.training.words import Word, collect_words

if TYPE_CHECKING:
    from collections.abc import Iterable

RECIPE = Path(__file__).with_name("recipe.toml")
FILES = (
    "pairs.npz", "lexicon.tsv", "words.jsonl", *vocabulary.FILES, "report.json", "recipe.toml",
)  # fmt: skip
TEXTS_HELD_OUT_EVERY = 10
LINES_HELD_OUT_EVERY = 400
Holdout = Literal["texts", "lines", "none"]


@dataclass(frozen=True)
class CorpusPlan:
    """A row of the recipe: the domain of a corpus and the share of it seen per epoch."""

    domain: str
    main: float = 1.0
    finish: float = 1.0
    holdout: Holdout = "none"
    trusted: bool = False  # written with care: only duplicates and test sentences are dropped
    dictionary: bool = False  # its words are set into phrases, the corpus "phrases"


@dataclass
class CorpusReport:
    """What became of one corpus: counts of pairs and of English words."""

    name: str
    plan: CorpusPlan
    pairs: int = 0
    kept: int = 0
    kept_words: int = 0
    held_out: int = 0
    dropped: dict[str, int] = field(default_factory=dict)


@dataclass
class Prepared:
    """Everything that :func:`prepare` found fit, in memory."""

    reports: list[CorpusReport] = field(default_factory=list)
    pairs: list[tuple[Pair, int]] = field(default_factory=list)  # with the corpus number
    development: dict[str, list[Pair]] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)


def read_recipe(path: Path = RECIPE) -> list[tuple[list[str], CorpusPlan]]:
    """Return the rows of a recipe: file name patterns and their plan.

    Raises:
        TrainingError: the file is not a recipe.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["corpus"]
        return [(row.pop("files"), CorpusPlan(**row)) for row in rows]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise TrainingError(f"not a training recipe: {error}", path=path) from error


def plan_for(path: Path, recipe: list[tuple[list[str], CorpusPlan]]) -> CorpusPlan:
    """Return the plan of the first row whose pattern fits the file's name without endings."""
    name = path.name.split(".")[0]
    for patterns, plan in recipe:
        if any(fnmatch(name, pattern) for pattern in patterns):
            return plan
    return CorpusPlan("other")


def prepare(
    inputs: list[Path],
    out: Path,
    *,
    exclude: Iterable[Path] = (),
    recipe: Path = RECIPE,
    vocabulary_from: Path | None = None,
    vocabulary_size: int = 8000,
) -> Prepared:
    """Prepare *inputs* (files and folders) for training into the folder *out*.

    Sentences that stand in the *exclude* files (test sets, one sentence a line) are left out on
    either side. The vocabulary is copied from the model folder *vocabulary_from*, or trained.

    Raises:
        TrainingError: an input cannot be read, or nothing is left to train on.
    """
    rows = read_recipe(recipe)
    forbidden = _sentence_keys(exclude)
    result = Prepared()
    for path in list_corpora(inputs):
        hold_out(path, plan_for(path, rows), result)
    forbidden |= {key(pair.source) for pairs in result.development.values() for pair in pairs}
    seen: set[str] = set()
    for number, path in enumerate(list_corpora(inputs)):
        _filter_corpus(path, number, result, forbidden, seen)
    _add_phrases(result, plan_for(Path("phrases"), rows), forbidden, seen)
    if not result.pairs:
        raise TrainingError("nothing is left to train on; see the report", path=out)
    with write_beside(out) as beside:
        if vocabulary_from:
            vocabulary.copy(vocabulary_from, beside)
        else:
            sentences = (text for pair, _ in result.pairs for text in (pair.source, pair.target))
            vocabulary.train(sentences, beside, size=vocabulary_size)
        _write(result, beside, recipe)
    return result


def check_prepared(folder: Path) -> None:
    """Refuse a folder that :func:`prepare` did not write, or wrote before it was what it is now.

    Raises:
        TrainingError: a file is missing.
    """
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise TrainingError(
            f"is no prepared folder (no {', '.join(missing)}); make it with `pl2en train prepare`",
            path=folder,
        )


def hold_out(path: Path, plan: CorpusPlan, result: Prepared) -> None:
    """Set the development pairs of one corpus aside."""
    report = CorpusReport(path.name.split(".")[0], plan)
    result.reports.append(report)
    if plan.holdout == "none":
        return
    kind = "news" if plan.holdout == "texts" else "mixed"
    held = result.development.setdefault(kind, [])
    for line, pair in enumerate(read_corpus(path), start=1):
        if _is_held_out(pair, line, plan.holdout):
            report.held_out += 1
            held.append(Pair(normalise(pair.source), normalise_target(pair.target), pair.text))


def _is_held_out(pair: Pair, line: int, holdout: Holdout) -> bool:
    if holdout == "texts":
        return pair.text % TEXTS_HELD_OUT_EVERY == 0
    return holdout == "lines" and line % LINES_HELD_OUT_EVERY == 0


def _filter_corpus(
    path: Path, number: int, result: Prepared, forbidden: set[str], seen: set[str]
) -> None:
    report = result.reports[number]
    for line, raw in enumerate(read_corpus(path), start=1):
        report.pairs += 1
        if _is_held_out(raw, line, report.plan.holdout):
            continue
        pair = Pair(normalise(raw.source), normalise_target(raw.target), raw.text)
        _keep_or_drop(pair, number, result, _unfit(pair, report.plan, forbidden, seen))


def _keep_or_drop(pair: Pair, number: int, result: Prepared, reason: str | None) -> None:
    report = result.reports[number]
    if reason:
        report.dropped[reason] = report.dropped.get(reason, 0) + 1
        return
    report.kept += 1
    report.kept_words += len(pair.target.split())
    result.pairs.append((pair, number))


def _add_phrases(result: Prepared, plan: CorpusPlan, forbidden: set[str], seen: set[str]) -> None:
    """Collect the words of the dictionaries, and set them into phrases: one more corpus."""
    dictionary: list[tuple[str, str]] = []
    sentences: list[tuple[str, str]] = []
    for pair, number in result.pairs:
        is_dictionary = result.reports[number].plan.dictionary
        (dictionary if is_dictionary else sentences).append((pair.source, pair.target))
    if not dictionary:
        return
    result.words = collect_words(dictionary, sentences)
    number = len(result.reports)
    result.reports.append(CorpusReport("phrases", plan))
    for polish, english in make_phrases(result.words):
        result.reports[number].pairs += 1
        pair = Pair(polish, english, 0)
        _keep_or_drop(pair, number, result, _unfit(pair, plan, forbidden, seen))


def _unfit(pair: Pair, plan: CorpusPlan, forbidden: set[str], seen: set[str]) -> str | None:
    if plan.main == plan.finish == 0:
        return "not in the recipe"
    reason = None if plan.trusted else reject(pair.source, pair.target)
    if reason:
        return reason
    source_key, target_key = key(pair.source), key(pair.target)
    if source_key in forbidden or (target_key in forbidden and len(target_key) > 20):
        return "in a development or test set"
    both = f"{source_key}\t{target_key}"
    if both in seen:
        return "duplicate"
    seen.add(both)
    return None


def _sentence_keys(paths: Iterable[Path]) -> set[str]:
    keys: set[str] = set()
    for path in paths:
        try:
            keys.update(key(line) for line in path.read_text(encoding="utf-8").splitlines())
        except (OSError, UnicodeDecodeError) as error:
            raise TrainingError(f"cannot be read: {error}", path=path) from error
    return keys - {""}


def _write(result: Prepared, out: Path, recipe: Path) -> None:
    texts = [side.encode() for pair, _ in result.pairs for side in (pair.source, pair.target)]
    np.savez(
        out / "pairs.npz",
        bytes=np.frombuffer(b"".join(texts), dtype=np.uint8),
        offsets=np.cumsum([0, *map(len, texts)], dtype=np.int64),
        corpus=np.array([number for _, number in result.pairs], dtype=np.uint16),
        text=np.array([pair.text for pair, _ in result.pairs], dtype=np.int32),
    )
    for kind, pairs in result.development.items():
        lines = (f"{pair.source}\t{pair.target}\n" for pair in pairs)
        (out / f"dev-{kind}.tsv").write_text("".join(lines), encoding="utf-8")
    domains = [report.plan.domain for report in result.reports]
    lexicon = collect_lexicon(pair for pair, corpus in result.pairs if domains[corpus] == "names")
    lines = (f"{polish}\t{english}\n" for polish, english in sorted(lexicon.items()))
    (out / "lexicon.tsv").write_text("".join(lines), encoding="utf-8")
    write_entries(collect_entries(result.words), out / "words.jsonl")
    reports = [asdict(report) for report in result.reports]
    (out / "report.json").write_text(json.dumps(reports, ensure_ascii=False, indent=1))
    (out / "report.md").write_text(format_report(result.reports), encoding="utf-8")
    shutil.copyfile(recipe, out / "recipe.toml")


def collect_lexicon(pairs: Iterable[Pair]) -> dict[str, str]:
    """Return one-word names whose English differs from the Polish, from pairs of bare names."""
    lexicon: dict[str, str] = {}
    for pair in pairs:
        source, target = pair.source, pair.target
        if (
            source != target
            and source[0].isupper()
            and target[0].isupper()
            and source.isalpha()
            and target.isalpha()
            and len(source) > 3  # short words are mostly common nouns with a capital
            and not source.isupper()
        ):
            lexicon.setdefault(source, target)
    return lexicon


def format_report(reports: list[CorpusReport]) -> str:
    """Return the report as a Markdown table, largest corpora first."""
    lines = [
        "| corpus | domain | pairs | kept | words kept | held out | dropped |",
        "|---|---|---:|---:|---:|---:|---|",
    ]
    for report in sorted(reports, key=lambda report: -report.kept_words):
        reasons = sorted(report.dropped.items(), key=lambda item: -item[1])
        dropped = ", ".join(f"{reason} {count}" for reason, count in reasons)
        lines.append(
            f"| {report.name} | {report.plan.domain} | {report.pairs} | {report.kept} "
            f"| {report.kept_words} | {report.held_out} | {dropped} |"
        )
    total = (
        f"| all | | {sum(r.pairs for r in reports)} | {sum(r.kept for r in reports)} "
        f"| {sum(r.kept_words for r in reports)} | {sum(r.held_out for r in reports)} | |"
    )
    return "\n".join([*lines, total, ""])
