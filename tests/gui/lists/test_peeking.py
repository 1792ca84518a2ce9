"""The peek follows the current row and its numbers; a row without any is shown all the same."""

import numpy as np
import pytest

from models.figures.values import Figures
from models.lists.edits import marks
from tests.gui.samples import NOW, fresh


@pytest.fixture
def peeking(panel):
    return panel.peeking


def facts(peeking):
    return peeking.card._facts


def test_it_shows_the_rows_quote_figures_mark_and_state(whole, panel, peeking, parts, saved, histories):
    parts.lists.edit("x", lambda lists: marks.flag(lists, [panel.model.instrument(1)], "red"))
    saved()
    whole.apply((fresh("NVDA.US", 120.0),), NOW)
    histories.changed.emit({"NVDA.US": Figures(instrument="NVDA.US", high52=150.0, closes=np.ones(3))})
    panel.select("NVDA.US")
    peeking.open(panel.current)
    held = facts(peeking)
    assert (held.instrument.id, held.quote.last, held.figures.high52, held.mark.flag, held.now) == (
        "NVDA.US", 120.0, 150.0, "red", NOW,
    )  # fmt: skip


def test_it_follows_the_current_row_while_it_is_open(panel, peeking):
    panel.select("NVDA.US")
    peeking.open(panel.current)
    panel.select("00700.HK")
    assert facts(peeking).instrument.id == "00700.HK"
    peeking.card.dismiss()
    panel.select("AMD.US")
    assert facts(peeking).instrument.id == "00700.HK"


def test_new_numbers_are_shown(whole, panel, peeking):
    panel.select("NVDA.US")
    peeking.open(panel.current)
    assert facts(peeking).quote is None
    whole.apply((fresh("NVDA.US", 121.0),), NOW)
    assert facts(peeking).quote.last == 121.0


def test_without_a_row_there_is_nothing_to_peek_at(peeking):
    peeking.open(None)
    peeking.renew()
    assert not peeking.card.isVisible()
