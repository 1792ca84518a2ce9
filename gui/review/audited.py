"""The auditor's page: the ruler, and under it every point where windows do not fit together, with its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.look.labels import plain
from gui.look.theme import PADDING, UNIT, Theme
from gui.review.ruler import Ruler
from models.audit.values import Audit, Finding
from models.audit.wording import finding_text
from models.review.values import Window


class Audited(QWidget):
    """looked(words): the words a finding is about are to be seen in the text."""

    looked = Signal(str)

    def __init__(self, texts: Mapping[str, str], theme: Theme, named: Callable[[str], str]) -> None:
        super().__init__()
        self._texts = texts
        self.count = plain(texts["noteview.audit.none"], role="foot")
        self.ruler = Ruler(texts, theme, named)
        self._points = QVBoxLayout()
        self._points.setSpacing(UNIT)
        self.findings: list[QWidget] = []
        self._lay_out()

    def show_audit(self, audit: Audit, window: Window) -> None:
        """What was found of a note over a window."""
        self.ruler.show_spans(audit.spans, window.first, window.last)
        texts = self._texts
        key = "noteview.audit.found" if audit.findings else "noteview.audit.clean"
        self.count.setText(texts[key].format(count=len(audit.findings)))
        self._show_findings(audit.findings)

    def show_nothing(self) -> None:
        """There is no text."""
        self.ruler.show_nothing()
        self.count.setText(self._texts["noteview.audit.none"])
        self._show_findings(())

    # inside

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        for old in self.findings:
            self._points.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.findings = [self._point(place, one) for place, one in enumerate(findings, 1)]
        for made in self.findings:
            self._points.addWidget(made)

    def _point(self, place: int, one: Finding) -> QWidget:
        made = QWidget(objectName="page")
        box = QVBoxLayout(made)
        box.setContentsMargins(0, UNIT, 0, UNIT)
        box.setSpacing(2)
        said = plain(self._texts["noteview.audit.point"].format(place=place, text=finding_text(one, self._texts)))
        said.setWordWrap(True)
        box.addWidget(said)
        for words in one.where:
            quoted = _Quoted(self._texts["noteview.quoted"].format(text=words))
            quoted.clicked.connect(lambda _=False, words=words: self.looked.emit(words))
            box.addWidget(quoted)
        return made

    def _lay_out(self) -> None:
        page = QWidget(objectName="page")
        column = QVBoxLayout(page)
        column.setContentsMargins(PADDING, UNIT, PADDING, PADDING)
        column.setSpacing(UNIT)
        column.addWidget(self.ruler)
        column.addWidget(self.count)
        column.addLayout(self._points)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)


class _Quoted(QPushButton):
    """Words of the note; a press shows where they stand."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "quoted")
        self.setMinimumWidth(1)
        self.setToolTip(text)
