"""How a command ends: an exit code, and one line on standard error for what went wrong.

Exit codes: 0 done; 1 a check failed; 2 unusable arguments or input; 130 interrupted, as shells
count it (128 + SIGINT).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from translate.errors import InterruptedWorkError, Pl2enError

if TYPE_CHECKING:
    from collections.abc import Callable

UNUSABLE = 2
INTERRUPTED = 130


def end(program: str, command: Callable[[], int]) -> int:
    """Run *command* and return its exit code, with one line from *program* if it fails."""
    try:
        code = command()
        sys.stdout.flush()
    except InterruptedWorkError as error:
        return _fail(program, str(error), INTERRUPTED)
    except Pl2enError as error:
        return _fail(program, str(error), UNUSABLE)
    except BrokenPipeError:
        # Whoever read our output has seen enough. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail(program, "interrupted; what was finished is kept", INTERRUPTED)
    except OSError as error:
        # A full disk, a missing right: the system's own words say what is wrong.
        place = f"{error.filename}: " if error.filename else ""
        return _fail(program, f"{place}{error.strerror or error}", UNUSABLE)
    return code


def _fail(program: str, message: str, code: int) -> int:
    print(f"{program}: {message}", file=sys.stderr)
    return code
