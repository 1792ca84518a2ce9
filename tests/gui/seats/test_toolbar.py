"""The row over the charts: it shows a spec, and tells the one that is wanted."""

import pytest

from gui.seats.periods import PERIODS, next_period, other_kind, period_of, with_period
from gui.seats.toolbar import SWITCHES, Toolbar
from models.charts.values import ChartSpec, Scale, Style
from models.values import Adjust, Interval


@pytest.fixture
def bar(zh, shown):
    made = shown(Toolbar(zh), 1000, 40)
    made.told = []
    made.wanted.connect(made.told.append)
    return made


def action(bar, group, value):
    return bar._actions[group, value]


def test_it_shows_what_the_active_chart_shows(bar):
    bar.show_spec(ChartSpec(interval=Interval.WEEK, style=Style.AREA, scale=Scale.LOG, adjust=Adjust.HFQ, volume=False))
    assert [key for key, button in bar.periods.items() if button.isChecked()] == ["1wk"]
    assert [bar.style_.text(), bar.scale.text(), bar.adjust.text()] == ["面积 ▾", "对数 ▾", "后复权 ▾"]
    assert action(bar, "style", Style.AREA).isChecked()
    assert not action(bar, "more", "volume").isChecked()
    assert bar.told == []


def test_a_period_is_one_press_away(bar):
    bar.periods["5m"].click()
    bar.periods["minute"].click()
    bar.periods["1d"].click()
    assert [(one.minute_days, one.interval) for one in bar.told] == [
        (0, Interval.MIN5), (1, Interval.MIN5), (0, Interval.DAY),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("group", "value", "field"),
    [("style", Style.BARS, "style"), ("scale", Scale.PERCENT, "scale"), ("adjust", Adjust.NONE, "adjust")],
)
def test_a_menu_changes_one_thing(bar, group, value, field):
    action(bar, group, value).trigger()
    assert getattr(bar.told[-1], field) is value
    assert bar.told[-1] == ChartSpec(**{field: value})


@pytest.mark.parametrize("name", SWITCHES)
def test_switches_turn_one_thing_on_or_off(bar, name):
    before = getattr(ChartSpec(), name)
    action(bar, "more", name).trigger()
    assert getattr(bar.told[-1], name) is not before


def test_where_there_is_little_room_the_periods_are_one_button(bar):
    assert all(button.isVisible() for button in bar.periods.values())
    bar.resize(420, 40)
    assert bar.period.isVisible()
    assert not any(button.isVisible() for button in bar.periods.values())
    action(bar, "period", "1mo").trigger()
    assert bar.told[-1].interval is Interval.MONTH
    assert bar.period.text() == "月 ▾"


def test_every_period_goes_into_a_spec_and_comes_out_of_it():
    assert [period_of(with_period(ChartSpec(), period)) for period in PERIODS] == list(PERIODS)


def test_the_next_period_goes_around():
    spec, seen = ChartSpec(minute_days=1), []
    for _ in PERIODS:
        seen.append(period_of(spec))
        spec = next_period(spec)
    assert seen == list(PERIODS)
    assert period_of(spec) == "minute"
    assert period_of(next_period(spec, step=-1)) == "1mo"


def test_bars_and_the_minute_line_change_places_and_the_interval_stays():
    spec = ChartSpec(interval=Interval.MIN15)
    assert other_kind(spec).minute_days == 1
    assert other_kind(other_kind(spec)) == spec
