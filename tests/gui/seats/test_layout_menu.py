"""How many charts, and templates of grids: saved, loaded, renamed, deleted, brought back."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QMenu

from gui.seats.layout_menu import LayoutMenu
from gui.seats.name_box import NameBox
from models.charts.values import GridSpec, reshaped

FOUR = reshaped(GridSpec(), 4)


@pytest.fixture
def menu(zh, dark, layouts, shown):
    now = [FOUR]
    made = shown(LayoutMenu(zh, dark, layouts, lambda: now[0]), 300, 200)
    made.now = now
    return made


def opened(button):
    """A button's menu, as it is filled when it opens."""
    button.menu().aboutToShow.emit()
    return button.menu()


def entries(menu):
    return [one.text() for one in menu.actions() if not one.isSeparator()]


def entry(menu, text):
    return next(one for one in menu.actions() if one.text() == text)


def under(menu, text):
    return entry(menu, text).menu()


def name_box(menu):
    (box,) = (one for one in menu.findChildren(NameBox) if one.isVisible())
    return box


def write(menu, name):
    box = name_box(menu)
    box.line.setText(name)
    box.line.returnPressed.emit()
    return box


def test_it_offers_the_four_shapes_and_marks_the_one_that_is(menu):
    shapes = opened(menu.shape)
    assert entries(shapes)[:4] == ["1 图", "2 图", "4 图", "9 图"]
    assert [one.isChecked() for one in shapes.actions()[:4]] == [False, False, True, False]


def test_a_shape_is_told(menu):
    heard = []
    menu.shaped.connect(heard.append)
    entry(opened(menu.shape), "9 图").trigger()
    assert heard == [9]


def test_one_chart_cannot_be_larger(menu):
    menu.now[0] = GridSpec()
    assert not opened(menu.shape).actions()[-1].isEnabled()


def test_without_templates_it_says_so(menu, zh):
    held = opened(menu.templates)
    assert entries(held)[0] == zh["chart.templates.none"]
    assert not entry(held, zh["chart.templates.rename"]).isEnabled()


def test_a_grid_is_saved_under_a_name(menu, zh, layouts):
    entry(opened(menu.templates), zh["chart.templates.save"]).trigger()
    write(menu, "  盘中   四图 ")
    assert layouts.template("盘中 四图").grid == FOUR


def test_no_name_is_no_template(menu, zh, layouts):
    entry(opened(menu.templates), zh["chart.templates.save"]).trigger()
    box = write(menu, "   ")
    assert (box.said.text(), box.said.property("role")) == (zh["chart.templates.empty"], "error")
    assert layouts.templates == ()


def test_a_name_that_is_there_is_said_before_it_is_replaced(menu, zh, layouts):
    layouts.save("四图", GridSpec())
    entry(opened(menu.templates), zh["chart.templates.save"]).trigger()
    box = name_box(menu)
    box.line.textEdited.emit("四图")
    assert box.said.text() == zh["chart.templates.replaces"]
    write(menu, "四图")
    assert layouts.template("四图").grid == FOUR


def test_a_template_is_loaded(menu, layouts):
    layouts.save("四图", FOUR)
    heard = []
    menu.loaded.connect(heard.append)
    entry(opened(menu.templates), "四图").trigger()
    assert heard == [FOUR]


def test_a_template_gets_another_name_and_never_anothers(menu, zh, layouts):
    layouts.save("a", FOUR)
    layouts.save("b", FOUR)
    under(opened(menu.templates), zh["chart.templates.rename"]).actions()[0].trigger()
    assert write(menu, "b").said.text() == zh["chart.templates.taken"]
    write(menu, "c")
    assert [one.name for one in layouts.templates] == ["b", "c"]


def test_a_template_is_deleted_and_comes_back(menu, zh, layouts):
    layouts.save("四图", FOUR)
    under(opened(menu.templates), zh["chart.templates.delete"]).actions()[0].trigger()
    assert layouts.templates == ()
    entry(opened(menu.templates), zh["chart.templates.back"].format(name="四图")).trigger()
    assert layouts.template("四图").grid == FOUR
    assert zh["chart.templates.back"].format(name="四图") not in entries(opened(menu.templates))


def test_esc_and_going_elsewhere_discard(menu, zh, layouts, qtbot, settle):
    entry(opened(menu.templates), zh["chart.templates.save"]).trigger()
    box = name_box(menu)
    qtbot.keyClicks(box.line, "a")
    qtbot.keyClick(box.line, Qt.Key.Key_Escape)
    assert not menu.findChildren(NameBox) or not box.isVisible()
    entry(opened(menu.templates), zh["chart.templates.save"]).trigger()
    menu.apart.setFocus()
    assert not any(one.isVisible() for one in menu.findChildren(NameBox))
    assert layouts.templates == ()


def test_opened_often_it_grows_no_menus(menu, layouts, qapp):
    layouts.save("甲", FOUR)
    counts = []
    for _ in range(3):
        held = opened(menu.templates)
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        counts.append(len(held.findChildren(QMenu)))
    assert counts == [2, 2, 2]


def test_a_name_makes_no_shortcut(menu, layouts):
    layouts.save("A&B", FOUR)
    assert "A&&B" in entries(opened(menu.templates))


def test_its_icons_are_the_shapes(menu):
    pictures = [one.icon().pixmap(16, 16).toImage() for one in opened(menu.shape).actions()[:4]]
    assert all(not one.isNull() for one in pictures)
    assert len({bytes(one.constBits()) for one in pictures}) == 4


def test_in_the_tab_it_changes_the_grid(four, grown):
    menu = four.findChild(LayoutMenu)
    menu.shaped.emit(2)
    assert four.stage.spec.shape == 2
    menu.enlarged.emit()
    assert four.stage.spec.large
    menu.loaded.emit(FOUR)
    assert (grown(four).stage.spec.shape, four.stage.spec.large) == (4, False)
    menu.detached.emit()
    assert four.windows.places == {0}
