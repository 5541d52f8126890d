"""COMET (Rei et al. 2022), for those who have it installed; it is no dependency of this project."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from eval.score import Figure
from translate.errors import InputError

if TYPE_CHECKING:
    from eval.records import Run

MODEL = "Unbabel/wmt22-comet-da"


def load_comet(model: str = MODEL) -> Any:
    """Return the COMET model called *model*, fetched on first use.

    Raises:
        InputError: COMET is not installed, or the model cannot be had.
    """
    try:
        comet = import_module("comet")
    except ImportError as error:
        raise InputError("COMET is not installed: pip install unbabel-comet") from error
    try:
        return comet.load_from_checkpoint(comet.download_model(model))
    except Exception as error:  # the Hub, torch and the disk have errors of their own
        raise InputError(f"COMET model {model} cannot be loaded ({error})") from error


def comet_figure(run: Run, comet_model: Any, name: str = MODEL) -> Figure:
    """Return the COMET score of *run* times 100 (about 0 to 100), with its own signature."""
    triples = [
        {"src": pair.source, "mt": hypothesis, "ref": pair.reference}
        for pair, hypothesis in zip(run.pair_set.pairs, run.hypotheses, strict=True)
    ]
    result = comet_model.predict(triples, batch_size=16, gpus=0, progress_bar=False)
    signature = f"model:{name}|version:{version('unbabel-comet')}"
    return Figure("COMET", 100 * float(result.system_score), signature)
