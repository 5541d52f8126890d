"""Find what looks like a name in Polish text: capitals where a sentence does not ask for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from translate.glossary.suggest.vocabulary import (
    PLACES,
    is_common,
    is_first_name,
    is_name,
    labels_of,
    readings,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011'’][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”»)\]]*\s+|[\r\n]\s*)(?:[-–—]\s+)?[„“\"«‚(\[]*$")
_GAP = re.compile(r"[ \u00a0\u202f]")
_PARTICLES = frozenset("al bin da de del der di du el ibn la le van von".split())
_CONNECTORS = frozenset("o na rzecz do spraw".split())  # inside names of common words
_TITLES = frozenset(
    "ambasador ambasadorka arcybiskup biskup doktor dr dyrektor dyrektorka generał gen kanclerz "
    "kanclerka kardynał komisarz komisarka król królowa ks lord marszałek marszałkini minister "
    "ministra ministerka pan pani papież poseł posłanka premier premierka prezes prezeska "
    "prezydent prezydentka prof profesor profesorka przewodnicząca przewodniczący redaktor "
    "redaktorka rzecznik rzeczniczka sekretarz senator senatorka sędzia szef szefowa święty św "
    "wicepremier wicepremierka wiceminister wiceministra".split()
)
_ROMAN = re.compile("[IVXLC]+")
_CONTEXT = 40  # characters before a word that show whether it begins a sentence
_LONGEST = 6  # words


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands at ``text[start:stop]``; what stands before it may tell more.

    *after_title*: a title, so it is a person. *opens*: nothing, it begins a sentence.
    """

    start: int
    stop: int
    words: tuple[str, ...]
    after_title: bool = False
    opens: bool = False

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(self.words)


def find_names(text: str, taken: Iterable[tuple[int, int]] = ()) -> Iterator[Name]:
    """Give the names in *text*, without those in the spans *taken*, in order.

    A word that begins a sentence counts only if the dictionary knows no other reading of it, and a
    single word anywhere only if it is not just an ordinary word with a capital.

    >>> [name.text for name in find_names("Wczoraj Emmanuel Macron mówił. Mówił o Davos.")]
    ['Emmanuel Macron', 'Davos']
    """
    for run in _runs(text, sorted(taken)):
        for part in _parts(run):
            yield from _name(part, text)


def _runs(text: str, taken: list[tuple[int, int]]) -> Iterator[list[re.Match[str]]]:
    """Give words with capitals that follow one another, with small words that may join them."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        joined = bool(run) and _GAP.fullmatch(text[run[-1].end() : word.start()])
        is_taken = any(start < word.end() and word.start() < stop for start, stop in taken)
        joins = not is_taken and (word[0][0].isupper() or (run and _may_join(run, word[0])))
        if not joins or not joined:
            yield run
            run = []
        if not is_taken and ((joins and joined) or word[0][0].isupper()):
            run.append(word)
    yield run


def _may_join(run: list[re.Match[str]], word: str) -> bool:
    return word in _PARTICLES or (word in _CONNECTORS and all(is_common(w[0]) for w in run))


def _parts(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Part a person from the organisation before: Instytutu Spraw Międzynarodowych | Jan Nowak."""
    for place in range(1, len(run) - 1):
        before = [word[0] for word in run[:place]]
        after = [word[0] for word in run[place:]]
        if (
            all(map(_is_ordinary, before))
            and not any(map(_is_ordinary, after))
            and (is_first_name(after[0]) or not is_name(after[0]))
        ):
            yield run[:place]
            yield run[place:]
            return
    yield run


def _is_ordinary(word: str) -> bool:
    return word.isupper() or (is_common(word) and not is_first_name(word))


def is_title(word: str) -> bool:
    """Say whether *word* is a form of a title that stands before names of people."""
    lemmas = {reading.lemma for reading in readings(word.lower())}
    return word.lower() in _TITLES or not _TITLES.isdisjoint(lemmas)


def _name(run: list[re.Match[str]], text: str) -> Iterator[Name]:
    words = list(run)
    after_title = bool(words) and is_title(_word_before(text, words[0].start()))
    opens = bool(words) and _begins_sentence(text, words[0].start())
    while words and (
        is_title(words[0][0])
        or (opens and is_common(words[0][0]) and not is_first_name(words[0][0]))
    ):
        after_title = is_title(words[0][0])
        words, opens = words[1:], False
    while words and words[-1][0][0].islower():
        words = words[:-1]
    while words and words[0][0][0].islower():
        words = words[1:]
    plain = tuple(word[0].replace("\u2011", "-").replace("\u2010", "-") for word in words)
    if _counts(plain):
        yield Name(words[0].start(), words[-1].end(), plain, after_title, opens)


def _counts(words: tuple[str, ...]) -> bool:
    """Say whether *words* are worth an entry: no headline, initial, numeral or lone noun."""
    if not 1 <= len(words) <= _LONGEST or all(len(word) == 1 for word in words):
        return False
    if len(words) > 1:
        return not all(word.isupper() for word in words)
    is_known = is_first_name(words[0]) or bool(labels_of(words[0]) & PLACES)
    return not _ROMAN.fullmatch(words[0]) and (is_known or not is_common(words[0]))


def _word_before(text: str, position: int) -> str:
    found = re.search(r"([^\W\d_]+)\.?[ \u00a0]$", text[max(0, position - _CONTEXT) : position])
    return found[1] if found else ""


def _begins_sentence(text: str, position: int) -> bool:
    before = text[max(0, position - _CONTEXT) : position]
    found = _SENTENCE_START.search(before)
    return found is not None and (position <= _CONTEXT or found.start() > 0 or before != found[0])
