"""Find the names that a Polish sentence and its English translation share.

A name is a run of capitalised words that stands once on either side: written alike (Putin,
Putina), transcribed alike (Mirzijojewa, Mirziyoyev), or listed in a lexicon (Rosji, Russia). The
inflection suffix is what is left of the Polish word after the name: ``Putina`` = ``Putin`` + ``a``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MIN_LENGTH = 3
MIN_SIMILARITY = 0.75

# Endings of Polish noun and adjective declension, longest first; "" is the base form.
ENDINGS = (
    "iego", "iemu", "owie", "ego", "emu", "owi", "ami", "ach", "iem", "imi", "ymi", "ej", "em",
    "ie", "om", "ów", "ia", "iu", "im", "ym", "ii", "a", "u", "y", "i", "e", "ę", "ą", "o", "",
)  # fmt: skip

# Polish spelling of foreign sounds → English spelling, as a rough common ground to compare on.
ROMANISATION = (
    ("szcz", "shch"), ("dż", "j"), ("sz", "sh"), ("cz", "ch"), ("rz", "r"), ("ż", "zh"),
    ("ch", "kh"), ("ł", "l"), ("w", "v"), ("j", "y"), ("c", "ts"), ("ó", "o"), ("ę", "en"),
    ("ą", "on"), ("ś", "s"), ("ć", "c"), ("ź", "z"), ("ń", "n"), ("iy", "y"), ("yy", "y"),
)  # fmt: skip


# Look alike and stand capitalised, but the model translates them better than a glossary would.
NOT_NAMES = frozenset(
    (
        "President Presidents Minister Ministers Ministry Senator General Doctor Professor "
        "Director Republic Parliament Commission Committee Committees Union Institute "
        "Organisation Organization University Federation Congress Council Academy Centre Center "
        "Police Internet And The"
    ).split()
)


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name that stands on both sides.

    Spans are (start, stop) in code points; the source span ends where *suffix* begins.
    """

    source_span: tuple[int, int]
    target_span: tuple[int, int]
    suffix: str


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    stop: int


def find_shared_names(
    source: str, target: str, lexicon: Mapping[str, str] | None = None
) -> list[SharedName]:
    """Return the names that *source* (Polish) and *target* (English) share, left to right.

    *lexicon* maps Polish base forms to English names. Adjacent words whose translations are
    adjacent in the same order are one name.

    >>> [n.suffix for n in find_shared_names("Rozmowa Putina z Xi.", "Putin talks to Xi.")]
    ['a', '']
    """
    left, right = _capitalised(source), _capitalised(target)
    pairs: list[tuple[_Word, _Word, str]] = []
    for polish in left:
        scored = [(_similarity(polish.text, english.text, lexicon), english) for english in right]
        good = [(score, suffix, english) for (score, suffix), english in scored if score > 0]
        if not good:
            continue
        score, suffix, english = max(good, key=lambda item: item[0])
        rivals = [item for item in good if item[0] == score]
        if len(rivals) == 1 and _occurrences(english.text, right) == 1:
            pairs.append((polish, english, suffix))
    taken = [english for _, english, _ in pairs]
    unique = [pair for pair in pairs if taken.count(pair[1]) == 1]
    return _merge_adjacent(unique, source, target)


def split_inflected(word: str, name: str) -> tuple[float, str]:
    """Return how well Polish *word* fits English *name* (0 to 1) and the inflection suffix.

    >>> score, suffix = split_inflected("Mirzijojewa", "Mirziyoyev")
    >>> round(score, 1), suffix
    (0.9, 'a')
    """
    best = (0.0, "")
    for ending in ENDINGS:
        stem = word.removesuffix(ending) if ending else word
        if not word.endswith(ending) or len(stem) < MIN_LENGTH:
            continue
        best = max(best, (_ratio(stem, name), ending), key=lambda item: (item[0], -len(item[1])))
    # English keeps the -a of Polish feminines (Kamali, Kamala): compare without it as well.
    if name.endswith("a") and len(name) > MIN_LENGTH:
        for ending in ("i", "y", "ę", "ą", "o"):
            if word.endswith(ending):
                score = _ratio(word.removesuffix(ending), name[:-1])
                best = max(best, (score, ending), key=lambda item: item[0])
    return best


def _ratio(stem: str, name: str) -> float:
    if stem == name:
        return 1.0
    left, right = _romanise(stem), _romanise_english(name)
    return SequenceMatcher(None, left, right, autojunk=False).ratio()


def _similarity(word: str, name: str, lexicon: Mapping[str, str] | None) -> tuple[float, str]:
    if len(word) < MIN_LENGTH or len(name) < MIN_LENGTH:
        # Short names (Xi, EU) are only trusted when they stand unchanged.
        return (1.0, "") if word == name and len(word) > 1 else (0.0, "")
    if lexicon:
        for lemma in _possible_lemmas(word, lexicon):
            if lexicon[lemma] == name:
                return 1.0, word[_common_prefix(word, lemma) :]
    if word[0] != name[0] and _romanise(word[:2])[0] != name[0].lower():
        return 0.0, ""
    score, suffix = split_inflected(word, name)
    return (score, suffix) if score >= MIN_SIMILARITY else (0.0, "")


def _possible_lemmas(word: str, lexicon: Mapping[str, str]) -> Iterable[str]:
    for ending in ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending) if ending else word
            for lemma in (stem, *(stem + final for final in ("a", "y", "o", "e", "i", "ja"))):
                if lemma in lexicon:
                    yield lemma


def _common_prefix(left: str, right: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )


def _romanise(text: str) -> str:
    text = text.lower()
    for polish, english in ROMANISATION:
        text = text.replace(polish, english)
    return text


def _romanise_english(text: str) -> str:
    return text.lower().replace("iy", "y").replace("yy", "y").replace("ss", "s")


def _capitalised(text: str) -> list[_Word]:
    found = (_Word(m.group(), m.start(), m.end()) for m in NAME_WORD.finditer(text))
    return [word for word in found if word.text[0].isupper() and word.text not in NOT_NAMES]


def _occurrences(name: str, words: list[_Word]) -> int:
    return sum(word.text == name for word in words)


def _merge_adjacent(
    pairs: list[tuple[_Word, _Word, str]], source: str, target: str
) -> list[SharedName]:
    names: list[SharedName] = []
    previous: tuple[_Word, _Word] | None = None
    for polish, english, suffix in pairs:
        name = SharedName(
            (polish.start, polish.stop - len(suffix)), (english.start, english.stop), suffix
        )
        if (
            previous
            and source[previous[0].stop : polish.start] == " "
            and target[previous[1].stop : english.start] == " "
        ):
            first = names.pop()
            name = SharedName(
                (first.source_span[0], name.source_span[1]),
                (first.target_span[0], name.target_span[1]),
                suffix,
            )
        names.append(name)
        previous = polish, english
    return names
