"""Rows put in, taken out and moved: once in a list, order kept, ``known`` exact."""

from models.lists.edits import rows
from tests.models.lists.samples import ids, shape, stock, two


def test_rows_are_added_where_they_are_wanted():
    made = rows.add(two(), "l1", [stock(7), stock(8)], section="s1", before=ids(1)[0])
    assert shape(made) == {"s1": [0, 7, 8, 1, 2], "s2": [3, 4], "s3": []}
    assert made.known[stock(7).id] == stock(7)
    assert shape(rows.add(two(), "l1", [stock(7)], section="s3"))["s3"] == [7]


def test_without_a_section_they_stand_in_the_one_of_the_row_below_or_in_none():
    assert shape(rows.add(two(), "l1", [stock(7)], before=ids(4)[0]))["s2"] == [3, 7, 4]
    assert next(iter(shape(rows.add(two(), "l1", [stock(7)])).items())) == ("", [7])
    assert shape(rows.add(two(), "l1", [stock(7)], section="gone", before="gone"))[""] == [7]


def test_what_the_list_holds_stays_and_is_told_unless_it_shall_move():
    wanted = [stock(4), stock(7), stock(7), stock(0)]
    assert rows.held(two(), "l1", [one.id for one in wanted]) == ids(4, 0)
    assert shape(rows.add(two(), "l1", wanted, section="s2")) == {"s1": [0, 1, 2], "s2": [3, 4, 7], "s3": []}
    moved = rows.add(two(), "l1", wanted, section="s2", move=True)
    assert shape(moved) == {"s1": [1, 2], "s2": [3, 4, 7, 0], "s3": []}


def test_one_identity_in_many_lists():
    held = two()
    made = rows.add(held, "l2", [stock(1)])
    assert made.known[stock(1).id] is held.known[stock(1).id]
    assert shape(made, "l2") == {"": [9, 0, 1]}


def test_who_is_named_by_nobody_is_forgotten():
    made = rows.remove(two(), "l1", ids(0, 1))
    assert shape(made)["s1"] == [2]
    assert set(made.known) == set(ids(0, 2, 3, 4, 9))  # 0 stands in the other list too
    assert shape(rows.remove(two(), "l2", ids(0, 9)), "l2") == {}


def test_moved_rows_keep_their_order_and_go_before_a_row():
    made = rows.move(two(), "l1", [ids(4)[0], ids(0)[0], ids(2)[0]], section="s2", before=ids(3)[0])
    assert shape(made) == {"s1": [1], "s2": [0, 2, 4, 3], "s3": []}
    assert shape(rows.move(two(), "l1", ids(0, 3), section="s3"))["s3"] == [0, 3]


def test_rows_moved_before_one_of_themselves_close_up_there():
    made = rows.move(two(), "l1", ids(0, 2), section="s1", before=ids(2)[0])
    assert shape(made)["s1"] == [1, 0, 2]
    assert rows.move(two(), "l1", ids(1), section="s1", before=ids(1)[0]) == two()


def test_what_does_not_fit_changes_nothing_and_is_the_same_object():
    held = two()
    assert rows.add(held, "gone", [stock(7)]) is held
    assert rows.add(held, "l1", [stock(0)]) is held
    assert rows.remove(held, "l1", ids(50)) is held
    assert rows.move(held, "l1", ids(50), section="s1") is held
