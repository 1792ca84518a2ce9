"""The members as chips over the chart: a click hides one, its cross takes it out, its menu does the rest."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.look.flow import Flow
from gui.look.labels import tip
from gui.look.theme import SMALL_PX, Theme, font

HEIGHT, SIDE, SWATCH, CROSS, WIDEST = 20, 6, 8, 16, 190
TAKE_OUT = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class MemberChip(QAbstractButton):
    """One member. Checked: it is drawn. Alt+Left and Alt+Right move it, Del takes it out."""

    switched = Signal(str)
    removed = Signal(str)
    stepped = Signal(str, int)
    hovered = Signal(str)
    asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self.key, self._theme = key, theme
        self._colour, self._why, self._waits = theme.faint, "", False
        self._face = font(SMALL_PX)
        self.setCheckable(True)
        self.setChecked(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda: self.switched.emit(self.key))

    def say(self, name: str, colour: QColor, *, shown: bool, why: str, waits: bool) -> None:
        """What it is called, its line's colour; why it has no line, or whether one is still awaited."""
        self._colour, self._why, self._waits = colour, why, waits
        if self.text() != name:
            self.setText(name)
            self.setShortcut(QKeySequence())  # Qt made one of "R&D": Alt+D
            self.setAccessibleName(name)
            self.updateGeometry()
        self.setToolTip(tip(f"{name}\n{why}" if why else name))
        self.setChecked(shown)
        self.update()

    # Qt's calls

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as its name, to a limit."""
        name = QFontMetrics(self._face).horizontalAdvance(self.text())
        return QSize(min(name + 3 * SIDE + SWATCH + CROSS, WIDEST), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A swatch, the name, and a cross while the pointer is over it. Hidden: hollow and faint."""
        look, on = self._theme, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.accent if self.hasFocus() else look.line)
            painter.setBrush(look.hover if self.underMouse() else look.panel)
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._mark(painter, on=on)
            painter.setFont(self._face)
            painter.setPen(look.warn if self._why else look.text if on and not self._waits else look.faint)
            room = self.rect().adjusted(2 * SIDE + SWATCH - 1, 0, -CROSS, 0)
            said = QFontMetrics(self._face).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, said)
            painter.setPen(look.muted if self.underMouse() or self.hasFocus() else look.faint)
            painter.drawText(self._cross(), Qt.AlignmentFlag.AlignCenter, "×")

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The cross takes it out; a click elsewhere hides or shows it."""
        if event.button() is Qt.MouseButton.LeftButton and self._cross().contains(event.position().toPoint()):
            self.removed.emit(self.key)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Out, or one place further on."""
        if event.key() in TAKE_OUT:
            self.removed.emit(self.key)
        elif event.key() in STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(self.key, STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Its line stands out."""
        super().enterEvent(event)
        self.hovered.emit(self.key)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """And no longer."""
        super().leaveEvent(event)
        self.hovered.emit("")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """What else can be done with it."""
        self.asked.emit(self.key, event.globalPos())

    # inside

    def _cross(self) -> QRect:
        return QRect(self.width() - CROSS - 1, 0, CROSS, HEIGHT)

    def _mark(self, painter: QPainter, *, on: bool) -> None:
        square = QRect(SIDE, (HEIGHT - SWATCH) // 2, SWATCH, SWATCH)
        if on:
            painter.fillRect(square, self._colour)
        else:
            painter.setPen(self._colour)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(square.adjusted(0, 0, -1, -1))


class MembersBar(Flow):
    """The chips in their order; a member's chip lives as long as it is compared."""

    switched = Signal(str)
    removed = Signal(str)
    stepped = Signal(str, int)
    hovered = Signal(str)
    asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, after: QWidget) -> None:
        super().__init__()
        self._theme, self._after = theme, after
        self.chips: dict[str, MemberChip] = {}

    def show_members(self, keys: list[str], said: Mapping[str, Mapping[str, object]]) -> None:
        """The members' keys in order, and what ``MemberChip.say`` takes of each."""
        before = list(self.chips)
        self.chips = {key: self.chips.get(key) or self._chip(key) for key in keys}
        for key, chip in self.chips.items():
            chip.say(**said[key])  # type: ignore[arg-type]
        if before != keys:
            self.fill(self.chips.values(), self._after)

    def _chip(self, key: str) -> MemberChip:
        made = MemberChip(self._theme, key)
        for name in ("switched", "removed", "stepped", "hovered", "asked"):
            getattr(made, name).connect(getattr(self, name))
        return made
