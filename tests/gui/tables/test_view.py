"""The view of the live table: painted by us, so what is painted is looked at."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from gui.look.theme import ROW_HEIGHT, mixed, theme
from gui.tables import view as view_module
from gui.tables.columns import COLUMNS
from gui.tables.model import QuoteTableModel
from gui.tables.view import QuoteTableView
from models.watchlist import Section, Watchlist
from tests.gui.samples import NAMES, NOW, fresh, ink, is_colour, pixels, two_sections
from tests.models.samples import small_universe

LAST, CHANGE = 1, 2


@pytest.fixture
def model(qapp, en):
    made = QuoteTableModel(two_sections(), en, "en")
    made.now = NOW
    return made


@pytest.fixture
def view(model, dark, shown):
    return shown(QuoteTableView(model, dark), 700, 300)


def fill(model, last=101.0, before=100.0):
    return model.apply([
        fresh(name, last, previous_close=before, volume=1e6, market_cap=1e9, open=1.0) for name in NAMES
    ])  # fmt: skip


def cell(view, place, column, picture=None):
    """The pixels of a cell."""
    picture = pixels(view.viewport()) if picture is None else picture
    top, left = view.rowViewportPosition(place), view.columnViewportPosition(column)
    return picture[top + 1 : top + ROW_HEIGHT, left : left + view.columnWidth(column)]


def titles(model):
    return [model.texts[f"table.{column.key}"] for column in COLUMNS]


def test_every_cell_with_a_text_is_painted_and_no_other(view, model, dark):
    fill(model)
    model.set_window(dict.fromkeys(NAMES, 3.0))
    picture = pixels(view.viewport())
    for place, line in enumerate(model.lines):
        for column in range(len(COLUMNS)):
            marked = ink(cell(view, place, column, picture), dark.panel)
            assert marked.any() == bool(model.text(line, column)), (place, column)


def test_text_stays_inside_its_cell(view, model, dark):
    fill(model, 23456.789, 4567.0)
    picture = pixels(view.viewport())
    for place in range(1, 4):
        for column in range(1, len(COLUMNS)):
            assert not ink(cell(view, place, column, picture)[:, -6:], dark.panel).any(), (place, column)


def test_a_name_too_long_for_its_room_is_cut_and_not_over_its_code(qapp, en, dark, shown):
    long = replace(small_universe("600000.SH").instruments["600000.SH"], name_en="W" * 200)
    sections = (Section(id="a", name_zh="", name_en="A", members=(long,)),)
    held = QuoteTableModel(Watchlist(sections=sections), en, "en")
    view = shown(QuoteTableView(held, dark), 700, 300)
    assert not is_colour(cell(view, 1, LAST)[:, :40], dark.text, 60).any()
    assert is_colour(cell(view, 1, 0), dark.muted, 30).any()


def test_a_change_has_the_colour_of_its_direction(view, model, dark):
    fill(model, 101.0)
    assert is_colour(cell(view, 1, CHANGE), dark.up, 30).any()
    assert not is_colour(cell(view, 1, CHANGE), dark.down, 30).any()
    fill(model, 99.0)
    assert is_colour(cell(view, 1, CHANGE), dark.down, 30).any()
    assert is_colour(cell(view, 0, CHANGE), dark.down, 30).any()


def test_a_stale_line_is_fainter_than_a_live_one(view, model):
    fill(model)
    live = cell(view, 1, LAST).max()
    model.now = NOW + 120
    view.viewport().update()
    assert cell(view, 1, LAST).max() < live - 60


def test_a_selected_line_has_another_ground(view, model, dark):
    view.selectRow(2)
    picture = pixels(view.viewport())
    assert is_colour(cell(view, 2, 4, picture), dark.selection).mean() > 0.5
    assert not is_colour(cell(view, 1, 4, picture), dark.selection).any()


def test_a_change_announced_by_the_model_is_painted(view, model, qtbot, qapp):
    fill(model, 101.0)
    before = pixels(view.viewport())
    qapp.processEvents()
    fill(model, 202.0)
    assert (cell(view, 1, LAST) != cell(view, 1, LAST, before)).any()


@pytest.mark.parametrize(("last", "way"), [(102.0, "up"), (100.5, "down")])
def test_a_price_that_moved_glows_and_the_glow_ends_by_itself(view, model, dark, qtbot, last, way):
    fill(model, 101.0)
    view.flash(model.apply([fresh("NVDA.US", last, previous_close=100.0)]))
    place = model.place_of("NVDA.US")
    assert view._fading.isActive()
    glowing = cell(view, place, LAST)
    strongest = mixed(dark.panel, getattr(dark, way), 0.22)
    assert ink(glowing, dark.panel, 2).mean() > 0.5
    assert is_colour(glowing, strongest, 30).mean() > 0.3
    assert not ink(cell(view, 1, LAST)[:4], dark.panel, 2).any()  # its neighbour does not
    qtbot.waitUntil(lambda: not view._fading.isActive())
    assert not ink(cell(view, place, LAST)[:4], dark.panel, 2).any()
    assert view._flashes == {}


def test_a_price_that_did_not_move_does_not_glow(view, model):
    view.flash(fill(model, 101.0))
    view.flash(fill(model, 101.0))
    view.flash([0])
    assert not view._fading.isActive()


def test_a_line_folded_away_while_it_glows_does_no_harm(view, model, monkeypatch):
    fill(model, 101.0)
    view.flash(fill(model, 102.0))
    model.fold(0)
    now = time.monotonic()
    monkeypatch.setattr(view_module.time, "monotonic", lambda: now + 1.0)
    view._fade()
    assert not view._fading.isActive()


def test_copying_gives_titles_and_all_lines_when_none_is_selected(view, model):
    fill(model)
    view.clearSelection()
    view.copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == titles(model)
    assert len(lines) == 8
    assert lines[2] == [model.index(1, column).data() for column in range(8)]


def test_the_copy_key_gives_the_selected_lines_in_order(view, model, qtbot):
    fill(model)
    view.selectRow(5)
    view.selectionModel().select(
        model.index(1, 0), view.selectionModel().SelectionFlag.Select | view.selectionModel().SelectionFlag.Rows
    )
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[0] for line in lines] == ["Name", "N60", "NNV"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Right])
def test_a_key_folds_the_heading_it_is_on_and_it_stays_current(view, model, qtbot, key):
    view.setCurrentIndex(model.index(4, 0))
    qtbot.keyClick(view, key)
    assert model.rowCount() == 5
    assert view.currentIndex().row() == 4
    qtbot.keyClick(view, key)
    assert model.rowCount() == 7
    assert view.currentIndex().row() == 4


def test_a_key_on_a_line_folds_nothing(view, model, qtbot):
    view.setCurrentIndex(model.index(5, 0))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
    assert model.rowCount() == 7


def test_up_and_down_choose_the_next_line_and_tell_it_once(view, model, qtbot):
    view.setCurrentIndex(model.index(1, 0))
    seen = []
    view.chosen.connect(seen.append)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert seen == [2, 3, 2]


def test_a_double_click_folds_a_heading_and_not_a_line(view, model, qtbot):
    for place, lines in ((1, 7), (4, 5)):
        at = QPoint(30, view.rowViewportPosition(place) + 5)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert model.rowCount() == lines


def test_clicks_on_a_title_fall_then_rise_then_restore_the_list(view, model, qtbot):
    model.apply([fresh("600000.SH", 1.0), fresh("600001.SH", 3.0), fresh("00700.HK", 2.0)])
    header = view.horizontalHeader()
    at = QPoint(view.columnViewportPosition(LAST) + 20, header.height() // 2)

    def click():
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        return [model.instrument(place).id for place in (1, 2, 3)], header.isSortIndicatorShown()

    assert click() == (["600001.SH", "00700.HK", "600000.SH"], True)
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    assert click() == (["600000.SH", "00700.HK", "600001.SH"], True)
    assert click() == (list(NAMES[:3]), False)


def test_the_name_takes_the_room_that_is_left(view):
    spare = view.viewport().width() - sum(column.width for column in COLUMNS[1:])
    assert view.columnWidth(0) == spare


def test_another_screen_scale_gets_another_painter(view, model, monkeypatch):
    first = view._line_painter()
    assert view._line_painter() is first
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 1.5)
    assert view._line_painter() is not first
    assert view._line_painter().fits(1.5)


def test_both_surfaces_paint_on_their_own_ground(model, shown):
    fill(model)
    for name in ("dark", "light"):
        look = theme(name)
        view = shown(QuoteTableView(model, look), 700, 300)
        assert is_colour(cell(view, 1, 4), look.panel).mean() > 0.5
