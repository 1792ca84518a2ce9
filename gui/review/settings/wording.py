"""The templates of the note's sentences, each to be worded otherwise in either language."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.look.theme import UNIT
from gui.review.settings.group import Group
from models.note.values import LANGS
from models.note.wording import fits, slots, wordable


class Wording(QWidget):
    """worded(wording): templates by "zh.key"."""

    worded = Signal(object)

    def __init__(self, texts_of: Mapping[str, Mapping[str, str]], lang: str) -> None:
        super().__init__(objectName="page")
        self._all, self._texts = texts_of, texts_of[lang]
        self._wording: Mapping[str, str] = {}
        self.keys = QComboBox(minimumContentsLength=20)
        self.keys.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key in wordable(self._texts):
            self.keys.addItem(_named(self._texts[key]), key)
        self.keys.currentIndexChanged.connect(lambda _: self._show())
        self.fields = {one: QLineEdit() for one in LANGS}
        for one, field in self.fields.items():
            field.editingFinished.connect(lambda one=one: self._take(one))
        self.usual = QPushButton(self._texts["noteview.set.usual"], clicked=self._reset)
        group = Group(self._texts["noteview.set.wording"])
        group.line(self._texts["noteview.set.template"], self.keys)
        for one, field in self.fields.items():
            group.line(self._texts[f"noteview.lang.{one}.tip"], field)
        self.hint = group.hint()
        group.line("", self.usual, wide=False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(UNIT)
        box.addWidget(group)
        self._show()

    def show_wording(self, wording: Mapping[str, str]) -> None:
        """As the user has it."""
        self._wording = dict(wording)
        self._show()

    # inside

    @property
    def _key(self) -> str:
        return str(self.keys.currentData() or "")

    def _show(self) -> None:
        key = self._key
        for lang, field in self.fields.items():
            said = self._wording.get(f"{lang}.{key}", self._all[lang].get(key, ""))
            if field.text() != said:
                with QSignalBlocker(field):
                    field.setText(said)
                    field.setCursorPosition(0)
        self.usual.setEnabled(any(f"{lang}.{key}" in self._wording for lang in LANGS))
        self.hint.hide()

    def _take(self, lang: str) -> None:
        """A template with a slot that nobody fills is not taken, and says which there are."""
        key, said = self._key, self.fields[lang].text().strip()
        usual = self._all[lang].get(key, "")
        name = f"{lang}.{key}"
        if said == self._wording.get(name, usual) or not key:
            return
        if not said or not fits(said, usual):
            names = ", ".join(f"{{{one}}}" for one in sorted(slots(usual) or ())) or "--"
            self.hint.setText(self._texts["noteview.set.slots"].format(names=names))
            self.hint.show()
            return
        held = {one: text for one, text in self._wording.items() if one != name}
        self._tell(held if said == usual else {**held, name: said})

    def _reset(self) -> None:
        names = {f"{lang}.{self._key}" for lang in LANGS}
        self._tell({one: text for one, text in self._wording.items() if one not in names})

    def _tell(self, wording: Mapping[str, str]) -> None:
        self._wording = wording
        self._show()
        self.worded.emit(wording)


def _named(template: str) -> str:
    """A template as its own name, short."""
    flat = " ".join(template.split())
    return flat if len(flat) <= 60 else f"{flat[:58]}…"
