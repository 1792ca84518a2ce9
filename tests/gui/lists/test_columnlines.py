"""The chooser's item model: shown columns on top in order, all of them by group, found by any word of their meaning."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from gui.lists.columnlines import ColumnLine, ColumnLines
from models.lists.columns import GROUPS, KEYS, SETS


@pytest.fixture
def model(qapp, zh):
    made = ColumnLines(zh, lambda key: f"<{key}>")
    made.show(("last", "cap", "pct:60"))
    return made


@pytest.fixture
def heard(model):
    told = []
    model.rearranged.connect(told.append)
    return told


def top(model):
    return [line.key for line in model.lines if line.on_top]


def test_it_is_a_sound_model(model, qtmodeltester):
    qtmodeltester.check(model, force_py=True)
    model.seek("市")
    qtmodeltester.check(model, force_py=True)


def test_shown_columns_stand_on_top_and_every_column_in_its_group(model, zh):
    assert [line.said for line in model.lines[:4]] == ["已显示 3 列", "最新", "市值", "60日"]
    rest = [line.key for line in model.lines if line.key and not line.on_top]
    assert set(rest) == {*KEYS, "pct:60"}
    headings = [line.said for line in model.lines if not line.key]
    assert headings[1:] == [zh[f"columns.group.{group}"] for group in GROUPS]


def test_columns_are_checked_shown_last_and_hidden(model, heard):
    place = model.place_of(ColumnLine("", "open"))
    assert model.index(place).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    model.toggle(place)
    assert model.shown == ("last", "cap", "pct:60", "open")
    model.toggle(1)
    model.toggle(0)  # a heading
    assert heard == [("last", "cap", "pct:60", "open"), ("cap", "pct:60", "open")]


def test_the_check_of_an_item_is_the_same(model, heard):
    index = model.index(model.place_of(ColumnLine("", "cap")))
    assert model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert heard == []
    assert model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert heard == [("last", "pct:60")]
    assert not model.setData(model.index(0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert not model.setData(index, "x", Qt.ItemDataRole.EditRole)


def test_what_is_shown_from_outside_is_told_to_nobody(model, heard):
    model.show(SETS["weekly"])
    model.add("pct:20")  # is there
    assert (model.shown, heard) == (SETS["weekly"], [])


@pytest.mark.parametrize(
    ("row", "order"),
    [(1, ("cap", "last", "pct:60")), (2, ("last", "cap", "pct:60")), (4, ("last", "pct:60", "cap")),
     (40, ("last", "pct:60", "cap"))],
)  # fmt: skip
def test_a_dropped_column_stands_before_the_line_it_was_dropped_on(model, row, order):
    data = model.mimeData([model.index(2)])  # cap
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, QModelIndex())
    assert model.shown == order


def test_only_shown_columns_are_dragged(model):
    dragged = [line for place, line in enumerate(model.lines)
               if model.flags(model.index(place)) & Qt.ItemFlag.ItemIsDragEnabled]  # fmt: skip
    assert dragged == [line for line in model.lines if line.on_top]


def test_a_column_is_found_by_title_meaning_or_key(model):
    model.seek("流通股 换手")
    assert [line.key for line in model.lines if line.key] == ["turnover_rate"]
    model.seek("PCT:6")
    assert [line.key for line in model.lines if line.key] == ["pct:60"]
    model.seek("zzz")
    assert model.lines == ()
    model.renew()
    model.seek("")
    assert top(model) == ["last", "cap", "pct:60"]


def test_the_meaning_is_a_plain_tip_and_the_sample_is_read_out(model):
    index = model.index(1)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "最新价，以上市地货币计"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole).endswith("<last>")


@given(st.lists(st.tuples(st.sampled_from(["toggle", "move", "show", "seek"]), st.integers(0, 70), st.integers(-2, 9))))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_is_done_no_column_is_shown_twice_and_all_are_told(qapp, zh, steps):
    model = ColumnLines(zh, str)
    tester, told = QAbstractItemModelTester(model), []  # what it finds is a Qt message, and fails
    model.rearranged.connect(told.append)
    for what, place, to in steps:
        before = model.shown
        if what == "move":
            model.move(model.key(place), to)
        elif what == "show":
            model.show(SETS["morning"][:place])
        else:
            model.toggle(place) if what == "toggle" else model.seek("a"[: place % 2])
        assert len(set(model.shown)) == len(model.shown)
        if what in ("toggle", "move") and model.shown != before:
            assert told[-1] == model.shown
    assert tester.model() is model
