"""From a model name to a running engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translate.errors import ModelError
from translate.models import find_model

if TYPE_CHECKING:
    from translate.engines.base import Device, Engine, EngineName


def load_engine(
    model: str = "small", engine: EngineName = "auto", device: Device = "auto"
) -> Engine:
    """Return an engine that runs *model* (an alias, a folder, or a name on the Hub).

    ``auto`` takes CTranslate2, and CUDA where there is a card.

    Raises:
        ModelError: the model cannot be found, fetched or loaded, or there is no such device.
    """
    folder = find_model(model)
    if engine == "transformers":
        from translate.engines.marian import TransformersEngine

        return TransformersEngine(folder, device=_torch_device(device))
    from translate.engines.ct2 import CTranslate2Engine

    chosen = _ct2_device(device)
    return CTranslate2Engine(
        folder, device=chosen, precision="float16" if chosen == "cuda" else "int8"
    )


def _ct2_device(device: Device) -> str:
    import ctranslate2

    has_cuda = ctranslate2.get_cuda_device_count() > 0
    return _choose(device, has_cuda=has_cuda)


def _torch_device(device: Device) -> str:
    import torch

    return _choose(device, has_cuda=torch.cuda.is_available())


def _choose(device: Device, *, has_cuda: bool) -> str:
    if device == "cuda" and not has_cuda:
        raise ModelError("no CUDA device here; use --device cpu")
    if device == "auto":
        return "cuda" if has_cuda else "cpu"
    return device
