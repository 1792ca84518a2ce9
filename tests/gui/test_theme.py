"""The look's tokens: readable, in three conventions, and nothing left out of the style sheet."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QComboBox, QDateEdit, QSpinBox, QStyle, QTableWidget, QVBoxLayout, QWidget

from gui.look.flags import flag_colour
from gui.look.sheet import SHEET
from gui.look.theme import (
    SURFACES,
    Convention,
    Theme,
    Tokens,
    contrast,
    faded,
    font,
    mixed,
    theme,
)  # fmt: skip
from models.settings import usual_convention
from models.workbook import PAPER_COLOURS

BOTH = pytest.mark.parametrize("name", ["dark", "light"])
EVERY = pytest.mark.parametrize("convention", list(Convention))
# as measured for the design: contrast against the panel
MEASURED = {
    "dark": {"text": 14.7, "muted": 7.1, "faint": 4.1, "red": 5.9, "green": 7.5, "blue": 6.8, "orange": 9.1},
    "light": {"text": 15.2, "muted": 5.5, "faint": 3.0, "red": 5.2, "green": 5.0, "blue": 5.4, "orange": 4.6},
}


def test_contrast_is_that_of_wcag():
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert contrast(QColor("#FFFFFF"), QColor("#000000")) == pytest.approx(21.0)
    assert contrast(QColor("#767676"), QColor("#FFFFFF")) == pytest.approx(4.54, abs=0.01)


@BOTH
def test_every_token_has_at_least_the_contrast_the_design_measured(name):
    tokens = SURFACES[name]
    for token, least in MEASURED[name].items():
        ink = QColor(getattr(tokens, token))
        worst = min(contrast(ink, QColor(ground)) for ground in (tokens.window, tokens.panel))
        assert worst >= least - 0.05, f"{token}: {worst:.2f}"


@BOTH
@EVERY
def test_everything_that_must_be_read_can_be_read(name, convention):
    look = theme(name, convention)
    inks = {"text": look.text, "muted": look.muted, "up": look.up, "down": look.down, "flat": look.flat,
            "warn": look.warn, "error": look.error}  # fmt: skip
    grounds = {"panel": look.panel, "window": look.window}
    poor = [
        f"{ink} on {ground}: {ratio:.2f}"
        for ink, colour in inks.items()
        for ground, behind in grounds.items()
        if (ratio := contrast(colour, behind)) < 4.5
    ]
    assert poor == []


@BOTH
def test_a_selected_line_can_still_be_read(name):
    look = theme(name)
    assert contrast(look.text, look.selection) >= 7.0
    assert min(contrast(look.up, look.selection), contrast(look.down, look.selection)) >= 3.0


@BOTH
def test_ten_series_colours_differ_and_stand_out(name):
    look = theme(name)
    assert len({colour.name() for colour in look.ramp}) == 10
    assert min(contrast(colour, look.panel) for colour in look.ramp) >= 3.0


@BOTH
@pytest.mark.parametrize(
    ("convention", "up", "down"),
    [("red-up", "red", "green"), ("green-up", "green", "red"), ("blue-orange", "blue", "orange")],
)
def test_the_convention_says_which_colour_is_up(name, convention, up, down):
    look = theme(name, convention)
    tokens = SURFACES[name]
    assert look.up == QColor(getattr(tokens, up))
    assert look.down == QColor(getattr(tokens, down))
    assert (look.direction(0.1), look.direction(-0.1)) == (look.up, look.down)


def test_no_change_and_no_number_have_no_direction(dark):
    assert {dark.direction(value).name() for value in (0.0, -0.0, None, float("nan"))} == {dark.flat.name()}


@EVERY
def test_on_paper_up_and_down_are_the_colours_of_the_light_surface(convention):
    look = theme("light", convention)
    assert PAPER_COLOURS[convention] == tuple(colour.name()[1:].upper() for colour in (look.up, look.down))


def test_warnings_are_neither_up_nor_down():
    for name, tokens in SURFACES.items():
        assert not {tokens.warn, tokens.error} & {tokens.red, tokens.green, tokens.blue, tokens.orange}, name


def test_chinese_readers_see_red_rise_and_others_green():
    assert (usual_convention("zh"), usual_convention("en")) == (Convention.RED_UP, Convention.GREEN_UP)


def test_one_theme_object_stands_for_a_pair():
    assert theme("dark", "red-up") is theme("dark", Convention.RED_UP)


@BOTH
def test_the_sheet_has_every_token_filled_in(name):
    sheet = theme(name).sheet()
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    colours = set(re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet))
    assert len(colours) > 8
    assert all(QColor(colour).isValid() for colour in colours)


def test_the_sheet_asks_for_nothing_the_theme_does_not_have():
    own = {"selection", "hover", "up", "down", "body", "small", "title", "folder"}
    asked = set(SHEET.get_identifiers())
    assert asked <= {field.name for field in fields(Tokens)} | own


def test_no_colour_is_written_down_in_the_sheet():
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgb", SHEET.template) == []


@BOTH
def test_no_flag_is_taken_for_another(name):
    """Yellow and green were both olive on white, and red was a raspberry."""
    look = theme(name)
    hues = sorted(colour.hslHue() for colour in look.flags)
    apart = [(other - one) % 360 for one, other in zip(hues, [*hues[1:], hues[0]], strict=True)]
    assert min(apart) >= 20
    assert min(contrast(colour, look.panel) for colour in look.flags) >= 3.0
    assert flag_colour(look, "red").hslHue() < 10
    assert {colour.name() for colour in look.flags}.isdisjoint({look.up.name(), look.down.name()})


@BOTH
def test_the_palette_says_the_same_as_the_sheet(name):
    look = theme(name)
    palette = look.palette()
    assert palette.color(QPalette.ColorRole.Window) == look.window
    assert palette.color(QPalette.ColorRole.Text) == look.text
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == look.faint


def test_a_theme_is_made_of_its_tokens_only(dark):
    assert {field.name for field in fields(Theme)} == {"name", "convention", "tokens"}
    assert dark.tokens is SURFACES["dark"]


def test_mixing_is_opaque_and_fading_is_not():
    black, white = QColor("#000000"), QColor("#FFFFFF")
    assert mixed(black, white, 0.5).getRgb() == (128, 128, 128, 255)
    assert mixed(black, white, 0.0) == black
    assert faded(white, 0.25).alphaF() == pytest.approx(0.25, abs=0.01)
    assert white.alpha() == 255


def test_digits_are_of_one_width(qapp):
    from PySide6.QtGui import QFontMetricsF

    for face in (font(), font(bold=True), font(11)):
        assert len({round(QFontMetricsF(face).horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


def inside(box):
    """The colours of a field without its edge: what is not ground, words or an arrow."""
    picture = box.grab(box.rect().adjusted(2, 2, -2, -2)).toImage()
    edges = [(picture.width() - 1, y) for y in range(picture.height())]
    edges += [(x, picture.height() - 1) for x in range(picture.width())]
    return {picture.pixelColor(*at).name() for at in edges}


@BOTH
@pytest.mark.parametrize("made", [QComboBox, lambda: QDateEdit(calendarPopup=True), QDateEdit, QSpinBox])
def test_a_field_with_an_arrow_has_no_bevel(shown, name, made):
    look = theme(name)
    window = QWidget()
    box = made()
    QVBoxLayout(window).addWidget(box)
    look.dress(window)
    shown(window, 160, 60)
    assert inside(box) == {look.raised.name()}


@BOTH
def test_the_line_of_a_popup_that_would_be_chosen_is_seen(shown, name):
    look = theme(name)
    window, box = QWidget(), QComboBox()
    box.addItems(["a", "b"])
    QVBoxLayout(window).addWidget(box)
    look.dress(window)
    shown(window, 160, 60)
    assert box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, None, box) == 0  # else it is drawn as a menu
    view = box.view()
    view.window().resize(100, 60)
    view.setCurrentIndex(box.model().index(1, 0))
    picture = view.grab().toImage()
    rect = view.visualRect(box.model().index(1, 0))
    at = view.viewport().mapTo(view, rect.topRight())
    assert picture.pixelColor(at.x() - 2, at.y() + 2).name() == look.selection.name()


@BOTH
def test_between_two_scroll_bars_there_is_no_bevel(shown, name):
    look = theme(name)
    window, table = QWidget(), QTableWidget(50, 20)
    QVBoxLayout(window).addWidget(table)
    look.dress(window)
    shown(window, 300, 200)
    seen = table.viewport().geometry()
    picture = table.grab().toImage()
    corner = {picture.pixelColor(seen.right() + x, seen.bottom() + y).name() for x in range(1, 8) for y in range(1, 8)}
    assert len(corner) == 1


def test_the_arrows_are_there():
    named = re.findall(r'url\("(.+?)"\)', theme("dark").sheet())
    assert {Path(one).name for one in named} == {"up.svg", "down.svg", "left.svg", "right.svg"}
    assert all(not QIcon(one).pixmap(8, 8).isNull() for one in named)
