"""The picture of a chart: what is in it, and that what is painted in parts is what would be painted at once."""

import datetime as dt

import numpy as np
import pytest

from gui.charts.canvas import ChartView
from gui.charts.chart import AXIS_PX, DATES_PX
from models.charts.values import IndicatorChoice, Style
from models.live_bar import Tail
from tests.gui.charts.acts import begin, move, on_screen, trade
from tests.gui.charts.conftest import COUNT, HEIGHT, WIDTH
from tests.gui.samples import closes_only, ink, is_colour, pixels

ALL = tuple(IndicatorChoice(key=key) for key in ("ma", "volma", "macd", "kdj"))


def test_the_picture_has_candles_volume_axes_and_the_last_price(view, dark):
    picture = pixels(view)
    plot = picture[:300, :800]
    assert is_colour(plot, dark.up).sum() > 500
    assert is_colour(plot, dark.down).sum() > 500
    assert ink(picture[330:399, :800], dark.panel, 20).any()
    assert is_colour(picture[: HEIGHT - DATES_PX, WIDTH - AXIS_PX + 2 :], dark.muted, 40).any()
    assert is_colour(picture[HEIGHT - DATES_PX :, :800], dark.muted, 40).any()
    tag = max(is_colour(picture[:, WIDTH - AXIS_PX + 2 :], colour).sum() for colour in (dark.up, dark.down))
    assert tag > 200


def test_a_dimmed_chart_is_fainter(view, dark):
    before = is_colour(pixels(view), dark.up).sum()
    view.dim(on=True)
    assert is_colour(pixels(view), dark.up).sum() < before / 10
    assert is_colour(pixels(view)[HEIGHT - 3 :, :3], dark.panel, 2).all()
    view.dim(on=False)
    assert is_colour(pixels(view), dark.up).sum() == before


def test_closes_alone_are_drawn_as_a_line(view, make, dark):
    view.set_chart(make(closes_only(100)).chart)
    assert is_colour(pixels(view)[:, :800], dark.accent, 40).sum() > 300


def test_another_size_keeps_the_newest_and_the_width_of_bars_and_fills_the_widget(view, dark, qapp):
    (before,), x1 = view.frames(), view.window[1]
    view.parentWidget().resize(500, 300)
    qapp.processEvents()
    (made,) = view.frames()
    assert (view.window[1], made.bar_width) == (pytest.approx(x1), pytest.approx(before.bar_width))
    assert (made.width, made.height) == (500 - AXIS_PX, 300 - DATES_PX)
    assert is_colour(pixels(view)[:200, : 500 - AXIS_PX], dark.up).any()


def test_a_size_of_nothing_breaks_nothing(view, qapp):
    view.parentWidget().resize(1, 1)
    qapp.processEvents()
    (made,) = view.frames()
    assert (made.width, made.height) == (1, 1)
    pixels(view)


def test_at_a_scale_of_one_and_a_half_a_wick_is_one_device_pixel(view, monkeypatch):
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 1.5)
    (made,) = view.frames()
    assert (made.width, made.height, made.scale) == (1200, 600, 1.5)


@pytest.mark.parametrize("window", [(COUNT - 40.0, COUNT + 4.0), (COUNT - 300.0, COUNT + 4.0), (-4.0, COUNT + 4.0)])
def test_a_kept_picture_shows_what_a_whole_one_shows(empty, make, window):
    """The second picture of a window is put together from kept parts; the pixels are the same."""
    view = empty
    view.set_chart(make(indicators=ALL).chart)
    view.show_bars(*window)
    whole, kept = pixels(view), pixels(view)
    assert np.array_equal(kept, pixels(view))
    assert (whole != kept).any(axis=-1).mean() < 0.0005


@pytest.mark.parametrize("style", [Style.HOLLOW, Style.BARS, Style.AREA])
@pytest.mark.parametrize("size", [(WIDTH, HEIGHT), (1200, 800)], ids=["small", "large"])
def test_what_quotes_and_the_pointer_repaint_in_parts_is_the_whole_picture(empty, make, settle, style, size):
    view, price = empty, make(indicators=ALL, style=style)
    view.parentWidget().resize(*size)
    view.set_chart(price.chart)
    last = float(price.stack.close[-1])
    for step in range(12):
        trade(view, price, last * (1 + 0.0005 * step), volume=1000.0 * step)
        settle()
        move(view, 100 + 40 * step, 30 * step)
        settle()
    assert np.array_equal(on_screen(view), pixels(view))
    begin(view, price, at=last)
    settle()
    trade(view, price, last, date=price.stack.date[-1].astype(dt.date))
    move(view, view.width() - 5, 20)
    settle()
    assert np.array_equal(on_screen(view), pixels(view))


def test_a_quote_repaints_a_small_part_of_a_large_chart(view, price, settle):
    view.parentWidget().resize(1200, 800)
    settle()
    painted = []
    paint = view.paintEvent
    view.paintEvent = lambda event: (painted.append(event.region()), paint(event))
    last = float(price.stack.close[-1])
    for step in range(5):
        trade(view, price, last * (1 + 0.0001 * step))
        settle()
    assert 0 < sum(rect.width() * rect.height() for rect in painted[-1]) < 1200 * 800 / 8


def test_many_quotes_before_a_turn_are_one_picture(view, price, settle):
    settle()
    before, last = view.painted_count, float(price.stack.close[-1])
    for step in range(20):
        trade(view, price, last * (1 + 0.0001 * step))
    settle()
    assert view.painted_count == before + 1


def test_a_live_bar_in_a_kept_picture_leaves_nothing_of_its_old_self(view, price):
    view.reset()
    last = float(price.stack.close[-1])
    day = price.stack.date[-1].astype(dt.date)
    for at in (last * 1.01, last * 0.995, last):
        tail = Tail(date=day, open=last, high=last * 1.01, low=last * 0.99, close=at, volume=1.0)
        view.refresh(price.put(tail))
        pixels(view)
        kept = pixels(view)
    fresh = ChartView(view.texts, view.lang, view.theme, view.parentWidget())
    fresh.resize(view.size())
    fresh.set_chart(price.chart)
    assert (pixels(fresh) != kept).any(axis=-1).mean() < 0.0005
