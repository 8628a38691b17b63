"""The settings of a Hugo site: a file in its root, and those below `config/` (`config/allconfig/load.go`).

Their names are case-insensitive. What a file below `config/` says wins; its name, unless it is that of the
whole settings, is the setting that it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from ...files import is_folder, walk
from .. import site_config
from ..front_matter import Loaded, load_yaml
from ..front_matter.js_json import load_json
from ..front_matter.js_types import Value
from ..front_matter.toml import load_toml
from ..hugo_syntax import in_lower_case
from ..site_config import SiteConfig

_SUFFIXES = (".toml", ".yaml", ".yml", ".json")
OWN_NAMES = tuple(f"hugo{suffix}" for suffix in _SUFFIXES)
SHARED_NAMES = tuple(f"config{suffix}" for suffix in _SUFFIXES)
"""Names that other programs give to their settings too."""
FOLDERS = ("config/_default", "config/production")
_LEVELS = 6  # of tables that hold a setting which is read here
_WHOLE = frozenset({"hugo", "config"})
_TELLING = frozenset(
    "baseurl contentdir defaultcontentlanguage enableemoji enablegitinfo enablerobotstxt frontmatter "
    "googleanalytics languagecode languages markup paginate pagination params permalinks rsslimit "
    "pygmentscodefences taxonomies theme".split()
)
"""Settings that make a file one of Hugo's; Zola's are written with underlines."""


def load(root: Path) -> SiteConfig:
    """Read the settings of a site; what is wrong in them is in their findings."""
    whole = SiteConfig("", {}, {})
    values: dict[str, Value] = {}
    for path in _files(root):
        read = partial(in_lower_case, partial(_load, PurePosixPath(path).suffix))
        config = site_config.load(root, path, read=read)
        whole.name = whole.name or path
        whole.findings += config.findings
        values = _merged(values, _placed(path, dict(config.values)))
        if path == whole.name:
            whole.lines = config.lines
    whole.values = values
    return whole


def is_telling(config: SiteConfig) -> bool:
    """Whether settings are clearly Hugo's."""
    return not _TELLING.isdisjoint(config.values)


def _files(root: Path) -> Iterator[str]:
    """Yield the files of the settings, the stronger ones last."""
    names = (name for name in (*OWN_NAMES, *SHARED_NAMES) if (root / name).is_file())
    yield from (name for name in [next(names, None)] if name)
    for folder in FOLDERS:
        if is_folder(root / folder):
            listed, _ = walk(root, root / folder, lambda _: False)
            files = [path for path in listed if path.endswith(_SUFFIXES)]
            yield from sorted(files, key=lambda path: PurePosixPath(path).stem not in _WHOLE)


def _placed(path: str, values: dict[str, Value]) -> dict[str, Value]:
    """Return the settings of a file where its name puts them; `params.en.toml` is of a language."""
    name, _, language = PurePosixPath(path).stem.lower().partition(".")
    if "/" not in path or name in _WHOLE:
        return values
    if not language:
        return {name: values}
    return {"languages": {language: values if name == "languages" else {name: values}}}


def _load(suffix: str, text: str) -> Loaded:
    """Read settings in the format that the suffix of their file names."""
    if suffix == ".toml":
        return load_toml(text)
    if suffix == ".json":
        inner = text.strip()
        return load_json(inner[1:-1] if inner.startswith("{") else inner)
    return load_yaml(text, last_counts=True)


def _merged(
    weak: dict[str, Value], strong: dict[str, Value], levels: int = _LEVELS
) -> dict[str, Value]:
    """Return settings in which tables of both are joined, with their names in lower case."""
    joined = dict(weak)
    for name, value in strong.items():
        key = name.lower()
        before = joined.get(key)
        if isinstance(value, dict) and levels:
            below = before if isinstance(before, dict) else {}
            joined[key] = _merged(below, value, levels - 1)
        else:
            joined[key] = value
    return joined
