"""A compare tab that has gone leaves nothing behind: with another theme or language a new one is made each time."""

import gc
import weakref

from PySide6.QtCore import QEvent

from gui.tabs.compare import CompareTab
from tests.gui.samples import bars


def test_nothing_of_a_tab_outlives_it(parts, clock, qapp, client, settle):
    tab = CompareTab(parts, clock)
    settle()
    client.answer_all(lambda name: bars(300, name=name, seed=len(name)))
    settle()
    held = [weakref.ref(one) for one in (tab, tab.board, tab.plot, tab.report)]
    tab.retire()
    tab.deleteLater()
    del tab
    client.asked.clear()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert [one() for one in held] == [None] * len(held)
