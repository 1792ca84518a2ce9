"""The view of the live table: painted by us, so what is painted is looked at."""

import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from gui.look.theme import ROW_HEIGHT, mixed, theme
from gui.look.titles import title
from gui.tables import view as view_module
from gui.tables.view import QuoteTableView
from models.lists.columns import KEYS
from models.watchlist import Section, Watchlist
from tests.gui.samples import NAMES, NOW, fresh, ink, is_colour, pixels, two_sections
from tests.gui.tables.samples import CHANGE, LAST, table, take
from tests.models.samples import small_universe


def fill(model, last=101.0, before=100.0):
    return take(model, [
        fresh(name, last, previous_close=before, volume=1e6, market_cap=1e9, open=1.0) for name in NAMES
    ])  # fmt: skip


def cell(view, place, column, picture=None):
    """The pixels of a cell."""
    picture = pixels(view.viewport()) if picture is None else picture
    top, left = view.rowViewportPosition(place), view.columnViewportPosition(column)
    return picture[top + 1 : top + ROW_HEIGHT, left : left + view.columnWidth(column)]


def titles(model):
    return [title(column.key, model.texts) for column in model.columns]


def test_every_cell_with_a_text_is_painted_and_no_other(view, model, dark):
    fill(model)
    model.store.give("window", dict.fromkeys(NAMES, 3.0))
    model.announce_all()
    picture = pixels(view.viewport())
    for place in range(model.rowCount()):
        for column in range(len(model.columns)):
            marked = ink(cell(view, place, column, picture), dark.panel)
            assert marked.any() == bool(model.text(place, column)), (place, column)


def test_text_stays_inside_its_cell(view, model, dark):
    fill(model, 23456.789, 4567.0)
    picture = pixels(view.viewport())
    for place in range(1, 4):
        for column in range(1, len(model.columns)):
            assert not ink(cell(view, place, column, picture)[:, -6:], dark.panel).any(), (place, column)


def test_a_name_too_long_for_its_room_is_cut_and_not_over_its_code(qapp, en, dark, shown):
    long = replace(small_universe("600000.SH").instruments["600000.SH"], name_en="W" * 200)
    sections = (Section(id="a", name_zh="", name_en="A", members=(long,)),)
    held = table(Watchlist(sections=sections), en)
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
    model.ground.now = NOW + 120
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
    view.flash(take(model, [fresh("NVDA.US", last, previous_close=100.0)]))
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
    view.flash(np.array([0]))
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


def test_the_name_takes_the_room_that_is_left(view, model):
    spare = view.viewport().width() - sum(column.width for column in model.columns[1:])
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


def test_heat_is_a_ground_as_strong_as_the_change_and_can_be_off(view, model, dark):
    take(
        model,
        [
            fresh(name, last, previous_close=100.0)
            for name, last in zip(NAMES, (108.0, 101.0, 92.0, 100.0, None), strict=True)
        ],
    )
    ground = {}
    for heat in (False, True):
        view.set_heat(heat)
        picture = pixels(view.viewport())
        ground[heat] = [cell(view, place, CHANGE, picture)[2, 8] for place in (1, 2, 3, 5, 6)]
        assert is_colour(cell(view, 1, LAST, picture)[2:3, 8:9], dark.panel).all()  # the day's change alone is warm
    panel = ground[False][0]
    assert all((one == panel).all() for one in ground[False])
    distance = [np.abs(one - panel).sum() for one in ground[True]]
    assert distance[0] > distance[1] > 0
    assert distance[2] > 0
    assert distance[3:] == [0, 0]  # neither an unmoved nor a missing one


def test_without_the_flash_nothing_glows(view, model):
    fill(model, 101.0)
    view.flashing = False
    view.flash(fill(model, 102.0))
    assert (view._fading.isActive(), view._flashes) == (False, {})


def test_a_stale_suspended_row_is_told_from_one_that_rests(view, model, dark):
    take(
        model,
        [fresh("00700.HK", 5.0, suspended=True, received_at=NOW - 300), fresh("600000.SH", 5.0, received_at=NOW - 300)],
    )
    picture = pixels(view.viewport())
    place = {name: model.place_of(name) for name in ("00700.HK", "600000.SH")}
    assert cell(view, place["00700.HK"], LAST, picture).max() > cell(view, place["600000.SH"], LAST, picture).max() + 60


def test_a_price_at_its_limit_has_the_colour_of_its_day(view, model, dark):
    model.set_columns(["limit"])
    view.dress()
    take(model, [
        fresh("600000.SH", 110.0, previous_close=100.0, limit_up=110.0, limit_down=90.0),
        fresh("600001.SH", 90.0, previous_close=100.0, limit_up=110.0, limit_down=90.0),
    ])  # fmt: skip
    assert (model.text(1, 1), model.text(2, 1)) == ("limit up", "limit down")
    assert is_colour(cell(view, 1, 1), dark.up, 30).any()
    assert is_colour(cell(view, 2, 1), dark.down, 30).any()


def test_all_of_a_long_list_is_selected_at_once(qapp, en, dark, shown):
    ids = [f"60{number:04d}.SH" for number in range(900)]
    held = small_universe(*ids).instruments
    sections = (Section(id="a", name_zh="", name_en="A", members=tuple(held[name] for name in ids)),)
    view = shown(QuoteTableView(table(Watchlist(sections=sections), en), dark), 700, 300)
    view.selectAll()
    assert view.ids == tuple(ids)
    assert is_colour(cell(view, 3, 4), dark.selection).mean() > 0.5


def test_a_selection_below_a_fold_is_painted_where_its_rows_are(view, model, dark):
    view.selectRow(5)
    pixels(view.viewport())
    model.fold(0)
    picture = pixels(view.viewport())
    assert is_colour(cell(view, 2, 4, picture), dark.selection).mean() > 0.5
    assert view.ids == ("NVDA.US",)
    model.fold(0)
    assert view.ids == ("NVDA.US",)


def test_the_selection_is_right_for_who_asks_while_rows_go(view, model):
    view.selectRow(5)
    view.setCurrentIndex(model.index(2, 0))
    view.selectRow(5)
    seen = []
    model.rowsAboutToBeRemoved.connect(lambda: seen.append(view.ids))
    model.fold(0)
    assert (seen, view.ids) == ([("NVDA.US",)], ("NVDA.US",))


def test_a_table_of_every_column_paints_nothing_known_and_nothing_but_missing(qapp, en, dark, shown):
    model = table(two_sections(), en, KEYS)
    view = shown(QuoteTableView(model, dark), 3600, 200)
    assert ink(cell(view, 1, 1 + KEYS.index("pe")), dark.panel).any()  # two dashes
    take(model, [fresh(name, None) for name in NAMES])
    picture = pixels(view.viewport())
    for key in ("spark", "spark_day", "range52", "flag", "note", "tags"):
        assert not ink(cell(view, 1, 1 + KEYS.index(key), picture), dark.panel).any(), key
