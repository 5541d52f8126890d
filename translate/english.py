"""English mechanics around a name that was put into a sentence: a/an, the, 's, capitals.

Rules are tables; where none fits, the text stays as it is.
"""

from __future__ import annotations

import re

# Names with one of these words in the head take the definite article in a sentence.
ARTICLE_HEADS = frozenset(
    (
        "Agency Alliance Army Assembly Association Authority Bank Bureau Caucasus Chamber "
        "Commission Committee Commonwealth Community Conference Congress Corporation Council "
        "Court Department Directorate Embassy Emirates Federation Forum Foundation Front Fund "
        "Government Guard House Institute Islands League Majlis Ministry Movement Nations "
        "Netherlands Office Organisation Organization Pact Parliament Party Peninsula Philippines "
        "Police Presidium Republic Senate Service Society States Taliban Treaty Tribunal Union "
        "United Kingdom"
    ).split()
)
# The head is the word before "of"/"for"/"on", or the last one.
HEAD = re.compile(r"^(?:.*?)(\w+)(?: (?:of|for|on|in) .*)?(?: \(.*\))?$")

# After one of these a name stands alone, so an article has room there.
BEFORE_ARTICLE = frozenset(
    (
        "about after against among and around at because before behind between but by despite "
        "during for from if in inside into like near of off on or outside over says since than "
        "that through to towards under until when where which while who why with within without"
    ).split()
)
# Before one of these, or a mark, a name is not an adjective: "the Kazakhstan border" is right.
AFTER_NAME = frozenset(
    (
        "and or but in on at to of for from with by is was are were has had have will would can "
        "could said says as that which who than after before during because since until while"
    ).split()
)
# What may stand at the edge of a name's place in a sentence, but is no part of the name.
FUNCTION_WORDS = (BEFORE_ARTICLE | AFTER_NAME) | frozenset(
    (
        "a an the he she it they we you i him them his her its their our this these those there "
        "not no be been being do does did would should may might must about up out also only all"
    ).split()
)
# By spelling: not the u of "union", but the silent h of "hour".
VOWEL_SOUNDS = re.compile(
    r"(?i:[aeio]|u(?!ni|kr|s(?:[ae]\b|e[drf]|ing|u[ar]|ag|ab)|ru|ga|ti)"
    r"|h(?:onest|onou?r|our(?:s|ly|glass)?\b|eir))"
)
# Acronyms are spelled out: an MP, an FBI agent, but a NATO one, which is spoken as a word.
SPELLED_VOWELS = frozenset("AEFHILMNORSX")
SPOKEN_ACRONYMS = frozenset({"NATO", "NASA", "SARS", "RAM", "LOT", "FIFA", "SALT"})


SPACE_BEFORE_MARK = re.compile(r" +(?=[,.;:!?)](?:\s|$))")


def tidy(text: str) -> str:
    """Return *text* with single spaces, and none before a punctuation mark.

    >>> tidy("See  Tokayev :")
    'See Tokayev:'
    """
    return SPACE_BEFORE_MARK.sub("", " ".join(text.split()))


def fit_name(text: str, name: str, kind: str = "") -> str:
    """Return *text* with the mechanics put right around every occurrence of *name*.

    *kind* is the entry's type; people and places lose a "the" that English does not give them.

    >>> fit_name("He joined Soviet Union.", "Soviet Union")
    'He joined Soviet Union.'
    >>> fit_name("He asked for help from Security Council.", "Security Council")
    'He asked for help from the Security Council.'
    >>> fit_name("an Tokayev ally", "Tokayev")
    'a Tokayev ally'
    >>> fit_name("the Kazakhstan and the Kazakhstan border", "Kazakhstan", "place")
    'Kazakhstan and the Kazakhstan border'
    """
    text = _drop_doubled_word(text, name)
    text = _choose_indefinite(text, name)
    if needs_article(name):
        text = _add_article(text, name)
    elif kind in ("person", "place"):
        text = _drop_article(text, name)
    return _shorten_possessive(text, name)


def needs_article(name: str) -> bool:
    """Return whether English puts "the" before *name* in a sentence, as far as tables tell.

    >>> needs_article("Collective Security Treaty Organization"), needs_article("Kazakhstan")
    (True, False)
    """
    if name.lower().startswith("the ") or " " not in name:
        return name in ("Taliban", "Netherlands", "Philippines", "Caucasus", "Kremlin")
    found = HEAD.match(name)
    head = found.group(1) if found else name
    return head in ARTICLE_HEADS and "'s" not in name


def _drop_doubled_word(text: str, name: str) -> str:
    first = re.escape(name.split()[0])
    return re.sub(rf"(?<!\w){first} (?={re.escape(name)}(?!\w))", "", text)


def _choose_indefinite(text: str, name: str) -> str:
    article = "an" if starts_with_vowel_sound(name) else "a"

    def replace(found: re.Match[str]) -> str:
        right = article.capitalize() if found.group(1)[0].isupper() else article
        return f"{right} {name}"

    return re.sub(rf"(?<!\w)(an?|An?) {re.escape(name)}(?!\w)", replace, text)


def starts_with_vowel_sound(name: str) -> bool:
    """Return whether a name or a word is spoken with a vowel first, so that it takes "an".

    >>> [starts_with_vowel_sound(word) for word in ("hour", "honey", "user", "usher", "EU")]
    [True, False, False, True, True]
    """
    first = name.split()[0]
    if first.isupper() and len(first) > 1 and first not in SPOKEN_ACRONYMS:
        return first[0] in SPELLED_VOWELS
    return bool(VOWEL_SOUNDS.match(name))


def _add_article(text: str, name: str) -> str:
    before = "|".join(sorted(BEFORE_ARTICLE))
    text = re.sub(rf"(?<!\w)({before}) (?={re.escape(name)}(?!\w))", r"\1 the ", text)
    return re.sub(rf"^(\W*)(?={re.escape(name)}(?!\w))", r"\1The ", text)


def _drop_article(text: str, name: str) -> str:
    after = "|".join(sorted(AFTER_NAME))
    end = rf"(?=\s*[,.;:!?)\"]|\s*$|['’]s|\s(?:{after})(?!\w))"
    return re.sub(rf"(?<!\w)[Tt]he (?={re.escape(name)}(?!\w){end})", "", text)


def _shorten_possessive(text: str, name: str) -> str:
    # The United Nations' (a plural), but Biden's, Massimov's.
    if name.endswith("s") and needs_article(name):
        return re.sub(rf"({re.escape(name)})['’]s(?!\w)", r"\1'", text)
    return text
