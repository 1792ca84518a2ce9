"""The review tab around a fake data side and a clerk in this process, on the closes of the reference week."""

from __future__ import annotations

import datetime as dt

import pytest

from data_sources.protocol import Held
from gui.tabs.review import ReviewTab
from models.errors import Unreachable
from models.traffic.bundled import bundled_series
from tests.gui.samples import of_market
from tests.models.note import samples
from tests.models.samples import reference_bars

TODAY = dt.date(2024, 9, 25)


@pytest.fixture
def tab(parts, shown):
    made = ReviewTab(parts, lambda: TODAY)
    shown(made, 1000, 760)
    yield made
    made.retire()


@pytest.fixture
def answer(client, universe, week, notes, clerk, settle, qtbot):
    """Answers everything that is asked until the note of now is made: closes of the reference week, or any."""

    def run(bars=None, lost=(), series=(), witnesses=False):
        held = bars if bars is not None else reference_bars()
        every = {one.id: one for one in (*universe.instruments.values(), *universe.strip)}

        def busy():
            return week.busy or notes.inputs.busy or client.open or clerk.open

        for _ in range(400):
            for one in client.open:
                if one.name in lost or (bars is None and one.name not in held):
                    one.future.set_exception(Unreachable("offline"))
                else:
                    one.future.set_result(held.get(one.name) or of_market(every[one.name]))
            for one in client.traffic_asked:
                if not one.future.done():
                    one.future.set_result(Held(series=series))
            for one in client.witnessed:
                if not one.future.done():
                    if witnesses:
                        name = one.want.instrument.id
                        one.future.set_result(held[name].with_columns(source="akshare"))
                    else:
                        one.future.set_exception(Unreachable("offline"))
            clerk.answer_all()
            qtbot.wait(2)
            settle()
            if not busy():
                qtbot.wait(80)  # what settles a moment later
                settle()
                if not busy():
                    return

    return run


@pytest.fixture
def made(tab, week, answer):
    """The tab with a note of the reference week."""
    week.refresh()
    answer()
    return tab


@pytest.fixture
def monthly():
    """The bundled visits."""
    import resources
    from models.traffic.published import traffic_from

    return bundled_series(traffic_from(resources.monthly_visits()))


@pytest.fixture
def note():
    """A note of the reference week, without a window."""
    return samples.note()
