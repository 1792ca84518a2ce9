"""When the note is made by itself, and that no paper of it raises."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.note.schedule import EVERY_DAY, Schedule, due, schedule_from, schedule_paper

FRIDAY = dt.datetime(2024, 9, 27, 17, 0)
HELD = Schedule(on=True, weekday=4, minute=17 * 60, folder="/notes")


def test_it_comes_back_from_its_paper():
    assert schedule_from(schedule_paper(HELD)) == HELD


@pytest.mark.parametrize(
    ("held", "now", "expected"),
    [
        ({}, FRIDAY, True),
        ({}, FRIDAY - dt.timedelta(minutes=1), False),
        ({}, FRIDAY - dt.timedelta(days=1), False),
        ({"weekday": EVERY_DAY}, FRIDAY - dt.timedelta(days=1), True),
        ({"ran": FRIDAY.date()}, FRIDAY, False),
        ({"ran": FRIDAY.date()}, FRIDAY + dt.timedelta(days=7), True),
        ({"folder": ""}, FRIDAY, False),
        ({"on": False}, FRIDAY, False),
    ],
)
def test_due(held, now, expected):
    assert (
        due(schedule_from(schedule_paper(HELD) | {k: str(v) if k == "ran" else v for k, v in held.items()}), now)
        is expected
    )


ANY = st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.lists(st.integers(), max_size=2)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(schedule_paper(HELD), ANY)))
def test_any_paper_makes_a_schedule(paper):
    assert isinstance(schedule_from(schedule_paper(HELD) | paper), Schedule)
