"""Checkpoints that resume exactly, written whole or not at all."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import torch

from translate.errors import TrainingError
from translate.training.batches import Position

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Progress:
    """How far training has come: steps, target tokens, seconds of training, place in the data."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    position: Position = field(default_factory=Position)
    log: list[dict[str, float]] = field(default_factory=list)


def save(path: Path, progress: Progress, states: dict[str, Any]) -> None:
    """Write a checkpoint; *states* are the state dictionaries of model, average and optimisers."""
    beside = path.with_name(path.name + ".part")
    random = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        random["cuda"] = torch.cuda.get_rng_state()
    torch.save({"progress": asdict(progress), "random": random, **states}, beside)
    beside.replace(path)


def load(path: Path) -> tuple[Progress, dict[str, Any]]:
    """Return what :func:`save` wrote and set the random state.

    Raises:
        TrainingError: there is no checkpoint, or it is damaged.
    """
    try:
        states = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError as error:
        raise TrainingError("no checkpoint to resume; leave out --resume", path=path) from error
    except Exception as error:  # torch raises many kinds for a damaged file
        raise TrainingError(f"damaged checkpoint: {error}", path=path) from error
    random = states.pop("random")
    torch.set_rng_state(random["cpu"])
    if "cuda" in random and torch.cuda.is_available():
        torch.cuda.set_rng_state(random["cuda"])
    fields = states.pop("progress")
    progress = Progress(**{**fields, "position": Position(**fields["position"])})
    return progress, states
