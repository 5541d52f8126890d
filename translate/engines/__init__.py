"""Engines: programs that run a Marian model. All of them answer to :class:`Engine`."""

from translate.engines.base import Engine, EngineName
from translate.engines.load import load_engine

__all__ = ["Engine", "EngineName", "load_engine"]
