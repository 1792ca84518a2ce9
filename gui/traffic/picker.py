"""The products to choose from: a field to search in over lines with check boxes, the chosen ones first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.look.labels import plain, tip
from gui.look.theme import PADDING, UNIT
from models.products.values import CATEGORIES, Kind, Product

SIZE, LEAST_HEIGHT = QSize(320, 420), 160
ID = Qt.ItemDataRole.UserRole
FOLDED = ID + 1
ELSEWHERE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class Picker(QFrame):
    """A sheet over the tab. switched(product, on): a check box was pressed; Enter presses that of the current line.

    Esc and a press anywhere else take it away.
    """

    switched = Signal(str, bool)

    def __init__(self, texts: Mapping[str, str], lang: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts, self._lang = texts, lang
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit(placeholderText=texts["traffic.pick.search"], clearButtonEnabled=True)
        self.lines = QListWidget()
        self._foot = plain(role="foot")
        self.lines.setAccessibleName(texts["traffic.pick.tip"])
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._press_first)
        for watched in (self.field, self.lines):
            watched.installEventFilter(self)
        self.lines.itemChanged.connect(self._changed)
        self.lines.itemActivated.connect(self._press)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, PADDING, PADDING, UNIT)
        box.setSpacing(UNIT)
        for widget in (self.field, self.lines, self._foot):
            box.addWidget(widget)
        self.hide()

    def open(self, at: QPoint) -> None:
        """Show it there (in the parent's coordinates), ready to be typed into; a second time takes it away."""
        if self.isVisible():
            self.hide()
            return
        self.field.clear()
        whole = self.parentWidget().size()
        high = min(SIZE.height(), max(LEAST_HEIGHT, whole.height() - at.y() - PADDING))
        self.setGeometry(min(at.x(), max(0, whole.width() - SIZE.width())), at.y(), SIZE.width(), high)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_products(
        self, products: Iterable[Product], chosen: Sequence[str], counted: frozenset[str], strangers: frozenset[str]
    ) -> None:
        """chosen: who is shown now. counted: who has numbers of the metric. strangers: who only imports name."""
        order = {name: place for place, name in enumerate(chosen)}
        held = sorted(products, key=lambda one: (order.get(one.id, len(order)), CATEGORIES.index(one.category)))
        self.lines.blockSignals(True)
        self.lines.clear()
        for one in held:
            self.lines.addItem(self._line(one, one.id in order, one.id in counted, one.id in strangers))
        self.lines.blockSignals(False)
        self._search(self.field.text())

    @property
    def seen(self) -> list[str]:
        """The ids of the lines that what is typed leaves."""
        items = (self.lines.item(place) for place in range(self.lines.count()))
        return [item.data(ID) for item in items if not item.isHidden()]

    # Qt's calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Arrows in the field move in the lines, Esc takes it away, and so does the keyboard going elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
            if watched is self.field and event.key() in DOWN:
                self.lines.setFocus()
                self.lines.keyPressEvent(event)
                return True
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in ELSEWHERE:
            QTimer.singleShot(0, self, self._leave)  # by then it is known who has it
        return super().eventFilter(watched, event)

    # inside

    def _leave(self) -> None:
        held = self.window().focusWidget()
        if held is None or not self.isAncestorOf(held):
            self.hide()

    def _line(self, one: Product, chosen: bool, counted: bool, stranger: bool) -> QListWidgetItem:
        texts, kind = self._texts, self._texts[f"traffic.category.{one.category}"]
        told = [kind, *([texts["traffic.pick.stranger"]] if stranger else [])]
        told += [] if counted else [texts["traffic.pick.empty"]]
        item = QListWidgetItem(f"{one.name(self._lang)}   {' · '.join(told)}")
        item.setData(ID, one.id)
        item.setData(FOLDED, " ".join(map(_folded, _words(one))))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        item.setToolTip(tip("\n".join(_words(one))))
        return item

    def _search(self, text: str) -> None:
        words = _folded(text).split()
        for place in range(self.lines.count()):
            item = self.lines.item(place)
            item.setHidden(not all(word in item.data(FOLDED) for word in words))
        seen = self.seen
        self._foot.setText(self._texts["traffic.pick.count"].format(seen=len(seen), of=self.lines.count()))
        first = next((place for place in range(self.lines.count()) if not self.lines.item(place).isHidden()), -1)
        self.lines.setCurrentRow(first)

    def _press_first(self) -> None:
        if (item := self.lines.currentItem()) is not None and not item.isHidden():
            self._press(item)

    @staticmethod
    def _press(item: QListWidgetItem) -> None:
        on = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _changed(self, item: QListWidgetItem) -> None:
        self.switched.emit(item.data(ID), item.checkState() is Qt.CheckState.Checked)


def _words(one: Product) -> tuple[str, ...]:
    """Everything it can be found by: names, vendor, sites and apps."""
    assets = (asset.name for asset in one.assets if asset.kind is not Kind.ARTICLE)
    former = (old.name for old in one.former)
    return tuple(dict.fromkeys(filter(None, (one.name_zh, one.name_en, one.vendor, *former, *one.aliases, *assets))))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
