"""Row P12 of the fault list: Qt's own model tester looks on while every model is changed at random.

The tester warns, and a warning of Qt fails its test; what it would not see, ``tables/test_machine.py`` holds.
"""

import os
import random
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from gui.search.results import Results
from gui.sources.lines import Column, LinesModel
from gui.tables.figure import FigureModel
from models.lists.values import Mark
from models.review.values import RowState
from models.search.index import Hit, Tier
from tests.gui.samples import NAMES, fresh, two_sections
from tests.gui.tables.samples import listed, table, take
from tests.models.samples import reference_review, with_row
from tests.models.search.samples import OTHERS

COUNT = int(os.environ.get("SUANLI_MODEL_CHANGES", "3000"))  # the bar is 20,000; those take 13 s
ORDERS = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)


@pytest.fixture
def luck():
    return random.Random(12)


@pytest.fixture
def watched(qapp):
    """``watched(model)``: the tester repeats its questions at every signal until the test is over."""
    held = []

    def look(model):
        held.append((model, QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)))
        return model

    return look


def test_the_list_of_quotes(watched, zh, luck):
    model = watched(table(two_sections(), zh, lang="zh"))
    model.held = []
    keys = ("last", "change_pct", "window", "age", "limit", "note", "spark", "pct:5")

    def hold():
        if model.rowCount():
            row, column = luck.randrange(model.rowCount()), luck.randrange(model.columnCount())
            model.held = [*model.held[-5:], QPersistentModelIndex(model.index(row, column))]

    def chosen():
        return luck.sample(NAMES, luck.randrange(len(NAMES)))

    def shown():
        first, second = chosen(), chosen()
        parts = (luck.choice(("", "Alpha")), first), ("Beta", [name for name in second if name not in first])
        return listed(*parts, pins=chosen()[:2], folded=luck.sample(("", "Alpha", "Beta"), 1))

    acts = (
        lambda: take(model, [fresh(luck.choice(NAMES), luck.uniform(1, 9)) for _ in range(3)]),
        lambda: model.sort(luck.randrange(-1, model.columnCount()), luck.choice(ORDERS)),
        lambda: model.order_sections(strongest=luck.random() < 0.5),
        lambda: model.fold(luck.randrange(len(model.watchlist.sections))),
        lambda: model.fold(luck.randrange(len(model.watchlist.sections))),
        lambda: (model.store.give("window", {luck.choice(NAMES): luck.uniform(-9, 9)}), model.announce_all()),
        lambda: model.set_filter(luck.choice((None, None, chosen()))),
        lambda: model.set_columns(luck.sample(keys, luck.randrange(1, len(keys)))),
        lambda: model.set_marks({luck.choice(NAMES): Mark(note=str(luck.random()))}),
        lambda: model.show(shown()),
        hold,
    )
    for _ in range(COUNT):
        luck.choice(acts)()
    model.set_filter(None)
    assert model.rowCount() >= 1


def test_figure_1(watched, zh, dark, luck):
    model, made = watched(FigureModel(zh, "zh", dark)), reference_review()
    for _ in range(COUNT // 20):
        model.set_review(with_row(made, change_pct=luck.uniform(-9, 9), state=luck.choice(list(RowState))))
    assert model.rowCount() > len(made.benchmarks)


def test_what_a_search_finds(watched, zh, luck):
    model = watched(Results(zh, "zh"))
    hits = [Hit(instrument=one.instrument, tier=Tier.EXACT) for one in OTHERS]
    for _ in range(COUNT // 4):
        model.show(tuple(luck.sample(hits, luck.randrange(len(hits)))))
    model.show(tuple(hits))
    assert model.rowCount() == len(hits)


def test_lines_of_the_sources_page(watched, zh, luck):
    words = SimpleNamespace(texts=zh, now=0.0)
    columns = [Column(key=key, width=50, write=lambda _, line: line) for key in ("name", "reason")]
    model = watched(LinesModel(columns, words))
    for _ in range(COUNT // 4):
        model.set_lines([str(luck.random()) for _ in range(luck.randrange(5))])
        model.tick(luck.random())
    model.set_lines(["a", "b"])
    assert model.rowCount() == 2
