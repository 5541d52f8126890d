"""English word forms: plurals of nouns, the principal parts of verbs.

Enough for phrases made from dictionary entries (:mod:`translate.training.phrases`): spelling rules
and the table ``tables/irregular.tsv``. The last consonant doubles in words of one syllable only
(stopped, but opened), since stress is not written.
"""

from __future__ import annotations

import re
from functools import cache

from translate.tables import table

VOWELS = "aeiou"
SIBILANT = re.compile(r"(s|x|z|ch|sh)$")
CONSONANT_Y = re.compile(rf"(?<=[^{VOWELS}])y$")
SILENT_E = re.compile(r"(?<![eoy])e$")
SHORT = re.compile(rf"^[^{VOWELS}]*[{VOWELS}][bdgklmnprt]$")


@cache
def _irregular() -> dict[tuple[str, str], list[str]]:
    rows = table("irregular", "translate.training")
    return {(row["kind"], row["word"]): row["forms"].split() for row in rows}


def plural(noun: str) -> str:
    """Return the plural of *noun*; of several words the last one changes.

    >>> [plural(noun) for noun in ("agreement", "heat pump", "city", "church", "policewoman")]
    ['agreements', 'heat pumps', 'cities', 'churches', 'policewomen']
    """
    before, space, word = noun.rpartition(" ")
    return before + space + _plural(word)


def _plural(word: str) -> str:
    if ("noun", word) in _irregular():
        return _irregular()["noun", word][0]
    if word.endswith("man") and len(word) > 5:  # "human" has its own plural
        return word[:-3] + "men"
    return _add_s(word)


def _add_s(word: str) -> str:
    if SIBILANT.search(word):
        return f"{word}es"
    return CONSONANT_Y.sub("ie", word) + "s"


def conjugate(verb: str) -> dict[str, str]:
    """Return the forms of *verb*: base, s, past, part (participle), ing; the first word changes.

    >>> conjugate("take part")["past"], conjugate("carry")["s"], conjugate("stop")["ing"]
    ('took part', 'carries', 'stopping')
    """
    word, space, after = verb.partition(" ")
    past, participle = _irregular().get(("verb", word), [_past(word)] * 2)
    forms = {"base": word, "s": _third(word), "past": past, "part": participle, "ing": _ing(word)}
    return {name: form + space + after for name, form in forms.items()}


def _third(word: str) -> str:
    irregular = {"have": "has", "do": "does", "go": "goes", "undergo": "undergoes"}
    return irregular.get(word) or _add_s(word)


def _past(word: str) -> str:
    if word.endswith("e"):
        return f"{word}d"
    return CONSONANT_Y.sub("i", _doubled(word)) + "ed"


def _ing(word: str) -> str:
    if word.endswith("ie"):
        return word[:-2] + "ying"
    return SILENT_E.sub("", _doubled(word)) + "ing"


def _doubled(word: str) -> str:
    return word + word[-1] if SHORT.match(word) else word
