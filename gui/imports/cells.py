"""The cells of a table as they were read, with what each column is taken for; another role is a press away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QTabBar, QVBoxLayout, QWidget

from gui.imports.text_table import HEADER, WHOLE, TextTable
from gui.look.theme import ROW_HEIGHT, Theme
from models.imports.traffic.values import Block, Role
from models.listfiles.values import short

ROWS, COLUMNS = 200, 200  # of a block that are shown
QUIET = (Role.IGNORED, None)


class CellsView(QWidget):
    """The tables of a file, one at a time. ``role_chosen``: column from 0, Role. ``header_chosen``: row, 0 finds it."""

    role_chosen = Signal(int, object)
    header_chosen = Signal(int)

    def __init__(self, texts: Mapping[str, str], theme: Theme) -> None:
        super().__init__()
        self._texts, self._theme = texts, theme
        self._blocks: tuple[Block, ...] = ()
        self.tabs = QTabBar(drawBase=False, expanding=False, usesScrollButtons=True)
        self.tabs.setAccessibleName(texts["imports.cells"])
        self.table = TextTable(theme, texts["imports.cells"])
        self.table.verticalHeader().show()
        self.table.horizontalHeader().setSectionsClickable(True)
        self.table.horizontalHeader().setToolTip(texts["imports.role.tip"])
        self.table.horizontalHeader().sectionClicked.connect(self._offer_roles)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer_header)
        self.tabs.currentChanged.connect(self._show)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.tabs)
        box.addWidget(self.table)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Other tables; the one that was looked at stays in sight where there are as many as before."""
        place = self.tabs.currentIndex() if len(blocks) == len(self._blocks) else 0
        self._blocks = tuple(blocks)
        self.tabs.blockSignals(True)
        while self.tabs.count() > len(blocks):
            self.tabs.removeTab(self.tabs.count() - 1)
        for number, block in enumerate(blocks):
            title = short(block.sheet or block.caption or str(number + 1)).replace("&", "&&")
            self.tabs.setTabText(number, title) if number < self.tabs.count() else self.tabs.addTab(title)
        self.tabs.setCurrentIndex(max(place, 0))
        self.tabs.blockSignals(False)
        self.tabs.setVisible(len(blocks) > 1)
        self._show()

    @property
    def needed(self) -> int:
        """Pixels that show every row."""
        block = self._block
        rows = min(len(block.rows), ROWS) if block is not None else 0
        return HEADER + (rows + 1) * ROW_HEIGHT + (self.tabs.sizeHint().height() if len(self._blocks) > 1 else 0)

    # inside

    @property
    def _block(self) -> Block | None:
        at = self.tabs.currentIndex()
        return self._blocks[at] if 0 <= at < len(self._blocks) else None

    def _show(self, _: int = 0) -> None:
        block = self._block
        if block is None:
            self.table.texts.show((), ())
            return
        rows = block.rows[:ROWS]
        count = min(max((len(row) for row in rows), default=0), COLUMNS)
        roles = dict(block.roles)
        self.table.texts.show(
            [self._titled(column, roles.get(column)) for column in range(count)],
            rows,
            right=frozenset(column for column, role in block.roles if role is Role.VALUE),
            colours=self._colours(block),
            tinted={column: self._theme.faint for column in range(count) if roles.get(column) in QUIET},
            labels=[str(block.top + place) for place in range(len(rows))],
            bold=block.header - block.top if block.header else WHOLE,
        )
        self.table.fit()

    def _titled(self, column: int, role: Role | None) -> str:
        said = self._texts[f"imports.role.{role or Role.IGNORED}"]
        return f"{letters(column)} · {said} ▾"

    def _colours(self, block: Block) -> dict[tuple[int, int], QColor]:
        """What is outside the body is quiet, the headings are not."""
        rows = range(block.top, block.top + min(len(block.rows), ROWS))
        held = {(row - block.top, WHOLE): self._theme.muted for row in rows if not block.first <= row <= block.last}
        return held | {(block.header - block.top, WHOLE): self._theme.text}

    def fill_roles(self, menu: QMenu, column: int) -> None:
        """What the column may be."""
        held = dict(self._block.roles).get(column) if self._block is not None else None
        for role in Role:
            act = menu.addAction(self._texts[f"imports.role.{role}"])
            act.triggered.connect(lambda _=False, role=role: self.role_chosen.emit(column, role))
            act.setCheckable(True)
            act.setChecked(role is held)

    def _offer_roles(self, column: int) -> None:
        menu, header = self._menu(), self.table.horizontalHeader()
        self.fill_roles(menu, column)
        menu.popup(header.mapToGlobal(QPoint(header.sectionViewportPosition(column), header.height())))

    def fill_header(self, menu: QMenu, row: int) -> None:
        """Row ``row`` of the file may be the headings."""
        menu.addAction(self._texts["imports.header.here"].format(row=row), lambda: self.header_chosen.emit(row))
        menu.addAction(self._texts["imports.header.find"], lambda: self.header_chosen.emit(0))

    def _offer_header(self, at: QPoint) -> None:
        index, block = self.table.indexAt(at), self._block
        if index.isValid() and block is not None:
            menu = self._menu()
            self.fill_header(menu, block.top + index.row())
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def letters(column: int) -> str:
    """A column's name in a spreadsheet: A, B, ... Z, AA."""
    name, left = "", column + 1
    while left:
        left, place = divmod(left - 1, 26)
        name = chr(ord("A") + place) + name
    return name
