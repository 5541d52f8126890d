"""The checks of a glossary: one bad example a code at least, and what must not be found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate.errors import GlossaryError
from translate.glossary.checks import CODES, check, select_codes

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("cases").joinpath("editors_checks.json").read_text("utf-8")
)
HEADER = "source\ttarget\tnote\ttype\tgender\tforms\tcase\tforbidden\tstatus\n"
CHEAP = [code for code in CODES if code[1] not in "56"]  # without inflection


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['code']}: {case['comment']}")
def test_code_is_found_in_these_lines(case: dict[str, Any]) -> None:
    found = [finding.line for finding in check(case["text"], [case["code"]])]
    assert sorted(set(found)) == case["lines"]


def test_every_code_has_a_bad_example() -> None:
    assert {case["code"] for case in CASES if case["lines"]} == set(CODES)


@pytest.mark.parametrize("code", CODES.values(), ids=str)
def test_every_code_says_what_to_do(code: Any) -> None:
    assert code.severity == {"E": "error", "W": "warning"}[code.code[0]]
    assert code.meaning
    assert code.remedy


def test_a_finding_gives_line_column_text_and_remedy() -> None:
    finding = check("source\ttarget\nRosja\tRussia  Fed\n", ["W206"])[0]
    assert (finding.line, finding.column, finding.cell) == (2, 13, "target")
    assert str(finding).startswith("2:13: W206 target: several spaces in 'Russia  Fed'; leave one")


def test_columns_count_code_points() -> None:
    finding = check("source\ttarget\n\U0001d538Ż\tRus\u200bsia\n", ["E201"])[0]
    assert finding.column == 7


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_are_no_mistakes(end: str) -> None:
    text = f"\ufeffsource\ttarget\tgender{end}Rosja\tRussia\tf{end}{end}Rosja\t{end}"
    assert [(f.code, f.line) for f in check(text, CHEAP)] == [("E104", 4)]


def test_status_checked_silences_warnings_and_not_errors() -> None:
    line = "Łódź\tŁódź {0}\t\tplace\tf\t\t\t{1}\tchecked\n"
    assert check(HEADER + line.format("", ""), CHEAP) == []
    assert [f.code for f in check(HEADER + line.format("ab", "ab"), CHEAP)] == ["E403"]


def test_selecting_a_check_that_does_not_exist_is_refused() -> None:
    with pytest.raises(GlossaryError, match="no check is called 'X1'"):
        select_codes(["E502", "X1"])


@given(st.text(st.sampled_from('aŻ\t\n\r #|"“(\u200b\u0430\ufeff<='), max_size=60))
def test_no_text_breaks_the_checks(body: str) -> None:
    for finding in check(HEADER + body, CHEAP):
        assert finding.line >= 1
        assert finding.column >= 1
