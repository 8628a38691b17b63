"""What has a name in a group: built in, or brought by a package that somebody installed.

A package names it in an entry point (packaging.python.org, "Entry points specification").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .language import say

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class PluginError(Exception):
    """A plugin that cannot be used; the message names it and says why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(say("the plugin {name} {reason}", name=name, reason=reason))
        self.name, self.reason = name, reason


def plugins(group: str, built_in: Mapping[str, str]) -> Mapping[str, Any]:
    """Return all that has a name in a group: first what is built in, then the others by name.

    `built_in` holds references, as "module:attribute"; one that begins with a dot is to a module of
    this package. Each is imported when it is looked up. Raise
    PluginError where a name is taken and, at a look-up, where the import fails.
    """
    from importlib.metadata import EntryPoint, entry_points  # costs time, and `--help` has no need

    found = {name: EntryPoint(name, _absolute(value), group) for name, value in built_in.items()}
    for entry in sorted(entry_points(group=group), key=lambda entry: entry.name):
        if entry.name in found:
            first, second = _package(found[entry.name]), _package(entry)
            reason = say(
                "is in two packages: {first} and {second}; remove one of them",
                first=first, second=second,
            )  # fmt: skip
            raise PluginError(entry.name, reason)
        found[entry.name] = entry
    return _Plugins(found)


class _Plugins(Mapping[str, Any]):
    """Entry points by name, which are imported when they are looked up."""

    def __init__(self, found: Mapping[str, EntryPoint]) -> None:
        self._found = found

    def __getitem__(self, name: str) -> Any:
        entry = self._found[name]
        try:
            return entry.load()
        except (Exception, SystemExit) as error:
            reason = say(
                "of {package} cannot be imported: {kind}: {error}",
                package=_package(entry), kind=type(error).__name__, error=error,
            )  # fmt: skip
            raise PluginError(name, reason) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __contains__(self, name: object) -> bool:
        return name in self._found  # without an import


def check(name: str, plugin: object, contract: type) -> None:
    """Raise PluginError where a plugin, or what it returned, lacks a member of its contract."""
    members = {*vars(contract), *contract.__annotations__}
    lacking = sorted(m for m in members if not (m.startswith("_") or hasattr(plugin, m)))
    if lacking:
        raise PluginError(
            name,
            say(
                "lacks {names} (see {contract})",
                names=", ".join(lacking),
                contract=contract.__name__,
            ),
        )


@contextmanager
def blamed(name: str) -> Iterator[None]:
    """Turn what a plugin raises into a PluginError; errors of the file system stay what they are."""
    try:
        yield
    except (OSError, PluginError):
        raise
    except Exception as error:
        raise PluginError(
            name, say("failed: {kind}: {error}", kind=type(error).__name__, error=error)
        ) from error


def _absolute(reference: str) -> str:
    return f"{__package__}{reference}" if reference.startswith(".") else reference


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else "postdeck"
