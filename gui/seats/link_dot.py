"""The dot in a chart's heading: its colour group, with its number as a second cue; a press offers the groups."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QFont, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from gui.look.theme import SMALL_PX, Theme
from models.charts.values import GROUPS

SIZE, DOT = 20, 14
FREE = 7  # of a dot that is in no group


class LinkDot(QAbstractButton):
    """``chosen`` tells the group that is wanted, 0: none."""

    chosen = Signal(int)

    def __init__(self, texts: Mapping[str, str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts, self._theme = texts, theme
        self.group = 0
        self.setFixedSize(SIZE, SIZE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._offer)
        self.show_group(0)

    def show_group(self, group: int) -> None:
        """The chart is in a group."""
        self.group = group
        named = self.name_of(group)
        self.setToolTip(f"{named}\n{self._texts['chart.link.tip']}")
        self.setAccessibleName(named)
        self.update()

    def name_of(self, group: int) -> str:
        """What a group is called."""
        return self._texts["chart.link.group"].format(number=group) if group else self._texts["chart.link.free"]

    def menu(self) -> QMenu:
        """The groups to choose from."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for number in range(GROUPS + 1):
            action = QAction(self._icon(number), self.name_of(number), menu, checkable=True)
            action.setChecked(number == self.group)
            font = action.font()
            font.setBold(action.isChecked())  # next to an icon no tick is drawn
            action.setFont(font)
            action.triggered.connect(lambda _=False, number=number: self.chosen.emit(number))
            group.addAction(action)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    # Qt's calls

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room to be pressed."""
        return QSize(SIZE, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A filled disc with its number, or a small ring."""
        with QPainter(self) as painter:
            if self.underMouse() or self.hasFocus():
                painter.fillRect(self.rect(), self._theme.hover)
            _paint(painter, QRectF(self.rect()), self.group, self._theme)

    # inside

    def _offer(self) -> None:
        self.menu().popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _icon(self, group: int) -> QIcon:
        scale = self.devicePixelRatioF()
        picture = QPixmap(round(SIZE * scale), round(SIZE * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            _paint(painter, QRectF(0, 0, SIZE, SIZE), group, self._theme)
        return QIcon(picture)


def group_colour(theme: Theme, group: int) -> QColor:
    """The colour of a group 1..6; what is free is faint."""
    return theme.flags[group - 1] if group else theme.faint


def _paint(painter: QPainter, room: QRectF, group: int, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = DOT if group else FREE
    disc = QRectF(0, 0, size, size)
    disc.moveCenter(room.center())
    colour = group_colour(theme, group)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(colour if group else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    if group:
        font = QFont(painter.font())
        font.setPixelSize(SMALL_PX - 1)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.panel)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(group))
