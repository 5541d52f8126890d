"""``pl2en glossary`` as an editor uses it: what it prints, what it writes, its exit codes."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from translate.cli.main import main
from translate.glossary.table import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADER = "source\ttarget\tnote\ttype\tgender\tforms\tcase\tforbidden\tstatus\n"
GLOSSARY = HEADER + "Tokajew\tTokayev\t\tperson\tm\nRosja\tRussia\t\tplace\tf\n"


class Piped(io.TextIOWrapper):
    """Standard input from another program."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")


class Terminal(Piped):
    """Standard input from a person."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PL2EN_GLOSSARY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "glossary.tsv").write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: str, stdin: bytes = b"", terminal: bool = False) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", Terminal(stdin) if terminal else Piped(stdin))
        code = main(["glossary", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_find_keeps_its_contract(run: Callable[..., tuple[int, str, str]]) -> None:
    text = "\U0001d538 Widziano\r\nw Rosji Tokajewa.\n"
    code, out, err = run("find", "--format", "jsonl", stdin=text.encode())
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == [
        {"line": 2, "start": 2, "stop": 7, "matched": "Rosji", "source": "Rosja",
         "target": "Russia"},
        {"line": 2, "start": 8, "stop": 16, "matched": "Tokajewa", "source": "Tokajew",
         "target": "Tokayev"},
    ]  # fmt: skip
    assert list(json.loads(out.splitlines()[0])) == [
        "line", "start", "stop", "matched", "source", "target",
    ]  # fmt: skip


def test_find_in_an_empty_text_finds_nothing(run: Callable[..., tuple[int, str, str]]) -> None:
    assert run("find", "-") == (0, "", "")


def test_find_in_windows_1250(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    (folder / "old.txt").write_bytes("Żołnierze Tokajewa są".encode("cp1250"))
    code, out, err = run("find", "old.txt")
    assert (code, err) == (0, "pl2en: old.txt: read as Windows-1250\n")
    assert out == "old.txt:1:11: Tokajewa → Tokayev (Tokajew)\n"


def test_without_a_glossary_a_line_says_so(
    run: Callable[..., tuple[int, str, str]], folder: Path
) -> None:
    (folder / "glossary.tsv").unlink()
    code, out, err = run("find", stdin=b"Rosja")
    assert (code, out) == (0, "")
    assert err.startswith("pl2en: no glossary: no -g, no PL2EN_GLOSSARY, no glossary.tsv")
    assert run("check")[0] == 2


def test_check_is_quiet_about_a_good_glossary(run: Callable[..., tuple[int, str, str]]) -> None:
    assert run("check") == (0, "", "pl2en: 0 errors, 0 warnings\n")


@pytest.mark.parametrize(
    ("style", "start"),
    [
        ("text", "glossary.tsv:2:7: E104 the target is empty; write"),
        ("github", "::error file=glossary.tsv,line=2,col=7,title=E104::the target is empty; "),
        ("json", '[\n {\n  "path": "glossary.tsv",\n  "line": 2,\n  "column": 7,\n'),
    ],
)
def test_check_says_where_and_exits_with_1(
    run: Callable[..., tuple[int, str, str]], folder: Path, style: str, start: str
) -> None:
    (folder / "glossary.tsv").write_text("source\ttarget\nRosja\t\n", encoding="utf-8")
    code, out, _ = run("check", "-g", "glossary.tsv", "--format", style)
    assert code == 1
    assert out.startswith(start)
    assert run("check", "--select", "W")[0] == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (GLOSSARY.encode("utf-16"), ["UTF-16", "save it as UTF-8"]),
        ("source\ttarget\nŻółć\tBile\n".encode("cp1250"), ["Windows-1250", "save it as UTF-8"]),
        (b"source;target\nRosja;Russia\n", ["glossary import FILE"]),
    ],
)
def test_a_spreadsheets_file_is_refused_with_the_fix(
    run: Callable[..., tuple[int, str, str]], folder: Path, data: bytes, words: list[str]
) -> None:
    (folder / "glossary.tsv").write_bytes(data)
    code, out, err = run("check")
    assert code in (1, 2)
    assert all(word in out + err for word in words)
    assert len((out + err).splitlines()) <= 2


def test_fmt_writes_and_check_only_tells(
    run: Callable[..., tuple[int, str, str]], folder: Path
) -> None:
    path = folder / "glossary.tsv"
    path.write_text("source\ttarget\r\nRosja \tRussia\t\r\n", encoding="utf-8", newline="")
    assert run("fmt", "--check")[0] == 1
    assert path.read_bytes().startswith(b"source\ttarget\r\n")
    assert run("fmt")[0] == 0
    assert path.read_bytes() == b"source\ttarget\nRosja\tRussia\n"
    assert run("fmt", "--check")[0] == 0


def test_add_shows_the_forms_and_warns(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = run("add", "Masimow", "Mąssimov", "--type", "person", "--gender", "m")
    assert (code, out) == (0, "")
    assert "matches Masimow, Masimowa, Masimowowi" in err
    assert "W402 Mąssimov has ą" in err
    assert [entry.source for entry in read("glossary.tsv").entries][-1] == "Masimow"


def test_add_refuses_what_is_there_and_replace_keeps_the_rest(
    run: Callable[..., tuple[int, str, str]],
) -> None:
    code, _, err = run("add", "Tokajew", "Tokaev")
    assert code == 2
    assert err.startswith("pl2en: ")
    assert "glossary.tsv:2: Tokajew is there already, as Tokayev" in err
    assert run("add", "Tokajew", "Tokaev", "--replace")[0] == 0
    entry = read("glossary.tsv").entries[0]
    assert (entry.target, entry.type, entry.gender) == ("Tokaev", "person", "m")


def test_add_asks_on_a_terminal(run: Callable[..., tuple[int, str, str]]) -> None:
    answers = "Chiny\nChina\ncountry\nplace\n\nthe PRC\n"
    code, _, err = run("add", stdin=answers.encode(), terminal=True)
    assert code == 0
    assert err.count("Type (person, place, org, other; empty if unknown)") == 2
    entry = read("glossary.tsv").entries[-1]
    assert (entry.source, entry.target, entry.type, entry.note) == (
        "Chiny", "China", "place", "the PRC",
    )  # fmt: skip


def test_add_without_a_terminal_says_what_is_missing(
    run: Callable[..., tuple[int, str, str]],
) -> None:
    code, _, err = run("add", "Chiny")
    assert (code, err) == (
        2, "pl2en: no target given; write: pl2en glossary add SOURCE TARGET\n",
    )  # fmt: skip


def test_add_begins_a_glossary_that_is_named(
    run: Callable[..., tuple[int, str, str]], folder: Path
) -> None:
    assert run("add", "Rosja", "Russia", "-g", "new.tsv")[0] == 0
    assert (folder / "new.tsv").read_text(encoding="utf-8") == HEADER + "Rosja\tRussia\n"


def test_forms(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run("forms", "Tokajew", "--format", "jsonl")
    shown = json.loads(out)
    assert code == 0
    assert shown["target"] == "Tokayev"
    assert {"text": "Tokajewem", "cases": ["ins"], "number": "sg"} in shown["forms"]
    assert "Tokajewem" in run("forms")[1]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "tbx", "tmx", "tsv"])
def test_export_and_import_come_round(
    run: Callable[..., tuple[int, str, str]], ending: str
) -> None:
    assert run("export", f"out.{ending}")[0] == 0
    assert run("import", f"out.{ending}", "-g", "copy.tsv")[0] == 0
    assert run("diff", "glossary.tsv", "copy.tsv", "--exit-code")[0] == 0


def test_export_says_what_is_lost(run: Callable[..., tuple[int, str, str]]) -> None:
    code, _, err = run("export", "out.txt")
    assert code == 0
    assert "omegat cannot hold, so it lacks: type (2 entries), gender (2 entries)" in err
    assert run("export", "glossary.tsv")[0] == 2


def test_import_reports_and_a_dry_run_writes_nothing(
    run: Callable[..., tuple[int, str, str]], folder: Path
) -> None:
    (folder / "terms.csv").write_text("pl;en;note\nRosja;Rus;\nIran;Iran;\nTokajew;Tokayev;the p\n")
    before = (folder / "glossary.tsv").read_bytes()
    code, out, err = run("import", "terms.csv", "--dry-run")
    assert code == 1
    assert "+ Iran → Iran" in out
    assert "conflict (ours stays):\n~ Rosja\n    target: Russia → Rus" in out
    assert "1 added, 1 changed, 0 removed, 1 conflict" in err
    assert (folder / "glossary.tsv").read_bytes() == before
    assert run("import", "terms.csv", "--prefer", "theirs")[0] == 0
    assert {e.source: e.target for e in read("glossary.tsv").entries} == {
        "Tokajew": "Tokayev", "Rosja": "Rus", "Iran": "Iran",
    }  # fmt: skip


def test_import_merges_like_version_control(
    run: Callable[..., tuple[int, str, str]], folder: Path
) -> None:
    (folder / "base").write_text(GLOSSARY, encoding="utf-8")
    theirs = GLOSSARY.replace("Russia", "Russian Federation") + "# theirs\nIran\tIran\n"
    (folder / "theirs").write_text(theirs, encoding="utf-8")
    (folder / "ours").write_text(GLOSSARY + "# ours\nChiny\tChina\n", encoding="utf-8")
    assert run("import", "theirs", "-g", "ours", "--base", "base", "--format", "tsv")[0] == 0
    text = (folder / "ours").read_text(encoding="utf-8")
    assert "Russian Federation\t\tplace" in text
    assert all(line in text for line in ("# ours\nChiny\tChina\n", "# theirs\nIran\tIran\n"))
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == [
        "base", "glossary.tsv", "ours", "theirs",
    ]  # fmt: skip


def test_diff(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    new = GLOSSARY.replace("Russia", "Rus|sia") + "Chiny\tChina\tthe PRC\n"
    (folder / "new.tsv").write_text(new, encoding="utf-8")
    code, out, err = run("diff", "glossary.tsv", "new.tsv")
    assert (code, err) == (0, "pl2en: 1 entry added, 1 entry changed\n")
    assert out == "~ Rosja\n    target: Russia → Rus|sia\n+ Chiny → China — the PRC\n"
    assert "Rus\\|sia" in run("diff", "glossary.tsv", "new.tsv", "--format", "markdown")[1]
    changes = json.loads(
        run("diff", "-", "new.tsv", "--format", "json", stdin=GLOSSARY.encode())[1]
    )
    assert [change["kind"] for change in changes] == ["changed", "added"]


def test_coverage_and_suggest(run: Callable[..., tuple[int, str, str]], folder: Path) -> None:
    (folder / "text.txt").write_text("Tokajew był w Rosji. Widział Kirgistan.", encoding="utf-8")
    code, out, _ = run("coverage", "text.txt", "--format", "json")
    shown = json.loads(out)
    assert code == 0
    assert [entry["count"] for entry in shown["seen"]] == [1, 1]
    assert [name["source"] for name in shown["missing"]] == ["Kirgistan"]
    before = (folder / "glossary.tsv").read_bytes()
    assert "Kirgistan → Kyrgyzstan  [country name, CLDR]" in run("suggest", "text.txt")[1]
    assert (folder / "glossary.tsv").read_bytes() == before
    assert run("suggest", "text.txt", "--add")[0] == 0
    assert read("glossary.tsv").entries[-1].status == "suggested"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "missing.tsv"],
        ["check", "--select", "X"],
        ["fmt", "missing.tsv"],
        ["find", "missing.txt"],
        ["import", "missing.csv"],
        ["import", "glossary.pdf"],
        ["export", "-"],
        ["diff", "missing.tsv"],
        ["diff", "-", "-"],
    ],
)
def test_a_users_mistake_is_one_line(
    run: Callable[..., tuple[int, str, str]], arguments: list[str]
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("pl2en: ")
    assert err.count("\n") == 1


def test_check_loads_nothing_heavy() -> None:
    script = (
        "import sys; from translate.cli.main import main; main(['glossary', 'check']);"
        "heavy = {'torch', 'rich', 'openpyxl', 'babel', 'transformers', 'ctranslate2'};"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
