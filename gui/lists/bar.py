"""The tabs themselves: a QTabBar whose pinned tabs stay in front, and which takes rows that are dropped on a tab."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QTabBar, QToolButton

from gui.look.labels import tip
from gui.look.theme import Theme

ROWS = "application/x-suanli-rows"  # instrument ids, a line each
PIN = 8
AHEAD = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Bar(QTabBar):
    """Each tab's data is its list's id. ``moved`` tells a list's id and new place once, when it is let go."""

    moved = Signal(str, int)
    dropped = Signal(str, object)
    wanted = Signal(str)  # the list to be renamed
    shifted = Signal()  # the tabs stand elsewhere, as there is more or less room for them

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._pinned = theme, 0
        self._pressed: QPoint | None = None
        self._carried = -1  # the place where the tab that is dragged was taken up
        self._over = -1
        self.setObjectName("lists")
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(PIN, PIN))
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._pin = _pin(theme)

    def fill(self, tabs: Sequence[tuple[str, str, bool]]) -> None:
        """Other tabs: id, name, pinned. Says nothing."""
        held = self.blockSignals(True)
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for place, (list_id, name, pinned) in enumerate(tabs):
            if place == self.count():
                self.addTab("")
            self.setTabData(place, list_id)
            self._dress(place, name, self._pin if pinned else QIcon())
        self._pinned = sum(pinned for _, _, pinned in tabs)
        self._carried = -1  # whatever was dragged is not there any more
        self.blockSignals(held)

    def choose(self, list_id: str) -> None:
        """Make a list's tab the current one. Says nothing."""
        held = self.blockSignals(True)
        self.setCurrentIndex(max(self.place_of(list_id), 0))
        self.blockSignals(held)

    def id_at(self, place: int) -> str:
        """The list at a place, "" outside."""
        return self.tabData(place) or ""

    def name_at(self, place: int) -> str:
        """A tab's name as it was given."""
        return self.tabText(place).replace("&&", "&")

    def place_of(self, list_id: str) -> int:
        """Where a list's tab is, -1 if there is none."""
        return next((place for place in range(self.count()) if self.tabData(place) == list_id), -1)

    # Qt's calls

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802
        """Names stay readable: where they have no room they scroll."""
        return self.tabSizeHint(index)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Tabs scroll to where there is room."""
        super().resizeEvent(event)
        self.shifted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """F2 renames, Alt+Left and Alt+Right move the current tab."""
        if event.key() == Qt.Key.Key_F2:
            self.wanted.emit(self.id_at(self.currentIndex()))
        elif event.key() in AHEAD and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            place = self.currentIndex()
            self._shift(place, place + AHEAD[Qt.Key(event.key())])
            self._let_go(place)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A tab may be taken up."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left and self.tabAt(event.position().toPoint()) >= 0 else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The tab that was taken up goes to where the pointer is, as far as it may."""
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._carried < 0 and abs(at.x() - self._pressed.x()) >= QApplication.startDragDistance():
            self._carried = self.currentIndex()
        if self._carried >= 0:
            self._shift(self.currentIndex(), self._place_under(at.x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let it go."""
        super().mouseReleaseEvent(event)
        if self._carried >= 0:
            self._let_go(self._carried)
        self._pressed, self._carried = None, -1

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scrolls hidden tabs into sight; chooses nothing."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        name = "ScrollLeftButton" if turn > 0 else "ScrollRightButton"
        button = self.findChild(QToolButton, name)
        if turn and button is not None and button.isVisible():
            button.click()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Rows of a table may be dropped."""
        if event.mimeData().hasFormat(ROWS):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """On a tab, not beside one."""
        self._light(self.tabAt(event.position().toPoint()))
        event.setAccepted(self._over >= 0)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Not here."""
        self._light(-1)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Tell which rows, and on which list."""
        place = self.tabAt(event.position().toPoint())
        ids = _ids(event.mimeData().data(ROWS).data())
        self._light(-1)
        if place >= 0 and ids:
            event.acceptProposedAction()
            self.dropped.emit(self.id_at(place), ids)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The tab that would take the rows is outlined."""
        super().paintEvent(event)
        if self._over >= 0:
            with QPainter(self) as painter:
                painter.setPen(self._theme.accent)
                painter.drawRect(QRectF(self.tabRect(self._over)).adjusted(1.5, 1.5, -1.5, -1.5))

    # inside

    def _dress(self, place: int, name: str, icon: QIcon) -> None:
        """Only where something is new: each call lays all tabs out again."""
        if self.name_at(place) != name:
            self.setTabText(place, name.replace("&", "&&"))
            self.setTabToolTip(place, tip(name))
        if self.tabIcon(place).isNull() != icon.isNull():
            self.setTabIcon(place, icon)

    def _light(self, place: int) -> None:
        if place != self._over:
            self._over = place
            self.update()

    def _place_under(self, x: int) -> int:
        """The place whose middle the pointer has passed, so that tabs of other widths do not flutter."""
        now = self.currentIndex()
        for place in range(self.count()):
            middle = self.tabRect(place).center().x()
            if place != now and x < middle:
                return place if place < now else place - 1
        return self.count() - 1

    def _shift(self, place: int, wanted: int) -> None:
        """Move a tab, but not across the border between pinned and other ones."""
        first, last = (0, self._pinned - 1) if place < self._pinned else (self._pinned, self.count() - 1)
        wanted = min(max(wanted, first), last)
        if place >= 0 and wanted != place:
            held = self.blockSignals(True)
            self.moveTab(place, wanted)
            self.blockSignals(held)

    def _let_go(self, began: int) -> None:
        place = self.currentIndex()
        if place != began:
            self.moved.emit(self.id_at(place), place)


def _ids(data: bytes | bytearray | memoryview) -> tuple[str, ...]:
    said: Iterable[str] = bytes(data).decode("utf-8", "replace").split("\n")
    return tuple(dict.fromkeys(one.strip() for one in said if one.strip()))


def _pin(theme: Theme) -> QIcon:
    """A small pin, drawn for sharp screens."""
    picture = QPixmap(PIN * 3, PIN * 3)
    picture.setDevicePixelRatio(3)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.muted)
        painter.drawEllipse(QPointF(PIN / 2, 2.6), 2.4, 2.4)
        painter.drawRect(QRectF(PIN / 2 - 0.5, 4, 1, 4))
    return QIcon(picture)
