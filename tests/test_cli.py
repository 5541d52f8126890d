"""The command line as its users meet it, in processes of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "corpus" / "article.pl.txt"
SENTENCE = "Prezydent Tokajew poinformował o tym rząd."


def pl2en(
    *arguments: str | Path, cwd: Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "translate", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "glossary.tsv").write_text(
        "source\ttarget\ttype\tgender\nTokajew\tTokayev\tperson\tm\n", encoding="utf-8"
    )
    (tmp_path / "in.txt").write_text(f"  {SENTENCE}\n\n", encoding="utf-8")
    return tmp_path


def one_line(result: subprocess.CompletedProcess[bytes]) -> str:
    message = result.stderr.decode()
    assert "Traceback" not in message
    assert message.count("\n") == 1, message
    return message


def test_a_file_to_standard_output_with_the_nearest_glossary(folder: Path) -> None:
    below = folder / "deep" / "down"
    below.mkdir(parents=True)
    result = pl2en("translate", folder / "in.txt", cwd=below)
    assert result.returncode == 0
    output = result.stdout.decode()
    assert output.startswith("  ")
    assert output.endswith("\n\n")
    assert "Tokayev" in output
    assert result.stderr == b""


def test_standard_input_to_jsonl(folder: Path) -> None:
    result = pl2en("translate", "--format", "jsonl", cwd=folder, stdin=SENTENCE.encode())
    (row,) = map(json.loads, result.stdout.splitlines())
    assert row["source"] == SENTENCE
    assert row["input"] == "-"
    (term,) = row["terms"]
    assert SENTENCE[term["start"] : term["stop"]] == "Tokajew"


def test_a_folder_to_a_folder(folder: Path) -> None:
    (folder / "texts" / "more").mkdir(parents=True)
    for name in ("a.txt", "more/b.txt"):
        (folder / "texts" / name).write_text(SENTENCE, encoding="utf-8")
    out = folder / "out"
    out.mkdir()
    assert pl2en("translate", "texts", "-o", out, cwd=folder).returncode == 0
    assert sorted(str(p.relative_to(out)) for p in out.rglob("*.txt")) == [
        "a.en.txt",
        "more/b.en.txt",
    ]
    assert not list(out.rglob("*.part"))


def test_several_inputs_to_one_page(folder: Path) -> None:
    result = pl2en("translate", "in.txt", ARTICLE, "-o", "page.html", cwd=folder)
    assert result.returncode == 0
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert page.count("<h2>") == 2


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    first, second = (pl2en("translate", ARTICLE, cwd=folder).stdout for _ in range(2))
    assert first == second


def test_strict_fails_on_a_missing_term(folder: Path) -> None:
    # The target can never come out: the model's own words are looked for, as no placeholder fits.
    names = "\n".join(f"Nazwa{n}\tName{n}\tother\tf" for n in range(3))
    (folder / "glossary.tsv").write_text(f"source\ttarget\ttype\tgender\n{names}\n")
    text = " ".join(f"Nazwa{n} to Nazwa{n}." for n in range(3))
    result = pl2en("translate", "--strict", "--explain", cwd=folder, stdin=text.encode())
    assert result.returncode == int(b": missing" in result.stderr)


BAD_INPUTS = [
    (["nowhere.txt"], b"", "no such file"),
    (["empty.txt"], b"", "is empty"),
    (["-"], b"", "is empty"),
    (["binary.txt"], b"", "is not text (a zero byte at offset 2)"),
    (["latin.txt"], b"", "add --encoding windows-1250"),
    (["wide.txt"], b"", "add --encoding utf-16"),
    (["bare"], b"", "without .txt files"),
    (["in.txt", "-o", "in.txt"], b"", "would be overwritten"),
    (["in.txt", "-g", "broken.tsv"], b"", "broken.tsv:3"),
    (["in.txt", "-g", "none.tsv"], b"", "none.tsv"),
    (["in.txt", "-m", "nope"], b"", "no model 'nope'"),
    (["in.txt", "-m", "bare"], b"", "no config.json"),
    (["in.txt", "-m", "opus"], b"", "use -m small"),
    (["in.txt", "--encoding", "klingon"], b"", "unknown encoding"),
    (["in.txt", "--device", "cuda"], b"", "use --device cpu"),
    (["in.txt", "-o", "in.txt/x.html"], b"", "cannot be written"),
]


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"), BAD_INPUTS, ids=lambda value: str(value)
)
def test_a_users_mistake_gets_one_line(
    folder: Path, arguments: list[str], stdin: bytes, message: str
) -> None:
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"ab\0cd")
    (folder / "latin.txt").write_bytes("Zażółć gęślą jaźń".encode("windows-1250"))
    (folder / "wide.txt").write_bytes(SENTENCE.encode("utf-16"))
    (folder / "bare").mkdir()
    (folder / "broken.tsv").write_text("source\ttarget\nRosja\tRussia\nno tab here\n")
    before = (folder / "in.txt").read_bytes()
    result = pl2en("translate", *arguments, cwd=folder, stdin=stdin, HF_HUB_OFFLINE="1")
    assert result.returncode == 2
    assert message in one_line(result)
    assert (folder / "in.txt").read_bytes() == before
    assert not list(folder.glob("*.part"))


def test_the_byte_that_is_wrong_is_named(folder: Path) -> None:
    (folder / "cut.txt").write_bytes(b"x" * 70_000 + b"\xff")
    assert "byte 70000" in one_line(pl2en("translate", "cut.txt", cwd=folder))


def test_another_encoding_is_read(folder: Path) -> None:
    (folder / "latin.txt").write_bytes(SENTENCE.encode("windows-1250"))
    result = pl2en("translate", "latin.txt", "--encoding", "windows-1250", cwd=folder)
    assert "Tokayev" in result.stdout.decode()


def test_no_glossary_is_said(tmp_path: Path) -> None:
    result = pl2en("translate", cwd=tmp_path, stdin=SENTENCE.encode(), PL2EN_GLOSSARY="")
    assert result.returncode == 0
    assert "no glossary" in one_line(result)


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m translate translate {ARTICLE} | head -c 10"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert result.returncode == 0
    assert result.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "translate", "translate", "in.txt"],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert result.returncode == 2
    assert "No space left" in one_line(result)


def test_what_is_finished_is_kept_when_interrupted(folder: Path) -> None:
    text = "\n".join(f"{SENTENCE} To jest zdanie numer {n}." for n in range(4000))
    (folder / "long.txt").write_text(text, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "translate", "translate", "long.txt", "-o", "out.txt"],
        cwd=folder,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        part = folder / "out.txt.part"
        deadline = time.monotonic() + 60
        while not (part.exists() and part.stat().st_size) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, message = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in message
    assert b"out.txt.part" in message
    assert part.read_text(encoding="utf-8").startswith("President Tokayev") or part.stat().st_size
    assert not (folder / "out.txt").exists()


def test_help_is_quick_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from translate.cli.main import build_parser; build_parser().format_help();"
        "heavy = {'torch', 'transformers', 'ctranslate2', 'rich', 'morfeusz2', 'numpy', 'jinja2'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False
    )
    assert result.returncode == 0, result.stderr.decode()


def test_translating_does_not_import_torch_once_converted(folder: Path) -> None:
    code = (
        "import sys; from translate.cli.main import main; main(['translate', 'in.txt']);"
        "sys.exit(', '.join({'torch', 'transformers'} & set(sys.modules)) or 0)"
    )
    pl2en("translate", "in.txt", cwd=folder)
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert result.returncode == 0, result.stderr.decode()


def test_models_are_listed_and_described(tmp_path: Path) -> None:
    assert b"Helsinki-NLP/opus-mt-pl-en" in pl2en("model", "list", cwd=tmp_path).stdout
    assert b"MarianMTModel" in pl2en("model", "info", cwd=tmp_path).stdout
