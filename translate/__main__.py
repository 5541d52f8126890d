"""``python -m translate`` is ``pl2en``."""

import sys

from translate.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
