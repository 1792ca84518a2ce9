"""A compare tab over a fake data side, with the bundled announcements and visits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

import resources
from gui.start import Backstage
from gui.tabs.compare import CompareTab
from models.compare.chosen import Comparison
from models.compare.values import Single
from models.events import library_from
from models.traffic.published import traffic_from
from tests.gui.samples import bars


@pytest.fixture
def library():
    return library_from(resources.events(), resources.vendors())


@pytest.fixture
def traffic():
    return traffic_from(resources.monthly_visits())


@pytest.fixture
def parts(parts, library, traffic):
    return replace(parts, backstage=Backstage(library=lambda: library, traffic=lambda: traffic))


@pytest.fixture
def of(universe):
    """Members by their ids."""

    def made(*names):
        return tuple(Single(instrument=universe.instruments[name]) for name in names)

    return made


@pytest.fixture
def trio(parts, of):
    """A share of each market is compared, from the 2nd of September."""
    from models.compare.chosen import with_members

    held = with_members(Comparison(), of("NVDA.US", "00700.HK", "688256.SH"))
    parts.comparing.put(replace(held, base=dt_date("2024-09-02")))
    return parts.comparing.held


def dt_date(text):
    """A date."""
    return np.datetime64(text, "D").astype(object)


@pytest.fixture
def settled(client, settle, qtbot):
    """Answers every want with wandering bars, and lets everything follow."""

    def run(tab, make=None, missing=()):
        for _ in range(4):
            client.answer_all(lambda name: None if name in missing else (make or wandering)(name))
            settle()
        tab.board.bars._settled.stop()
        tab.board._gathered()
        tab._later.stop()
        tab.report.measure()
        settle()

    return run


def wandering(name):
    """A year of bars, other ones for every name."""
    return bars(300, name=name, seed=sum(map(ord, name)), volume=np.full(300, 1000.0))


@pytest.fixture
def tab(parts, trio, clock, shown):
    made = shown(CompareTab(parts, clock), 1200, 700)
    yield made
    made.retire()


def drag(qtbot, view, start, *ways, modifier=Qt.KeyboardModifier.NoModifier):
    """Press at a logical place, move along others, let go."""
    port = view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, modifier, QPoint(*map(round, start)))
    for way in ways:
        qtbot.mouseMove(port, QPoint(*map(round, way)))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, modifier, QPoint(*map(round, ways[-1])))


@pytest.fixture
def full(tab, settled):
    settled(tab)
    return tab


def column(tab, bar):
    """The logical column of a bar."""
    frame = tab.plot.view.frames()[0]
    return float(frame.x(np.array(float(bar)))) / frame.scale


def place(tab, date):
    return int(np.searchsorted(tab.board.based.dates, np.datetime64(date)))


def said(tab):
    model = tab.report.table.returns
    return {model.index(row, 0).data(): model.index(row, 1).data() for row in range(model.rowCount())}
