"""A chart tab on screen, with a list of some rows beside it."""

from __future__ import annotations

import pytest

from gui.tabs.chart import ChartTab
from models.charts.values import ChartSpec, GridSpec
from tests.gui.samples import bars

ROWS = ("NVDA.US", "AMD.US", "INTC.US", "00700.HK", "688256.SH")


@pytest.fixture
def rows(universe, parts):
    """The list's rows as they are shown."""
    held = tuple(universe.instruments[name] for name in ROWS)
    parts.neighbours.shown = lambda: held
    return held


@pytest.fixture
def make_tab(parts, clock, shown, rows):
    """Chart tabs on screen; every one is retired at the end."""
    made = []

    def build(grid=None, width=900, height=700):
        if grid is not None:
            parts.layouts.grid = grid
        made.append(shown(ChartTab(parts, clock), width, height))
        return made[-1]

    yield build
    for one in made:
        one.retire()


@pytest.fixture
def grown(qtbot):
    """Waits until every chart that is to be seen has been made."""

    def wait(tab):
        qtbot.waitUntil(lambda: not tab.busy)
        return tab

    return wait


@pytest.fixture
def answered(client, settle):
    """Every open want gets bars."""

    def run(count=300):
        client.answer_all(lambda name: bars(count, name=name, seed=len(name)))
        settle()

    return run


@pytest.fixture
def four(make_tab, grown, rows):
    """Four charts, the first one active, the second and third linked."""
    grid = GridSpec(
        shape=4,
        charts=tuple(ChartSpec(instrument=name, link=group) for name, group in zip(ROWS, (0, 1, 1, 0), strict=False)),
    )
    tab = make_tab(grid)
    tab.show_instrument(rows[0])
    return grown(tab)
