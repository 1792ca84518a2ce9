"""The search box: a line to type in, what was found under it, and a quiet line that says how the search stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from gui.look.labels import plain, redress
from gui.look.theme import PADDING
from gui.parts import Parts
from gui.search.results import LINE_HEIGHT, HitPainter, Results
from models.instruments import Instrument
from models.reasons import said
from models.search.index import LIMIT, Hit, Tier

WIDTH, TOP, MOST_LINES = 600, 44, 12
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PAUSE_MS = 400  # without a key, before the sources are asked
LONGEST = 60
KEYS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_LINES, Qt.Key.Key_PageUp: -MOST_LINES,
}  # fmt: skip
ELSEWHERE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class SearchBox(QFrame):
    """Lies over the window it belongs to. chosen: the instrument the user went to; added: wanted in his list."""

    chosen = Signal(object)
    added = Signal(object)

    def __init__(self, parts: Parts, window: QWidget) -> None:
        super().__init__(window)
        self._parts, self._finder = parts, parts.finder
        self._back: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.line = QLineEdit(placeholderText=parts.texts["search.hint"], maxLength=LONGEST)
        self.line.setAccessibleName(parts.texts["search.title"])
        self.results = Results(parts.texts, parts.lang, self)
        self.view = self._view()
        self.foot = plain(role="foot")
        self._lay_out()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._connect(window)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the box, ready to type; ``text`` is typed already, else what was typed before is there, selected."""
        if not self.isVisible():
            self._back = self.window().focusWidget()
        self._finder.begin()
        self._search()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.line.setText(text)
        else:
            self.line.selectAll()

    def dismiss(self) -> None:
        """Hide the box and go back to where the keyboard was."""
        self._pause.stop()
        if self.isVisible():
            back, self._back = self._back, None
            if back is not None:  # before it is hidden: Qt would send the keyboard to whatever is next
                back.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()

    @property
    def current(self) -> Instrument | None:
        """The instrument of the current line."""
        place = self.view.currentIndex().row()
        return self.results.hits[place].instrument if 0 <= place < len(self.results.hits) else None

    # Qt's calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keys of the line that belong to the list; the window's size; the keyboard going elsewhere."""
        if watched is self.parent():
            if event.type() == QEvent.Type.Resize:
                self._place()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        elif isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in ELSEWHERE:
            self._back = None
            self.dismiss()
        return super().eventFilter(watched, event)

    # inside

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in KEYS:
            self._move(KEYS[Qt.Key(key)])
        elif key == Qt.Key.Key_Insert or (key in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self._take(self.added)
        elif key in ENTER:
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _move(self, by: int) -> None:
        last = len(self.results.hits) - 1
        if last >= 0:
            self._go_to(min(max(self.view.currentIndex().row() + by, 0), last))

    def _go_to(self, place: int) -> None:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(self.results.index(place, 0), flag)
        self.view.scrollTo(self.view.currentIndex())

    def _choose(self) -> None:
        self._take(self.chosen)

    def _take(self, told: SignalInstance) -> None:
        """The current hit is what was looked for: to go to, or to put into the list."""
        one = self.current
        if one is not None:
            self.dismiss()
            self._finder.use(one)
            told.emit(one)

    def _clicked(self, index: QModelIndex) -> None:
        self._go_to(index.row())
        self._choose()

    def _typed(self) -> None:
        self._pause.start()
        self._search()

    def _search(self) -> None:
        """Show what is found for the line's text by now, the first of it current."""
        text = self.line.text()
        hits = self._finder.find(text)
        known = {hit.instrument.id for hit in hits if hit.listed}
        online = self._finder.online(text)
        found = tuple(one for one in (online.found if online is not None else ()) if one.id not in known)
        hits = tuple(hit for hit in hits if hit.listed or hit.instrument.id not in {one.id for one in found})
        self.results.show((*hits, *(Hit(instrument=one, tier=Tier.INFIX, listed=False) for one in found)))
        if self.results.hits:
            self._go_to(0)
        self._say(len(known), len(found))
        self._place()

    def _renew(self) -> None:
        """There is more to show for the same text: the current line stays."""
        if self.isVisible():
            before = self.current
            self._search()
            places = (at for at, hit in enumerate(self.results.hits) if hit.instrument == before)
            if (place := next(places, None)) is not None:
                self._go_to(place)

    def _ask(self) -> None:
        """The user paused. The sources are asked only when nothing here begins with what was typed."""
        text = self.line.text().strip()
        poor = all(hit.tier > Tier.PREFIX or not hit.listed for hit in self.results.hits)
        if self.isVisible() and len(text) > 1 and poor and not (self._parts.offline or self._parts.simulated):
            self._finder.suggest(text)
            self._renew()

    def _say(self, here: int, online: int) -> None:
        """How the search stands, in the foot."""
        texts, answer = self._parts.texts, self._finder.online(self.line.text())
        parts = [] if here + online or not self.line.text().strip() else [texts["search.none"]]
        if answer is not None:
            key = f"search.{answer.state}" if online or answer.state != "answered" else "search.nothing_online"
            parts.append(texts[key].format(count=online, why=said(answer.why, texts)))
        elif here:
            parts.append(texts["search.first" if here == LIMIT else "search.count"].format(count=here))
        scope = "search.whole" if self._finder.whole else "search.bundled"
        parts.append(texts[scope].format(total=len(self._finder.index)))
        redress(self.foot, "warn" if answer is not None and answer.state == "failed" else "foot")
        self.foot.setText("  ·  ".join(parts))

    def _place(self) -> None:
        """In the middle of the window's upper part, as high as what it shows."""
        room = self.window().rect()
        lines = min(len(self.results.hits), MOST_LINES, max((room.height() - 2 * TOP - 72) // LINE_HEIGHT, 1))
        self.view.setFixedHeight(lines * LINE_HEIGHT)
        self.view.setVisible(lines > 0)
        width = min(WIDTH, room.width() - 4 * PADDING)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((room.width() - width) // 2, TOP)

    def _view(self) -> QListView:
        view = QListView()
        view.setModel(self.results)
        view.setItemDelegate(HitPainter(self.results, self._parts.theme, view))
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the line
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setFrameShape(QFrame.Shape.NoFrame)
        return view

    def _lay_out(self) -> None:
        self.foot.setFixedHeight(24)
        box = QVBoxLayout(self)
        box.setContentsMargins(PADDING, PADDING, PADDING, 0)
        box.setSpacing(PADDING // 2)
        for widget in (self.line, self.view, self.foot):
            box.addWidget(widget)

    def _connect(self, window: QWidget) -> None:
        self.line.installEventFilter(self)
        window.installEventFilter(self)
        self.line.textChanged.connect(self._typed)
        self.view.clicked.connect(self._clicked)
        self._pause.timeout.connect(self._ask)
        self._finder.changed.connect(self._renew)
        self._finder.suggested.connect(self._renew)
