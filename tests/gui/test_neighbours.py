"""What stands before and after an instrument in the list, as it is shown."""

import pytest

from gui.wires.neighbours import Neighbours
from models import symbols
from models.lists.edits import marks

ROWS = tuple(symbols.instrument(name) for name in ("A.US", "B.US", "C.US"))


@pytest.fixture
def neighbours():
    made = Neighbours()
    made.shown = lambda: ROWS
    return made


@pytest.mark.parametrize(
    ("name", "step", "found"),
    [("A.US", 1, "B.US"), ("C.US", 1, "A.US"), ("A.US", -1, "C.US"), ("X.US", 1, "A.US"), ("X.US", -1, "C.US")],
)
def test_the_next_and_the_previous_row(neighbours, name, step, found):
    assert neighbours.beside(name, step).id == found


def test_all_others_in_order(neighbours):
    assert [one.id for one in neighbours.after("B.US")] == ["C.US", "A.US"]
    assert neighbours.after("X.US") == ROWS


def test_an_empty_list_has_none():
    assert (Neighbours().beside("A.US", 1), Neighbours().after("A.US")) == (None, ())


def test_the_lists_rows_are_told_as_shown_and_the_pins_once(make_whole, parts, book):
    whole = make_whole(parts)
    names = [one.id for one in parts.neighbours.shown()]
    assert names[:2] == ["NVDA.US", "INTC.US"]
    assert len(set(names)) == len(names)
    book.edit("edit.pinned", lambda lists: marks.pin(lists, (lists.known["INTC.US"],)), "")
    assert sorted(one.id for one in parts.neighbours.shown()) == sorted(names)
    assert whole.panel.current is None or whole.panel.current.id in names
