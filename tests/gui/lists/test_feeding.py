"""What histories, week and rates put into the store, for the columns that are shown."""

import datetime as dt

import numpy as np
import pytest

from models import symbols
from models.figures.values import Figures
from models.lists.columns import SETS
from models.lists.edits import columns, rows
from models.review.windows import REFERENCE_WEEK
from models.values import Interval
from tests.gui.samples import NOW, fresh

FIRST = REFERENCE_WEEK.first
DAY = dt.date(2024, 9, 17)
NAME = "NVDA.US"


@pytest.fixture
def show(parts, saved):
    def run(name):
        parts.lists.edit("x", lambda lists: columns.show_set(lists, "reference", name))
        saved()

    return run


def figures(name=NAME, **changes):
    held = {"bases": {"pct:5": (100.0, DAY), "mtd": (80.0, DAY), f"pct:{FIRST}": (90.0, FIRST)},
            "high52": 150.0, "low52": 50.0, "closes": np.array([1.0, 2.0, 3.0])}  # fmt: skip
    return Figures(instrument=name, **(held | changes))


def value(panel, column, name=NAME):
    return panel.model.store.value(panel.model.store.row_of[name], column)


def asked(client, interval=Interval.DAY):
    return [one.want for one in client.asked if one.want.interval is interval]


def test_bases_measure_the_newest_price(whole, panel, histories):
    whole.apply((fresh(NAME, 120.0),), NOW)
    histories.changed.emit({NAME: figures(), "AMD.US": None})
    assert value(panel, "pct:5") == pytest.approx(20.0)
    assert value(panel, "mtd") == pytest.approx(50.0)
    whole.apply((fresh(NAME, 110.0),), NOW)
    assert value(panel, "pct:5") == pytest.approx(10.0)
    assert value(panel, "pct:5", "AMD.US") is None


def test_the_years_range_and_the_line_of_closes(whole, panel, histories):
    whole.apply((fresh(NAME, 100.0),), NOW)
    histories.changed.emit({NAME: figures()})
    histories.changed.emit({"AMD.US": figures("AMD.US", high52=None, low52=None)})
    assert (value(panel, "high52"), value(panel, "low52")) == (150.0, 50.0)
    assert value(panel, "high52", "AMD.US") is None
    row = panel.model.store.row_of[NAME]
    assert panel.model.spark("spark", row).tolist() == [1.0, 2.0, 3.0]


def test_the_window_of_an_instrument_outside_the_universe_comes_from_its_history(whole, panel, histories, saved, parts):
    tsm = symbols.instrument("TSM.US")
    parts.lists.edit("x", lambda lists: rows.add(lists, "reference", [tsm]))
    saved()
    whole.apply((fresh("TSM.US", 99.0),), NOW)
    histories.changed.emit({"TSM.US": figures("TSM.US")})
    assert value(panel, "window", "TSM.US") == pytest.approx(10.0)


def test_the_weeks_own_base_goes_before_the_historys(whole, panel, histories, week, monkeypatch):
    monkeypatch.setattr(type(week), "bases", lambda self: {NAME: (50.0, FIRST)})
    whole.apply((fresh(NAME, 100.0),), NOW)
    week.changed.emit()
    histories.changed.emit({NAME: figures()})
    assert value(panel, "window") == pytest.approx(100.0)


def test_another_window_puts_what_is_known_anew(whole, panel, histories, week):
    whole.apply((fresh(NAME, 99.0),), NOW)
    histories.changed.emit({NAME: figures()})
    week.changed.emit()
    assert value(panel, "window") == pytest.approx(10.0)


def test_histories_are_asked_for_the_rows_in_sight_and_the_columns_shown(whole, panel, histories, show, monkeypatch):
    heard = []
    monkeypatch.setattr(histories, "want", lambda seen, keys, halted: heard.append((seen, keys, halted)))
    panel.resize(900, 300)
    show("weekly")
    whole.apply((fresh(NAME, 100.0, suspended=True),), NOW)
    whole.tick(NOW)
    seen, keys, halted = heard[-1]
    assert [one.id for one in seen] == list(panel.on_screen())
    assert keys == ("pct:5", "pct:20", "mtd", "ytd", f"pct:{FIRST}")
    assert halted == {NAME}
    panel.select("HSI")
    panel.view.verticalScrollBar().setValue(0)
    whole.tick(NOW)
    assert heard[-1][0][-1].id == "HSI"  # the current row, though it is scrolled away


def test_minutes_are_asked_for_only_while_their_column_is_shown(whole, panel, client, show, parts):
    show("valuation")
    whole.apply((fresh(NAME, 100.0, previous_close=98.0),), NOW)
    whole.tick(NOW)
    assert asked(client, Interval.MIN1) == []
    show("intraday")
    whole.tick(NOW)
    assert [want.instrument.id for want in asked(client, Interval.MIN1)] == [NAME]  # nobody else has a close before


def test_a_line_of_the_day_is_shown(panel, histories):
    histories.day_changed.emit({NAME: np.array([0.0, 1.5])})
    assert panel.model.spark("spark_day", panel.model.store.row_of[NAME]).tolist() == [0.0, 1.5]


def test_rates_convert_caps_and_stand_at_the_foot_while_such_a_column_is_shown(whole, panel, show):
    pair = fresh("USDCNY", 7.0, currency="CNY")
    hkd = fresh("USDHKD", 7.8, currency="HKD")
    whole.apply((pair, hkd, fresh(NAME, 100.0, market_cap=3e12)), NOW)
    whole.tick(NOW)
    assert "USD =" not in panel.foot.text()
    assert "cap_cny" not in SETS["intraday"]
    show("valuation")
    whole.tick(NOW)
    assert value(panel, "cap_cny") == pytest.approx(21e12)
    assert "1 USD = 7.0000 CNY（2024-09-25）" in panel.foot.text()
    assert "1 HKD = 0.1282 USD（2024-09-25）" in panel.foot.text()
    show("intraday")
    whole.tick(NOW)
    assert "USD =" not in panel.foot.text()


def test_another_window_of_the_program_knows_the_figures_at_once(whole, make_whole, parts, histories):
    whole.apply((fresh(NAME, 120.0),), NOW)
    histories.changed.emit({NAME: figures()})
    new = make_whole(parts)
    new.inherit(whole)
    assert new.panel.peeking.figures[NAME].high52 == 150.0
    assert new.panel.model.sparks["spark"][NAME].tolist() == [1.0, 2.0, 3.0]


def test_a_retired_one_hears_nothing(make_whole, parts, histories, week):
    gone = make_whole(parts)
    gone._feeding.retire()
    histories.changed.emit({NAME: figures()})
    week.changed.emit()
    assert gone.panel.peeking.figures == {}
    gone._feeding.retire = lambda: None
