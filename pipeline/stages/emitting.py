"""The stage of emitting: the emitters that a run needs are found, and each is asked for its files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..emitters.contract import GROUP, Emitter, Request
from ..findings import Finding, has_error
from ..language import say
from ..plugins import PluginError, plugins
from ..products import CORPUS, PRODUCTS
from ..spelling import did_you_mean


class UnknownProductError(Exception):
    """A product that no emitter makes; the message names those that there are."""


@dataclass(frozen=True, slots=True)
class Emitters:
    """The emitters of a run, each with those of its products that are wanted.

    `plugins` are the names of all products that are not built in.
    """

    wanted: tuple[tuple[Emitter, frozenset[str]], ...]
    plugins: tuple[str, ...]

    @classmethod
    def of(cls, products: Collection[str]) -> Emitters:
        """Return the emitters that make these products. Raise UnknownProductError, PluginError."""
        found = plugins(GROUP, {name: product.emitter for name, product in PRODUCTS.items()})
        if CORPUS in found:
            raise PluginError(CORPUS, say("bears the name of what every run makes"))
        for name in products:
            if name not in {CORPUS, *found}:
                known = ", ".join((CORPUS, *found))
                meant = did_you_mean(name, (CORPUS, *found))
                raise UnknownProductError(
                    say(
                        "there is no product {name}{meant}, only these: {known}",
                        name=name, meant=meant, known=known,
                    )
                )  # fmt: skip
        emitters = {name: found[name] for name in found if name in products}
        for name, emitter in emitters.items():
            if not callable(emitter):
                raise PluginError(name, say("is no emitter, which can be called"))
        wanted: list[tuple[Emitter, frozenset[str]]] = []
        for emitter in emitters.values():
            names = frozenset(name for name, other in emitters.items() if other == emitter)
            if (emitter, names) not in wanted:
                wanted.append((emitter, names))
        return cls(tuple(wanted), tuple(name for name in found if name not in PRODUCTS))


def write_files(emitter: Emitter, request: Request) -> tuple[Finding, ...]:
    """Have an emitter write its files, and return what it tells.

    Raise PluginError where one fails that is not built in; what a built-in one raises is raised.
    """
    try:
        told = tuple(emitter(request))
        if not all(isinstance(finding, Finding) for finding in told):
            raise TypeError("it returned what is no finding")
        if not has_error(told):
            for name in request.files:
                if not (request.folder / name).exists():
                    raise FileNotFoundError(f"it did not write {name}")
    except (Exception, SystemExit) as error:
        if request.products <= PRODUCTS.keys():
            raise
        name = ", ".join(sorted(request.products))
        raise PluginError(
            name, say("failed: {kind}: {error}", kind=type(error).__name__, error=error)
        ) from error
    return told
