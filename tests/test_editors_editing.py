"""Writing under others' hands: whole files only, no addition lost, no change overwritten."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from translate.errors import GlossaryError
from translate.glossary.editing import update
from translate.glossary.entry import Entry
from translate.glossary.rows import extend
from translate.glossary.table import Table, parse, read

if TYPE_CHECKING:
    from pathlib import Path

ADD = """
import sys
from pathlib import Path
from translate.glossary.editing import update
from translate.glossary.entry import Entry
from translate.glossary.rows import extend
path, name, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for n in range(number):
    update(path, lambda table: extend(table, [Entry(f"{name}{n}", "x")]))
    print("ready", flush=True)
"""


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.tsv"
    path.write_text("source\ttarget\nRosja\tRussia\n", encoding="utf-8")
    return path


def with_entry(table: Table) -> Table:
    return extend(table, [Entry("Chiny", "China")])


def start(path: Path, name: str, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ADD, str(path), name, str(number)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_writers_at_once_lose_nothing(glossary: Path) -> None:
    writers = [start(glossary, name, 8) for name in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    for writer in writers:
        assert writer.stdout
        writer.stdout.close()
    wanted = {f"{name}{n}" for name in "abc" for n in range(8)} | {"Rosja"}
    found = [entry.source for entry in read(glossary).entries]
    assert len(found) == len(wanted)
    assert set(found) == wanted
    assert [path.name for path in glossary.parent.iterdir()] == ["glossary.tsv"]


def test_killed_writers_leave_a_whole_file(glossary: Path) -> None:
    before = 1
    chance = random.Random(7)
    for trial in range(4):
        writer = start(glossary, f"t{trial}-", 10_000)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(chance.uniform(0.01, 0.15))
        writer.send_signal(signal.SIGKILL)
        writer.wait(10)
        writer.stdout.close()
        after = len(read(glossary).entries)
        assert after >= before
        before = after
    update(glossary, with_entry)  # no lock is left behind that stops the next
    assert len(read(glossary).entries) == before + 1


def test_a_change_by_a_text_editor_meanwhile_is_not_overwritten(glossary: Path) -> None:
    def slow(table: Table) -> Table:
        glossary.write_text("source\ttarget\nRosja\tRuthenia\n", encoding="utf-8")
        return with_entry(table)

    with pytest.raises(GlossaryError, match="changed while it was being edited"):
        update(glossary, slow)
    assert "Ruthenia" in glossary.read_text(encoding="utf-8")


def test_a_failed_change_leaves_the_file_alone(glossary: Path) -> None:
    before = glossary.read_bytes()
    with pytest.raises(GlossaryError, match="no tab"):
        update(glossary, lambda table: extend(table, [Entry("a\tb", "c")]))
    assert glossary.read_bytes() == before
    assert [path.name for path in glossary.parent.iterdir()] == ["glossary.tsv"]


def test_mode_and_link_are_kept(glossary: Path) -> None:
    glossary.chmod(0o640)
    link = glossary.with_name("link.tsv")
    link.symlink_to(glossary)
    update(link, with_entry)
    assert stat.S_IMODE(glossary.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert [entry.source for entry in read(glossary).entries] == ["Rosja", "Chiny"]


def test_no_change_is_no_write(glossary: Path) -> None:
    os.utime(glossary, ns=(1, 1))
    update(glossary, lambda table: table)
    assert glossary.stat().st_mtime_ns == 1


def test_a_missing_file_is_begun_only_on_demand(tmp_path: Path) -> None:
    path = tmp_path / "new.tsv"
    with pytest.raises(GlossaryError, match="cannot read"):
        update(path, with_entry)
    update(path, with_entry, create=True)
    assert [entry.source for entry in read(path).entries] == ["Chiny"]


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_additions_keep_the_line_ends(end: str) -> None:
    table = with_entry(parse(f"source\ttarget{end or chr(10)}Rosja\tRussia{end}"))
    newline = end or "\n"
    assert [row.end for row in table.rows] == [newline] * 3
