"""The review tab: a window is picked, the note is made of what is held, and everything it rests on stands beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

import resources
from gui.look.flow import Flow
from gui.look.labels import plain, redress, tip
from gui.look.theme import PADDING, UNIT
from gui.parts import Parts
from gui.render.errands import Verdicts
from gui.review.checker import Checker
from gui.review.maker import NoteMaker
from gui.review.origin import origin
from gui.review.outs import NoteOuts
from gui.review.pack_line import PackLine
from gui.review.page import NotePage
from gui.review.sides import NAMES, Sides
from gui.review.supply import Supply
from gui.review.window_bar import WindowBar
from gui.traffic import buttons
from models.errors import AppError
from models.gate.wording import verdict
from models.instruments import Instrument
from models.note.values import LANGS, Sentence
from models.reasons import said
from models.review.values import RowState, Window
from models.values import Quote

WIDE_PX = 1000  # from this width on the note stands beside its pages, not under them
FOOT_PX = 24
ROOMS = (56, 44)  # parts of the room of the pages, and of the note


class ReviewTab(QWidget):
    """Follows the desk's week; everything shown is made from it."""

    def __init__(self, parts: Parts, today: Callable[[], dt.date] = dt.date.today) -> None:
        super().__init__()
        self._parts, self._texts = parts, parts.texts
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        texts_of = {lang: parts.texts if lang == parts.lang else resources.texts(lang) for lang in LANGS}
        self.notes = parts.notes()
        self.book = self.notes.book
        self.maker = NoteMaker(parts.bridge, self.notes.inputs, self.book, self.notes.clerk)
        held = (self.notes.inputs, self.book, self.notes.clerk)
        self.checker = Checker(parts.client, parts.bridge, *held)
        self.bar = WindowBar(parts.texts, today)
        self.page = NotePage(texts_of, parts.lang, parts.theme)
        self.sides = Sides(parts, texts_of)
        self.outs = NoteOuts(parts, self.maker, self.page, self)
        self.segments = {name: self._segment(name) for name in NAMES}
        self.written = buttons.button(self._texts["noteview.text"], self._texts["noteview.text.tip"])
        self.again = buttons.button(self._texts["review.refresh"], self._texts["review.refresh.tip"])
        self._pack = ""  # the name of the pack's file that is looked at
        self._state, self._foot = plain(role="foot"), plain(role="foot")
        self.splitter = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self.packed = PackLine(parts.texts)
        self.supply = Supply(parts, self._main(), today)
        self.supply.setParent(self)
        self._connect()
        self._later = QTimer(self, singleShot=True, interval=0)  # to ask is a turn of its own
        self._later.timeout.connect(self._begin)
        self._later.start()
        self.open(NAMES[0])
        self._show()

    # what the window calls

    def show_instrument(self, instrument: Instrument) -> None:
        """The review is about all of them."""

    def apply(self, quotes: tuple[Quote, ...]) -> None:
        """A review is made of closes."""

    def tick(self, now: float) -> None:
        """A review does not age by the second."""

    def retire(self) -> None:
        """The week is ended by who owns it."""
        self._later.stop()
        self._parts.week.changed.disconnect(self._show)
        self.book.changed.disconnect(self._settled)
        self.book.problem.disconnect(self._unkept)
        self.maker.retire()
        self.checker.retire()
        self.sides.retire()
        self.supply.retire()
        self.outs.retire()

    @property
    def busy(self) -> bool:
        """Whether the note of now is on its way."""
        return self.maker.busy or self._later.isActive()

    # Qt's calls

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The note stands beside its pages where there is room for both."""
        super().resizeEvent(event)
        self.supply.setGeometry(self.rect())
        wide = self.width() >= WIDE_PX
        self.splitter.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)

    def sizeHint(self) -> QSize:  # noqa: N802
        """That of what is in it."""
        return self.supply.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """The same."""
        return self.supply.minimumSizeHint()

    # what the user does

    def open(self, name: str) -> QWidget:
        """One of NAMES, or "restated", beside the note."""
        for each, made in self.segments.items():
            buttons.press(made, down=each == name)
        return self.sides.open(name)

    def open_pack(self, path: str) -> None:
        """The note of a report pack, instead of that of now."""
        self._pack = Path(path).name
        self.say(self._texts["noteview.pack.opening"])
        self.maker.open(path)

    def look_for(self, words: str) -> None:
        """Words of the note are to be seen, in whichever language they stand."""
        note = self.maker.note
        for lang in dict.fromkeys((self.page.lang, *LANGS)):
            found = next((one for one in note.sentences if words in one.text.get(lang, "")), None) if note else None
            if found is not None:
                self._show_text(on=True)
                self.page.speak(lang)
                self.page.jump(found.id)
                return

    def say(self, text: str, role: str = "foot") -> None:
        """How something went."""
        if shiboken6.isValid(self):  # an answer may come after its window
            redress(self._state, role)
            self._state.setText(text)
            self._state.setVisible(bool(text))
            self._state.setToolTip(tip(text))
            self._state.setMinimumWidth(min(self._state.sizeHint().width(), self.width() * 2 // 3))

    def _look_at(self, window: Window) -> None:
        self._parts.week.look_at(window)

    def _everyone(self, on: bool) -> None:
        from dataclasses import replace

        self.book.put(replace(self.book.settings, everyone=on))

    def _edit(self, sentence: str, lang: str, text: str) -> None:
        """Of the note that is read, which may be that of the window before while the next is on its way."""
        one, note = self._sentence(sentence), self.maker.note
        if one is None or note is None:
            return
        if text == one.made[lang]:
            self.book.revert(note.inputs.window, f"{lang}.{sentence}")
        else:
            self.book.edit(note.inputs.window, f"{lang}.{sentence}", one.made[lang], text)

    def _revert(self, sentence: str, lang: str) -> None:
        if (note := self.maker.note) is not None:
            self.book.revert(note.inputs.window, f"{lang}.{sentence}")

    def _keep(self, sentence: str, lang: str) -> None:
        """The user's sentence stays, over the data of now."""
        one, note = self._sentence(sentence), self.maker.note
        if one is not None and note is not None:
            self.book.edit(note.inputs.window, f"{lang}.{sentence}", one.made[lang], one.text[lang])

    def _sentence(self, name: str) -> Sentence | None:
        note = self.maker.note
        return next((one for one in note.sentences if one.id == name), None) if note is not None else None

    def _undo(self) -> None:
        self.say(self._texts["noteview.undone" if self.book.undo() else "noteview.undone.nothing"])

    def _show_text(self, on: bool) -> None:
        """The note, or its pages alone."""
        self.page.setVisible(on)
        buttons.press(self.written, down=on)

    # what is shown

    def _show(self) -> None:
        """What is known of the window so far: figure 1 at once, the note when the clerk has made it."""
        week = self._parts.week
        self.bar.show_window(week.window)
        review = week.review(everyone=self.book.settings.everyone)
        self.bar.show_counts(review)
        if self.maker.pack is not None:
            return
        if week.busy or self.maker.note is None or self.maker.note.inputs.window != week.window:
            self.sides.show_review(review)
            self._foot.setText(origin(review, self._texts))
        done, asked = week.progress
        missing = sum(row.state is RowState.MISSING for row in review.rows)
        if done < asked:
            self.say(self._texts["review.progress"].format(done=done, asked=asked))
        elif missing:
            self.say(self._texts["review.missing_rows"].format(count=missing), "warn")
        else:
            self.say("")
        self._tell()

    def _tell(self) -> None:
        """What is on its way, or why there is no note."""
        waits, note = self.busy or self._parts.week.busy, self.maker.note
        ours = note is not None and (self.maker.pack is not None or note.inputs.window == self._parts.week.window)
        why = "" if note is not None else self._texts["review.waiting" if waits else "noteview.nothing"]
        if self.maker.failure and not waits:
            why = self._texts["noteview.failed"].format(why=said(self.maker.failure, self._texts))
        self.page.wait(why, stale=note is not None and (waits or not ours))
        self.outs.enable(on=ours and not waits)

    def _made(self) -> None:
        """The clerk has made another note."""
        note, standing = self.maker.note, self.maker.standing
        self.packed.show_pack(self.maker.pack, self._pack)
        if note is None or standing is None:
            self._show_nothing()
            return
        if self.maker.pack is None and note.inputs.window != self._parts.week.window:
            return
        self.bar.show_counts(note.review)
        self.page.locked = self.maker.pack is not None
        self.page.show_note(note)
        self.page.entitle(note.inputs.window)
        self.page.say(verdict(note.gate, self._texts), "foot" if note.final else "warn")
        self.sides.show_note(note, standing)
        self._foot.setText(origin(note.review, self._texts))

    def _show_nothing(self) -> None:
        """No note can be made of the window: nothing that was shown of another stays."""
        window = self._parts.week.window
        self.page.show_nothing()
        self.page.entitle(window)
        self.sides.show_nothing(window)
        self._show()

    def _begin(self) -> None:
        """Ask for what the note needs."""
        self.book.begin()
        self._want()
        self.maker.take()

    def _want(self) -> None:
        """Whose closes the note needs follows from its settings."""
        held = self.book.settings
        also = tuple(dict.fromkeys(name for names in held.featured.values() for name in names))
        self.notes.inputs.want(everyone=held.everyone, also=also, currency=held.currency)

    def _opened(self, found: object) -> None:
        """A pack was opened, or is none."""
        if isinstance(found, AppError):
            self.say(self._texts["noteview.pack.failed"].format(why=said(found.detail, self._texts)), "error")
        else:
            self.say("")

    def _compare(self) -> None:
        """What the pack states otherwise."""
        if (pack := self.maker.pack) is not None:
            self.open("restated").show_difference(pack.difference, pack.note.inputs)  # type: ignore[attr-defined]

    def _close_pack(self) -> None:
        self.maker.close()
        self.open(NAMES[0])
        self._show()

    def _settled(self) -> None:
        """Settings are others, or what was kept of them has come."""
        self._want()
        self.sides.show_settings(self.book.settings)
        self._show()

    def _unkept(self, why: str) -> None:
        """Why settings or edits are not on disk; "" they are."""
        text = self._texts["status.note_not_kept"].format(why=said(why, self._texts)) if why else ""
        self.say(text, "warn" if why else "foot")

    def _checking(self, done: int, asked: int) -> None:
        """The bars that a pasted text needs are on their way."""
        if (page := self.sides.pages.get("check")) is not None:
            page.say(self._texts["review.progress"].format(done=done, asked=asked), "foot")  # type: ignore[attr-defined]

    def _checked(self, found: object) -> None:
        """The verdicts on a pasted text, or why there are none."""
        page = self.sides.pages.get("check")
        if page is None:
            return
        if isinstance(found, Verdicts):
            page.show_checked(found.text, found.checked)  # type: ignore[attr-defined]
        elif isinstance(found, AppError):
            why = said(found.detail, self._texts)
            page.say(self._texts["noteview.check.failed"].format(why=why), "error")  # type: ignore[attr-defined]

    # inside

    def _connect(self) -> None:
        week, page, sides = self._parts.week, self.page, self.sides
        week.changed.connect(self._show)
        self.book.changed.connect(self._settled)
        self.book.problem.connect(self._unkept)
        self.maker.made.connect(self._made)
        self.maker.told.connect(self._tell)
        self.checker.checked.connect(self._checked)
        self.checker.told.connect(self._checking)
        self.maker.opened.connect(self._opened)
        self.outs.opened.connect(self.open_pack)
        self.packed.closed.connect(self._close_pack)
        self.packed.compared.connect(self._compare)
        self.bar.picked.connect(self._look_at)
        self.bar.backwards.connect(lambda: self.say(self._texts["review.window.backwards"], "warn"))
        self.sides.figure.everyone.connect(self._everyone)
        page.edited.connect(self._edit)
        page.reverted.connect(self._revert)
        page.kept.connect(self._keep)
        sides.looked.connect(self.look_for)
        sides.checked_for.connect(self.checker.check)
        sides.kept.connect(self.book.put)
        sides.wanted.connect(self.supply.get)
        self.supply.brought.connect(self.notes.inputs.again)
        self.supply.told.connect(self.say)
        self.outs.told.connect(self.say)
        self.outs.timed.connect(lambda: self.open("settings").show_timing())  # type: ignore[attr-defined]
        self.again.clicked.connect(week.refresh)
        self.written.setCheckable(True)
        self.written.setChecked(True)
        self.written.toggled.connect(lambda on: self._show_text(on=on))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo, context=inside)

    def _segment(self, name: str) -> QToolButton:
        told = self._texts[f"noteview.page.{name}.tip"]
        return buttons.choice(self._texts[f"noteview.page.{name}"], told, lambda: self.open(name))

    def _main(self) -> QWidget:
        main = QWidget(objectName="page")
        top = QHBoxLayout()
        top.setContentsMargins(PADDING, UNIT, PADDING, 0)
        top.addWidget(self.bar, 1)
        for made in (self.again, self.outs.button):
            top.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        strip = Flow()
        strip.fill([*self.segments.values(), buttons.Rule(), self.written], self.bar)
        second = QHBoxLayout()
        second.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        second.addWidget(strip, 1)
        second.addWidget(self.bar.counts)
        for place, (widget, room) in enumerate(zip((self.sides, self.page), ROOMS, strict=True)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(place, room)
        self.splitter.setSizes([room * 10 for room in ROOMS])
        foot = QHBoxLayout()
        foot.setContentsMargins(PADDING, 0, PADDING, 0)
        foot.addStrut(FOOT_PX)
        foot.addWidget(self._foot, 1)
        foot.addWidget(self._state)
        box = QVBoxLayout(main)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addLayout(second)
        box.addWidget(self.packed)
        box.addWidget(self.splitter, 1)
        box.addLayout(foot)
        return main
