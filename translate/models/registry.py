"""Names of models: aliases, folders, and names on the Hugging Face Hub."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from translate.errors import ModelError

EMBEDDED = Path(__file__).with_name("small")
ALIASES = {"small": "the embedded model", "opus": "Helsinki-NLP/opus-mt-pl-en"}
HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")
HUB_FILES = ["*.json", "*.spm", "*.safetensors", "pytorch_model.bin"]


@dataclass(frozen=True)
class Model:
    """What a model's folder says of it. Sizes in millions of parameters and in bytes."""

    name: str
    folder: Path
    architecture: str
    layers: tuple[int, int]
    dimension: int
    vocabulary: int
    parameters: float
    size: int


def find_model(name: str) -> Path:
    """Return the folder of the model called *name*, fetching it from the Hub if need be.

    Raises:
        ModelError: there is no such model, or it cannot be fetched.
    """
    if name == "small":
        return EMBEDDED
    folder = Path(name).expanduser()
    if folder.is_dir():
        if not (folder / "config.json").exists():
            raise ModelError("has no config.json; not a Marian model folder", path=folder)
        return folder
    hub_name = ALIASES.get(name, name)
    if not HUB_NAME.fullmatch(hub_name) or name.startswith((".", "/", "~")):
        known = ", ".join(ALIASES)
        raise ModelError(
            f"no model {name!r}; give a folder, OWNER/NAME on the Hugging Face Hub, or {known}"
        )
    return _fetch(hub_name)


def _fetch(hub_name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(hub_name, local_files_only=True, allow_patterns=HUB_FILES))
    except LocalEntryNotFoundError:
        pass
    try:
        return Path(snapshot_download(hub_name, allow_patterns=HUB_FILES))
    except HfHubHTTPError as error:
        status = error.response.status_code if error.response is not None else "no answer"
        raise ModelError(
            f"the Hub refuses model {hub_name!r} ({status}); check its name"
        ) from error
    except Exception as error:  # every network layer has its own errors
        raise ModelError(
            f"model {hub_name!r} is not on this machine and the Hugging Face Hub cannot be reached;"
            " go online once to fetch it, give a folder, or use -m small"
        ) from error


def read_model(name: str) -> Model:
    """Return what is known of a model without loading its weights.

    Raises:
        ModelError: there is no such model, or its folder is damaged.
    """
    folder = find_model(name)
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
        return Model(
            name=name,
            folder=folder,
            architecture=config["architectures"][0],
            layers=(config["encoder_layers"], config["decoder_layers"]),
            dimension=config["d_model"],
            vocabulary=config["vocab_size"],
            parameters=count_parameters(folder) / 1e6,
            size=size,
        )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"damaged model folder ({error})", path=folder) from error


def count_parameters(folder: Path) -> int:
    """Return the number of weights in a folder's safetensors file, 0 if it has none."""
    path = folder / "model.safetensors"
    if not path.exists():
        return 0
    from safetensors import safe_open

    with safe_open(path, framework="numpy") as tensors:
        shapes = [tensors.get_slice(key).get_shape() for key in tensors.keys()]  # noqa: SIM118
    total = 0
    for shape in shapes:
        count = 1
        for side in shape:
            count *= side
        total += count
    return total


def list_models() -> list[tuple[str, str, bool]]:
    """Return (alias, what it stands for, whether it is on this machine)."""
    return [(name, meaning, _is_here(name, meaning)) for name, meaning in ALIASES.items()]


def _is_here(name: str, meaning: str) -> bool:
    if name == "small":
        return (EMBEDDED / "config.json").exists()
    from huggingface_hub import try_to_load_from_cache

    return isinstance(try_to_load_from_cache(meaning, "config.json"), str)
