"""Models: names and the folders they stand for."""

from translate.models.registry import ALIASES, EMBEDDED, Model, find_model, list_models, read_model

__all__ = ["ALIASES", "EMBEDDED", "Model", "find_model", "list_models", "read_model"]
