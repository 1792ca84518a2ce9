"""A chart tab on screen, with a list of some rows beside it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.seats.seat import Seat
from gui.tabs.chart import ChartTab
from models.charts.values import ChartSpec, GridSpec
from tests.gui.charts.minutes import SHARE
from tests.gui.samples import bars

MINUTES = ChartSpec(minute_days=1)
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


@pytest.fixture
def seat_of(parts, clock, shown):
    """Seats on screen; every one is retired at the end."""
    made = []

    def build(spec=MINUTES, one=SHARE):
        made.append(Seat(parts, spec, clock))
        around = QWidget()
        QVBoxLayout(around).addWidget(made[-1])
        shown(around, 700, 400)
        made[-1].show_instrument(one)
        return made[-1]

    yield build
    for one in made:
        one.retire()


@pytest.fixture
def answers(client, settle):
    """Answers the open wants of an interval with bars, an error or None for none at all."""

    def run(interval, answer):
        for one in [one for one in client.open if one.want.interval is interval]:
            if isinstance(answer, Exception):
                one.future.set_exception(answer)
            else:
                one.future.set_result(bars(1).rows(slice(0, 0)) if answer is None else answer)
        settle()

    return run
