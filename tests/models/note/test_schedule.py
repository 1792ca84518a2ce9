"""When the note is made by itself."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.note.schedule import EVERY_DAY, FORMATS, Schedule, due, schedule_from, schedule_paper, window_of
from models.review.values import Window

FRIDAY = dt.datetime(2024, 9, 27, 17, 0)
HELD = Schedule(on=True, weekday=4, minute=17 * 60, folder="/notes")


@pytest.mark.parametrize(
    ("held", "now", "is_due"),
    [
        (HELD, FRIDAY, True),
        (HELD, FRIDAY + dt.timedelta(hours=3), True),
        (HELD, FRIDAY - dt.timedelta(minutes=1), False),
        (HELD, FRIDAY + dt.timedelta(days=1), False),
        (Schedule(on=True, weekday=EVERY_DAY, minute=0, folder="/notes"), FRIDAY, True),
        (Schedule(on=False, weekday=4, minute=0, folder="/notes"), FRIDAY, False),
        (Schedule(on=True, weekday=4, minute=0, folder=""), FRIDAY, False),
        (Schedule(on=True, weekday=4, minute=0, folder="/notes", formats=()), FRIDAY, False),
        (Schedule(on=True, weekday=4, minute=0, folder="/notes", ran=FRIDAY.date()), FRIDAY, False),
        (Schedule(on=True, weekday=4, minute=0, folder="/notes", ran=dt.date(2024, 9, 20)), FRIDAY, True),
    ],
)
def test_it_is_time_on_its_day_after_its_minute_once(held, now, is_due):
    assert due(held, now) is is_due


def test_it_reviews_the_running_week_or_the_last():
    today = FRIDAY.date()
    assert window_of(HELD, today) == Window(first=dt.date(2024, 9, 23), last=today)
    last = Schedule(on=True, window="last")
    assert window_of(last, today) == Window(first=dt.date(2024, 9, 16), last=dt.date(2024, 9, 20))


@given(
    st.builds(
        Schedule, on=st.booleans(), weekday=st.integers(-1, 6), minute=st.integers(0, 1439),
        window=st.sampled_from(("this", "last")), folder=st.text(max_size=40),
        formats=st.sets(st.sampled_from(FORMATS)).map(lambda held: tuple(one for one in FORMATS if one in held)),
        ran=st.none() | st.dates(),
    )
)  # fmt: skip
def test_a_paper_gives_the_schedule_back(held):
    assert schedule_from(schedule_paper(held)) == held


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(("on", "weekday", "minute", "window", "folder", "formats", "ran")), inner)))  # noqa: E501  # fmt: skip
def test_any_paper_is_read(said):
    assert isinstance(schedule_from(said), Schedule)
