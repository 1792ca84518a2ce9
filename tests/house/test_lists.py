"""A list that names the files of a folder names all of them: to add one is one file and one line."""

import ast

import pytest

import main
from data_sources import catalog
from models.exports import WRITERS
from models.indicators import INDICATORS
from tests.house.parts import ROOT


def stems(folder):
    """Modules and packages of a folder."""
    packages = {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}
    return {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"} | packages


def test_every_adapter_is_in_the_catalogue():
    assert {entry.module.rpartition(".")[2] for entry in catalog.SOURCES} == stems("data_sources/adapters")


def test_every_source_of_an_order_is_in_the_catalogue():
    assert {name for ids in catalog.ORDER.values() for name in ids} <= set(catalog.BY_ID)


def test_every_word_of_the_command_line_has_its_file():
    (words,) = [action.choices for action in main.parser()._actions if action.dest == "command"]
    assert set(main.COMMANDS) == set(words)
    assert set(main.COMMANDS.values()) == {
        name for name in stems("gui/terminal") if "def run(desk: Desk)" in _source(f"gui/terminal/{name}.py")
    }


def _source(path):
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_export_is_in_the_list_of_exports():
    writing = {name for name in stems("models/exports") if "\ndef write_to(" in _source(f"models/exports/{name}.py")}
    assert {write.__module__.rpartition(".")[2] for write in WRITERS.values()} == writing


def test_every_indicator_is_in_the_list_of_indicators():
    defined = {
        name for name in stems("models/indicators") if "\nINDICATOR = " in _source(f"models/indicators/{name}.py")
    }
    assert set(INDICATORS) == defined
    assert [key for key, one in INDICATORS.items() if key != one.key] == []


def test_every_tab_is_in_the_list_of_tabs():
    """Read, not imported: this test loads no Qt."""
    listing = ROOT / "gui" / "tabs" / "__init__.py"
    if not listing.exists():
        pytest.skip("no tabs yet")
    tree = ast.parse(listing.read_text(encoding="utf-8"))
    named = {one.id for node in ast.walk(tree) for one in ast.walk(node) if isinstance(one, ast.Name)}
    assert "TABS" in named
    listed = [word for node in ast.walk(tree) for word in _words(node)]
    assert {tab for tab in stems("gui/tabs") if not any(tab in word.split(".") for word in listed)} == set()


def _words(node):
    """Module names a node speaks of: in an import, as a name, or in a string."""
    if isinstance(node, ast.ImportFrom):
        return [node.module or "", *(one.name for one in node.names)]
    if isinstance(node, ast.Name):
        return [node.id]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
