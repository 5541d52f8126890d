"""Names of countries, languages and cities in Polish and English, from Unicode's CLDR (Babel)."""

from __future__ import annotations

import re
from functools import cache


def english_of(name: str) -> tuple[str, str, str] | None:
    """Give the English of a Polish *name*, what it names, and its type; None if CLDR lacks it.

    >>> english_of("Kirgistan")
    ('Kyrgyzstan', 'country', 'place')
    """
    return _names().get(name.casefold())


@cache
def _names() -> dict[str, tuple[str, str, str]]:
    from babel import Locale

    polish, english = Locale("pl"), Locale("en")
    names: dict[str, tuple[str, str, str]] = {}
    for zone, polish_zone in polish.time_zones.items():
        city = polish_zone.get("city")
        # English has the city only where the zone's own name would not do.
        here = english.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2]
        if city and "/" in zone:
            names[city.casefold()] = (here.replace("_", " "), "city", "place")
    for kind, type_, left, right in (
        ("language", "other", polish.languages, english.languages),
        ("country", "place", polish.territories, english.territories),
    ):
        for code, name in left.items():
            if right.get(code) and not code.isdigit():
                names[_plain(name).casefold()] = (_plain(right[code]), kind, type_)
    return names


def _plain(name: str) -> str:
    """Take off what CLDR adds in brackets: Mjanma (Birma)."""
    return re.sub(r"\s*\(.*\)", "", name)
