"""Whole lists: made, copied, ordered with pinned ones first, taken out but for the last."""

import pytest

from models.alerts.values import Alert, Crossing, Scope, What
from models.lists import columns as shipped
from models.lists.edits import alerts, columns, marks, rows, tabs
from models.lists.edits.whole import new_list_id, title
from models.lists.values import Lists, Mark
from tests.models.lists.samples import ids, shape, stock, two


def order(held):
    return [one.id for one in held.lists]


def test_a_list_comes_with_its_sections_and_each_instrument_once():
    held = two()
    filled = [("", [stock(7)]), ("光", [stock(8), stock(7)]), (" ", [stock(6), stock(7)]), ("芯", [])]
    made = tabs.new(held, "导入", filled)
    assert new_list_id(held) == "l3"
    assert order(made) == ["l1", "l2", "l3"]
    assert shape(made, "l3") == {"": [7, 6], "s5": [8], "s7": []}
    assert made.known[stock(6).id] == stock(6)
    assert tabs.new(held, "\n") is held


def test_a_copy_stands_beside_its_list_with_ids_of_its_own():
    made = tabs.duplicate(two(), "l1", "Copy")
    assert order(made) == ["l1", "l3", "l2"]
    assert shape(made, "l3") == {"s4": [0, 1, 2], "s5": [3, 4], "s6": []}
    copy = made.named("l3")
    assert (copy.pinned, copy.name("zh"), made.known) == (False, "Copy", two().known)
    changed = rows.remove(made, "l3", ids(0))
    assert shape(changed) == shape(made)


def test_a_list_goes_with_its_alerts_and_the_last_one_stays():
    alert = Alert(id="", scope=Scope.LIST, target="l1", what=What.CHANGE, crossing=Crossing.UP, level=5.0)
    row = Alert(id="", scope=Scope.ROW, target=stock(3).id, what=What.PRICE, crossing=Crossing.UP, level=5.0)
    held = alerts.keep(alerts.keep(two(), alert), row)
    assert list(held.alerts) == ["a1", "a2"]
    made = tabs.delete(held, "l1")
    assert (order(made), list(made.alerts), set(made.known)) == (["l2"], ["a2"], set(ids(9, 0, 3)))
    assert tabs.delete(made, "l2") is made
    assert tabs.delete(held, "gone") is held


def test_pinned_lists_stand_first_whatever_is_moved():
    held = tabs.new(tabs.new(two(), "c"), "d")
    assert order(tabs.move(held, "l4", before="l1")) == ["l1", "l4", "l2", "l3"]
    assert order(tabs.move(held, "l1")) == ["l1", "l2", "l3", "l4"]
    pinned = tabs.pin(held, "l4", pinned=True)
    assert order(pinned) == ["l1", "l4", "l2", "l3"]
    assert order(tabs.move(pinned, "l4", before="l1")) == ["l4", "l1", "l2", "l3"]
    assert order(tabs.pin(pinned, "l1", pinned=False)) == ["l4", "l1", "l2", "l3"]
    assert tabs.pin(held, "l1", pinned=True) is held
    assert tabs.move(held, "l2", before="l2") is held


def test_a_list_gets_another_name():
    made = tabs.rename(two(), "l1", "短线")
    assert (made.named("l1").name("zh"), made.named("l1").name("en")) == ("短线", "短线")
    assert tabs.rename(two(), "l1", " ") == two()


# on instruments


def test_pins_are_ordered_and_need_no_list():
    held = marks.pin(two(), [stock(7), stock(0)])
    assert held.pins == ids(7, 0)
    assert held.known[stock(7).id] == stock(7)
    assert marks.pin(held, [stock(0)], before=stock(7).id).pins == ids(0, 7)
    assert marks.unpin(held, ids(7, 0)) == two()
    assert marks.unpin(held, ids(50)) is held


def test_a_mark_is_the_same_in_every_list_and_goes_when_nothing_is_left_of_it():
    held = marks.flag(two(), [stock(0), stock(7)], "red")
    held = marks.note(held, stock(0), " 等 Q3\r\n\n财报\0\ud800 ")
    held = marks.tag(held, [stock(0)], ["光模块", "短线", "光模块", " "])
    assert held.marks[stock(0).id] == Mark(flag="red", note="等 Q3\n\n财报", tags=("光模块", "短线"))
    assert stock(7).id in held.known
    bare = marks.untag(marks.note(marks.flag(held, [stock(0), stock(7)], ""), stock(0), ""), [stock(0)], ["光模块"])
    assert dict(bare.marks) == {stock(0).id: Mark(tags=("短线",))}
    assert marks.untag(bare, [stock(0)], ["短线"]) == two()
    assert marks.flag(held, [stock(0)], "mauve") is held


def test_what_the_user_wrote_on_a_row_stays_when_the_row_goes():
    held = rows.remove(marks.note(two(), stock(1), "warten"), "l1", ids(1))
    assert held.marks[stock(1).id].note == "warten"
    assert stock(1).id in held.known


def test_an_alert_is_about_somebody():
    row = Alert(id="", scope=Scope.ROW, target=stock(7).id, what=What.PRICE, crossing=Crossing.UP, level=5.0)
    assert alerts.keep(two(), row) == two()
    held = alerts.keep(two(), row, stock(7))
    assert alerts.keep(held, held.alerts["a1"]) is held
    assert alerts.drop(held, ["a1"]) == two()
    for scope, target in (
        (Scope.LIST, "gone"),
        (Scope.SECTION, "l1/gone"),
        (Scope.SECTION, "l1"),
        (Scope.SECTION, "l2/"),
        (Scope.LIST, "l1/s1"),
    ):
        other = Alert(id="", scope=scope, target=target, what=What.AGE, crossing=Crossing.UP, level=5.0)
        assert alerts.keep(two(), other) == two()


# columns


def test_a_list_shows_a_set_or_columns_of_its_own():
    held = columns.choose(two(), "l1", ["last", "nonsense", "pct:5", "last"])
    assert (held.named("l1").chosen.set, held.named("l1").chosen.columns) == ("", ("last", "pct:5"))
    assert columns.choose(two(), "l1", ["nonsense"]) == two()
    assert columns.show_set(held, "l1", "weekly").named("l1").chosen.columns == ()
    assert columns.show_set(held, "l1", "gone") is held


def test_a_set_of_the_users_is_shared_and_what_it_showed_stays_when_it_goes():
    held = columns.show_set(columns.save_set(two(), " 我的 ", ["last", "age"]), "l1", "我的")
    assert held.sets == {"我的": ("last", "age")}
    gone = columns.drop_set(held, "我的")
    assert (gone.sets, gone.named("l1").chosen.columns) == ({}, ("last", "age"))
    assert columns.save_set(two(), next(iter(shipped.SETS)), ["last"]) == two()


@pytest.mark.parametrize(("pixels", "kept"), [(120, {"last": 120}), (99999, {"last": 4000}), (None, {})])
def test_widths_are_kept_and_forgotten(pixels, kept):
    held = columns.width(columns.width(two(), "l1", "last", 50), "l1", "last", pixels)
    assert held.named("l1").chosen.widths == kept
    assert columns.width(two(), "l1", "nonsense", 50) == two()


@pytest.mark.parametrize(
    ("said", "kept"), [("  a \t b\n", "a b"), ("\0\x1b[0m", "[0m"), ("\ud800", ""), ("字" * 40_000, "字" * 200)]
)
def test_a_title_is_one_printable_line(said, kept):
    assert title(said) == kept


def test_nothing_is_a_value_too():
    assert tabs.new(Lists(), "a").lists[0].id == "l1"
