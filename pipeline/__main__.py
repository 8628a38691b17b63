"""The entry point of `python -m pipeline`, and of `python -m postdeck` where that is installed."""

import sys

from .cli import main

sys.exit(main())
