"""The products to choose from: a field to search in over lines with check boxes, the chosen ones first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.look.labels import plain, tip
from gui.look.theme import PADDING, UNIT
from models.products.values import CATEGORIES, Kind, Product

SIZE = QSize(320, 420)
ID = Qt.ItemDataRole.UserRole
FOLDED = ID + 1
DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class Picker(QFrame):
    """A sheet over the window. switched(product, on): a check box was pressed; Enter presses that of the first line."""

    switched = Signal(str, bool)

    def __init__(self, texts: Mapping[str, str], lang: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._texts, self._lang = texts, lang
        self.field = QLineEdit(placeholderText=texts["traffic.pick.search"], clearButtonEnabled=True)
        self.lines = QListWidget()
        self._foot = plain(role="foot")
        self.lines.setAccessibleName(texts["traffic.pick.tip"])
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._press_first)
        self.field.installEventFilter(self)
        self.lines.itemChanged.connect(self._changed)
        self.lines.itemActivated.connect(self._press)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, PADDING, PADDING, UNIT)
        box.setSpacing(UNIT)
        for widget in (self.field, self.lines, self._foot):
            box.addWidget(widget)
        self.resize(SIZE)

    def open(self, at: QPoint) -> None:
        """Show it there, ready to be typed into."""
        self.field.clear()
        self.move(at)
        self.show()
        self.field.setFocus()

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
        """Arrows in the field move in the lines."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in DOWN:
            self.lines.setFocus()
            self.lines.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    # inside

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
