"""What several test modules share."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from translate.engines.ct2 import CTranslate2Engine
from translate.glossary.matching import Glossary
from translate.glossary.table import read
from translate.models import EMBEDDED

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).with_name("cases")


def read_cases(name: str) -> list[dict[str, str]]:
    """Return the rows of a case file; every row must say in `comment` what it is for."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows
    assert all(row["comment"] for row in rows)
    return rows


@pytest.fixture(scope="session")
def article() -> str:
    return (ROOT / "corpus" / "article.pl.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def glossary() -> Glossary:
    return Glossary(read(ROOT / "glossary.tsv").entries)


@pytest.fixture(scope="session")
def engine() -> CTranslate2Engine:
    return CTranslate2Engine(EMBEDDED)
