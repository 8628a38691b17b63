"""An explanation: one style's reading of a post, and whether the evidence is enough to believe it.

A number alone is no evidence: tutorials, steps and outlines are numbered too. What counts is how many
prompts ask, how many answers carry a marker (答：, Answer:), how many prompts are answered at all, and
what the title promises. The weaker one of these is, the more the others must say.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.questions.candidates import Style
from pipeline.questions.chains import Chain
from pipeline.questions.wording import Promise

_FEW = 0.2
_SOME = 0.3
_HINTED = 0.4
_HALF = 0.5
_MOST = 2 / 3
_SOUND = 0.7  # of a chain's candidates, less its faults
_NEARLY_ALL = 0.8
_FEWEST = 3  # prompts without a number, where no title promises any
_SEVERAL = 5
_MANY = 10


@dataclass(frozen=True, slots=True)
class Explanation:
    """One style's reading of a post, with the evidence for it, each from 0 to 1.

    `asked`: the share of prompts that ask; `marks`: of those that end in a question mark; `marked`: of
    answers that carry a marker; `answered`: of prompts with anything behind them; `grouping`: of
    prompts that stand above a list of questions.
    """

    style: Style
    chain: Chain
    asked: float
    marked: float
    answered: float
    promised: Promise
    title_asks: bool = False
    marks: float = 0.0
    grouping: float = 0.0

    @property
    def score(self) -> float:
        """Tell how well this explains the post."""
        return self.chain.score + 0.5 * self.marked * len(self.chain.links)

    @property
    def believed(self) -> bool:
        """Tell whether the evidence is enough for questions."""
        return not self.doubt

    @property
    def doubt(self) -> str:
        """Say why this is not believed; "" where it is."""
        count = len(self.chain.links)
        if count > 1 and self.answered == 0:
            return "nothing is answered"
        if max(self.asked, self.marked, self.answered) < _HALF:
            return "too little is asked or answered"
        numbered = self.style.numbered or self.style.family == "any"
        return self._numbered(count) if numbered else self._unnumbered(count)

    def _numbered(self, count: int) -> str:
        if self.promised is Promise.PLAIN:
            return "" if count > 1 or self.asked else "a single number that does not ask"
        if count == 1:
            return "a single question"
        if self.score < _SOUND * count:
            return "the numbers do not climb"
        if self.promised is Promise.HINT:
            said = max(self.asked, self.marked) >= (_FEW if count >= _MANY else _HINTED)
            return "" if said else "the title only hints at questions, and too few prompts ask"
        least = _NEARLY_ALL if self.title_asks else _MOST
        said = self.marked >= _HALF or self.asked >= least
        return "" if said else "too few prompts ask"

    def _unnumbered(self, count: int) -> str:
        distinct = len({link.text for link in self.chain.links})
        if distinct < (_HALF if self.asked >= _HALF else _NEARLY_ALL) * count:
            return "the prompts repeat"
        open_questions = self.promised and self.asked >= _NEARLY_ALL
        if self.promised is Promise.PLAIN and self.style.shape == "heading":
            open_questions = True
        if self.answered < (_FEW if open_questions else _HALF):
            return "too few prompts are answered"
        if self.style.shape == "sentence":
            enough = self.promised is Promise.PLAIN and count >= _SEVERAL
            return "" if enough and self.answered >= _HALF else "plain lines are no prompts"
        if self.promised is Promise.PLAIN:
            names = self.style.shape == "heading" or "bold" in {self.style.shape, self.style.family}
            least = 0.0 if names and count >= _FEWEST else _HALF
        elif self.promised is Promise.HINT and self.style.shape in {"heading", "summary"}:
            least = _FEW if count >= _MANY else _HALF
        else:
            least = _NEARLY_ALL
        if self.grouping >= _SOME and self.asked < _HALF:
            return "they name lists of questions"
        if count < (2 if self.promised is Promise.PLAIN or self.marked >= _HALF else _FEWEST):
            return "too few prompts for a post that promises none"
        if self.promised is Promise.NONE and self.marks < _HALF and self.marked < _HALF:
            return "too few prompts end in a question mark"
        said = self.marked >= (_HALF if self.asked >= _SOME else _NEARLY_ALL)
        if self.asked >= least or (said and self.style.shape != "bullet"):
            return ""
        return "too few prompts ask"
