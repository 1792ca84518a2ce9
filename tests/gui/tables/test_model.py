"""The item model of the live table: what stands where, and what is announced when it changes."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from gui.look import numbers
from gui.look.titles import meaning, title
from gui.tables.model import SORT_ROLE
from models import symbols
from models.freshness import Freshness
from models.watchlist import Watchlist
from tests.gui.samples import NAMES, NOW, fresh, two_sections
from tests.gui.tables import samples
from tests.gui.tables.samples import AGE, CHANGE, LAST, NAME, VOLUME, WINDOW, order, table, take
from tests.models.samples import day

FALL, RISE = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


@pytest.fixture
def model(qapp, en, qtmodeltester):
    """Two sections: three shares and two. Checked by Qt's own rules through every test."""
    made = table(two_sections(), en)
    qtmodeltester.check(made)
    yield made
    qtmodeltester.check(made)


@pytest.fixture
def spans(model):
    """First and last line of every dataChanged."""
    seen = []
    model.dataChanged.connect(lambda top, bottom, roles=(): seen.append((top.row(), bottom.row())))
    return seen


def text(model, place, column):
    return model.index(place, column).data()


def put(model, **lasts):
    """Quotes by the last part of an id: ``put(model, NVDA=5.0)``, previous close 100; the rows that took one."""
    ids = {name.partition(".")[0].lstrip("0"): name for name in NAMES}
    return samples.put(model, {ids[key.lstrip("_")]: last for key, last in lasts.items()}).tolist()


def freshness(model, place):
    """That of a line's row."""
    return model.origin.freshness(int(model.lines.row[place]))


def test_lines_are_headings_with_their_members_in_list_order(model):
    assert order(model) == ["Alpha", *NAMES[:3], "Beta", *NAMES[3:]]
    assert (model.rowCount(QModelIndex()), model.columnCount()) == (7, 8)
    assert (model.rowCount(model.index(0, 0)), model.columnCount(model.index(0, 0))) == (0, 0)


def test_before_any_quote_every_number_is_two_dashes(model):
    assert {text(model, 1, column) for column in range(LAST, AGE + 1)} == {"--"}
    assert (text(model, 0, LAST), text(model, 0, CHANGE), text(model, 0, VOLUME)) == ("", "--", "w --")


def test_a_line_says_what_its_quote_says(model):
    take(model, [fresh("00700.HK", 400.0, previous_close=390.0, volume=6.978e6, market_cap=3.6e12)])
    said = [text(model, 3, column) for column in range(8)]
    assert said == ["N00", "400.000", "+2.56%", "--", "6.98M", "HK$3.60T", "10:59:59", "1s"]


def test_headings_show_the_equal_weight_mean_and_the_breadth(model):
    put(model, _600000=110.0, _600001=97.0)
    assert (text(model, 0, CHANGE), text(model, 0, LAST)) == ("+3.50%", "▲1 ▼1")
    put(model, _700=100.0)
    assert (text(model, 0, CHANGE), text(model, 0, LAST)) == ("+2.33%", "▲1 ▼1")
    assert (text(model, 4, CHANGE), text(model, 4, LAST)) == ("--", "")


def test_a_folded_section_keeps_its_figures(model):
    put(model, NVDA=110.0, AMD=100.0)
    model.fold(1)
    assert order(model) == ["Alpha", *NAMES[:3], "Beta"]
    assert (text(model, 4, NAME), text(model, 4, CHANGE)) == ("▸ Beta  2", "+5.00%")
    model.fold(1)
    assert text(model, 4, NAME) == "▾ Beta  2"
    assert model.rowCount() == 7


def test_changed_lines_are_announced_with_their_headings_in_one_span(model, spans):
    put(model, AMD=5.0)
    put(model, _600001=5.0, _700=6.0)
    put(model, _700=7.0, NVDA=8.0)
    assert spans == [(4, 6), (0, 3), (0, 5)]


def test_nothing_is_announced_when_nothing_changed(model, spans):
    assert take(model, []).tolist() == []
    assert take(model, [fresh("TSM.US")]).tolist() == []
    assert spans == []


def test_an_older_quote_is_ignored(model, spans):
    put(model, NVDA=5.0)
    spans.clear()
    assert take(model, [fresh("NVDA.US", 4.0, exchange_time=NOW - 100)]).tolist() == []
    assert (spans, text(model, 5, LAST)) == ([], "5.00")


def test_a_quote_of_a_folded_section_announces_its_heading(model, spans):
    model.fold(1)
    spans.clear()
    put(model, NVDA=110.0)
    assert spans == [(4, 4)]


def test_a_folded_and_an_open_section_that_change_together_are_both_announced(model, spans):
    model.fold(1)
    spans.clear()
    put(model, _600000=110.0, NVDA=110.0)
    model.fold(0)
    model.fold(1)
    put(model, _600000=111.0, NVDA=111.0)
    assert spans == [(0, 4), (0, 0), (1, 1), (0, 2)]


@pytest.mark.parametrize(
    ("column", "direction", "first", "second"),
    [
        (LAST, FALL, ["00700.HK", "600000.SH", "600001.SH"], ["AMD.US", "NVDA.US"]),
        (LAST, RISE, ["600000.SH", "00700.HK", "600001.SH"], ["AMD.US", "NVDA.US"]),
    ],
)
def test_sorting_is_by_value_inside_sections_with_missing_ones_last_both_ways(model, column, direction, first, second):
    put(model, _600000=9.0, _700=10.0, AMD=5.0)  # as text "9.00" is above "10.000"; 600001 and NVDA have none
    model.sort(column, direction)
    assert order(model) == ["Alpha", *first, "Beta", *second]


def test_the_age_sorts_by_time_and_the_name_not_at_all(model):
    take(model, [fresh("NVDA.US", 1.0, exchange_time=NOW - 90), fresh("AMD.US", 1.0, exchange_time=NOW - 9)])
    model.sort(AGE, FALL)
    assert order(model)[5:] == ["AMD.US", "NVDA.US"]
    model.sort(NAME, FALL)
    assert order(model) == ["Alpha", *NAMES[:3], "Beta", *NAMES[3:]]


def test_no_sort_column_is_list_order_again(model):
    put(model, _600000=1.0, _600001=3.0, _700=2.0)
    model.sort(LAST, FALL)
    assert order(model)[1:4] == ["600001.SH", "00700.HK", "600000.SH"]
    model.sort(-1)
    assert order(model)[1:4] == list(NAMES[:3])


def test_a_persistent_index_follows_its_instrument_through_a_sort(model):
    put(model, _600000=1.0, _600001=3.0, _700=2.0)
    held = {name: QPersistentModelIndex(model.index(model.place_of(name), LAST)) for name in NAMES}
    heading = QPersistentModelIndex(model.index(4, 0))
    model.sort(LAST, FALL)
    assert {name: model.instrument(index.row()).id for name, index in held.items()} == {name: name for name in NAMES}
    assert {index.column() for index in held.values()} == {LAST}
    assert model.lines.is_heading(heading.row())
    assert model.lines.section[heading.row()] == 1


def test_sort_values_are_numbers_and_headings_have_none(model):
    put(model, NVDA=5.0)
    assert model.index(5, LAST).data(SORT_ROLE) == 5.0
    assert model.index(6, LAST).data(SORT_ROLE) is None
    assert model.index(4, LAST).data(SORT_ROLE) is None


def test_a_base_turns_live_prices_into_a_window_percentage(model, spans):
    put(model, NVDA=110.0)
    model.store.set_bases("window", {"NVDA.US": (88.0, day("0920")), "AMD.US": (50.0, day("0920"))})
    model.announce_all()
    assert spans[-1] == (0, 6)
    assert (text(model, 5, WINDOW), text(model, 6, WINDOW), text(model, 4, WINDOW)) == ("+25.00%", "--", "+25.00%")
    put(model, NVDA=99.0, AMD=55.0)
    assert (text(model, 5, WINDOW), text(model, 6, WINDOW), text(model, 4, WINDOW)) == ("+12.50%", "+10.00%", "+11.25%")


def test_the_percentages_of_a_window_that_is_over_are_not_moved_by_prices(model, spans):
    model.store.set_bases("window", {"NVDA.US": (88.0, day("0920"))})
    model.store.give("window", {"NVDA.US": 4.0, "HSI": 9.0})
    model.announce_all()
    assert spans[-1] == (0, 6)
    put(model, NVDA=200.0)
    assert (text(model, 5, WINDOW), text(model, 6, WINDOW)) == ("+4.00%", "--")


def test_the_tool_tip_names_source_exchange_time_and_age(model):
    assert model.index(5, LAST).data(Qt.ItemDataRole.ToolTipRole) == model.texts["table.no_quote"]
    take(model, [fresh("NVDA.US", 5.0, exchange_time=NOW - 3600, received_at=NOW - 5)])
    tip = model.index(5, LAST).data(Qt.ItemDataRole.ToolTipRole)
    local = numbers.local_stamp(NOW - 3600)
    said = "State: closed\nSource: Yahoo (yfinance)\nExchange time: 2024-09-24 22:00:00\n"
    assert tip == f"{said}Your time: {local}\nReceived 5s ago"


def test_the_tool_tip_of_a_heading_has_every_figure(model):
    put(model, _600000=110.0, _600001=97.0)
    lines = model.index(0, LAST).data(Qt.ItemDataRole.ToolTipRole).split("\n")
    assert lines[0] == "3 members: equal weight +3.50%, cap-weighted --, median +3.50%"
    assert lines[1].startswith("1 up, 1 down, 0 flat")


def test_the_tool_tip_owns_up_to_a_delay(model):
    take(model, [fresh("00700.HK", 5.0, delay_s=900.0), fresh("NVDA.US", 5.0, delay_s=900.0)])
    assert model.index(3, LAST).data(Qt.ItemDataRole.ToolTipRole).startswith("State: delayed 15 min\n")
    assert model.index(5, LAST).data(Qt.ItemDataRole.ToolTipRole).endswith("15 minutes late")  # closed, and still late


def test_a_halted_share_says_so_and_is_neither_stale_nor_aged(model):
    take(model, [fresh("00700.HK", 5.0, suspended=True, exchange_time=NOW - 86400, received_at=NOW - 300)])
    assert freshness(model, 3) is Freshness.SUSPENDED
    assert text(model, 3, AGE) == "susp."
    assert model.index(3, LAST).data(Qt.ItemDataRole.ToolTipRole).startswith("State: suspended\n")
    take(model, [fresh("00700.HK", 5.0)])
    assert text(model, 3, AGE) == "1s"


def test_a_halt_nobody_has_repeated_since_the_opening_is_an_old_quote(model):
    take(model, [fresh("00700.HK", 5.0, suspended=True, exchange_time=NOW - 86400, received_at=NOW - 86400)])
    assert freshness(model, 3) is Freshness.STALE
    assert text(model, 3, AGE) == "1d"


def test_a_quote_without_confirmation_is_stale(model):
    put(model, _600000=5.0)
    assert (freshness(model, 1), freshness(model, 2)) == (Freshness.LIVE, Freshness.NONE)
    model.ground.now = NOW + 120
    assert freshness(model, 1) is Freshness.STALE


def test_titles_and_their_explanations_are_those_of_the_texts(model, en):
    for place, column in enumerate(model.columns):
        assert model.headerData(place, Qt.Orientation.Horizontal) == title(column.key, en)
        tip = model.headerData(place, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        assert tip == meaning(column.key, en)
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(99, Qt.Orientation.Horizontal) is None


def test_numbers_stand_at_the_right_and_names_at_the_left(model):
    sides = [model.index(1, column).data(Qt.ItemDataRole.TextAlignmentRole) for column in range(8)]
    assert (
        sides
        == [int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)]
        + [int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)] * 7
    )


def test_an_instrument_knows_its_line_and_a_folded_one_has_none(model):
    assert (model.place_of("AMD.US"), model.place_of("TSM.US")) == (6, None)
    model.fold(1)
    assert model.place_of("AMD.US") is None
    assert (model.instrument(0), model.instrument(-1), model.instrument(99)) == (None, None, None)


def test_an_empty_list_has_no_lines_and_takes_everything(qapp, en, qtmodeltester):
    empty = table(Watchlist(sections=()), en)
    assert take(empty, [fresh()]).tolist() == []
    empty.store.set_bases("window", {"NVDA.US": (1.0, dt.date(2024, 9, 20))})
    empty.announce_all()
    empty.sort(1)
    empty.order_sections(strongest=True)
    empty.set_filter(["NVDA.US"])
    empty.set_filter(None)
    assert (empty.rowCount(), empty.place_of("NVDA.US"), empty.heading_of("a")) == (0, None, None)
    qtmodeltester.check(empty)


def test_a_line_can_be_dragged_and_dropped_on(model):
    wanted = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemIsSelectable
    assert all(model.index(place, 0).flags() & wanted == wanted for place in range(7))


def test_other_columns_are_asked_for_by_their_keys(model):
    model.set_columns(["pe", "pct:5", "note"])
    assert [column.key for column in model.columns] == ["name", "pe", "pct:5", "note"]
    with pytest.raises(KeyError):
        model.set_columns(["pe", "unheard of"])
    assert model.columnCount() == 4


def test_a_set_of_columns_that_is_refused_harms_nobody(model, qtbot):
    with qtbot.assertNotEmitted(model.modelAboutToBeReset), pytest.raises(KeyError):
        model.set_columns(["unheard of"])


def test_the_order_is_a_snapshot_until_it_is_asked_for_anew(model):
    put(model, _600000=1.0, _600001=3.0, _700=2.0)
    model.sort(LAST, FALL)
    put(model, _600000=9.0)
    assert order(model)[1:4] == ["600001.SH", "00700.HK", "600000.SH"]
    model.resort()
    assert order(model)[1:4] == ["600000.SH", "600001.SH", "00700.HK"]


def test_a_sort_outlives_the_columns_it_was_asked_by(model):
    put(model, _600000=1.0, _600001=3.0, _700=2.0)
    model.sort(LAST, FALL)
    model.set_columns(["pe"])
    put(model, _600000=9.0)
    model.resort()
    assert order(model)[1:4] == ["600000.SH", "600001.SH", "00700.HK"]


def test_two_quotes_of_one_instrument_in_a_batch_leave_the_newer_one(model, spans):
    quotes = [fresh("NVDA.US", 5.0), fresh("AMD.US", 6.0), fresh("NVDA.US", 7.0, exchange_time=NOW)]
    assert take(model, quotes).tolist() == [3, 4]
    assert (text(model, 5, LAST), text(model, 6, LAST), spans) == ("7.00", "6.00", [(4, 6)])


def test_a_list_of_nothing_but_missing_numbers_is_told_like_any_other(model, spans):
    take(model, [fresh(name, None) for name in NAMES])
    model.sort(CHANGE, FALL)
    model.order_sections(strongest=True)
    assert order(model) == ["Alpha", *NAMES[:3], "Beta", *NAMES[3:]]
    assert {text(model, place, CHANGE) for place in range(7)} == {"--"}


def test_a_name_that_becomes_known_takes_the_place_of_the_code(model):
    known = model.section(0).members[0]
    model.store.add([replace(known, name_en="Renamed")])
    assert text(model, 1, NAME) == "Renamed"
    model.store.add([symbols.instrument(known.id)])
    assert text(model, 1, NAME) == "Renamed"


def test_quotes_of_rows_that_came_after_the_list_are_told_to_nobody(model, spans):
    """The store serves guests too; sorting anew after they came made the next announcement fail."""
    model.store.add([symbols.instrument("TSM.US")])
    model.resort()
    spans.clear()
    assert take(model, [fresh("TSM.US")]).tolist() == [5]
    assert (spans, model.place_of("TSM.US"), model.section_of("TSM.US")) == ([], None, None)
