"""Test sets by name: those of the repository, those of sacrebleu, and the user's own files.

A name may end in ``@N``: every N-th pair only, for a quick look.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from eval import formats, published
from eval.languages import refuse_wrong_languages
from eval.pairs import Pair, PairSet
from translate.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CORPUS = Path(__file__).parent.parent / "corpus"
HELD_OUT = 10  # texts 10, 20, 30 … of every file of corpus/news are never trained on
_STEP = re.compile(r"(.+)@([1-9]\d*)")


def at_hand() -> list[str]:
    """Return the names of the repository's own test sets that are there."""
    files = {
        "article": "article.pl.txt",
        "news": "news/README.md",
        "challenge": "challenge.tsv",
    }
    return [name for name, file in files.items() if (CORPUS / file).exists()]


def load_all(names: Iterable[str], *, paragraphs: bool = False) -> Iterator[PairSet]:
    """Yield the test sets that *names* stand for.

    A name is one of the repository's (:data:`OWN`), one of sacrebleu's, a ``.tsv`` or ``.tmx``
    file, or two other files in a row: sources and references, line by line (with *paragraphs*:
    paragraph by paragraph). ``@N`` may follow a name, or the second of two files.

    Raises:
        InputError: there is no such set, or it cannot be used.
    """
    rest = list(names)
    while rest:
        name = rest.pop(0)
        if _is_parallel(name):
            reference, step = _split_step(rest.pop(0)) if rest else ("", 1)
            if not _is_parallel(reference):
                raise InputError(
                    "is one side of a test set; name the file with its references after it",
                    path=name,
                )
            yield _every(load_parallel(Path(name), Path(reference), paragraphs=paragraphs), step)
        else:
            name, step = _split_step(name)
            yield _every(load(name), step)


def load(name: str) -> PairSet:
    """Return the test set called *name*; raises InputError as :func:`load_all`."""
    if name in OWN:
        return _checked(OWN[name]())
    path = Path(name)
    if path.suffix in READERS:
        return _checked(PairSet(path.stem, tuple(READERS[path.suffix](path))))
    if name in published.names():
        return _checked(published.load(name))
    raise InputError(
        f"no test set {name!r}; there are {', '.join(OWN)}, those of sacrebleu for pl-en "
        f"({', '.join(published.names())}), a .tsv or .tmx file, or two files: SOURCES REFERENCES"
    )


def load_parallel(source: Path, reference: Path, *, paragraphs: bool = False) -> PairSet:
    """Return the test set of two parallel files; raises InputError as :func:`load_all`."""
    name = re.sub(r"\.(pl|txt|src)$", "", re.sub(r"\.txt$", "", source.name))
    if paragraphs:
        pairs = formats.read_paragraphs(source, reference)
        return _checked(PairSet(name, tuple(pairs), "paragraph"))
    return _checked(PairSet(name, tuple(formats.read_parallel(source, reference))))


def load_article() -> PairSet:
    """Return the article, paragraph by paragraph.

    Paragraphs, because the reference is free to draw the sentence boundaries elsewhere.
    """
    pairs = formats.read_paragraphs(CORPUS / "article.pl.txt", CORPUS / "article.en.txt")
    return PairSet("article", tuple(pairs), "paragraph")


def load_news() -> PairSet:
    """Return the held-out texts of ``corpus/news``, sentence by sentence, labelled by file."""
    files = sorted((CORPUS / "news").glob("*.tsv"))
    if not files:
        raise InputError("holds no .tsv file", path=CORPUS / "news")
    return PairSet("news", tuple(pair for file in files for pair in _held_out(file)), "sentence")


def load_challenge() -> PairSet:
    """Return the challenge set, whose labels say what each pair tests."""
    pairs = formats.read_tsv(CORPUS / "challenge.tsv")
    alone = (Pair(p.source, p.reference, p.label) for p in pairs)  # the pairs have no context
    return PairSet("challenge", tuple(alone), "sentence")


OWN: dict[str, Callable[[], PairSet]] = {
    "article": load_article,
    "news": load_news,
    "challenge": load_challenge,
}
READERS = {".tsv": formats.read_tsv, ".tmx": formats.read_tmx}


def _held_out(path: Path) -> Iterator[Pair]:
    for document, group in groupby(formats.read_tsv(path), key=lambda pair: pair.document):
        if int(document.rpartition(":")[2]) % HELD_OUT == 0:
            for pair in group:
                yield Pair(pair.source, pair.reference, path.stem, document)


def _is_parallel(name: str) -> bool:
    path = Path(name)
    known = name in OWN or path.suffix in READERS or name in published.names()
    return not known and (path.is_file() or path.suffix in (".pl", ".en", ".txt"))


def _checked(pair_set: PairSet) -> PairSet:
    refuse_wrong_languages(pair_set)
    return pair_set


def _split_step(name: str) -> tuple[str, int]:
    found = _STEP.fullmatch(name)
    return (found[1], int(found[2])) if found else (name, 1)


def _every(pair_set: PairSet, step: int) -> PairSet:
    if step == 1:
        return pair_set
    thinned = pair_set.every(step)
    if not thinned.pairs:
        raise InputError(f"test set {thinned.name} has no pair; take a smaller step")
    return thinned
