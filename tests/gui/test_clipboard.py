"""What is copied can be pasted: one cell stays one cell, and a name is never a formula."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from gui.look.clipboard import put_table
from tests.house.parts import ROOT


def copied():
    return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]


def test_titles_and_lines_are_separated_by_tabs_and_line_ends(qapp):
    put_table(["a", "b"], [["1", "+6.47%"], ["", "--"]])
    assert copied() == [["a", "b"], ["1", "+6.47%"], ["", "--"]]


@pytest.mark.parametrize("number", ["+6.47%", "-0.50%", "-1,234.50", "--", "389.27", "▲3 ▼1", "¥1.20亿", "0秒"])
def test_numbers_are_copied_as_they_stand(qapp, number):
    put_table(["a"], [[number]])
    assert copied()[1] == [number]


@pytest.mark.parametrize(
    "name", ["=1+1", "@SUM(A1)", "+1+cmd|' /C calc'!A0", "-2+3", '=HYPERLINK("http://example.com")', "-", "+x"]
)
def test_what_would_be_a_formula_is_text(qapp, name):
    put_table(["a"], [[name]])
    assert copied()[1] == [f"'{name}"]


@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_whatever_a_cell_holds_the_table_keeps_its_shape(qapp, lines):
    put_table(["a", "b", "c"], lines)
    assert [len(line) for line in copied()] == [3] * (len(lines) + 1)


def test_a_program_that_has_copied_a_report_ends_well():
    """Its own process: what Qt frees after Python is gone is seen in the exit code alone."""
    copy = (
        "from PySide6.QtGui import QGuiApplication; app = QGuiApplication(['x', '-platform', 'offscreen']); "
        "from gui.look.clipboard import put_report; put_report('report', ['a'], [['b']])"
    )
    done = subprocess.run([sys.executable, "-c", copy], check=False, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
