"""What has a name in a group: built in, or in a package that is installed."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import pytest

from pipeline.plugins import PluginError, plugins
from tests.support.plugins import install, write_package

GROUP = "postdeck.tests"
BUILT_IN = {"ordered": "collections:OrderedDict", "lost": "collections:Nothing"}


def test_what_is_built_in_comes_first_and_others_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = f"[{GROUP}]\nzoo = some_plugin:Zoo.animals\nape = some_plugin\n[other]\nape = x\n"
    write_package(tmp_path, "some_plugin", points, "class Zoo:\n    animals = 3\n")
    install(tmp_path, monkeypatch, "some_plugin")
    found = plugins(GROUP, BUILT_IN)
    assert list(found) == ["ordered", "lost", "ape", "zoo"]
    assert (len(found), "ape" in found, "x" in found) == (4, True, False)
    assert found["ordered"] is OrderedDict
    assert found["zoo"] == 3
    assert found["ape"].Zoo.animals == 3
    with pytest.raises(KeyError):
        found["x"]


def test_nothing_is_imported_before_it_is_looked_up() -> None:
    found = plugins(GROUP, BUILT_IN)
    with pytest.raises(
        PluginError, match="the plugin lost of postdeck cannot be imported: Attr"
    ) as e:
        found["lost"]
    assert e.value.name == "lost"
    assert e.value.reason.startswith("of postdeck cannot")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "import nothing_of_this_name",
            "ModuleNotFoundError: No module named 'nothing_of_this_name'",
        ),
        ("1/0", "ZeroDivisionError"),
        ("def (", "SyntaxError"),
        ("raise SystemExit(7)", "SystemExit: 7"),
        ("", "AttributeError"),
    ],
)
def test_a_plugin_that_cannot_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, told: str
) -> None:
    write_package(tmp_path, "bad_plugin", f"[{GROUP}]\nbad = bad_plugin:it\n", code)
    install(tmp_path, monkeypatch, "bad_plugin")
    with pytest.raises(
        PluginError, match="the plugin bad of bad_plugin cannot be imported"
    ) as error:
        plugins(GROUP, BUILT_IN)["bad"]
    assert told in str(error.value)


def test_a_name_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one_plugin", "two_plugin"):
        write_package(tmp_path, name, f"[{GROUP}]\nsame = {name}:it\n")
    install(tmp_path, monkeypatch)
    with pytest.raises(PluginError, match="the plugin same is in two packages: ") as error:
        plugins(GROUP, {})
    assert {"one_plugin", "two_plugin;"} <= set(str(error.value).split())
    with pytest.raises(PluginError, match="in two packages: postdeck and "):
        plugins(GROUP, {"same": "collections:OrderedDict"})
