"""The live table in its view, showing a list of two sections."""

import pytest

from gui.tables.view import QuoteTableView
from tests.gui.samples import two_sections
from tests.gui.tables.samples import table


@pytest.fixture
def model(qapp, en):
    return table(two_sections(), en)


@pytest.fixture
def view(model, dark, shown):
    return shown(QuoteTableView(model, dark), 700, 300)
