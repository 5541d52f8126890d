"""Where the time of a translation goes: seconds spent in each stage of the pipeline."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib import import_module
from inspect import isgenerator
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# stage, module, function or Class.method. What a stage calls of another stage counts there.
STAGES = (
    ("split", "translate.text.layout", "_segments"),
    ("match", "translate.glossary.matching", "Glossary.find"),
    ("match", "translate.pipeline", "find_carried"),
    ("mask", "translate.pipeline", "mask"),
    ("tokenise", "translate.engines.tokens", "Tokens.encode"),
    ("tokenise", "translate.engines.tokens", "Tokens.decode"),
    ("decode", "translate.engines.ct2", "CTranslate2Engine.translate"),
    ("restore", "translate.pipeline", "_restored"),
    ("verify", "translate.pipeline", "_Unit.offer"),
    ("verify", "translate.pipeline", "find_targets"),
)
DONE = object()


@contextmanager
def watch_stages() -> Iterator[dict[str, float]]:
    """Time the stages while the context lasts; yield seconds by stage, filled as they run."""
    spent: dict[str, float] = defaultdict(float)
    running: list[str] = []
    clock = [time.perf_counter()]

    def switch() -> None:
        now = time.perf_counter()
        if running:
            spent[running[-1]] += now - clock[0]
        clock[0] = now

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def inside(call: Callable[[], Any]) -> Any:
            switch()
            running.append(stage)
            try:
                return call()
            finally:
                switch()
                running.pop()

        @wraps(function)
        def wrapper(*args: Any, **named: Any) -> Any:
            result = inside(lambda: function(*args, **named))
            # A generator works when it is asked, not when it is made.
            return steps(result) if isgenerator(result) else result

        def steps(generator: Iterator[Any]) -> Iterator[Any]:
            while (item := inside(lambda: next(generator, DONE))) is not DONE:
                yield item

        return wrapper

    with ExitStack() as stack:
        for stage, module, path in STAGES:
            *owner, name = path.split(".")
            target = import_module(module)
            for part in owner:
                target = getattr(target, part)
            stack.enter_context(patch.object(target, name, timed(stage, getattr(target, name))))
        yield spent
