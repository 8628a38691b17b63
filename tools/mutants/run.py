"""Mutation testing of `pipeline/outline/` and `questions/`: which changes does no test see?

    make mutants                                      # every room (module); hours
    make mutants ROOMS="cut footers:footer"         # two rooms, of one a single definition

`made` makes the changes. For each mutant a child process runs the tests, those of its room first; a
failing one kills it, and so does a loop without an end. Mutants that survive are printed, unless
`reasons.toml` has a reason; a reason is printed if its mutant is killed or no longer exists. Do not
change the code while it runs.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import sys
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tools import ROOT
from tools.mutants.made import Mutant, mutants

HOUSES = ("outline", "questions")
TESTS = ROOT / "tests" / "quick"
LAW = ROOT / "tests" / "laws" / "test_questions.py"
REASONS = Path(__file__).with_name("reasons.toml")
ROOMS = {
    path.stem: path
    for house in HOUSES
    for path in sorted((ROOT / "pipeline" / house).glob("*.py"))
    if path.stem != "__init__" or house == "questions"
}
"""The modules by their names; the questions' own `__init__` finds them, the outline's only explains."""
SECONDS = 20  # of computing, for all tests of one mutant; they take about six
MEMORY = 2 << 30  # bytes; a list that grows without an end
_HOLDS_QUESTIONS = (
    "outline",
    "questions",
    "parse",
    "stages",
    "explain",
    "report",
    "cli",
    "__main__",
)
_LOADED_ONCE = (
    "hypothesis", "pipeline.emitters", "pipeline.markdown.blocks", "pipeline.stages.normalise",
    "pipeline.publish", "pipeline.readers.folder",
)  # fmt: skip

Name = tuple[str, str, str]
Topic = Sequence[Path]


class _Order:
    """A plugin that runs the tests first that killed most, takes one in 24 of the slow tests of the
    law, and keeps the name of the test that fails.
    """

    def __init__(self, kills: Counter[str]) -> None:
        self._kills = kills
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for at, item in enumerate(items) if item.path != LAW or at % 24 == 0]
        items.sort(key=lambda item: -self._kills[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = report.nodeid

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """Call a test that needs no fixture as it is: that takes a hundredth of the time."""
        given = getattr(getattr(item, "callspec", None), "params", {})
        if (
            not isinstance(item, pytest.Function)
            or set(item.fixturenames) - set(given)
            or hasattr(item.obj, "hypothesis")  # it does not like to be called so
        ):
            item.session._setupstate.teardown_exact(None)  # kept for a test that was called since
            return None
        try:
            item.obj(**given)
        except (Exception, pytest.fail.Exception) as error:
            self.failed = item.nodeid
            item.session.shouldfail = repr(error)
        return True


def stages(room: str) -> Iterator[Topic]:
    """Yield the tests of a room in the order of their run: likely ones first, slow ones last."""
    name = "test_find.py" if room == "__init__" else f"test_{room}.py"
    own = [TESTS / house / name for house in HOUSES if (TESTS / house / name).exists()]
    if own:
        yield own
    yield [ROOT / "tests" / "quick" / f"test_{name}.py" for name in ("cases", "across_posts")]
    units = [
        path
        for house in HOUSES
        for path in sorted((TESTS / house).glob("test_*.py"))
        if path not in own
    ]
    yield [*units, ROOT / "tests" / "quick" / "test_explain.py"]
    yield [LAW]


def survives(mutant: Mutant, tests: Iterable[Topic], kills: Counter[str] | None = None) -> bool:
    """Whether all tests pass on a mutant; `kills` counts what each test has killed so far."""
    kills = Counter() if kills is None else kills
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            gc.disable()
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            _install(mutant)
            order = _Order(kills)
            passed = all(_passes(stage, order) for stage in tests)
            os.write(writing, order.failed.encode())
            os._exit(0 if passed else 1)
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        kills.update(filter(None, [pipe.read().decode()]))
    return os.waitpid(child, 0)[1] == 0


def _passes(tests: Topic, order: _Order) -> bool:
    options = ["-x", "-q", "-p", "no:cacheprovider", "--assert=plain", "--tb=no"]
    paths = [str(path) for path in tests]
    return pytest.main([*options, f"--rootdir={ROOT}", *paths], plugins=[order]) == 0


def _install(mutant: Mutant) -> None:
    """Import the mutant in place of its room, and import again what holds something of the room."""
    room = mutant.name[0]
    package = f"pipeline.{ROOMS[room].parent.name}"
    name = package if room == "__init__" else f"{package}.{room}"
    sys.meta_path.insert(0, _Finder(name, mutant))
    for module in list(sys.modules):
        top, _, rest = module.partition(".")
        if (top == "pipeline" and rest.split(".")[0] in _HOLDS_QUESTIONS) or top == "tests":
            del sys.modules[module]


class _Finder(MetaPathFinder):
    def __init__(self, name: str, mutant: Mutant) -> None:
        self._name, self._mutant = name, mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        place = str(ROOMS[self._mutant.name[0]])
        return spec_from_file_location(
            fullname, place, loader=_Loader(fullname, place, self._mutant.source)
        )


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec")


def reasons() -> dict[Name, str]:
    """Return the mutants that may survive, each with the reason."""
    entries = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    return {
        (room, entry["in"], change): entry["why"]
        for room, listed in entries.items()
        for entry in listed
        for change in entry["changes"]
    }


def _entry(name: Name) -> str:
    """Return a mutant as it is written in `reasons.toml`."""
    definition, change = (json.dumps(part, ensure_ascii=False) for part in name[1:])
    return f'[[{name[0]}]]\nin = {definition}\nchanges = [{change}]\nwhy = ""\n'


def run(room: str, definition: str, excused: Collection[Name]) -> bool:
    """Run the mutants of a room, or of one definition, and print what is wrong.

    Return whether all is as it should be.
    """
    source = ROOMS[room].read_text(encoding="utf-8")
    if not survives(Mutant((room, "", ""), source), stages(room)):
        sys.exit("the tests fail without any mutant")
    chosen = [m for m in mutants(room, source) if definition in {"", m.name[1]}]
    due = {name for name in excused if name[0] == room and definition in {"", name[1]}}
    left: set[Name] = set()
    kills: Counter[str] = Counter()
    for mutant in chosen:
        if survives(mutant, stages(room), kills):
            left.add(mutant.name)
            if mutant.name not in due:
                _say(_entry(mutant.name))
    made = {mutant.name for mutant in chosen}
    for name in sorted(due - left):
        _say(f"# {'killed' if name in made else 'no more'}: {' · '.join(name)}")
    counts = f"{len(made)} mutants, {len(made - left)} killed, {len(left & due)} with a reason"
    _say(f"# {room}: {counts}, {len(left - due)} without")
    return left == due


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(chosen: Sequence[str]) -> int:
    """Run the mutants of rooms; return 1 if one survives without a reason or a reason is idle."""
    for module in _LOADED_ONCE:
        importlib.import_module(module)
    gc.freeze()
    excused = reasons()
    parted = [place.partition(":") for place in chosen or ROOMS]
    fine = [run(room, definition, excused) for room, _, definition in parted]
    return int(not all(fine))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
