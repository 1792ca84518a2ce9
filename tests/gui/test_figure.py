"""Figure 1 on screen: bands, rows and benchmarks of a review, and its copy."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication

from gui.look.theme import SMALL_PX, font, mixed, theme
from gui.tables.figure import COLUMNS, FULL_HEAT, HEAT, FigureModel
from gui.tables.figure_view import FigureView
from models.review.values import RowState
from tests.gui.samples import ink, pixels
from tests.models.samples import reference_review, with_row

KEYS = [column.key for column in COLUMNS]
BAND, FIRST = 0, 1


@pytest.fixture
def model(qapp, zh, dark, qtmodeltester):
    made = FigureModel(zh, "zh", dark)
    made.set_review(reference_review())
    yield made
    qtmodeltester.check(made)


def say(model, row, key):
    return model.index(row, KEYS.index(key)).data()


def look(model, row, key, role):
    return model.index(row, KEYS.index(key)).data(role)


def test_an_empty_figure_has_titles_and_no_lines(qapp, zh, dark, qtmodeltester):
    empty = FigureModel(zh, "zh", dark)
    assert (empty.rowCount(), empty.columnCount()) == (0, len(COLUMNS))
    qtmodeltester.check(empty)


def test_bands_rows_and_benchmarks_follow_the_review(model):
    made = reference_review()
    names = [
        line
        for held in made.sectors
        for line in (held.sector.name("zh"), *(r.instrument.name("zh") for r in held.rows))
    ]
    names += ["基准", *(row.instrument.name("zh") for row in made.benchmarks)]
    assert [say(model, row, "name") for row in range(model.rowCount())] == names
    bands = {0, 7, 9, 15}
    assert {row for row in range(model.rowCount()) if model.line(row).row is None} == bands


def test_the_numbers_are_those_of_the_note(model):
    assert say(model, FIRST, "change") == "+6.47%"
    assert (say(model, 1, "id"), say(model, 1, "source")) == ("NVDA.US", "内置参考")


def test_a_band_shows_breadth_and_mean(model):
    held = reference_review().sectors[0]
    assert say(model, BAND, "id") == f"▲{held.up} ▼{held.down}"
    assert say(model, BAND, "change") == f"{held.mean_pct:+.2f}%"
    assert {say(model, BAND, key) for key in ("base", "end", "excess", "source")} == {""}


def test_a_row_without_data_says_so_and_its_tip_why(model, zh):
    model.set_review(reference_review(without=("NVDA.US",)))
    assert (say(model, FIRST, "change"), say(model, FIRST, "end"), say(model, FIRST, "excess")) == ("--", "--", "--")
    assert look(model, FIRST, "name", Qt.ItemDataRole.ToolTipRole) == zh["why.offline"]
    assert look(model, FIRST + 1, "name", Qt.ItemDataRole.ToolTipRole) == "收盘价已定"
    assert look(model, BAND, "name", Qt.ItemDataRole.ToolTipRole) is None


def test_a_suspended_row_says_suspended(model, zh):
    held = with_row(reference_review(), state=RowState.SUSPENDED, change_pct=None)
    model.set_review(held)
    assert say(model, FIRST, "change") == zh["review.suspended"]


def test_a_reason_that_looks_like_html_is_shown_as_text(model):
    held = with_row(reference_review(), doubt="<b>502</b><img src=x>")
    model.set_review(held)
    assert "<b>" not in look(model, FIRST, "name", Qt.ItemDataRole.ToolTipRole)


def test_only_the_change_is_warm_and_the_warmer_the_larger(model, dark):
    ground = Qt.ItemDataRole.BackgroundRole
    made = reference_review()
    for change, part in ((FULL_HEAT * 3, HEAT), (FULL_HEAT / 2, HEAT / 2)):
        model.set_review(with_row(made, change_pct=change))
        assert look(model, FIRST, "change", ground) == mixed(dark.panel, dark.up, part)
    model.set_review(with_row(made, change_pct=-FULL_HEAT))
    assert look(model, FIRST, "change", ground) == mixed(dark.panel, dark.down, HEAT)
    model.set_review(with_row(made, change_pct=0.0))
    assert [look(model, FIRST, key, ground) for key in KEYS] == [None] * len(KEYS)


def test_directions_have_their_colours(model, dark):
    ink_role = Qt.ItemDataRole.ForegroundRole
    model.set_review(with_row(reference_review(), change_pct=1.0, excess_pct=-1.0))
    assert look(model, FIRST, "change", ink_role) == dark.up
    assert look(model, FIRST, "excess", ink_role) == dark.down
    assert look(model, FIRST, "id", ink_role) == dark.muted
    assert look(model, FIRST, "name", ink_role) == dark.text
    assert look(model, BAND, "change", ink_role) == dark.up


def test_bands_are_bold(model):
    assert (
        look(model, BAND, "name", Qt.ItemDataRole.FontRole).bold()
        or look(model, BAND, "name", Qt.ItemDataRole.FontRole).weight() > 500
    )
    assert look(model, FIRST, "name", Qt.ItemDataRole.FontRole) is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_title_is_in_the_texts_and_fits_its_column(qapp, request, lang, dark, shown):
    view = FigureView(request.getfixturevalue(lang), lang, dark)
    shown(view, 1400, 400)
    metrics, model = QFontMetricsF(font(SMALL_PX)), view.model()
    titles = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(len(COLUMNS))]
    narrow = [
        title
        for place, title in enumerate(titles)
        if not view.isColumnHidden(place) and metrics.horizontalAdvance(title) + 8 > view.columnWidth(place)
    ]
    assert narrow == []


def test_the_view_paints_every_line(qapp, zh, shown):
    light = theme("light")
    view = FigureView(zh, "zh", light)
    view.set_review(reference_review())
    shown(view, 1000, 600)
    picture = pixels(view.viewport())
    for row in range(view.model().rowCount()):
        top = view.rowViewportPosition(row)
        assert ink(picture[top : top + 22, :130], light.panel, 60).any(), row


def test_copying_gives_titles_and_all_lines_or_the_selected_ones(qapp, en, dark, shown, qtbot):
    view = FigureView(en, "en", dark)
    made = reference_review()
    first = made.sectors[0]
    hostile = replace(first.rows[0], instrument=replace(first.rows[0].instrument, name_en='=cmd\t"x"\n'))
    view.set_review(replace(made, sectors=(replace(first, rows=(hostile, *first.rows[1:])), *made.sectors[1:])))
    shown(view, 1000, 400)
    view.copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == [en[column.title] for column in COLUMNS]
    assert {len(line) for line in lines} == {len(COLUMNS)}
    assert len(lines) == 1 + view.model().rowCount()
    assert lines[2][0] == '\'=cmd "x"'
    view.selectRow(3)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().split("\n")) == 2
