"""A progress bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from translate.cli.inputs import Source


class Progress:
    """Shows how many bytes of the input are done, segments a second, and the time left.

    Only when standard error is a terminal and standard output is not, for the bar would get
    between the lines of the translation.
    """

    def __init__(self, sources: Sequence[Source], encoding: str) -> None:
        self._encoding = encoding
        self._bar: Any = None
        self._task: Any = None
        if not sys.stderr.isatty() or sys.stdout.isatty():
            return
        from rich import progress
        from rich.console import Console

        sizes = [source.size for source in sources]
        total = None if None in sizes else sum(size for size in sizes if size is not None)
        self._bar = progress.Progress(
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.DownloadColumn(),
            progress.TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("translating", total=total)

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar:
            self._bar.stop()

    def watch(self, lines: Iterable[str], source: Source) -> Iterator[str]:
        """Yield *lines*, counting them as they are taken."""
        if not self._bar:
            yield from lines
            return
        self._bar.update(self._task, description=source.name)
        for line in lines:
            yield line
            self._bar.advance(self._task, len(line.encode(self._encoding, errors="replace")))

    def note(self, text: str) -> None:
        """Print *text* on standard error without breaking the bar."""
        if not text:
            return
        if self._bar:
            self._bar.console.print(text, end="", markup=False, highlight=False)
        else:
            sys.stderr.write(text)
