"""What stands beside the note, a page at a time: made when it is first looked at, filled while it is seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.outs.tables import TableOuts, Told
from gui.parts import Parts
from gui.review.figure_page import FigurePage
from gui.traffic import buttons
from models.note.settings import NoteSettings
from models.note.values import WeeklyNote
from models.reasons import said
from models.review.standing_values import Standing
from models.review.values import Review, Window

NAMES = ("figure", "figures", "ledger", "gate", "windows", "check", "settings")
OF_A_NOTE = ("figures", "ledger", "gate", "windows")
Texts = Mapping[str, Mapping[str, str]]


class Sides(QStackedWidget):
    """looked(words): words of the note are to be seen. checked_for(text): a text is to be checked.

    kept(settings). wanted(act, panel): data of a figure.
    """

    looked = Signal(str)
    checked_for = Signal(str)
    kept = Signal(object)
    wanted = Signal(str, object)

    def __init__(self, parts: Parts, texts_of: Texts) -> None:
        super().__init__()
        self._parts, self._all, self._texts = parts, texts_of, parts.texts
        self._note: WeeklyNote | None = None
        self._settings = NoteSettings()
        self._filled: dict[str, object] = {}  # what each page shows
        self._heard: list[tuple[SignalInstance, Callable[..., None]]] = []
        self.name = NAMES[0]
        self.figure = FigurePage(parts.texts, parts.lang, parts.theme)
        self.pages: dict[str, QWidget] = {"figure": self.figure}
        self.outs = list[TableOuts]()
        self._let_out(self.figure.table, self.figure.title.text, self.figure.notes.toPlainText)
        self.addWidget(self.figure)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fill)

    def open(self, name: str) -> QWidget:
        """A page comes to the front."""
        self.name = name
        if name not in self.pages:
            made = self.pages[name] = self._makers[name]()
            self.addWidget(made)
        self.setCurrentWidget(self.pages[name])
        self._soon.start()  # to make a page is a turn, and to fill it
        return self.pages[name]

    def show_review(self, review: Review) -> None:
        """What is known before there is a note of it."""
        self.figure.show_review(review)

    def show_note(self, note: WeeklyNote, standing: Standing) -> None:
        """Another note; the page in front is filled in a turn of its own."""
        self._note = note
        caption = next((one.captions[self._parts.lang] for one in note.figures if one.number == 1), None)
        self.figure.show_review(note.review, standing, caption.notes if caption is not None else ())
        self._soon.start()

    def show_nothing(self, window: Window) -> None:
        """There is no note of these days: what was shown of another goes."""
        self._note = None
        for name in OF_A_NOTE:
            self._filled.pop(name, None)
            if (page := self.pages.get(name)) is not None:
                page.show_nothing()  # type: ignore[attr-defined]
        if (page := self.pages.get("check")) is not None:
            self._filled.pop("check", None)
            page.show_window(window)  # type: ignore[attr-defined]

    def show_settings(self, settings: NoteSettings) -> None:
        """As they are."""
        self._settings = settings
        buttons.press(self.figure.all, down=settings.everyone)
        self._soon.start()

    def retire(self) -> None:
        """Hear nothing any more."""
        for signal, does in self._heard:
            signal.disconnect(does)
        self._heard.clear()
        for outs in self.outs:
            outs.retire()

    # inside

    @property
    def _makers(self) -> Mapping[str, Callable[[], QWidget]]:
        return {
            "figures": self._figures, "ledger": self._ledger, "gate": self._gate, "windows": self._windows,
            "check": self._check, "restated": self._restated, "settings": self._settings_page,
        }  # fmt: skip

    def _fill(self) -> None:
        """The page in front shows what is held, unless it does."""
        held: object = self._settings if self.name == "settings" else self._note
        if held is None or self._filled.get(self.name) is held:
            return
        self._filled[self.name] = held
        page, note = self.pages[self.name], self._note
        if self.name == "settings":
            page.show_settings(self._settings)  # type: ignore[attr-defined]
        elif note is not None:
            self._show(self.name, page, note)

    def _show(self, name: str, page: QWidget, note: WeeklyNote) -> None:
        window = note.inputs.window
        shows: Mapping[str, Callable[[], None]] = {
            "figures": lambda: page.show_figures(  # type: ignore[attr-defined]
                note.figures, note.inputs.products
            ),
            "ledger": lambda: page.show_checked(note.ledger, window),  # type: ignore[attr-defined]
            "gate": lambda: page.show_gate(note.gate),  # type: ignore[attr-defined]
            "windows": lambda: page.show_audit(note.audit, window),  # type: ignore[attr-defined]
            "check": lambda: page.show_window(window),  # type: ignore[attr-defined]
        }
        if name in shows:
            shows[name]()

    def _figures(self) -> QWidget:
        from gui.review.figures_page import FiguresPage

        made = FiguresPage(self._parts)
        made.wanted.connect(self.wanted)
        return made

    def _ledger(self) -> QWidget:
        from gui.review.ledger import Ledger

        made = Ledger(self._texts, self._parts.theme, self._texts["noteview.ledger.none"])
        made.looked.connect(lambda one: self.looked.emit(one.claim.sentence))
        self._let_out(made.table, lambda: self._texts["noteview.ledger"], made.counts.text)
        return made

    def _gate(self) -> QWidget:
        from gui.review.protocol import Protocol

        made = Protocol(self._texts, self._parts.lang, self._parts.theme)
        self._let_out(made.table, lambda: self._texts["gate.title"], lambda: f"{made.title.text()}\n{made.made.text()}")
        return made

    def _windows(self) -> QWidget:
        from gui.review.audited import Audited

        made = Audited(self._texts, self._parts.theme, self._named)
        made.looked.connect(self.looked)
        return made

    def _check(self) -> QWidget:
        from gui.review.check import CheckPage

        made = CheckPage(self._texts, self._parts.theme)
        made.wanted.connect(self.checked_for)
        self._let_out(made.ledger.table, lambda: self._texts["noteview.page.check"], made.ledger.counts.text)
        return made

    def _restated(self) -> QWidget:
        from gui.review.restated import Restatements

        made = Restatements(self._texts, self._parts.lang, self._parts.theme)
        self._let_out(made.table, made.count.text)
        return made

    def _settings_page(self) -> QWidget:
        from gui.review.settings.page import SettingsPage

        made = SettingsPage(self._all, self._parts.lang, self._parts.universe)
        made.kept.connect(self.kept)
        book, timed = self._parts.notes().book, self._parts.notes().timed
        made.timing.show_schedule(book.schedule)
        made.timing.kept.connect(book.put_schedule)
        made.timing.wanted.connect(timed.run)
        self._follow(book.scheduled, lambda: made.timing.show_schedule(book.schedule))
        self._follow(timed.told, lambda key, words: made.timing.say(self._told(key, words)))
        return made

    def _let_out(self, table: QWidget, title: Callable[[], str], notes: Callable[[], str] = lambda: "") -> None:
        """A table copies and exports as every table does."""
        told = lambda: Told(title=title(), notes=tuple(notes().splitlines()))  # noqa: E731
        self.outs.append(TableOuts(self._parts, table, told))

    def _follow(self, signal: SignalInstance, does: Callable[..., None]) -> None:
        """Hear what outlives the window until it goes."""
        signal.connect(does)
        self._heard.append((signal, does))

    def _told(self, key: str, words: Mapping[str, Any]) -> str:
        return self._texts[key].format(**{**words, "why": said(str(words.get("why", "")), self._texts)})

    def _named(self, subject: str) -> str:
        """An instrument, product or sector as it is called."""
        universe, lang = self._parts.universe, self._parts.lang
        sectors = {one.id: one.name(lang) for one in universe.sectors}
        products = {one.id: one.name(lang) for one in self._parts.products.products.items}
        held = universe.instruments.get(subject)
        return held.name(lang) if held is not None else sectors.get(subject) or products.get(subject, subject)
