"""The peek: follows the row, closes with Esc and Space, never takes the keyboard, makes nothing up."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from gui.lists.card import Card
from gui.lists.peek import Peek, PeekFacts
from gui.lists.shapes import range_bar, sparkline
from gui.look.theme import theme
from models.figures.values import Figures
from models.instruments import Instrument, Market
from models.lists.values import Mark
from tests.gui.samples import NOW, fresh, is_colour, pixels

NVDA = Instrument(id="NVDA.US", market=Market.US, name_zh="英伟达", name_en="NVIDIA")
QUOTE = fresh("NVDA.US", 110.0, previous_close=100.0, open=101.0, high=112.0, low=99.5, volume=1.8e7, turnover=2e9,
              market_cap=2.7e12)  # fmt: skip
FIGURES = Figures(instrument="NVDA.US", high52=140.0, low52=80.0, closes=np.linspace(90, 110, 60))
FACTS = PeekFacts(
    instrument=NVDA, quote=QUOTE, figures=FIGURES, mark=Mark(flag="red", note="Add below 100", tags=("AI",)),
    state="live", now=NOW,
)  # fmt: skip


@pytest.fixture
def table(shown):
    made = QTableView()
    made.setModel(QStandardItemModel(40, 8, made))
    shown(made, 800, 500)
    made.setFocus()
    made.setCurrentIndex(made.model().index(3, 0))
    return made


@pytest.fixture
def peek(table, en, dark):
    return Peek(table, en, "en", dark)


@pytest.fixture
def card(qapp, en, dark):
    return Card(en, "en", dark)


def test_it_lies_at_the_right_of_the_lines_and_takes_no_keyboard(peek, table):
    peek.open(FACTS)
    assert peek.isVisible()
    assert table.hasFocus()
    lines = table.viewport().geometry()
    assert lines.contains(peek.geometry())
    assert peek.geometry().right() > lines.right() - 20


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_escape_and_space_close_it_once(peek, table, qtbot, key):
    told = []
    peek.closed.connect(lambda: told.append(1))
    peek.open(FACTS)
    qtbot.keyClick(table, key)
    assert not peek.isVisible()
    qtbot.keyClick(table, key)  # hidden: the table's own key again
    assert told == [1]


def test_escape_comes_before_a_shortcut_of_the_window_only_while_it_is_open(peek, table):
    for is_open in (True, False):
        peek.open(FACTS) if is_open else peek.dismiss()
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(table, event)
        assert event.isAccepted() is is_open


def test_arrows_reach_the_table_and_the_card_follows(peek, table, qtbot):
    peek.open(FACTS)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 4
    peek.show_facts(PeekFacts(instrument=replace(NVDA, id="AMD.US", name_en="AMD")))
    assert "AMD.US" in peek.accessibleDescription()
    assert peek.isVisible()


def test_a_click_on_the_card_is_none_on_the_row_under_it(peek, table, qtbot):
    peek.open(FACTS)
    qtbot.mouseClick(peek, Qt.MouseButton.LeftButton)
    assert table.currentIndex().row() == 3
    assert table.hasFocus()


def test_it_stays_inside_a_table_that_shrinks(peek, table, settle):
    peek.open(FACTS)
    table.resize(260, 160)
    settle()
    assert table.viewport().geometry().contains(peek.geometry())
    peek.grab()


def test_facts_for_a_hidden_card_show_nothing(peek):
    peek.show_facts(FACTS)
    assert not peek.isVisible()
    peek.dismiss()


def test_the_days_numbers_stand_with_their_labels(card):
    assert dict(card.pairs(FACTS)) == {
        "Open": "101.00", "Prev": "100.00", "High": "112.00", "Low": "99.50", "Volume": "18.00M", "Turnover": "$2.00B",
        "Mkt cap": "$2.70T",
    }  # fmt: skip
    more = replace(FACTS, quote=replace(QUOTE, volume_ratio=1.5, turnover_rate=2.0))
    assert dict(card.pairs(more)).items() >= {"Vol ratio": "1.50", "Turn. rate": "2.00%"}.items()


def test_what_is_missing_is_two_dashes_and_never_zero(card, en):
    nothing = PeekFacts(instrument=NVDA)
    assert {value for _, value in card.pairs(nothing)} == {"--"}
    assert card.foot(nothing) == [en["table.no_quote"]]
    assert card.said(nothing).startswith("NVIDIA NVDA.US, --, --")


def test_the_foot_says_state_source_and_both_clocks(card):
    first, exchange, here = card.foot(FACTS)
    assert first == "live  ·  Yahoo (yfinance)  ·  received 1s ago"
    assert exchange == "Exchange 2024-09-24 22:59:59"
    assert here.startswith("Here 2024-09-2")


def test_blocks_come_with_what_is_known(card):
    heights = [card.height(facts, 300) for facts in (
        PeekFacts(instrument=NVDA), replace(FACTS, figures=None, mark=Mark()), replace(FACTS, mark=Mark()), FACTS,
        replace(FACTS, quote=replace(QUOTE, limit_up=110.0, limit_down=90.0, extended_last=111.0)),
    )]  # fmt: skip
    assert heights == sorted(set(heights))
    assert card.height(replace(FACTS, mark=Mark(note="x" * 5000)), 300) < 600


@pytest.mark.parametrize(("surface", "lang"), [("dark", "zh"), ("light", "en")])
def test_it_is_painted_in_both_surfaces_and_languages(request, qapp, surface, lang):
    look = theme(surface)
    made = Card(request.getfixturevalue(lang), lang, look)
    picture = QImage(300, made.height(FACTS, 300), QImage.Format.Format_RGB32)
    picture.fill(look.raised)
    with QPainter(picture) as painter:
        made.paint(painter, FACTS, picture.rect())
    assert _has(picture, look.up)
    assert not _has(picture, look.down)


def _has(picture, colour):
    found = {picture.pixelColor(x, y).rgb() for x in range(picture.width()) for y in range(picture.height())}
    return colour.rgb() in found


def painted(paint):
    picture = QImage(100, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.black)
    with QPainter(picture) as painter:
        paint(painter, QRect(0, 0, 100, 20))
    return picture


def columns_of(picture, colour):
    return [x for x in range(100) for y in range(20) if picture.pixelColor(x, y) == colour]


@pytest.mark.parametrize(("last", "middle"), [(80, 3.5), (110, 50), (140, 96.5), (10, 3.5), (900, 96.5)])
def test_the_mark_stands_between_low_and_high_and_at_the_end_beyond(qapp, dark, last, middle):
    picture = painted(lambda painter, room: range_bar(painter, room, 80, 140, last, dark))
    found = columns_of(picture, dark.text)
    assert (min(found) + max(found) + 1) / 2 == pytest.approx(middle, abs=1)


@pytest.mark.parametrize("last", [None, 100.0])
def test_without_a_price_or_a_range_there_is_no_mark(qapp, dark, last):
    low, high = (80, 140) if last is None else (100, 100)
    assert columns_of(painted(lambda painter, room: range_bar(painter, room, low, high, last, dark)), dark.text) == []


@pytest.mark.parametrize(
    ("closes", "tone"),
    [([1, 2, 3], "up"), ([3, float("nan"), 1], "down"), ([2, 3, 2], "flat"), ([2, 2], "flat"), ([1], None), ([], None)],
)
def test_the_line_has_the_colour_of_its_way(qapp, dark, closes, tone):
    picture = painted(lambda painter, room: sparkline(painter, room, np.array(closes, float), dark))
    tones = [name for name in ("up", "down", "flat") if columns_of(picture, getattr(dark, name))]
    assert tones == ([] if tone is None else [tone])


def test_the_card_is_seen_over_the_table(peek, table, dark):
    peek.open(FACTS)
    assert is_colour(pixels(peek), dark.raised).mean() > 0.5
