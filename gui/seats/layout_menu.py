"""At the end of the charts' tools: how many charts, templates of grids, and a window of its own for the active one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gui.look.labels import in_place
from gui.look.menus import empty
from gui.look.theme import TOOLBAR_HEIGHT, Theme
from gui.seats.name_box import NameBox
from gui.wires.layouts import LayoutBook
from models.charts.values import SHAPES, GridSpec, Template

ICON = 16
WINDOW, SHEETS = "window", "sheets"


class LayoutMenu(QWidget):
    """Tells what is wanted of the grid; templates it keeps itself.

    shaped: so many charts. loaded: this grid. enlarged: the active chart alone, or all again. detached: it gets a
    window, or comes back from it.
    """

    shaped = Signal(int)
    loaded = Signal(object)
    enlarged = Signal()
    detached = Signal()

    def __init__(
        self, texts: Mapping[str, str], theme: Theme, layouts: LayoutBook, grid: Callable[[], GridSpec]
    ) -> None:
        """``grid``: as it is now."""
        super().__init__()
        self._texts, self._theme, self._layouts, self._grid = texts, theme, layouts, grid
        self._gone: Template | None = None  # what was deleted last
        self.shape = self._button("chart.layout")
        self.templates = self._button("chart.templates")
        self.apart = self._button("chart.detach")
        self.apart.clicked.connect(self.detached)
        self.templates.setIcon(self._icon(SHEETS))
        self.apart.setIcon(self._icon(WINDOW))
        self._offer(self.shape, self._fill_shapes)
        self._offer(self.templates, self._fill_templates)
        self.show_grid(grid())
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 4, 0)
        box.setSpacing(0)
        for one in (self.shape, self.templates, self.apart):
            box.addWidget(one)

    def show_grid(self, grid: GridSpec) -> None:
        """The grid is this now."""
        self.shape.setIcon(self._icon(1 if grid.large else grid.shape))

    # inside

    def _button(self, key: str) -> QToolButton:
        made = QToolButton(toolTip=self._texts[key], accessibleName=self._texts[key])
        made.setProperty("role", "thin")
        made.setIconSize(QSize(ICON, ICON))
        made.setFixedHeight(TOOLBAR_HEIGHT - 4)
        return made

    @staticmethod
    def _offer(button: QToolButton, fill: Callable[[QMenu], None]) -> None:
        """A menu that is filled when it is opened: nobody pays for it before."""
        menu = QMenu(button)
        menu.aboutToShow.connect(lambda: (empty(menu), fill(menu)))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)

    def _fill_shapes(self, menu: QMenu) -> None:
        grid = self._grid()
        for shape in SHAPES:
            action = QAction(self._icon(shape), self._texts["chart.layout.count"].format(count=shape), menu)
            action.setCheckable(True)
            action.setChecked(shape == grid.shape)
            font = action.font()
            font.setBold(action.isChecked())  # next to an icon no tick is drawn
            action.setFont(font)
            action.triggered.connect(lambda _=False, shape=shape: self.shaped.emit(shape))
            menu.addAction(action)
        menu.addSeparator()
        large = menu.addAction(self._texts["chart.enlarge"])
        large.setCheckable(True)
        large.setChecked(grid.large)
        large.setEnabled(grid.shape > 1)
        large.triggered.connect(self.enlarged)

    def _fill_templates(self, menu: QMenu) -> None:
        texts, held = self._texts, self._layouts.templates
        for one in held:
            action = menu.addAction(self._icon(one.grid.shape), _label(one.name))
            action.triggered.connect(lambda _=False, one=one: self.loaded.emit(one.grid))
        if not held:
            menu.addAction(texts["chart.templates.none"]).setEnabled(False)
        menu.addSeparator()
        menu.addAction(texts["chart.templates.save"]).triggered.connect(self._save)
        for key, act in (("chart.templates.rename", self._rename), ("chart.templates.delete", self._delete)):
            under = menu.addMenu(texts[key])
            under.setEnabled(bool(held))
            for one in held:
                under.addAction(_label(one.name)).triggered.connect(lambda _=False, one=one, act=act: act(one))
        if (gone := self._gone) is not None and self._layouts.template(gone.name) is None:
            back = texts["chart.templates.back"].format(name=_label(gone.name))
            menu.addAction(back).triggered.connect(lambda: self._layouts.save(gone.name, gone.grid))

    def _save(self) -> None:
        def keep(name: str) -> str:
            return "" if self._layouts.save(name, self._grid()) else self._texts["chart.templates.empty"]

        def note(name: str) -> str:
            return self._texts["chart.templates.replaces"] if self._layouts.template(name) else ""

        self._ask("chart.templates.save", "", keep, note)

    def _rename(self, one: Template) -> None:
        def keep(name: str) -> str:
            if name == one.name or self._layouts.rename(one.name, name):
                return ""
            return self._texts["chart.templates.taken" if name else "chart.templates.empty"]

        self._ask("chart.templates.rename", one.name, keep, lambda name: "")

    def _delete(self, one: Template) -> None:
        self._gone = self._layouts.delete(one.name)

    def _ask(self, key: str, name: str, keep: Callable[[str], str], note: Callable[[str], str]) -> None:
        box = NameBox(self._texts[key], name, keep, note, self.window())
        box.open_under(self.templates)

    def _icon(self, what: int | str) -> QIcon:
        """A number of charts, a window or sheets, in lines of the theme's own."""
        scale = self.devicePixelRatioF()
        picture = QPixmap(round(ICON * scale), round(ICON * scale))
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            _draw(painter, what, scale, self._theme.muted)
        picture.setDevicePixelRatio(scale)
        return QIcon(picture)


def _draw(painter: QPainter, what: int | str, scale: float, ink: QColor) -> None:
    """In device pixels, so that lines are crisp."""
    thin = max(1, round(scale))

    def box(x: float, y: float, width: float, height: float) -> None:
        pen = QPen(ink, thin)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = thin / 2
        left, top = round(x * scale) + half, round(y * scale) + half
        painter.drawRect(QRectF(left, top, round(width * scale) - thin, round(height * scale) - thin))

    if what == WINDOW:
        box(2, 5, 9, 9)
        painter.fillRect(QRectF(round(5 * scale), round(1 * scale), round(9 * scale), round(9 * scale)), ink)
        return
    if what == SHEETS:
        box(2, 5, 9, 9)
        box(5, 2, 9, 9)
        return
    rows, columns = SHAPES[int(what)]
    for row in range(rows):
        for column in range(columns):
            box(1 + column * 14 / columns, 2 + row * 12 / rows, 14 / columns + 1, 12 / rows + 1)


def _label(name: str) -> str:
    """A user's name as a menu's line: no mnemonics in it."""
    return in_place(name).replace("&", "&&")
