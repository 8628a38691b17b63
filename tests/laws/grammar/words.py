"""Made-up words, from a seed; no word comes twice in a post."""

from __future__ import annotations

from random import Random

Lines = list[str]
_GLYPHS = "山川草木风云雨雪金石土火鱼鸟虫兽"
_SYLLABLES = [c + v for c in "bkmrvz" for v in "aeiou"]


class Words:
    """Makes up words, sentences and links; no word comes twice."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._latin = self._random.random() < 0.25
        self._used: set[str] = set()

    def word(self) -> str:
        while True:
            if self._latin:
                made = "".join(self._random.choices(_SYLLABLES, k=self._random.randint(2, 4)))
            else:
                made = "".join(self._random.choices(_GLYPHS, k=self._random.randint(3, 6)))
            if made not in self._used:
                self._used.add(made)
                return made

    def phrase(self) -> str:
        return (" " if self._latin else "").join(
            self.word() for _ in range(self._random.randint(1, 2))
        )

    def question(self) -> str:
        return self.phrase() + ("?" if self._latin else "？")

    def sentence(self) -> str:
        words = [self.word() for _ in range(self._random.randint(3, 9))]
        return " ".join(words) + "." if self._latin else "，".join(words) + "。"

    def link(self) -> str:
        return f"[{self.phrase()}](https://{self._random.randint(1, 999)}.example)"

    def picture(self) -> str:
        return f"![{self.word()}](https://{self._random.randint(1, 999)}.example/p.png)"
