"""math-core in a process of its own: reads formulas from standard input, writes MathML.

The argument is a JSON list of the macros and of the places to import from. A line in is a JSON list
of the formula and whether it is displayed; a line out is a list of the MathML and an error, one of
them null. Started by `mathml`, which stops it when it takes too long.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """Convert until the input ends."""
    macros, sys.path[:] = json.loads(sys.argv[1])
    from math_core import LatexError, LatexToMathML

    converter = LatexToMathML(macros=macros, fancy_error=False)
    for line in sys.stdin:
        tex, display = json.loads(line)
        answer: tuple[str | None, str | None]
        try:
            answer = (converter.convert_with_local_state(tex, displaystyle=display), None)
        except LatexError as error:
            answer = (None, str(error))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
