"""What is asked for, kept, and made into panels."""

import datetime as dt
from dataclasses import replace

import pytest

from gui.traffic import board as module
from gui.traffic.board import ONE, Board
from models.errors import Unreachable
from models.traffic.chosen import Shape, View
from models.traffic.values import Granularity, Metric
from tests.gui.traffic.tab.conftest import months, text_weeks, weeks


@pytest.fixture
def board(parts, clock):
    made = Board(parts, clock)
    made.begin()
    yield made
    made.retire()


@pytest.fixture
def counted(monkeypatch):
    """How often a panel is worked out."""
    made = []
    real = module.panel_of
    monkeypatch.setattr(module, "panel_of", lambda *told: made.append(told[0]) or real(*told))
    return made


def wants(client):
    return [(one.want.metric, one.want.known_on) for one in client.traffic_asked]


def test_a_metric_is_asked_for_once(board, client, answered, parts):
    answered(*months())
    assert wants(client) == [(Metric.VISITS, None)]
    parts.traffic.put(View(category="image", shape=Shape.BARS))
    answered()
    assert wants(client) == [(Metric.VISITS, None)]
    assert {one.product.category for one in board.panel.members} == {"image"}


def test_of_many_changes_in_one_turn_the_last_is_worked_out(board, answered, parts, counted):
    answered(*months())
    del counted[:]
    for category in ("image", "video", "text", "image"):
        parts.traffic.put(View(category=category))
    answered()
    assert [view.category for view in counted] == ["image"]


def test_another_dress_is_put_on_the_same_numbers(board, answered, parts, counted):
    answered(*months())
    before = board.panel
    del counted[:]
    parts.traffic.put(replace(parts.traffic.held, shape=Shape.SHARE, split=True, events=False))
    answered()
    assert counted == []
    assert board.panel.members is before.members
    assert (board.panel.view.shape, board.panel.view.split) == (Shape.SHARE, True)
    assert board.panel.view.source == before.view.source  # what was found, not what was left open


def test_what_was_shown_stays_until_other_numbers_have_come(board, client, answered, parts, settle):
    answered(*months())
    before = board.panel
    parts.traffic.put(replace(parts.traffic.held, known_on=dt.date(2024, 9, 1)))
    settle()
    assert board.panel is before
    assert board.waits()
    assert wants(client)[-1] == (Metric.VISITS, dt.date(2024, 9, 1))
    answered(*months())
    assert not board.waits()
    assert board.panel is not before


def test_a_failure_is_told_and_asked_again_only_at_the_users_word(board, client, settle, answered, parts):
    client.traffic_asked[-1].future.set_exception(Unreachable("no answer in time"))
    settle()
    assert board.failure() == "no answer in time"
    assert not board.waits()
    parts.traffic.put(View(category="video"))
    settle()
    assert len(client.traffic_asked) == 1
    board.again()
    answered(*months())
    assert board.failure() == ""
    assert board.panel is not None


def test_what_is_held_stays_while_it_is_asked_for_again(board, client, answered, settle):
    answered(*months())
    before = board.panel
    board.again()
    settle()
    assert board.panel is before
    assert not board.waits()
    answered(weeks("ChatGPT"))
    assert board.panel is not before


def test_sources_are_named_whoever_has_most_first(board, answered):
    answered(*months(), weeks("ChatGPT"))
    assert set(board.sources) >= {"Toolify", "Similarweb via AIPure", "Similarweb"}
    assert board.sources[-1] == "Similarweb"


def test_strangers_of_imports_are_products_like_any_other(board, answered, parts):
    answered(weeks("某产品"), strangers=(("某产品", "video"),))
    assert board.products.get("某产品").category == "video"
    parts.traffic.put(View(category="video", granularity=Granularity.WEEK))
    answered()
    assert "某产品" in [one.product.id for one in board.panel.members]


def test_a_page_has_a_panel_a_figure_and_asks_for_downloads_too(board, client, answered, parts):
    answered(*months())
    parts.traffic.put(View(granularity=Granularity.WEEK, days=92), whole=True)
    answered(*text_weeks())
    assert list(board.panels) == [2, 4, 5, 6]
    assert (Metric.DOWNLOADS, None) in wants(client)
    parts.traffic.put(View())
    answered()
    assert list(board.panels) == [ONE]


def test_products_that_are_edited_are_shown_as_they_are_now(board, answered, parts, settle):
    answered(*months())
    one = parts.products.products.get("Kimi")
    parts.products.keep(replace(one, category="agent"))
    settle()
    assert "Kimi" not in [each.product.id for each in board.panel.members]


def test_whether_another_view_would_show_anything(board, answered):
    answered(*months())
    assert board.has_numbers(View(category="image", days=0))
    assert not board.has_numbers(View(category="music", days=0))
    assert not board.has_numbers(View(metric=Metric.DOWNLOADS))
