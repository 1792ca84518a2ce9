"""Words laid out for print: nothing is lost, lines keep to their width, colours stay with their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gui.render.passage import Passage, Run, even, face, width_of
from models.workbook import clean
from tests.gui.render.samples import SENTENCES
from tests.gui.samples import is_colour, pixels

BLACK, RED = QColor("#000000"), QColor("#FF0000")


@pytest.fixture(autouse=True)
def _fonts(qapp):
    """All of it measures letters."""


def lines(made):
    """The words of each line, and how wide they are."""
    layout, found = made._layout, []
    units = layout.text().encode("utf-16-le", "surrogatepass")
    for place in range(layout.lineCount()):
        line = layout.lineAt(place)
        part = units[2 * line.textStart() : 2 * (line.textStart() + line.textLength())]
        found.append((part.decode("utf-16-le", "surrogatepass"), line.naturalTextWidth()))
    return found


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("wide", [90, 200, 642])
def test_the_lines_together_are_the_sentence_and_none_is_too_wide(text, wide):
    made = lines(Passage([Run(text, BLACK)], 13, wide))
    assert "".join(said for said, _ in made) == text
    assert max(width for _, width in made) <= wide + 0.5


@given(st.text(max_size=60).map(clean), st.integers(1, 300))
def test_any_text_keeps_all_its_letters(text, wide):
    made = lines(Passage([Run(text, BLACK)], 11, wide))
    assert "".join(said for said, _ in made) == text.replace("\n", "\u2028")


def test_a_line_never_begins_with_a_mark_that_closes():
    made = lines(Passage([Run("算力链普涨，" * 30, BLACK)], 13, 172))
    assert [said for said, _ in made if said[0] in "，。）"] == []


def test_a_number_is_not_broken():
    made = lines(Passage([Run(SENTENCES[0], BLACK)], 13, 150))
    assert all(said.count("+") == said.count("%") for said, _ in made)


def test_rows_have_one_height_and_stand_under_each_other():
    made = Passage([Run(SENTENCES[1], BLACK)], 10, 100, leading=2.0)
    assert [row.top for row in made.rows] == [20.0 * place for place in range(len(made.rows))]
    assert made.height == 20.0 * len(made.rows)


def test_a_line_s_end_of_the_text_is_one_of_the_passage():
    assert len(Passage([Run("超额\n百分点", BLACK)], 11, 300).rows) == 2


def test_colour_stays_with_its_run_after_letters_of_two_units(painted):
    made = Passage([Run("\U0001f680\U00020000 ", BLACK), Run("HH", RED), Run(" HH", BLACK)], 30, 600)
    shown = pixels(painted(made.paint))
    red, black = is_colour(shown, RED), is_colour(shown, BLACK)
    assert red.any()
    assert black[:, red.any(axis=0).nonzero()[0].max() + 1 :].any()


def test_one_row_is_painted_where_it_is_put(painted):
    made = Passage([Run(SENTENCES[0], BLACK)], 13, 200)
    shown = pixels(painted(lambda painter, left, top: made.paint_row(painter, 2, left, 100.0)))
    rows = (shown.sum(axis=2) < 3 * 200).any(axis=1).nonzero()[0]
    assert rows[0] >= 100
    assert rows[-1] < 100 + made.rows[2].height


def test_numbers_at_the_right_end_at_the_width(painted):
    made = Passage([Run("+6.47%", BLACK)], 13, 200, side=Qt.AlignmentFlag.AlignRight)
    columns = (pixels(painted(made.paint, left=0.0)).sum(axis=2) < 3 * 200).any(axis=0).nonzero()[0]
    assert 195 <= columns[-1] <= 200


def test_digits_are_of_one_width_and_letters_of_their_own():
    assert len({width_of(digit * 10, 11) for digit in "0123456789"}) == 1
    assert width_of("i" * 10, 11) < width_of("w" * 10, 11)
    assert face(11) is face(11)


def test_no_letter_stands_alone_in_a_last_line():
    for count in range(20, 60):
        runs = [Run("算" * count + "。", BLACK)]
        made, plain = even(runs, 13, 200), Passage(runs, 13, 200)
        assert len(made.rows) == len(plain.rows)
        assert made.last >= min(3.0 * 13, 13 * (count + 1))


def test_a_short_passage_is_as_it_is():
    assert even([Run("算", BLACK)], 13, 200).last == pytest.approx(13, abs=1)
    assert len(even([Run("", BLACK)], 13, 200).rows) <= 1
