"""The look's tokens: the only place where a colour or a font family is written down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QToolTip, QWidget

from gui.look.sheet import SHEET

FOLDER = Path(__file__).resolve().parent.as_posix()  # of the arrows: a style sheet takes them from files only
ROW_HEIGHT = 22
TOOLBAR_HEIGHT = 32
PADDING = 8
UNIT = 4
BODY_PX = 12
SMALL_PX = 11
TITLE_PX = 13
BRIGHT, DEEP = 0.62, 0.6  # how much of the ramp its second and third turn have
CJK_FAMILIES = ("PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC")


class Convention(StrEnum):
    """Which colour means up."""

    RED_UP = "red-up"
    GREEN_UP = "green-up"
    BLUE_ORANGE = "blue-orange"


@dataclass(frozen=True)
class Tokens:
    """The colours of one surface, as text. up and down are chosen out of the last four by the convention."""

    window: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    warn: str
    error: str
    red: str
    green: str
    blue: str
    orange: str
    ramp: tuple[str, ...]
    flags: tuple[str, ...]  # red, orange, yellow, green, blue, purple


DARK = Tokens(
    window="#0E1116",
    panel="#14181F",
    raised="#1B212A",
    line="#2A313C",
    text="#E6EAF0",
    muted="#9AA4B2",
    faint="#6F7A8A",
    accent="#5B9DFF",
    warn="#F2B84B",
    error="#FF7A70",
    red="#FF5C5C",
    green="#2FBF71",
    blue="#4DA3FF",
    orange="#FFA630",
    ramp=(
        "#6AA8F7",
        "#F2A24A",
        "#43C5A8",
        "#E27D9F",
        "#B49BF0",
        "#D9C85B",
        "#5CC4E8",
        "#E88765",
        "#9DBB6A",
        "#B9A48C",
    ),
    flags=("#F0655A", "#F29A3E", "#E5D14A", "#83C45B", "#6AA8F7", "#B490F5"),
)
LIGHT = Tokens(
    window="#F4F5F7",
    panel="#FFFFFF",
    raised="#FFFFFF",
    line="#D9DDE3",
    text="#1A1F27",
    muted="#5A6472",
    faint="#868F9C",
    accent="#1F62D0",
    warn="#8A5A00",
    error="#B3261E",
    red="#C8222B",
    green="#0B7A43",
    blue="#0B62C4",
    orange="#A85B00",
    ramp=(
        "#2368B8",
        "#B86B0C",
        "#0F8069",
        "#B23E68",
        "#7652C4",
        "#85730A",
        "#127FA6",
        "#B5502C",
        "#5D7D27",
        "#7A634A",
    ),
    flags=("#DD3B2E", "#D2620A", "#B08A00", "#4C9A2A", "#2368B8", "#7E4FD0"),
)
SURFACES = {"dark": DARK, "light": LIGHT}


class Ink:
    """A token as a colour: made on first use and then kept in the theme's own dictionary, which hides this."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, theme: Theme, owner: type | None = None) -> QColor:
        colour = vars(theme)[self._name] = QColor(getattr(theme.tokens, self._name))
        return colour


@dataclass(frozen=True)
class Theme:
    """A surface with a convention. Colours are made on first use and then kept."""

    name: str
    convention: Convention
    tokens: Tokens

    window = Ink()  # Behind the panels
    panel = Ink()  # Behind values
    raised = Ink()  # Menus, tooltips, the tag under the cursor
    line = Ink()  # Hairlines
    text = Ink()  # Values
    muted = Ink()  # Labels and axes
    faint = Ink()  # Decoration, disabled, stale. Never something that must be read
    accent = Ink()  # Focus and selection only
    warn = Ink()  # Late, or not real data
    error = Ink()  # Failed

    @cached_property
    def up(self) -> QColor:
        """Rising, by convention."""
        return QColor(_directions(self)[0])

    @cached_property
    def down(self) -> QColor:
        """Falling, by convention."""
        return QColor(_directions(self)[1])

    @cached_property
    def flat(self) -> QColor:
        """Neither."""
        return QColor(self.tokens.muted)

    @cached_property
    def ramp(self) -> tuple[QColor, ...]:
        """Ten series colours of similar weight, in an order colour-blind eyes can tell apart."""
        return tuple(QColor(colour) for colour in self.tokens.ramp)

    @cached_property
    def flags(self) -> tuple[QColor, ...]:
        """Of the user's marks, see flags.py."""
        return tuple(QColor(colour) for colour in self.tokens.flags)

    @cached_property
    def selection(self) -> QColor:
        """Behind the selected row."""
        return mixed(self.panel, self.accent, 0.22)

    @cached_property
    def hover(self) -> QColor:
        """Behind the row under the pointer."""
        return mixed(self.panel, self.text, 0.05)

    @cached_property
    def grid(self) -> QColor:
        """Grid lines of a chart: text at 6 percent, as an opaque colour, which is ten times cheaper to fill."""
        return mixed(self.panel, self.text, 0.06)

    def direction(self, value: float | None) -> QColor:
        """The colour of a change: up above 0, down below, flat at 0 and for a missing one."""
        if value is None or value != value or value == 0:
            return self.flat
        return self.up if value > 0 else self.down

    def palette(self) -> QPalette:
        """The same tokens for what Qt's own style draws."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, colour in (
            (roles.Window, self.window),
            (roles.Base, self.panel),
            (roles.AlternateBase, self.panel),
            (roles.Button, self.raised),
            (roles.ToolTipBase, self.raised),
            (roles.WindowText, self.text),
            (roles.Text, self.text),
            (roles.ButtonText, self.text),
            (roles.ToolTipText, self.text),
            (roles.PlaceholderText, self.muted),
            (roles.Highlight, self.selection),
            (roles.HighlightedText, self.text),
            (roles.Link, self.accent),
        ):
            palette.setColor(role, colour)
        palette.setColor(QPalette.ColorGroup.Disabled, roles.Text, self.faint)
        palette.setColor(QPalette.ColorGroup.Disabled, roles.ButtonText, self.faint)
        return palette

    def dress(self, window: QWidget) -> None:
        """Palette and style sheet for a window and all that will be in it."""
        window.setPalette(self.palette())
        window.setStyleSheet(self.sheet())
        QToolTip.setPalette(self.palette())

    def sheet(self) -> str:
        """The style sheet of the chrome."""
        own = {key: getattr(self, key).name() for key in ("selection", "hover", "up", "down")}
        sizes = {"body": BODY_PX, "small": SMALL_PX, "title": TITLE_PX}
        return SHEET.substitute(vars(self.tokens) | own | sizes, folder=FOLDER)


@cache
def theme(name: str, convention: str = Convention.RED_UP) -> Theme:
    """The theme of a surface ("dark", "light") and a convention; one object for each pair."""
    return Theme(name, Convention(convention), SURFACES[name])


def mixed(ground: QColor, ink: QColor, part: float) -> QColor:
    """An opaque colour: ``part`` (0..1) of ink on the ground."""
    pairs = zip(ground.getRgb()[:3], ink.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(under + (over - under) * part) for under, over in pairs))


def faded(colour: QColor, alpha: float) -> QColor:
    """The colour with an alpha of 0..1."""
    copy = QColor(colour)
    copy.setAlphaF(alpha)
    return copy


def shade(theme: Theme, number: int) -> QColor:
    """The series colour of a number: the ramp, then the ramp nearer to the text, then nearer to the panel."""
    inks, turn = theme.ramp, number // len(theme.ramp) % 3
    ink = inks[number % len(inks)]
    return ink if not turn else mixed(theme.text, ink, BRIGHT) if turn == 1 else mixed(theme.panel, ink, DEEP)


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio 1..21 as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def font(pixels: int = BODY_PX, *, bold: bool = False) -> QFont:
    """The system's UI font with Chinese fallbacks and digits of one width. Shared: not to be changed."""
    own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    chosen = QFont(own)
    chosen.setFamilies([*own.families(), *CJK_FAMILIES])
    chosen.setPixelSize(pixels)
    chosen.setFeature(QFont.Tag("tnum"), 1)
    chosen.setFeature(QFont.Tag("locl"), 0)  # the same digits under every language; others have no code in a PDF
    if bold:
        chosen.setWeight(QFont.Weight.DemiBold)
    return chosen


def _directions(theme: Theme) -> tuple[str, str]:
    tokens = theme.tokens
    return {
        Convention.RED_UP: (tokens.red, tokens.green),
        Convention.GREEN_UP: (tokens.green, tokens.red),
        Convention.BLUE_ORANGE: (tokens.blue, tokens.orange),
    }[theme.convention]


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in colour.getRgbF()[:3])  # type: ignore[index]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
