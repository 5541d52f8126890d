"""``pl2en translate``: files, folders and standard input to text, JSON lines or HTML."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from translate.cli.inputs import Source, list_sources, open_lines
from translate.cli.outputs import open_output
from translate.cli.progress import Progress
from translate.errors import InputError

if TYPE_CHECKING:
    import argparse

    from translate.formats import Writer
    from translate.pipeline import Translation, Translator

FORMATS = ("text", "jsonl", "html")
ENGINES = ("auto", "ctranslate2", "transformers")
DEVICES = ("auto", "cpu", "cuda")
ENDINGS = {"text": ".en.txt", "jsonl": ".jsonl", "html": ".html"}


def add_parser(commands: Any) -> None:
    """Add ``pl2en translate`` to the command line."""
    parser = commands.add_parser(
        "translate",
        help="translate files, folders or standard input",
        description="Translate Polish text. The layout of the input is kept.",
    )
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="text files, folders of .txt files, or - for standard input (the default)",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT",
        help="file to write, or folder for several inputs; standard output if left out",
    )
    add_system_options(parser)
    parser.add_argument("--format", choices=FORMATS, help="default: by OUT's ending, else text")
    parser.add_argument("--encoding", default="utf-8", help="of the input (default: utf-8)")
    parser.add_argument(
        "--strict", action="store_true", help="exit with 1 when a glossary term is missing"
    )
    parser.add_argument(
        "--explain", action="store_true", help="say on standard error how each term got there"
    )
    parser.set_defaults(run=run)


def add_system_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose glossary, model and engine."""
    parser.add_argument("-g", "--glossary", type=Path, metavar="GLOSSARY", help="glossary file")
    parser.add_argument("--no-glossary", action="store_true", help="use no glossary")
    parser.add_argument(
        "-m", "--model", default="small", help="folder, Hub name, small (default) or opus"
    )
    parser.add_argument("-e", "--engine", choices=ENGINES, default="auto")
    parser.add_argument("--device", choices=DEVICES, default="auto")
    parser.add_argument("--beam-size", type=_positive, default=4, metavar="N", help="default: 4")


def _positive(text: str) -> int:
    import argparse

    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 64:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 64")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Translate the inputs; return 1 if --strict and a term is missing, else 0."""
    sources = list_sources(arguments.inputs or ["-"])
    name = arguments.format or _format_of(arguments.output)
    outputs = _plan_outputs(sources, arguments.output, name)
    for source in sources:
        source.check()
    translator = load_translator(arguments)
    missing = 0
    with Progress(sources, arguments.encoding) as progress:
        for path in dict.fromkeys(outputs):
            with open_output(path) as file:
                writer = _writer(name, file)
                for source, output in zip(sources, outputs, strict=True):
                    if output == path:
                        missing += _translate(source, translator, writer, arguments, progress)
                writer.close()
    if missing:
        plural = "terms are" if missing > 1 else "term is"
        print(
            f"pl2en: {missing} glossary {plural} missing in the output; see --explain",
            file=sys.stderr,
        )
    return int(bool(missing and arguments.strict))


def load_translator(arguments: argparse.Namespace) -> Translator:
    """Return the translator that the system options ask for."""
    from translate.engines import load_engine
    from translate.pipeline import Translator

    glossary = None if arguments.no_glossary else _load_glossary(arguments.glossary)
    engine = load_engine(arguments.model, arguments.engine, arguments.device)
    return Translator(engine, glossary, beam_size=arguments.beam_size)


def _load_glossary(path: Path | None) -> Any:
    from translate.glossary.cache import load
    from translate.glossary.locate import find_glossary
    from translate.glossary.table import read

    found = path or find_glossary()
    if found is None:
        print(
            "pl2en: no glossary: no -g, no PL2EN_GLOSSARY, no glossary.tsv here or above",
            file=sys.stderr,
        )
        return None
    return load(read(found).entries)


def _translate(
    source: Source,
    translator: Translator,
    writer: Writer,
    arguments: argparse.Namespace,
    progress: Progress,
) -> int:
    """Translate one input to *writer*; return how many terms are missing."""
    missing = 0
    with open_lines(source, arguments.encoding) as lines:
        for paragraph, translations in translator.translate(progress.watch(lines, source)):
            writer.write(source.name, paragraph, translations)
            for translation in translations:
                missing += sum(term.status == "missing" for term in translation.terms)
                if arguments.explain:
                    progress.note(explain(translation))
    return missing


def explain(translation: Translation) -> str:
    """Return one line a term: what stood in the source, what became of it, and by which step."""
    return "".join(
        f"{term.match.text} → {term.match.entry.target}: {term.status} ({term.step})\n"
        for term in translation.terms
    )


def _format_of(output: Path | None) -> str:
    suffix = output.suffix.lower() if output else ""
    return {".jsonl": "jsonl", ".html": "html", ".htm": "html"}.get(suffix, "text")


def _plan_outputs(sources: list[Source], output: Path | None, name: str) -> list[Path | None]:
    """Return where the translation of each source goes; None is standard output.

    Raises:
        InputError: an output would overwrite an input, or two inputs would share an output.
    """
    if output is None:
        return [None] * len(sources)
    if not (output.is_dir() or str(output).endswith(os.sep)):
        _refuse_overwriting(sources, output)
        return [output] * len(sources)
    paths = [
        output / (source.relative.with_suffix("").as_posix() + ENDINGS[name]) for source in sources
    ]
    for path in paths:
        _refuse_overwriting(sources, path)
        if paths.count(path) > 1:
            raise InputError("two inputs would be written here; translate them apart", path=path)
    return list(paths)


def _refuse_overwriting(sources: list[Source], output: Path) -> None:
    if any(s.path and output.exists() and output.samefile(s.path) for s in sources):
        raise InputError("is an input and would be overwritten; choose another -o", path=output)


def _writer(name: str, file: IO[str]) -> Writer:
    from translate.formats import WRITERS

    return WRITERS[name](file)
