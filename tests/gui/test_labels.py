"""Labels and tool tips show what a source says, and never obey it."""

import pytest
from PySide6.QtCore import Qt

from gui.look.labels import plain, redress, tip
from tests.gui.samples import is_colour, pixels

HOSTILE = "<b>bold</b><img src='http://example.com/x.png'>"


def test_a_label_never_reads_html(qtbot):
    label = plain(HOSTILE, role="foot")
    qtbot.addWidget(label)
    assert (label.text(), label.textFormat()) == (HOSTILE, Qt.TextFormat.PlainText)


def test_a_long_sentence_does_not_ask_for_room(qtbot):
    label = plain("x" * 5000)
    qtbot.addWidget(label)
    assert label.minimumWidth() == 1


def test_what_has_no_room_ends_in_an_ellipsis_and_stays_in_its_colour(shown, dark):
    sentence = "the last word of this sentence is kept out by the edge of its label"
    label = shown(plain(sentence, role="warn"), 200, 24)
    part = label.fontMetrics().elidedText(sentence, Qt.TextElideMode.ElideRight, label.contentsRect().width())
    assert part.endswith("…")
    long = pixels(label)
    assert is_colour(long, dark.warn).any()
    label.setText(part)
    assert (long == pixels(label)).all()
    assert label.minimumWidth() == 1


def test_where_the_end_tells_one_from_another_the_middle_is_cut(shown):
    label = plain("Figure 2: a title that is a good deal longer than its figure is wide (1)", role="title")
    label.cut = Qt.TextElideMode.ElideMiddle
    first = pixels(shown(label, 200, 24))
    label.setText(label.text().replace("(1)", "(2)"))
    assert (first != pixels(label)).any()


def test_dressing_otherwise_changes_the_colour(qtbot, dark):
    label = plain("text", role="foot")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().windowText().color() == dark.muted
    redress(label, "error")
    assert label.property("role") == "error"
    assert label.palette().windowText().color() == dark.error


@pytest.mark.parametrize("text", ["", "plain", "two\nlines", "a < b", "5 & 6"])
def test_an_ordinary_tool_tip_stays_as_it_is(text):
    assert tip(text) == text


def test_a_tool_tip_that_looks_like_html_is_shown_as_text():
    made = tip(f"{HOSTILE}\nnext")
    assert "<b>" not in made
    assert "&lt;b&gt;bold&lt;/b&gt;" in made
    assert made.endswith("<br>next</qt>")
