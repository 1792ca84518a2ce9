"""All settings of the note on one page. What is chosen holds at once; the note is made again a moment later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gui.look.theme import UNIT
from gui.review.settings.group import Group
from gui.review.settings.parts_list import PartsList
from gui.review.settings.timing import Timing
from gui.review.settings.wording import Wording
from models.note.paper import CURRENCIES
from models.note.prices import USUAL_SLOTS
from models.note.settings import NoteSettings
from models.note.values import LANGS
from models.universe import Sector, Universe

WIDEST = 760
LINES_PX = 74


class SettingsPage(QWidget):
    """kept(settings): they shall be so."""

    kept = Signal(object)

    def __init__(self, texts_of: Mapping[str, Mapping[str, str]], lang: str, universe: Universe) -> None:
        super().__init__()
        self._all, self._texts, self._lang, self._universe = texts_of, texts_of[lang], lang, universe
        self._held = NoteSettings()
        self.parts = PartsList(self._texts)
        self.parts.chosen.connect(lambda parts: self._put(parts=parts))
        self.months = QCheckBox(self._texts["noteview.set.months"])
        self.months.toggled.connect(lambda on: self._put(months=on))
        self.numbers = {name: self._number(name, *limits) for name, limits in NUMBERS.items()}
        self.currency = QComboBox()
        for one in CURRENCIES:
            self.currency.addItem(one or self._texts["noteview.set.currency.own"], one)
        self.currency.activated.connect(lambda place: self._put(currency=self.currency.itemData(place)))
        self.names = {name: self._name(name) for name in ("author", "stem")}
        self.lines = {f"{name}.{one}": self._text(name, one) for name in ("risks", "disclaimer") for one in LANGS}
        self.featured = {one.id: self._featured(one) for one in universe.sectors}
        self.slots = {one.id: self._slot(one) for one in universe.sectors}
        self.wording = Wording(texts_of, lang)
        self.wording.worded.connect(lambda wording: self._put(wording=wording))
        self.timing = Timing(self._texts)
        self._lay_out()
        self.show_settings(self._held)

    def show_settings(self, held: NoteSettings) -> None:
        """As they are."""
        self._held = held
        self.parts.show_parts(held.parts)
        fields = [self.months, self.currency, *self.numbers.values(), *self.slots.values()]
        blocked = [QSignalBlocker(one) for one in fields]
        self.months.setChecked(held.months)
        self.currency.setCurrentIndex(self.currency.findData(held.currency))
        for name, field in self.numbers.items():
            field.setValue(getattr(held, name) * SCALES.get(name, 1))
        for sector, box in self.slots.items():
            box.setValue(held.slots.get(sector, USUAL_SLOTS))
        for one in blocked:
            one.unblock()
        for name, line in self.names.items():
            _say(line, getattr(held, name))
        for one in self._universe.sectors:
            _say(self.featured[one.id], ", ".join(held.featured.get(one.id, one.featured)))
        for key, text in self.lines.items():
            text.show_text(self._worded(*key.split(".")))
        self.wording.show_wording(held.wording)

    def show_timing(self) -> None:
        """The schedule is in sight."""
        self._area.ensureWidgetVisible(self.timing, 0, 0)
        self.timing.on.setFocus(Qt.FocusReason.OtherFocusReason)

    # inside

    def _worded(self, name: str, lang: str) -> str:
        """Risks and disclaimer: the user's, or the usual ones."""
        usual = self._all[lang].get(USUAL_TEXTS[name], "")
        if name == "risks":
            return "\n".join(self._held.risks.get(lang, ())) or usual
        return self._held.disclaimer.get(lang, usual)

    def _put(self, **changes: Any) -> None:
        made = replace(self._held, **changes)
        if made != self._held:
            self._held = made
            self.kept.emit(made)

    def _number(self, name: str, least: float, most: float, step: float, decimals: int, unit: str) -> Any:
        made = QDoubleSpinBox(decimals=decimals) if decimals else QSpinBox()
        made.setRange(least, most)  # type: ignore[arg-type]
        made.setSingleStep(step)  # type: ignore[arg-type]
        made.setSuffix(unit)
        made.setKeyboardTracking(False)
        made.setFixedWidth(104)
        scale = SCALES.get(name)  # a count stays a whole number
        made.valueChanged.connect(lambda value: self._put(**{name: value / scale if scale else value}))
        return made

    def _name(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.editingFinished.connect(lambda: self._put(**{name: made.text().strip() or getattr(NoteSettings(), name)}))
        return made

    def _text(self, name: str, lang: str) -> Lines:
        made = Lines()
        made.ended.connect(partial(self._take_lines, name, lang))
        return made

    def _take_lines(self, name: str, lang: str, said: str) -> None:
        held = {one: text for one, text in getattr(self._held, name).items() if one != lang}
        if said.strip() and said.strip() != self._all[lang].get(USUAL_TEXTS[name], "").strip():
            lines = tuple(line.strip() for line in said.splitlines() if line.strip())
            held[lang] = lines if name == "risks" else said.strip()
        self._put(**{name: held})

    def _featured(self, sector: Sector) -> QLineEdit:
        made = QLineEdit()
        made.editingFinished.connect(partial(self._take_featured, sector, made))
        return made

    def _take_featured(self, sector: Sector, field: QLineEdit) -> None:
        """Ids in order, or the names they go by; what nobody knows is told and left out."""
        named = [one for one in field.text().replace("，", ",").replace(",", " ").split() if one]
        called = {one.name(lang): one.id for one in self._universe.instruments.values() for lang in LANGS}
        called |= self._universe.aliases
        known = tuple(dict.fromkeys(called.get(one, one) for one in named))
        lost = [one for one in known if one not in self._universe.instruments]
        self.lost.setText(self._texts["noteview.set.unknown"].format(names=", ".join(lost)))
        self.lost.setVisible(bool(lost))
        kept = tuple(one for one in known if one not in lost)
        held = {one: names for one, names in self._held.featured.items() if one != sector.id}
        if kept and kept != sector.featured:
            held[sector.id] = kept
        self._put(featured=held)

    def _slot(self, sector: Sector) -> QSpinBox:
        made = QSpinBox(minimum=0, maximum=20, keyboardTracking=False)
        made.setFixedWidth(104)
        made.valueChanged.connect(lambda count: self._put(slots={**self._held.slots, sector.id: count}))
        return made

    def _lay_out(self) -> None:
        page = QWidget(objectName="page")
        page.setMaximumWidth(WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, UNIT, 0, UNIT)
        column.setSpacing(UNIT)
        for group in (self._order(), self._thresholds(), self._sectors(), self._signed(), self.timing, self.wording):
            column.addWidget(group)
        column.addStretch(1)
        self._area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area)

    def _order(self) -> Group:
        made = Group(self._texts["noteview.set.parts"])
        made.line(self._texts["noteview.set.printed"], self.parts, self._texts["noteview.set.printed.tip"])
        made.line(self._texts["noteview.set.figures"], self.months, self._texts["noteview.set.months.tip"])
        made.line(self._texts["noteview.set.currency"], self.currency, self._texts["noteview.set.currency.tip"],
                  wide=False)  # fmt: skip
        return made

    def _thresholds(self) -> Group:
        made = Group(self._texts["noteview.set.thresholds"])
        for name, field in self.numbers.items():
            made.line(self._texts[f"noteview.set.{name}"], field, self._texts[f"noteview.set.{name}.tip"], wide=False)
        return made

    def _sectors(self) -> Group:
        made = Group(self._texts["noteview.set.sectors"])
        for one in self._universe.sectors:
            name = one.name(self._lang)
            made.line(name, self.featured[one.id], self._texts["noteview.set.featured.tip"])
            made.line(self._texts["noteview.set.slots_of"].format(name=name), self.slots[one.id],
                      self._texts["noteview.set.slots_of.tip"], wide=False)  # fmt: skip
        self.lost = made.hint()
        return made

    def _signed(self) -> Group:
        made = Group(self._texts["noteview.set.signed"])
        for name, field in self.names.items():
            made.line(self._texts[f"noteview.set.{name}"], field, self._texts[f"noteview.set.{name}.tip"])
        for key, text in self.lines.items():
            name, _, lang = key.partition(".")
            said = self._texts[f"noteview.set.{name}"].format(lang=self._texts[f"noteview.lang.{lang}.tip"])
            made.line(said, text, self._texts[f"noteview.set.{name}.tip"])
        return made


NUMBERS = {  # least, most, step, decimals, unit
    "broad": (50, 100, 5, 0, " %"), "leaders": (1, 10, 1, 0, ""), "tolerance": (0.0, 5.0, 0.01, 2, " pp"),
    "marked": (0.0, 1000.0, 1.0, 1, " %"),
}  # fmt: skip
SCALES = {"broad": 100}  # what is a share is shown in percent
USUAL_TEXTS = {"risks": "note.risks", "disclaimer": "document.disclaimer"}


class Lines(QPlainTextEdit):
    """Some lines of text. ended(text): the keyboard has gone elsewhere, and they are others than before."""

    ended = Signal(str)

    def __init__(self) -> None:
        super().__init__(tabChangesFocus=True)
        self._before = ""
        self.setProperty("role", "field")
        self.setFixedHeight(LINES_PX)

    def show_text(self, text: str) -> None:
        """Other lines, unless somebody writes here."""
        if not self.hasFocus() and text != self.toPlainText():
            self._before = text
            self.setPlainText(text)

    def focusOutEvent(self, event: Any) -> None:  # noqa: N802
        """Whatever was written is taken."""
        super().focusOutEvent(event)
        if self.toPlainText() != self._before:
            self._before = self.toPlainText()
            self.ended.emit(self._before)


def _say(field: QLineEdit, text: str) -> None:
    if field.text() != text and not field.hasFocus():
        with QSignalBlocker(field):
            field.setText(text)
            field.setCursorPosition(0)
