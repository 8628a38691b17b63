"""What others add: plugins of a group, found by entry points; built-in ones come through the same door.

A plugin is the object that an entry point names. What it has to be, the contract of its group says: a
`Protocol`, with which `check` compares it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any


class PluginError(Exception):
    """A plugin cannot be used; the message names it and says why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"plugin {name}: {reason}")
        self.name, self.reason = name, reason


def plugins(group: str, built_in: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the plugins of a group by name: the built-in ones, then those of others by their names.

    `built_in` maps names to references, `module` or `module:attribute`. Raise PluginError where one
    cannot be loaded, or bears the name of another.
    """
    from importlib.metadata import EntryPoint, entry_points

    own = [EntryPoint(name, reference, group) for name, reference in built_in.items()]
    found: dict[str, Any] = {}
    for point in (*own, *sorted(entry_points(group=group), key=lambda point: point.name)):
        if point.name in found:
            raise PluginError(point.name, f"the name is taken, so {point.value} cannot have it")
        try:
            found[point.name] = point.load()
        except Exception as error:
            raise PluginError(point.name, _told(error)) from error
    return found


def check(name: str, plugin: object, contract: type) -> None:
    """Raise PluginError where a plugin, or what it returned, lacks a member of its contract."""
    members = {*vars(contract), *contract.__annotations__}
    lacking = sorted(m for m in members if not (m.startswith("_") or hasattr(plugin, m)))
    if lacking:
        raise PluginError(name, f"it lacks {', '.join(lacking)} (see {contract.__name__})")


@contextmanager
def blamed(name: str) -> Iterator[None]:
    """Turn what a plugin raises into a PluginError; errors of the file system stay what they are."""
    try:
        yield
    except (OSError, PluginError):
        raise
    except Exception as error:
        raise PluginError(name, _told(error)) from error


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
