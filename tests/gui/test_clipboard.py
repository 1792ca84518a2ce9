"""What is copied can be pasted: one cell stays one cell, and a name is never a formula."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication, QImage

from gui.look.clipboard import MOST_RICH, put_picture, put_table
from gui.look.theme import Convention, theme
from tests.house.parts import python


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


def test_an_equals_sign_alone_says_that_nothing_moved(qapp):
    put_table(["Moved"], [["="]])
    assert QGuiApplication.clipboard().text() == "Moved\n="


@given(st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_whatever_a_cell_holds_the_table_keeps_its_shape(qapp, lines):
    put_table(["a", "b", "c"], lines)
    assert [len(line) for line in copied()] == [3] * (len(lines) + 1)


def test_programs_that_take_html_get_a_table_with_its_titles(qapp):
    put_table(["Code", "Last", "Chg %"], [["00700", "389.27", "+6.47%"], ["NVDA.US", "--", "-0.50%"]], theme("light"))
    table = parsed()
    assert [cell.text for cell in table.iter("th")] == ["Code", "Last", "Chg %"]
    assert [[cell.text for cell in line] for line in table.iter("tr")][1:] == [
        ["00700", "389.27", "+6.47%"], ["NVDA.US", "--", "-0.50%"]
    ]  # fmt: skip
    assert copied()[1] == ["00700", "389.27", "+6.47%"]


def test_numbers_stand_at_the_right_and_texts_stay_texts(qapp):
    figures = ["389.27", "1,234", "+6.47%", "--", "¥1.20亿", "$2.70T", "HK$3.1B", "EUR 5K", "12秒", "10:59:57", "09-24"]
    texts = ["00700", "NVDA.US", "英伟达", "▲3 ▼1", "=1+1", "", "09-24-x", "1e5"]
    put_table(["x"], [[text] for text in (*figures, *texts)])
    styles = {cell.text or "": cell.get("style") for cell in parsed().iter("td")}
    assert {text for text, style in styles.items() if "right" in style} == set(figures)
    assert {text.lstrip("'") for text, style in styles.items() if "mso-number-format:'\\@'" in style} == set(texts)


@pytest.mark.parametrize("convention", list(Convention))
def test_signed_numbers_have_the_colours_of_the_convention(qapp, convention):
    look = theme("light", convention)
    put_table(["a", "b", "c"], [["+1.00%", "-1.00%", "5.00"]], look)
    styles = [cell.get("style") for cell in parsed().iter("td")]
    assert f"color:{look.up.name()};" in styles[0]
    assert f"color:{look.down.name()};" in styles[1]
    assert "color" not in styles[2]
    put_table(["a"], [["+1.00%"]])
    assert "color" not in next(parsed().iter("td")).get("style")


HOSTILE = '<img src="http://example.com/x"><script>&amp;</script>\x00\x0b'


def test_hostile_names_are_text_in_both_forms(qapp):
    put_table([HOSTILE], [[HOSTILE], ["=cmd|' /C calc'!A0"]])
    rich = QGuiApplication.clipboard().mimeData().html()
    assert "<img" not in rich
    assert "<script" not in rich
    assert "\x00" not in rich
    assert "href" not in rich
    assert "=cmd" not in [cell.text for cell in parsed().iter("td")]
    assert copied()[2] == ["'=cmd|' /C calc'!A0"]


@given(st.lists(st.lists(st.text(max_size=6), min_size=2, max_size=2), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_the_table_keeps_its_shape_in_html_too(qapp, lines):
    put_table(["a", "b"], lines)
    assert [len(line) for line in parsed().iter("tr")] == [2] * (len(lines) + 1)
    figures = (cell.text or "" for cell in parsed().iter("td"))
    assert not [text for text in figures if text[:1] in ("=", "@")]


def test_a_very_long_table_is_plain_text_only(qapp):
    for lines, rich in ((MOST_RICH, True), (MOST_RICH + 1, False)):
        put_table(["a"], [["1"]] * lines)
        assert QGuiApplication.clipboard().mimeData().hasHtml() is rich
        assert len(copied()) == lines + 1


def test_a_title_stands_over_its_numbers(qapp):
    put_table(["Name", "Last", "Mixed"], [["x", "1.00", "1"], ["y", "--", "x"], ["z", "", "2"]])
    sides = ["right" if "text-align:right" in cell.get("style") else "left" for cell in parsed().iter("th")]
    assert sides == ["left", "right", "left"]


def parsed():
    """The HTML as a tree: it must be sound XML once its two void and outer parts are left out."""
    rich = QGuiApplication.clipboard().mimeData().html()
    return ET.fromstring(rich[rich.index("<table") : rich.index("</body>")])


def test_a_picture_is_copied(qapp):
    picture = QImage(20, 10, QImage.Format.Format_RGB32)
    picture.fill(0xFF123456)
    put_picture(picture)
    assert QGuiApplication.clipboard().image().size() == picture.size()


ENDS = """
import sys
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtCore import QTimer
app = QGuiApplication(["x", "-platform", "offscreen"])
from gui.look.clipboard import put_picture, put_report, put_table
{copy}
{end}
"""
COPIES = {
    "report": "put_report('report', ['a'], [['b']])",
    "table": "put_table(['a'], [['b']])",
    "tables": "[put_table(['a'], [['b']]) for _ in range(50)]",
    "picture": "put_picture(QImage(9, 9, QImage.Format.Format_RGB32))",
    "both": "put_picture(QImage(9, 9, QImage.Format.Format_RGB32)); put_table(['a'], [['b']])",
}
RAN, NOT_RAN = "QTimer.singleShot(0, app.quit); sys.exit(app.exec())", ""


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("end", [RAN, NOT_RAN], ids=["after its event loop", "without one"])
def test_a_program_that_has_copied_ends_well(copy, end):
    """Its own process, twice each: what Qt frees after Python is gone is seen in the exit code alone."""
    for _ in range(2):
        done = python(ENDS.format(copy=COPIES[copy], end=end))
        assert (done.returncode, done.said) == (0, "")
