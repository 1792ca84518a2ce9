"""pyqtgraph comes after the first paint, and whoever waited for it is called in order."""

import importlib
import threading

import pytest

from gui.charts import loading
from gui.charts.loading import Plotting


@pytest.fixture
def slow(monkeypatch):
    """An import that ends when the test says so."""
    gate = threading.Event()
    real = importlib.import_module

    def import_module(name):
        assert threading.current_thread() is not threading.main_thread()
        assert gate.wait(30.0)
        return real(name)

    monkeypatch.setattr(loading.importlib, "import_module", import_module)
    yield gate
    gate.set()


def test_calls_wait_for_the_import_and_then_run_in_order_in_the_gui_thread(bridge, qtbot, slow):
    plotting, seen = Plotting(bridge), []
    for number in range(3):
        plotting.when_ready(lambda number=number: seen.append((number, threading.current_thread())))
    plotting.start()
    plotting.start()  # once is enough
    qtbot.waitUntil(lambda: plotting._thread is not None)
    assert (plotting.ready, seen) == (False, [])
    slow.set()
    qtbot.waitUntil(lambda: plotting.ready and plotting.idle)
    assert seen == [(number, threading.main_thread()) for number in range(3)]
    plotting.join()


def test_who_comes_late_is_called_at_once(plotting):
    seen = []
    plotting.when_ready(lambda: seen.append(1))
    assert seen == [1]


def test_a_call_that_asks_again_is_served(bridge):
    plotting, seen = Plotting(bridge), []
    plotting.when_ready(lambda: plotting.when_ready(lambda: seen.append("inner")))
    plotting._begin()
    assert seen == ["inner"]


def test_every_type_of_qt_is_made_by_the_gui_thread_before_the_import_begins(bridge, qtbot, slow, monkeypatch):
    """Two threads that ask PySide for the same type at the same time crash it."""
    monkeypatch.setattr(loading, "SLICE_S", -1.0)
    plotting = Plotting(bridge)
    plotting.start()
    assert plotting._thread is None  # a little each turn
    qtbot.waitUntil(lambda: plotting._thread is not None)
    assert next(plotting._types, None) is None
    slow.set()
    plotting.join()


def test_an_end_before_the_import_has_begun_means_it_never_does(bridge, settle, monkeypatch):
    monkeypatch.setattr(loading, "SLICE_S", -1.0)
    plotting = Plotting(bridge)
    plotting.start()
    plotting.join()
    settle()
    assert plotting._thread is None


def test_joining_before_the_start_and_after_the_end_of_the_bridge_is_harmless(bridge, slow, settle, qtbot):
    Plotting(bridge).join()
    plotting, seen = Plotting(bridge), []
    plotting.when_ready(lambda: seen.append(1))
    plotting.start()
    qtbot.waitUntil(lambda: plotting._thread is not None)
    bridge.close()
    slow.set()
    plotting.join()
    settle()
    assert (plotting.ready, seen) == (False, [])
