"""What the names in `[[…]]` mean in a folder of notes: posts by their file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Names:
    """The key of each post by its names in small letters: its path without extension, and how that ends."""

    posts: Mapping[str, str]

    @classmethod
    def of_keys(cls, keys: Iterable[str]) -> Names:
        """Return the names of posts; of posts with one name the first has it."""
        posts: dict[str, str] = {}
        for key in keys:
            for name in (key, PurePosixPath(key).name):
                posts.setdefault(name.casefold(), key)
        return cls(posts)

    def address_of(self, name: str) -> str | None:
        """Return the address of the post that a name means, None for none."""
        key = self.posts.get(name.removesuffix(".md").casefold())
        return None if key is None else f"post:{quote(key)}"
