"""Lint, format, types and layers: what the tools say about the tree as it lies here."""

import shutil

import pytest

from tests.house.parts import PACKAGES, ROOT, module, run, script


def test_ruff_finds_nothing():
    done = run(*module("ruff", "check", "--output-format=concise"))
    assert done.returncode == 0, done.said


def test_every_file_is_formatted():
    done = run(*module("ruff", "format", "--check"))
    assert done.returncode == 0, done.said


def test_mypy_finds_nothing():
    done = run(*module("mypy"))
    assert done.returncode == 0, done.said


def test_no_layer_reaches_where_it_may_not():
    done = run(script("lint-imports"), "--no-cache")
    assert done.returncode == 0, done.said


@pytest.fixture
def copy(tmp_path):
    """The packages and their contracts, to be spoilt."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("models/values.py", "import PySide6", "Qt lives in gui only"),
        ("gui/terminal/review.py", "import gui.window", "the terminal is the same client without Qt"),
        ("models/settings.py", "import data_sources.cache", "models knows nobody"),
        ("data_sources/cache.py", "import gui.window", "data_sources knows neither the window nor the resources"),
        ("gui/window.py", "import data_sources.router", "the window meets the data side at client and protocol only"),
        ("data_sources/adapters/yahoo.py", "import data_sources.cache", "adapters know neither each other"),
    ],
)
def test_a_planted_violation_is_found_and_its_contract_named(copy, file, line, contract):
    with (copy / file).open("a", encoding="utf-8") as spoilt:
        spoilt.write(f"\n{line}\n")
    done = run(script("lint-imports"), "--no-cache", folder=copy)
    assert done.returncode != 0
    assert [said for said in done.said.splitlines() if contract in said and "BROKEN" in said], done.said
