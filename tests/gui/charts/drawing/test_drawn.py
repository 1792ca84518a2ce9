"""Drawings on a panel: the book keeps them, each chart of the instrument shows them, and what is done can be undone."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.charts.drawing_menu import DrawingMenu
from gui.charts.drawn import WHOLE
from gui.charts.layers.drawings import DrawingsLayer
from gui.charts.text_line import TextLine
from gui.look.theme import theme
from gui.seats.draw_menu import DrawMenu
from models.charts.values import ChartSpec, Scale
from models.drawings import paper
from models.drawings.values import Drawing, Kind
from models.instruments import Instrument, Market
from models.values import Interval
from tests.gui.charts.drawing.conftest import ONE, Mouse
from tests.gui.samples import SECOND, bars
from tests.models.drawings.samples import line

OTHER = Instrument(id=SECOND, market=Market.HK)


@pytest.fixture
def trend(drawn, mouse):
    drawn.act("draw.trend")
    mouse.drag((200, 400), (500, 60))
    return drawn.sketch.drawings[0]


@pytest.fixture
def write(panel):
    """Type into the line that is open."""

    def typed(text, key=Qt.Key.Key_Return):
        box = panel.findChild(TextLine)
        assert box.isVisible()
        box.line.setText(text)
        QTest.keyClick(box.line, key)
        return box

    return typed


def place_text(drawn, mouse, at=(300, 430)):
    drawn.act("draw.text")
    mouse.click(*at)


def test_an_instruments_drawings_are_in_each_of_its_charts(make_drawn, drawings):
    one, other, third = make_drawn(), make_drawn(), make_drawn(bars(name=SECOND), OTHER)
    one.act("draw.trend")
    Mouse(one.panel).drag((200, 400), (500, 60))
    assert one.sketch.drawings == other.sketch.drawings != ()
    assert third.sketch.drawings == ()
    assert other.sketch.selected == ""
    assert drawings.of(ONE.id) == one.sketch.drawings


def test_a_chart_shows_what_was_drawn_before(make_drawn, drawings):
    drawings.edit(ONE.id, "draw.trend", lambda held: (line("a"),))
    assert make_drawn().sketch.drawings == (line("a"),)


def test_another_instrument_has_its_own(drawn, trend, panel):
    panel.show_bars(bars(name=SECOND), OTHER, "source", late=False)
    assert (drawn.sketch.drawings, drawn.sketch.selected) == ((), "")
    panel.show_bars(bars(), ONE, "source", late=False)
    assert drawn.sketch.drawings == (trend,)


def test_while_another_one_is_awaited_nothing_is_drawn(drawn, trend, panel, drawings):
    panel.show_pending(OTHER)
    assert drawn.act("draw.trend")
    assert drawn.heard == [panel.texts["draw.no_bars"]]
    drawn.act("draw.remove_all")
    drawn.act("undo")
    assert drawings.of(ONE.id) == (trend,)
    assert drawings.of(OTHER.id) == ()


def test_the_same_instrument_in_weeks_shows_them_at_the_same_price(drawn, trend, panel):
    date = np.datetime64("2020-01-03") + 7 * np.arange(240)
    panel.show_bars(bars(240).with_columns(date=date, interval=Interval.WEEK), ONE, "source", late=False)
    places = drawn.sketch.ground.places
    assert drawn.sketch.drawings == (trend,)
    assert [places.price(one) for one in trend.anchors] == [one.price for one in trend.anchors]
    assert all(0 < places.bar(one.time) < 240 for one in trend.anchors)


@pytest.mark.parametrize("scale", list(Scale))
def test_on_every_scale_drawings_are_made_and_painted(make_drawn, scale):
    made = make_drawn(spec=ChartSpec(scale=scale))
    made.act("draw.trend")
    Mouse(made.panel).drag((200, 300), (500, 60))
    made.panel.canvas.invert()
    assert not made.panel.grab().isNull()
    assert len(made.sketch.drawings) == 1


def test_a_chart_that_leaves_has_the_drawings_without_handles(drawn, trend, panel):
    panes = panel.made_in(theme("light")).chart.panes
    kinds = [type(layer).__name__ for pane in panes for layer in pane.layers]
    assert kinds.count("DrawingsLayer") == kinds.count("LevelTags") == 1
    assert "Underway" not in kinds
    assert "RangeCard" not in kinds
    own = [layer for layer in panel.canvas.chart.panes[0].layers if isinstance(layer, DrawingsLayer)]
    assert len(own) == 1


def test_undo_and_redo_say_what_they_did(drawn, trend, zh):
    drawn.act("undo")
    assert (drawn.sketch.drawings, drawn.heard[-1]) == ((), zh["draw.undo"].format(what=zh["draw.trend"]))
    drawn.act("undo")
    assert drawn.heard[-1] == zh["draw.undo.none"]
    drawn.act("redo")
    assert (drawn.sketch.drawings, drawn.heard[-1]) == ((trend,), zh["draw.redo"].format(what=zh["draw.trend"]))
    drawn.act("redo")
    assert drawn.heard[-1] == zh["draw.redo.none"]


def test_remove_all_leaves_the_locked_ones_and_says_so(drawn, trend, mouse, zh):
    drawn.act("draw.lock_all")
    drawn.act("draw.horizontal")
    mouse.click(300, 430)
    drawn.act("draw.remove_all")
    assert [one.id for one in drawn.sketch.drawings] == [trend.id]
    assert drawn.heard[-1].endswith(zh["draw.kept"].format(count=1))
    drawn.act("undo")
    assert len(drawn.sketch.drawings) == 2


@pytest.mark.parametrize("act", [act for act in WHOLE if act != "draw.unlock_all"])
def test_what_is_done_to_all_is_one_step_and_named(drawn, trend, zh, act):
    drawn.act("draw.hide_all" if act == "draw.show_all" else "")
    before = drawn.sketch.drawings
    drawn.act(act)
    assert drawn.sketch.drawings != before
    assert drawn.heard[-1].startswith(zh[act])
    drawn.act(act)
    assert drawn.heard[-1] == zh["draw.nothing"]
    drawn.act("undo")
    assert drawn.sketch.drawings == before


def test_an_act_of_others_is_not_taken(drawn):
    assert not drawn.act("go_to")
    assert not drawn.act("snapshot")


def test_there_is_an_end_to_drawings(drawn, drawings, mouse, zh, monkeypatch):
    monkeypatch.setattr("gui.charts.drawn.MOST", 1)
    for _ in range(2):
        drawn.act("draw.horizontal")
        mouse.click(300, 430)
    assert len(drawn.sketch.drawings) == 1
    assert drawn.heard[-1] == zh["draw.full"].format(most=1)
    assert paper.MOST > 1


# texts


def test_a_text_is_typed_where_it_will_stand(drawn, mouse, write):
    place_text(drawn, mouse)
    box = write("  earnings ")
    assert [(one.kind, one.text) for one in drawn.sketch.drawings] == [(Kind.TEXT, "earnings")]
    assert not box.isVisible()
    assert abs(box.x() - 300) < 10


@pytest.mark.parametrize(("text", "key"), [("x", Qt.Key.Key_Escape), ("  ", Qt.Key.Key_Return)])
def test_without_words_or_after_esc_there_is_no_text(drawn, mouse, write, text, key):
    place_text(drawn, mouse)
    write(text, key)
    assert drawn.sketch.drawings == ()


def test_a_double_click_writes_anew_and_an_empty_text_goes(drawn, mouse, write):
    place_text(drawn, mouse)
    write("one")
    mouse.double(304, 430)
    write("two")
    assert drawn.sketch.drawings[0].text == "two"
    mouse.double(304, 430)
    write("")
    assert drawn.sketch.drawings == ()


def test_a_line_may_have_a_remark(drawn, trend, write):
    drawn.write(trend)
    write("support")
    assert drawn.sketch.drawings == (replace(trend, text="support"),)
    drawn.write(drawn.sketch.drawings[0])
    write("")
    assert drawn.sketch.drawings == (trend,)


def test_another_instrument_closes_the_line(drawn, mouse, panel):
    place_text(drawn, mouse)
    panel.show_bars(bars(name=SECOND), OTHER, "source", late=False)
    assert not panel.findChild(TextLine).isVisible()
    assert drawn.sketch.drawings == ()


# menus: the offscreen platform can neither raise nor grab


@pytest.fixture
def offered(drawn, trend, panel, zh):
    """Triggers what the menu of the drawing calls so."""

    def trigger(key, under=""):
        drawn.offer(drawn.sketch.drawings[0], QPoint(0, 0))
        menu = panel.findChildren(DrawingMenu)[-1]
        actions = menu.actions()
        if under:
            actions = next(one for one in actions if one.text() == zh[under]).menu().actions()
        next(one for one in actions if one.text() == key).trigger()
        menu.close()
        return drawn.sketch.drawings

    return trigger


@pytest.mark.qt_log_ignore("does not support")
def test_the_menu_changes_colour_width_and_dash(offered, zh):
    offered(zh["draw.colour.series"].format(number=4), "draw.colour")
    offered(zh["draw.width.value"].format(width=3), "draw.width")
    (one,) = offered(zh["draw.dash"])
    assert (one.style.colour, one.style.width, one.style.dash) == ("ramp3", 3, True)


@pytest.mark.qt_log_ignore("does not support")
def test_the_menu_locks_hides_and_removes(offered, zh, drawn):
    assert offered(zh["draw.lock"])[0].locked
    assert not offered(zh["draw.lock"])[0].locked
    assert not offered(zh["draw.hide"])[0].visible
    drawn.act("draw.show_all")
    assert offered(zh["draw.remove"]) == ()


@pytest.mark.qt_log_ignore("does not support")
def test_the_menu_brings_one_to_the_front(offered, zh, drawn, drawings):
    drawings.edit(ONE.id, "draw.trend", lambda held: (*held, replace(held[0], id="b")))
    assert next(one.id for one in offered(zh["draw.to_top"])) == "b"


@pytest.mark.qt_log_ignore("does not support")
def test_the_right_button_opens_it_on_a_drawing_only(drawn, trend, mouse, panel):
    mouse.right(100, 100)
    assert panel.findChild(DrawingMenu) is None
    mouse.right(350, 230)
    menu = panel.findChild(DrawingMenu)
    assert menu.isVisible()
    menu.close()


@pytest.mark.qt_log_ignore("does not support")
def test_the_button_tells_acts_and_shows_the_tool(drawn, zh, shown):
    button = shown(DrawMenu(zh))
    button.asked.connect(drawn.act)
    drawn.tooled.connect(button.show_tool)
    assert button.text().startswith(zh["draw.title"])
    action = next(one for one in button.menu().actions() if one.text().startswith(zh["draw.ray"]))
    action.trigger()
    assert drawn.sketch.tool is Kind.RAY
    assert button.text().startswith(zh["draw.ray"])
    assert action.isChecked()
    action.trigger()
    assert (drawn.sketch.tool, action.isChecked()) == (None, False)


@pytest.mark.qt_log_ignore("does not support")
def test_every_act_of_the_button_is_understood(drawn, trend, zh, shown):
    button = shown(DrawMenu(zh))
    taken = []
    button.asked.connect(lambda act: taken.append(drawn.act(act)))
    for action in button.menu().actions():
        action.trigger()
    assert len(taken) > 10
    assert all(taken)


def test_what_is_kept_is_drawn_when_it_comes_and_edits_go_to_the_disk(drawn, trend, drawings, client, papers_kept):
    kept = Drawing(id="z", kind=Kind.HORIZONTAL, anchors=line("z").anchors[:1])
    client.papers_disk[paper.KIND, ONE.id] = paper.written((kept,))
    drawings.begin()
    papers_kept()
    assert drawn.sketch.drawings == (kept, trend)
    assert paper.read(client.papers_disk[paper.KIND, ONE.id])[0] == (kept, trend)
