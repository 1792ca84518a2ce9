"""Where a chart of days leaves out more than a weekend."""

import numpy as np

from gui.charts.layers.rests import Rests
from gui.charts.stack import BarStack
from models.values import Interval
from tests.gui.charts.frames import fills, frame
from tests.gui.samples import bars

DAYS = np.array(["2024-09-27", "2024-09-30", "2024-10-08", "2024-10-09"], "datetime64[D]")  # National Day between
HELD = bars(4, name="600000.SH", date=DAYS, time=DAYS.astype("datetime64[s]").astype(np.int64))


def test_a_dotted_line_stands_before_the_first_session_after_a_holiday_and_none_after_a_weekend():
    stack = BarStack(HELD)
    made = frame(stack)
    left = {rect[0] for rect in fills(Rests(stack.axis), made)}
    assert left == {200}  # bars are 100 wide: between the second and the third
    assert fills(Rests(stack.axis), frame(stack, x1=400.0)) == []  # too narrow


def test_the_crosshair_says_how_long_nothing_was_traded(zh):
    axis = BarStack(HELD).axis
    assert axis.words(2, zh) == "2024-10-08 周二（前 7 天无交易）"
    assert axis.words(1, zh) == "2024-09-30 周一"
    assert axis.words(0, zh) == "2024-09-27 周五"


def test_weeks_always_have_days_between_them(zh):
    axis = BarStack(HELD.with_columns(interval=Interval.WEEK)).axis
    assert axis.words(2, zh) == "2024-10-08 周二"
