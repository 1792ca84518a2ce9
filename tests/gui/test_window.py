"""The main window: what arrives goes to whom it concerns, what is lost is asked for again."""

import pytest
from PySide6.QtCore import Qt

from data_sources.protocol import SourceState, Status
from gui.window import SMALLEST
from models import symbols
from models.errors import CacheError, ExportError
from tests.gui.samples import NOW, bars, fresh, of_market


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def started(window, client):
    """Looks into its inbox by itself, as in the program."""
    window.start()
    return window


def stack(window):
    return window.pages.built("chart").panel.price.stack


def lost(inbox, status=None):
    inbox.lost()
    if status is not None:
        inbox.status(status)


def test_starting_chooses_the_first_instrument_and_asks_for_its_bars(started, client, watchlist):
    first = watchlist.instruments[0]
    assert started.watchlist.current is first
    assert client.charted == [first.id]


def test_a_line_that_is_chosen_already_stays(window, client):
    window.choose("AMD.US")
    window.start()
    assert window.watchlist.current.id == "AMD.US"


def test_choosing_another_line_asks_for_its_bars_and_forgets_the_old_ones(started, client):
    started.choose("00700.HK")
    assert client.charted == ["00700.HK"]


def test_quotes_reach_the_list_and_the_chart_within_a_flush(started, client, inbox, settle, qtbot):
    client.answer("NVDA.US", bars(100))
    settle()
    inbox.quotes((fresh("NVDA.US", 999.0), fresh("AMD.US", 7.0)))
    store = started.watchlist.model.store
    qtbot.waitUntil(lambda: store.value(store.row_of["NVDA.US"], "last") == 999.0)
    assert started.watchlist.model.index(3, 1).data() == "7.00"
    assert stack(started).close[-1] == 999.0


def test_quotes_that_wait_before_the_window_is_built_are_in_its_first_picture(make_window, inbox):
    inbox.quotes((fresh("NVDA.US", 123.0),))
    assert make_window().watchlist.model.index(1, 1).data() == "123.00"


def test_a_flush_of_nothing_changes_nothing(window):
    window.flush()
    assert (window.rounds, window.status._event.text()) == (0, "")


def test_rounds_of_polling_are_counted(window, inbox):
    inbox.round()
    window.flush()
    inbox.round()
    inbox.round()
    window.flush()
    assert window.rounds == 3


def test_the_state_of_the_sources_is_on_the_status_line(window, inbox):
    inbox.status(Status(sources=(SourceState(source="yahoo", state="ok"),)))
    window.flush()
    assert set(window.status._lights) == {"yahoo"}


def test_a_lost_data_process_is_said_and_what_was_under_way_is_asked_again(started, client, inbox, week, zh, settle):
    week.refresh()
    before = len(client.wants)
    lost(inbox)
    started.flush()
    assert started.status._event.text() == zh["status.lost"]
    asked = [want.instrument.id for want in client.wants[before:]]
    assert asked.count("NVDA.US") == 2  # for the chart, and for the week
    assert len(asked) == len(week._universe.needed(everyone=True)) + 1


def test_a_week_that_is_complete_is_not_asked_again_after_a_loss(started, client, inbox, week, universe, qtbot, settle):
    week.refresh()
    client.answer_all(lambda name: of_market(universe.instruments[name]))
    qtbot.waitUntil(lambda: not week.busy)
    before = len(client.wants)
    lost(inbox)
    started.flush()
    assert [want.instrument.id for want in client.wants[before:]] == ["NVDA.US"]


def test_the_word_of_loss_goes_with_the_next_good_news(started, inbox, zh):
    well = Status(sources=(SourceState(source="yahoo", state="ok"),))
    lost(inbox, well)  # what the dead process said last
    started.flush()
    assert started.status._event.text() == zh["status.lost"]
    inbox.status(well)
    started.flush()
    assert started.status._event.text() == ""


def test_after_a_loss_the_chart_recovers(started, client, inbox, settle):
    client.fail("NVDA.US", "the data service was restarted")
    lost(inbox)
    settle()
    started.flush()
    client.answer("NVDA.US", bars(100))
    settle()
    assert started.chart_painted


def test_a_second_makes_numbers_older(window, clock, inbox, zh):
    inbox.quotes((fresh("NVDA.US", 1.0),))
    window.flush()
    clock.now = NOW + 30
    window.tick()
    assert "31秒前" in window.watchlist.foot.text()
    assert window.status._clocks.text().startswith("沪深 11:00")


def test_the_list_follows_the_week(window, week, client, universe, qtbot):
    week.refresh()
    client.answer_all(lambda name: of_market(universe.instruments[name]))
    qtbot.waitUntil(lambda: not week.busy)
    assert window.watchlist.foot.text().endswith("窗口 2024-09-23 至 2024-09-25")
    assert len(week.bases()) > 20
    store = window.watchlist.model.store
    assert store.base_dates["window"][store.row_of["NVDA.US"]] == week.bases()["NVDA.US"][1]


def test_a_new_window_takes_over_quotes_line_and_tab(started, make_window, client, inbox, settle):
    inbox.quotes((fresh("AMD.US", 999.0),))
    started.flush()
    started.choose("AMD.US")
    started.pages.open("review")
    new = make_window()
    new.inherit(started)
    assert (new.watchlist.current.id, new.pages.current) == ("AMD.US", "review")
    assert new.watchlist.model.index(3, 1).data() == "999.00"
    new.pages.open("chart")
    client.answer_all(lambda name: bars(100, name=name))
    settle()
    assert stack(new).close[-1] == 999.0


def test_closing_waits_for_nothing_any_more(started, client):
    started.close()
    assert client.charted == []
    assert not started._flush.isActive()
    assert not started._tick.isActive()


def test_closing_twice_does_no_harm(started):
    started.pages.open("review")
    started.close()
    started.close()


def test_a_very_long_sentence_moves_nothing(started, client, settle, inbox, qapp):
    client.answer("NVDA.US", bars(100))
    settle()
    widths = [started.width(), started.watchlist.width(), started.pages.width()]
    started.choose("AMD.US")
    client.answer("AMD.US", bars(100, name="AMD.US", doubt="x" * 4000))
    started.status.say("y" * 4000)
    settle()
    assert [started.width(), started.watchlist.width(), started.pages.width()] == widths


def test_the_window_cannot_be_made_too_small_to_read(window):
    window.resize(100, 100)
    assert (window.width(), window.height()) == SMALLEST


def test_before_bars_are_there_no_chart_is_painted(window):
    assert not window.chart_painted


def test_quotes_reach_the_strip_and_a_status_the_board(window, inbox, parts):
    status = Status(sources=(SourceState(source="yahoo", state="ok"),))
    inbox.quotes((fresh("HSTECH", 5000.0), fresh("NVDA.US", 120.0)))
    inbox.status(status)
    window.flush()
    strip = window.strip.store
    assert strip.value(strip.row_of["HSTECH"], "last") == 5000.0
    assert parts.board.status is status


def test_settings_that_cannot_be_written_are_said_until_they_can(window, client, parts, settle):
    parts.choices.change(theme="light")
    client.kept[-1].future.set_exception(ExportError("settings cannot be written (No space left on device)"))
    settle()
    assert "设置未能保存（设置无法写入）" in window.status._warning.text()
    parts.choices.change(theme="dark")
    client.kept[-1].future.set_result(None)
    settle()
    assert window.status._warning.text() == parts.warning


def test_escape_goes_back_to_the_list_or_to_what_stands_in_its_place(started, qtbot, qapp):
    started.pages.tabBar().setFocus()
    qtbot.keyClick(started.pages.tabBar(), Qt.Key.Key_Escape)
    assert qapp.focusWidget() is started.watchlist.view
    started.lists.files.open("/tmp/x.txt")
    started.pages.tabBar().setFocus()
    qtbot.keyClick(started.pages.tabBar(), Qt.Key.Key_Escape)
    assert qapp.focusWidget() is started.lists.files.preview


def test_edits_are_told_at_the_foot_and_new_rows_are_followed(started, client, saved, parts):
    parts.lists.begin()
    saved()
    started.lists.add(symbols.instrument("TSM.US"))
    saved()
    assert started.status._done.text() == "已添加 TSM"
    started.tick()
    assert "TSM.US" in [one.id for one in client.subscribed]
    assert client.charted == ["TSM.US"]  # it is current


def test_lists_that_are_not_on_disk_are_said_until_they_are(started, client, saved, parts, settle):
    parts.lists.begin()
    saved()
    started.choose("AMD.US")
    started.lists.hands.acts.actions["remove"].trigger()
    settle()
    for one in client.lists_open:  # what the program ships, before the first edit
        one.future.set_exception(CacheError("disk is full"))
    settle()
    assert started.status._warning.text().startswith("自选未保存")
    assert "AMD.US" not in started.watchlist.list.members  # it holds all the same


def test_ctrl_k_opens_the_search_which_is_made_only_then(window, qtbot):
    assert "search" not in vars(window)
    qtbot.keyClick(window.watchlist.view, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.isVisible()
    window.search.dismiss()


def test_a_letter_that_a_chart_does_not_want_begins_a_search(started, client, settle, qtbot):
    client.answer("NVDA.US", bars(100))
    settle()
    canvas = started.pages.built("chart").panel.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert "search" not in vars(started)
    qtbot.keyClick(canvas, "n")
    assert started.search.isVisible()
    assert started.search.line.text() == "n"
    started.search.dismiss()
