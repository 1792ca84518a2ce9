"""Row P12 of the fault list: Qt's own model tester looks on while every model is changed at random.

The tester warns, and a warning of Qt fails its test; what it would not see, ``test_quote_model_property.py`` holds.
"""

import os
import random
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from gui.search.results import Results
from gui.sources.lines import Column, LinesModel
from gui.tables.columns import COLUMNS
from gui.tables.figure import FigureModel
from gui.tables.model import QuoteTableModel
from models.review.values import RowState
from models.search.index import Hit, Tier
from tests.gui.samples import NAMES, fresh, two_sections
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
    model = watched(QuoteTableModel(two_sections(), zh, "zh"))
    model.held = []

    def hold():
        row, column = luck.randrange(model.rowCount()), luck.randrange(len(COLUMNS))
        model.held = [*model.held[-5:], QPersistentModelIndex(model.index(row, column))]

    acts = (
        lambda: model.apply([fresh(luck.choice(NAMES), luck.uniform(1, 9)) for _ in range(3)]),
        lambda: model.sort(luck.randrange(-1, len(COLUMNS)), luck.choice(ORDERS)),
        lambda: model.fold(luck.randrange(2)),
        lambda: model.set_window({luck.choice(NAMES): luck.uniform(-9, 9)}),
        hold,
    )
    for _ in range(COUNT):
        luck.choice(acts)()
    assert model.rowCount() >= 2


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
