"""No paper of a schedule raises, whatever stands in it."""

from hypothesis import given
from hypothesis import strategies as st

from models.note.schedule import Schedule, schedule_from, schedule_paper

HELD = Schedule(on=True, folder="/notes")
ANY = st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.lists(st.integers(), max_size=2)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(schedule_paper(HELD), ANY)))
def test_any_paper_makes_a_schedule(paper):
    assert isinstance(schedule_from(schedule_paper(HELD) | paper), Schedule)
