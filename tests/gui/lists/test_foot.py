"""The quiet line: sources, age, window and rates; one that only warns where it must, and never HTML."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gui.lists.foot import Foot
from models.store import QuoteStore
from tests.gui.samples import NOW, fresh
from tests.models.samples import small_universe


@pytest.fixture
def store():
    return QuoteStore(small_universe("NVDA.US", "00700.HK").instruments.values())


@pytest.fixture
def foot(store, zh, qapp):
    return Foot(store, zh, "zh")


def rows(store, *names):
    return np.array([store.row_of[name] for name in names], np.intp)


def test_without_quotes_it_says_so(foot, store, zh):
    foot.say(rows(store, "NVDA.US"), NOW)
    assert foot.text() == zh["watchlist.empty"]
    foot.say(rows(store), NOW)
    assert foot.text() == zh["watchlist.empty"]


def test_only_rows_that_are_shown_count(foot, store):
    store.apply((fresh("NVDA.US", received_at=NOW - 9), fresh("00700.HK", source="tencent", received_at=NOW - 1)))
    foot.say(rows(store, "NVDA.US"), NOW)
    assert foot.text() == "来源：雅虎 yfinance，最近更新 9秒前"


def test_the_first_quotes_are_told_at_once_and_later_ones_with_the_second(foot, store):
    shown = rows(store, "NVDA.US")
    store.apply((fresh("NVDA.US", received_at=NOW - 1),))
    foot.heard(shown, NOW)
    assert "1秒前" in foot.text()
    store.apply((fresh("NVDA.US", received_at=NOW + 10),))
    foot.heard(shown, NOW + 10)
    assert "1秒前" in foot.text()
    foot.say(shown, NOW + 10)
    assert "0秒前" in foot.text()


def test_window_and_rates_stand_behind_it(foot, store, zh):
    foot.window, foot.rates = "窗口", "1 USD = 7 CNY"
    foot.say(rows(store, "NVDA.US"), NOW)
    assert foot.text() == f"{zh['watchlist.empty']}   窗口   1 USD = 7 CNY"
    assert foot.toolTip() == foot.text()


@pytest.mark.parametrize("width", [240, 420, 2000])
def test_what_has_no_room_ends_in_an_ellipsis(foot, store, shown, width):
    shown(foot, width, 24)
    foot.window, foot.rates = "窗口 2024-09-23 至 2024-09-25", "1 USD = 7.0355 CNY（2024-09-25）  1 HKD = 0.9036 CNY"
    foot.say(rows(store, "NVDA.US"), NOW)
    cut = foot.fontMetrics().elidedText(foot.text(), Qt.TextElideMode.ElideRight, foot.contentsRect().width())
    assert cut.endswith("…") == (width < 2000)
    picture = foot.grab().toImage()
    foot.setText(cut)
    assert foot.grab().toImage() == picture


def test_a_source_that_is_html_is_plain_text_and_so_is_the_tip(foot, store):
    store.apply((fresh("NVDA.US", source="<b>x</b>"),))
    foot.say(rows(store, "NVDA.US"), NOW)
    assert foot.textFormat() == Qt.TextFormat.PlainText
    assert "<b>x</b>" in foot.text()
    assert "<b>x</b>" not in foot.toolTip()
