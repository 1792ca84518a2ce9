"""What the user may set of the data side: who is asked first, the way to the network, keys of paid sources.

What is typed stays until it is good; what is wrong with it stands beside the field.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from data_sources.protocol import Status
from gui import dialogs
from gui.look.labels import plain, redress
from gui.look.theme import PADDING, ROW_HEIGHT
from gui.parts import Parts
from gui.sources.section import Section
from models.errors import AppError
from models.reasons import said
from models.routes import Routes
from models.secrets import STARS, masked
from models.settings import proxy_problem

LABEL, FIELD, LIST_ROWS = 110, 380, 4
KEY_FIELD = 240  # its buttons are beside it in the smallest window


class Order(QWidget):
    """Who is asked first on each route. Moves are tried out here and taken together: each taking begins anew."""

    def __init__(self, parts: Parts, routes: Routes) -> None:
        super().__init__()
        self._parts, self._routes = parts, routes
        self._draft = dict(parts.choices.settings.order)
        texts = parts.texts
        self.route = QComboBox()
        for route in routes.usual:
            kind, _, market = route.partition(".")
            self.route.addItem(f"{texts.get(f'kind.{kind}', kind)} · {texts.get(f'market.{market}', market)}", route)
        self.list = QListWidget()
        self.list.setObjectName("order")
        self.list.setFixedHeight(LIST_ROWS * ROW_HEIGHT + 2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.up = QPushButton(texts["sources.order.up"], clicked=lambda: self._move(-1))
        self.down = QPushButton(texts["sources.order.down"], clicked=lambda: self._move(1))
        self.usual = QPushButton(texts["sources.order.usual"], clicked=self._reset)
        self.take = QPushButton(texts["sources.apply"], clicked=self._take)
        self.note = plain(role="foot")
        self.route.currentIndexChanged.connect(self._show)
        self.list.currentRowChanged.connect(self._buttons)
        self._lay_out()
        self._show()

    def _show(self) -> None:
        """The draft's order of the chosen route."""
        at = max(0, self.list.currentRow())
        self.list.clear()
        for place, name in enumerate(self._names, 1):
            self.list.addItem(f"{place}   {self._parts.texts.get(f'source.{name}', name)}")
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._buttons()

    @property
    def _names(self) -> tuple[str, ...]:
        return self._routes.order(self.route.currentData(), self._draft) if self.route.count() else ()

    def _move(self, by: int) -> None:
        at = self.list.currentRow()
        self._draft = self._routes.moved(self.route.currentData(), self._draft, self._names[at], by)
        self._show()
        self.list.setCurrentRow(min(max(at + by, 0), self.list.count() - 1))

    def _reset(self) -> None:
        self._draft.pop(self.route.currentData(), None)
        self._show()

    def _take(self) -> None:
        self._parts.choices.change(order=dict(self._draft))
        self._buttons()

    def _buttons(self, *_: int) -> None:
        at, last = self.list.currentRow(), self.list.count() - 1
        changed = self._draft != dict(self._parts.choices.settings.order)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < last)
        self.usual.setEnabled(self.route.currentData() in self._draft)
        self.take.setEnabled(changed)
        self.note.setText(self._parts.texts["sources.order.changed"] if changed else "")

    def _lay_out(self) -> None:
        buttons = QVBoxLayout()
        buttons.setSpacing(4)
        for widget in (self.up, self.down, self.usual):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        side = QVBoxLayout()
        side.setSpacing(4)
        for widget in (self.route, self.take, self.note):
            side.addWidget(widget)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(PADDING)
        row.addLayout(side)
        row.addWidget(self.list)
        row.addLayout(buttons)
        row.addStretch(1)
        for widget, width in ((self.route, 150), (self.list, FIELD - 150 - PADDING)):
            widget.setFixedWidth(width)


class Network(QWidget):
    """Proxy and certificates. A password in the proxy's address is never shown again."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        texts, settings = parts.texts, parts.choices.settings
        self.proxy, self.bundle = QLineEdit(masked(settings.proxy)), QLineEdit(settings.ca_bundle)
        self.proxy.setPlaceholderText(texts["sources.proxy.example"])
        self.bundle.setPlaceholderText(texts["sources.ca.example"])
        self.pick = QPushButton(texts["sources.ca.pick"], clicked=self._pick)
        self.take = QPushButton(texts["sources.apply"], clicked=self.apply)
        self.notes = {"proxy": plain(role="foot"), "ca_bundle": plain(role="foot")}
        for edit in (self.proxy, self.bundle):
            edit.returnPressed.connect(self.apply)
            edit.textEdited.connect(lambda _: self._clear())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        rows = ((self.proxy, self.take, "proxy"), (self.bundle, self.pick, "ca_bundle"))
        for place, (edit, button, key) in enumerate(rows):
            edit.setFixedWidth(FIELD)
            grid.addWidget(edit, place, 0)
            grid.addWidget(button, place, 1)
            grid.addWidget(self.notes[key], place, 2)
        grid.setColumnStretch(2, 1)

    def apply(self) -> None:
        """Take both, if both are good."""
        settings, texts = self._parts.choices.settings, self._parts.texts
        proxy, bundle = self.proxy.text().strip(), self.bundle.text().strip()
        proxy = settings.proxy if proxy == masked(settings.proxy) else proxy
        problems = {"proxy": self._proxy_problem(proxy), "ca_bundle": _bundle_problem(bundle)}
        for key, problem in problems.items():
            self._say(key, texts[f"sources.bad.{problem}"] if problem else "", "error")
        if any(problems.values()):
            return
        if (proxy, bundle) == (settings.proxy, settings.ca_bundle):
            self._say("proxy", texts["sources.same"])
            return
        self._parts.choices.change(proxy=proxy, ca_bundle=bundle)
        self.proxy.setText(masked(proxy))

    def _proxy_problem(self, proxy: str) -> str:
        return "stars" if STARS in proxy else proxy_problem(proxy)

    def _pick(self) -> None:
        kinds = "PEM (*.pem *.crt *.cer);;* (*)"
        chosen = dialogs.to_open(self, self._parts.texts["sources.ca"], kinds, self.bundle.text())
        if chosen:
            self.bundle.setText(chosen)
            self.apply()

    def _clear(self) -> None:
        for key in self.notes:
            self._say(key, "")

    def _say(self, key: str, text: str, role: str = "foot") -> None:
        redress(self.notes[key], role)
        self.notes[key].setText(text)


class Key(QWidget):
    """The key of one paid source: it can be put in and forgotten, never read; only where it is kept is shown."""

    def __init__(self, parts: Parts, source: str) -> None:
        super().__init__()
        self._parts, self._source = parts, source
        texts = parts.texts
        self.field = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.field.setFixedWidth(KEY_FIELD)
        self.field.setPlaceholderText(texts["sources.key.new"])
        self.field.returnPressed.connect(self.keep)
        self.field.textChanged.connect(lambda text: self.take.setEnabled(bool(text.strip())))
        self.take = QPushButton(texts["sources.key.keep"], clicked=self.keep)
        self.take.setEnabled(False)
        self.drop = QPushButton(texts["sources.key.forget"], clicked=self.forget)
        self.note = plain(role="foot")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.field, self.take, self.drop):
            row.addWidget(widget)
        row.addWidget(self.note, 1)
        self.show_place("")

    def show_place(self, place: str) -> None:
        """Where the key in force is kept: keyring, environment, file, or "" nowhere."""
        self.place = place
        redress(self.note, "foot")
        text = self._parts.texts[f"sources.key.{place or 'none'}"]
        self.note.setText(text.format(variable=f"SUANLI_KEY_{self._source.upper()}"))
        self.drop.setEnabled(place in ("keyring", "file"))

    def keep(self) -> None:
        """Hand the key over; the field forgets it once it is kept."""
        if key := self.field.text().strip():
            self._send(key)

    def forget(self) -> None:
        """Take the key out of where it is kept."""
        self._send("")

    def _send(self, key: str) -> None:
        future = self._parts.client.keep_key(self._source, key)
        self._parts.bridge.when_done(future, self._kept, self._failed)

    def _kept(self, place: str) -> None:
        self.field.clear()
        self.show_place(place)

    def _failed(self, error: AppError) -> None:
        redress(self.note, "error")
        self.note.setText(said(error.detail, self._parts.texts))


class Preferences(Section):
    """All of them, a label before each."""

    def __init__(self, parts: Parts, routes: Routes) -> None:
        super().__init__(parts.texts["sources.settings"])
        self._parts = parts
        self.order, self.network = Order(parts, routes), Network(parts)
        self.keys = {source: Key(parts, source) for source in routes.paid}
        grid = QGridLayout()
        grid.setContentsMargins(PADDING, 0, PADDING, 0)
        grid.setVerticalSpacing(12)
        self._put(grid, parts.texts["sources.order"], self.order)
        self._put(grid, f"{parts.texts['sources.proxy']}\n{parts.texts['sources.ca']}", self.network)
        for source, widget in self.keys.items():
            name = parts.texts.get(f"source.{source}", source)
            self._put(grid, parts.texts["sources.key"].format(source=name), widget)
        grid.setColumnMinimumWidth(0, LABEL)
        grid.setColumnStretch(1, 1)
        self.box.addLayout(grid)
        parts.choices.kept.connect(self._say_kept)

    def show_status(self, status: Status) -> None:
        """Where keys are kept."""
        places = dict(status.keys)
        for source, widget in self.keys.items():
            if widget.place != places.get(source, ""):  # else what went wrong would be gone with the next message
                widget.show_place(places.get(source, ""))

    def retire(self) -> None:
        """The window closes."""
        self._parts.choices.kept.disconnect(self._say_kept)

    def _say_kept(self, problem: str) -> None:
        texts = self._parts.texts
        if problem:
            self.say(texts["status.not_kept"].format(why=said(problem, texts)), "error")
        else:
            self.say(texts["sources.kept"])

    @staticmethod
    def _put(grid: QGridLayout, text: str, widget: QWidget) -> None:
        row = grid.rowCount()
        label = QVBoxLayout()
        label.setContentsMargins(0, 0, 0, 0)
        label.setSpacing(4)
        for line in text.split("\n"):
            label.addWidget(_label(line))
        label.addStretch(1)
        grid.addLayout(label, row, 0)
        grid.addWidget(widget, row, 1)


def _label(text: str) -> QLabel:
    label = plain(text, role="foot")
    label.setFixedHeight(26)
    return label


def _bundle_problem(path: str) -> str:
    """What is wrong with a file of certificates; "" is none, the system's own are used."""
    if not path:
        return ""
    file = Path(path)
    if not file.is_file():
        return "no_file"
    return "" if os.access(file, os.R_OK) else "unreadable"
