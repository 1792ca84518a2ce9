"""A chart tab that has gone takes its charts along: with another theme or language a new one is made each time."""

import gc
import weakref

from PySide6.QtCore import QEvent

from gui.tabs.chart import ChartTab


def test_nothing_of_a_tab_outlives_it(parts, clock, qapp, client, settle, rows, answered):
    tab = ChartTab(parts, clock)
    tab.show_instrument(rows[0])
    settle()
    answered()
    held = [weakref.ref(one) for one in (tab, tab.stage, tab.stage.seats, tab.seat, tab.panel.canvas, tab._furniture)]
    assert all(one() is not None for one in held)
    tab.retire()
    tab.deleteLater()
    del tab
    client.asked.clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in held] == [None] * len(held)
