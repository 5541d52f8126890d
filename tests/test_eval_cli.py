"""``python -m eval``: what is printed, kept and returned."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import eval.__main__ as cli
import translate.engines
from eval import arguments, records
from eval.systems import System, translate_units
from translate.pipeline import Translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from translate.engines.alignment import Alignment

GLOSSARY = "source\ttarget\ttype\tgender\nTokajew\tTokayev\tperson\tm\nRosja\tRussia\tplace\tf\n"
PAIRS = """\
source\ttarget\tlabel
Tokajew pyta.\tTokayev asks.\tname
Rosja milczy.\tRussia is silent.\tname
Nie ma go.\tHe is not here.\tnegation
Tokajew jest w Rosji. Milczy.\tTokayev is in Russia. He is silent.\tname
"""


class CopyingEngine:
    """Gives its input back, so that only the glossary changes anything."""

    name = "copying"
    placeholders = ("<n1>", "<n2>", "<n3>")
    max_tokens = 100

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def translate(
        self, texts: Sequence[str], *, beam_size: int = 4, hypotheses: int = 1
    ) -> list[list[str]]:
        return [[text] for text in texts]

    def align(self, sources: Sequence[str], outputs: Sequence[str]) -> list[Alignment]:
        raise AssertionError("nothing that is copied needs an alignment")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(translate.engines, "load_engine", lambda *options: CopyingEngine())
    monkeypatch.setattr(System, "describe", lambda self: {"model": self.model})
    monkeypatch.delenv("PL2EN_GLOSSARY", raising=False)
    (tmp_path / "glossary.tsv").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "dev.tsv").write_text(PAIRS, encoding="utf-8")
    return tmp_path


def run(*argv: str) -> int:
    return cli.main(["run", "dev.tsv", "-o", "runs", "--baseline", "baseline.json", *argv])


def test_both_systems_are_run_kept_and_tested(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    out = capsys.readouterr().out
    assert "dev: 4 lines; p: paired bootstrap against small" in out
    assert "BLEU|nrefs:1|bs:1000" in out
    kept = records.read(folder / "runs" / "dev.small+glossary.jsonl")
    assert kept.hypotheses[3] == "Tokayev jest w Russia. Milczy."
    assert records.read(folder / "runs" / "dev.small.jsonl").hypotheses[0] == "Tokajew pyta."


@pytest.mark.parametrize(
    ("option", "names"),
    [("--no-glossary", ["dev.small.jsonl"]), ("--with-glossary", ["dev.small+glossary.jsonl"])],
)
def test_one_system_alone(folder: Path, option: str, names: list[str]) -> None:
    assert run(option) == 0
    assert [path.name for path in (folder / "runs").iterdir()] == names


def test_without_arguments_it_is_the_article() -> None:
    parsed = arguments.parse([])
    assert (parsed.command, parsed.sets) == ("run", ["article"])
    gated = arguments.parse(["--gate"])
    assert (gated.command, gated.sets, gated.gate) == ("run", ["article"], True)


def test_the_gate_passes_then_falls(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--update-baseline") == 0
    assert run("--gate") == 0
    path = folder / "baseline.json"
    content = json.loads(path.read_text("utf-8"))
    content["scores"]["dev"]["small"]["chrF2"] += 5
    path.write_text(json.dumps(content), encoding="utf-8")
    capsys.readouterr()
    assert run("--gate") == 1
    assert "FELL  dev small  chrF2" in capsys.readouterr().out


def test_a_gate_without_a_baseline_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--gate") == 2
    assert "the gate has nothing to check" in capsys.readouterr().err


def test_hypotheses_of_another_program_are_scored(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "other.txt").write_text("Tokayev asks.\nA\nB\nC\n", encoding="utf-8")
    assert run("--hypotheses", "other.txt", "--name", "other") == 0
    assert records.read(folder / "runs" / "dev.other.jsonl").hypotheses[0] == "Tokayev asks."
    (folder / "other.txt").write_text("Tokayev asks.\n", encoding="utf-8")
    assert run("--hypotheses", "other.txt") == 2
    assert "other.txt: has 1 lines, but test set dev has 4" in capsys.readouterr().err


def test_runs_are_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    capsys.readouterr()
    paths = [f"runs/dev.{name}.jsonl" for name in ("small", "small+glossary")]
    assert cli.main(["compare", *paths, "--show", "1", "--baseline", "baseline.json"]) == 0
    out = capsys.readouterr().out
    assert "[-Tokajew -]{+Tokayev +}pyta." in out
    assert "negation" in out
    assert "most lost" not in out
    assert cli.main(["compare", *paths[::-1], "--gate", "--baseline", "baseline.json"]) == 1


def test_a_report_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    monkeypatch.setattr(cli, "RUNS", folder / "runs")
    assert cli.main(["report", "-o", "r.html", "--markdown", "r.md"]) == 0
    assert (folder / "r.html").read_text("utf-8").startswith("<!doctype html>")
    assert "## dev: 4 lines" in (folder / "r.md").read_text("utf-8")
    (folder / "README.md").write_text("<!-- scores -->\n<!-- /scores -->\n", encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["report", "--readme", "--update-readme", "README.md"]) == 0
    table = capsys.readouterr().out.strip()
    assert (folder / "README.md").read_text("utf-8") == (
        f"<!-- scores -->\n{table}\n<!-- /scores -->\n"
    )


def test_a_report_without_runs_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "RUNS", folder / "runs")
    assert cli.main(["report"]) == 2
    assert "make one: python -m eval run" in capsys.readouterr().err


@pytest.mark.parametrize(
    "argv",
    [["run", "dev.tsv", "-g", "none.tsv"], ["run", "nothing"], ["compare", "a.jsonl", "b.jsonl"]],
    ids=" ".join,
)
def test_mistakes_get_one_line_and_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_units_are_translated_the_same_whatever_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    translator = Translator(CopyingEngine())
    sources = [f"Zdanie {n}. I drugie „zdanie”." for n in range(7)]
    whole = list(translate_units(translator, sources))
    monkeypatch.setattr("eval.systems.BLOCK", 2)
    assert list(translate_units(translator, sources)) == whole == sources


def test_systems_that_differ_have_different_names() -> None:
    systems = [
        System(),
        System(glossary=Path("g.tsv")),
        System(beam_size=1),
        System(engine="transformers"),
        System(model="models/opus"),
    ]
    assert len({system.name for system in systems}) == len(systems)
    assert System(glossary=Path("g.tsv")).without_glossary() == System()
