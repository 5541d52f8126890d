"""``python -m eval``: run, compare, report, speed. The only module of this package that prints.

Exit codes are those of ``pl2en``; 1 says that the gate fell.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from eval import gate, records, tables, testsets
from eval.arguments import RUNS, SPEED, parse
from eval.compare import METHODS, compare_runs, rank_sentences
from eval.differences import as_text, diff
from eval.summary import summarise
from translate.cli.ending import end
from translate.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from eval.gate import Check
    from eval.pairs import PairSet
    from eval.records import Run
    from eval.summary import Extra, Summary
    from eval.systems import System
    from translate.glossary.matching import Glossary


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line *argv* (by default the program's own) and return the exit code."""
    arguments = parse(sys.argv[1:] if argv is None else argv)
    command = {"run": run, "compare": compare, "report": report, "speed": speed}[arguments.command]
    return end("eval", lambda: command(arguments))


def run(arguments: argparse.Namespace) -> int:
    """Run systems over test sets, keep the hypotheses, print the scores."""
    names = arguments.sets or testsets.at_hand()
    pair_sets = list(testsets.load_all(names, paragraphs=arguments.paragraphs))
    path = _glossary_path(arguments)
    glossary = _read_glossary(path)
    runs = []
    extra = _comet(arguments)
    for done in _runs(arguments, pair_sets, path, glossary):
        records.write(done, arguments.output / done.file_name)
        runs.append(done)
    summaries = summarise(runs, glossary, method=arguments.test, extra=extra)
    _print_summaries(summaries)
    results = [result for summary in summaries for result in summary.results]
    baseline = gate.read_baseline(arguments.baseline)
    code = _print_checks(gate.check(baseline, results)) if arguments.gate else 0
    if arguments.update_baseline:
        gate.write_baseline(gate.update(baseline, results), arguments.baseline)
        _note(f"wrote {arguments.baseline}")
    return code


def compare(arguments: argparse.Namespace) -> int:
    """Print scores side by side with p-values, scores by label, and what changed most."""
    runs = [records.read(path) for path in arguments.runs]
    glossary = _read_glossary(_glossary_path(arguments))
    outcomes = compare_runs(runs, glossary, method=arguments.test)
    print(f"{runs[0].pair_set.name}: {METHODS[arguments.test]} against {runs[0].system}\n")
    print(tables.as_text(tables.outcome_table(outcomes)))
    labels = tables.label_table(runs, glossary)
    if len(labels) > 1:
        print(f"\n{tables.as_text(labels)}")
    for other in runs[1:]:
        _print_sentences(runs[0], other, arguments.show)
    print()
    for metric, (first, *_) in outcomes.items():
        print(f"{metric}|{first.signature}")
    if not arguments.gate:
        return 0
    return _print_checks(gate.check_outcomes(gate.read_baseline(arguments.baseline), outcomes))


def report(arguments: argparse.Namespace) -> int:
    """Write the HTML page, or give the table of scores of the README."""
    from eval.report import html_report, markdown_report
    from eval.speed import read as read_speeds

    glossary = _read_glossary(_glossary_path(arguments))
    summaries = summarise(_kept_runs(arguments.runs), glossary, method=arguments.test)
    if arguments.readme:
        print(tables.readme(summaries))
    if arguments.update_readme:
        _update_readme(arguments.update_readme, tables.readme(summaries))
    if arguments.readme or arguments.update_readme:
        return 0
    measured = arguments.speed or (SPEED if SPEED.exists() else None)
    speeds = read_speeds(measured) if measured else []
    _write(arguments.output, html_report(summaries, glossary, speeds))
    if arguments.markdown:
        _write(arguments.markdown, markdown_report(summaries))
    return 0


def speed(arguments: argparse.Namespace) -> int:
    """Let pl2en and the programs beside it translate the same sentences; print the speeds."""
    from eval import limits
    from eval import speed as speeds

    sentences = speeds.draw(arguments.text, max(arguments.sizes))
    if not sentences:
        raise InputError(
            "holds no .tsv file with sentences; name another: --text", path=arguments.text
        )
    results = speeds.race(
        sentences, arguments.sizes, rounds=arguments.rounds, beam=arguments.beam_size
    )
    print(tables.as_text(speeds.speed_table(results)), end="\n\n")
    print(tables.as_text(speeds.stage_table(results)), end="\n\n")
    same, of_all = speeds.same_output(results)
    print(f"the same text from pl2en and from plain CTranslate2: {same} of {of_all} sentences")
    print(limits.find_limit(sentences[:1000], arguments.beam_size))
    speeds.write(results, arguments.output)
    _note(f"wrote {arguments.output}")
    if arguments.plot:
        speeds.plot(results, arguments.plot)
    if arguments.update_readme:
        _update_readme(arguments.update_readme, speeds.readme(results), marker="speed")
    return 0


def _runs(
    arguments: argparse.Namespace,
    pair_sets: Sequence[PairSet],
    path: Path | None,
    glossary: Glossary | None,
) -> Iterator[Run]:
    from eval.running import read_hypotheses, run_systems
    from translate.engines import load_engine

    if arguments.hypotheses:
        if len(pair_sets) != 1:
            raise InputError("--hypotheses needs exactly one test set: name it")
        name = arguments.name or arguments.hypotheses.stem
        yield read_hypotheses(arguments.hypotheses, pair_sets[0], name)
        return
    engine = load_engine(arguments.model, arguments.engine, arguments.device)
    systems = _systems(arguments, path)
    yield from run_systems(pair_sets, systems, engine, glossary, watch=_watch)


def _systems(arguments: argparse.Namespace, path: Path | None) -> list[System]:
    from eval.systems import System

    if arguments.with_glossary and path is None:
        raise InputError("there is no glossary to run with; name one with -g")
    options = (arguments.model, arguments.engine, arguments.device, arguments.beam_size)
    without, with_glossary = System(*options), System(*options, path)
    if arguments.no_glossary or path is None:
        return [without]
    return [with_glossary] if arguments.with_glossary else [without, with_glossary]


def _watch(hypotheses: Iterator[str], total: int, what: str) -> Iterable[str]:
    if not sys.stderr.isatty():
        return hypotheses
    from rich.console import Console
    from rich.progress import track

    return track(hypotheses, what, total, console=Console(stderr=True), transient=True)


def _glossary_path(arguments: argparse.Namespace) -> Path | None:
    from translate.glossary.locate import find_glossary

    path: Path | None = arguments.glossary or find_glossary()
    if path is None:
        _note("no glossary (-g, PL2EN_GLOSSARY, glossary.tsv here or above): no term accuracy")
    return path


def _read_glossary(path: Path | None) -> Glossary | None:
    from translate.glossary.matching import Glossary
    from translate.glossary.table import read

    return None if path is None else Glossary(read(path).entries)


def _comet(arguments: argparse.Namespace) -> Extra | None:
    if not arguments.comet:
        return None
    from eval.comet import comet_figure, load_comet

    model = load_comet(arguments.comet)
    return lambda run: comet_figure(run, model, arguments.comet)


def _kept_runs(paths: Sequence[Path]) -> list[Run]:
    """Return the runs at *paths*, or all kept, the repository's own test sets first."""
    if not paths:
        paths = sorted(RUNS.glob("*.jsonl"))
        if not paths:
            raise InputError("there is no run to report; make one: python -m eval run", path=RUNS)
    order = list(testsets.OWN)
    runs = [records.read(path) for path in paths]
    return sorted(runs, key=lambda run: [run.pair_set.name != name for name in order])


def _print_summaries(summaries: Sequence[Summary]) -> None:
    for summary in summaries:
        print(f"{tables.describe(summary)}\n")
        for table in tables.all_tables(summary):
            print(f"{tables.as_text(table)}\n")
    print("\n".join(tables.signatures(summaries)))


def _print_sentences(first: Run, second: Run, count: int) -> None:
    ranked = rank_sentences(first, second)
    gains = [d for d in ranked[:count] if d.difference > 0]
    losses = [d for d in ranked[::-1][:count] if d.difference < 0]
    for title, group in (("gained", gains), ("lost", losses)):
        if group:
            print(f"\nmost {title} by {second.system} over {first.system} (chrF2)")
        for d in group:
            pair = second.pair_set.pairs[d.number]
            change = as_text(diff(first.hypotheses[d.number], second.hypotheses[d.number]))
            print(f"\n{d.number + 1}: {d.first:.1f} → {d.second:.1f}  {pair.label}".rstrip())
            print(
                f"  source     {pair.source}\n  reference  {pair.reference}\n  change     {change}"
            )


def _print_checks(checks: Sequence[Check]) -> int:
    print()
    for check in checks:
        print(check)
    return int(any(check.fell for check in checks))


def _update_readme(path: Path, table: str, marker: str = "scores") -> None:
    from eval.formats import read_text

    try:
        text = tables.replace_between(read_text(path), table, marker)
    except InputError as error:
        raise InputError(error.message, path=path) from error
    _write(path, text)


def _write(path: Path, text: str) -> None:
    from translate.glossary.storage import replace

    replace(path, text.encode())
    _note(f"wrote {path}")


def _note(text: str) -> None:
    print(f"eval: {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
