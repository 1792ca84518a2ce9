"""One product as a form: what is typed is kept as soon as it is right; what is wrong has its sentence in place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.look.labels import in_place, plain, redress
from gui.look.theme import PADDING, UNIT
from gui.traffic.products.rows import Field, Rows
from models.products.typed import Bad, Taken, Typed, read_typed, typed_of
from models.products.universe import Products
from models.products.values import CATEGORIES, Kind, Product
from models.universe import Universe

STORES = ("", "ios-cn", "ios-us")
ASSETS = (
    Field(key="kind", width=84, choices=tuple(str(kind) for kind in Kind)),
    Field(key="asset"),
    Field(key="store", width=92, choices=STORES, only="app"),
    Field(key="first", width=84, below=True),
    Field(key="last", width=84, below=True),
)
FORMER = (
    Field(key="former_name"),
    Field(key="of", width=112, choices=("", "app", "site")),
    Field(key="until", width=104),
)
EXPOSED = (Field(key="instrument", width=120), Field(key="reason"))
LINES = (  # fields side by side, and whose hint stands under them
    (("name_zh", "name_en"), ""),
    (("aliases",), "names"),
    (("category", "vendor"), "vendor"),
    (("launched", "domestic"), "launched"),
)
LABEL_WIDTH = 76


class ProductForm(QWidget):
    """``kept`` tells the product as it is now; ``reset`` the id of one that shall be as it was shipped, or go."""

    kept = Signal(object)
    reset = Signal(str)

    def __init__(self, texts: Mapping[str, str], lang: str, universe: Universe) -> None:
        super().__init__()
        self._texts, self._lang, self._universe = texts, lang, universe
        self._product: Product | None = None  # what is shown; None for one that is new
        self._products = Products()
        self.setObjectName("page")
        self.title, self.state = plain(role="title"), plain(role="foot")
        self.back = QPushButton(clicked=lambda: self._product and self.reset.emit(self._product.id))
        self.names = {key: QLineEdit() for key in ("name_zh", "name_en", "vendor", "launched", "aliases")}
        self.category, self.domestic = QComboBox(), QCheckBox(texts["products.domestic"])
        self.hints = {key: plain(role="error") for key in ("names", "vendor", "launched")}
        self.rows = {
            "assets": Rows("assets", ASSETS, texts),
            "former": Rows("former", FORMER, texts),
            "exposed": Rows("exposed", EXPOSED, texts),
        }
        self._lay_out()
        self._connect()

    def show_product(self, product: Product | None, products: Products, *, touched: bool, bundled: bool) -> None:
        """Show a product, None for an empty form. What is being typed into it stays when it means the same."""
        same = product is not None and self._product is not None and product.id == self._product.id
        self._product, self._products = product, products
        if not (same and self._read().product == product):
            self._fill(typed_of(product) if product is not None else Typed())
        self.title.setText(product.name(self._lang) if product is not None else self._texts["products.new"])
        self.state.setText(self._state(touched=touched, bundled=bundled))
        self.back.setText(self._texts["products.reset" if bundled else "products.drop"])
        self.back.setVisible(touched)
        self._say(self._read() if product is not None else Taken(product=None))

    def begin(self, name: str) -> None:
        """A new product of which the name is known; the keyboard is in it."""
        self.names["name_zh"].setText(name)
        self.names["name_zh"].setFocus()

    def take(self) -> None:
        """Tell the product when all of it is right and something is other than it was; else say what is wrong."""
        taken = self._read()
        self._say(taken)
        if taken.product is not None and taken.product != self._product:
            self.kept.emit(taken.product)

    @property
    def pending(self) -> bool:
        """Whether something stands there that is wrong, and therefore is not kept."""
        before = typed_of(self._product) if self._product is not None else Typed()
        return self.typed() != before and bool(self._read().bad)

    def restore(self, typed: Typed) -> None:
        """Show again what was wrong when somebody went elsewhere, and why."""
        self._fill(typed)
        self._say(self._read())

    def forget(self) -> None:
        """As the product is, without what is wrong."""
        self._fill(typed_of(self._product) if self._product is not None else Typed())
        self._say(self._read() if self._product is not None else Taken(product=None))

    def typed(self) -> Typed:
        """What stands in the form."""
        held = {key: line.text() for key, line in self.names.items()}
        lines = {key: rows.lines() for key, rows in self.rows.items()}
        return Typed(
            id=self._product.id if self._product is not None else "",
            category=self.category.currentData(),
            domestic=self.domestic.isChecked(),
            **held,
            **lines,
        )

    def _read(self) -> Taken:
        return read_typed(self.typed(), self._products, self._universe)

    def _fill(self, typed: Typed) -> None:
        for key, line in self.names.items():
            line.setText(getattr(typed, key))
            line.setCursorPosition(0)
        self.category.setCurrentIndex(self.category.findData(typed.category))
        with QSignalBlocker(self.domestic):
            self.domestic.setChecked(typed.domestic)
        for key, rows in self.rows.items():
            rows.show_lines(getattr(typed, key))

    def _say(self, taken: Taken) -> None:
        """What is wrong stands beside its field; what can be meant so is a warning."""
        for key, hint in self.hints.items():
            why = taken.bad.get(key) or taken.doubts.get(key)
            redress(hint, "error" if key in taken.bad else "warn")
            hint.setText(self._why(why))
            hint.setVisible(why is not None)
        for key, rows in self.rows.items():
            rows.say(self._why(taken.bad.get(key)), "error")

    def _why(self, bad: Bad | None) -> str:
        if bad is None:
            return ""
        slots = {key: in_place(said) for key, said in bad.slots.items()}
        if (other := self._products.get(bad.slots.get("other", ""))) is not None:
            slots["other"] = other.name(self._lang)
        return self._texts[f"products.bad.{bad.key}"].format(**slots)

    def _state(self, *, touched: bool, bundled: bool) -> str:
        if self._product is None:
            return self._texts["products.state.new"]
        return self._texts[f"products.state.{'own' if not bundled else 'changed' if touched else 'shipped'}"]

    def _connect(self) -> None:
        for line in self.names.values():
            line.editingFinished.connect(self.take)
        self.category.activated.connect(self.take)
        self.domestic.toggled.connect(self.take)
        for rows in self.rows.values():
            rows.edited.connect(self.take)

    def _lay_out(self) -> None:
        for category in CATEGORIES:
            self.category.addItem(self._texts[f"products.category.{category}"], category)
        self.category.setAccessibleName(self._texts["products.category"])
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addLayout(_line(self.title, self.state, self.back))
        for keys, hint in LINES:
            head.addLayout(self._fields(*keys))
            if hint:
                head.addWidget(self.hints[hint])
        for hint in self.hints.values():
            hint.setContentsMargins(PADDING + LABEL_WIDTH + UNIT, 0, PADDING, UNIT)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        for part in self.rows.values():
            box.addWidget(part)
        box.addStretch(1)

    def _fields(self, *keys: str) -> QHBoxLayout:
        """Labelled fields side by side."""
        held: dict[str, QWidget] = {**self.names, "category": self.category, "domestic": self.domestic}
        row = QHBoxLayout()
        row.setContentsMargins(PADDING, 0, PADDING, UNIT)
        row.setSpacing(UNIT)
        for key in keys:
            label = plain("" if key == "domestic" else self._texts[f"products.{key}"], role="foot")
            label.setFixedWidth(LABEL_WIDTH)
            row.addWidget(label)
            row.addWidget(held[key], 1)
            if key in self.names:
                self.names[key].setAccessibleName(self._texts[f"products.{key}"])
                self.names[key].setMinimumWidth(80)
        self.names["aliases"].setPlaceholderText(self._texts["products.aliases.hint"])
        self.names["launched"].setPlaceholderText(self._texts["products.launched.hint"])
        return row


def _line(title: QWidget, state: QWidget, button: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
    row.setSpacing(PADDING)
    title.setMinimumWidth(80)
    row.addWidget(title)
    row.addWidget(state, 1)
    row.addWidget(button)
    return row
