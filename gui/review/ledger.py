"""The ledger: how many claims came out how, a line each, and the one that is looked at in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.look.labels import plain
from gui.look.numbers import MISSING, local_minute
from gui.look.theme import PADDING, UNIT, Theme
from gui.review.verdicts import VerdictTable, state_text, why
from models.claims.values import Checked, State
from models.review.paper import source_name
from models.review.values import Window


class Ledger(QWidget):
    """looked(checked): a claim is looked at; its words are to be found in the text."""

    looked = Signal(object)

    def __init__(self, texts: Mapping[str, str], theme: Theme, none: str) -> None:
        """none: what stands where there is no claim."""
        super().__init__()
        self._texts, self._none = texts, none
        self._checked: tuple[Checked, ...] = ()
        self.counts = plain(none, role="foot")
        self.table = VerdictTable(texts, theme, texts["noteview.ledger"])
        self.table.looked.connect(self._look)
        self.told = plain(role="foot")
        self.told.setWordWrap(True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        self.counts.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.counts)
        box.addWidget(self.table, 1)
        box.addWidget(self.told)
        self.told.hide()

    def show_checked(self, checked: Sequence[Checked], window: Window | None = None) -> None:
        """Other claims, in the order of the text. window: the days of those that name none."""
        self._checked = tuple(checked)
        self.table.show_checked(self._checked, window)
        self.told.hide()
        counted, texts = Counter(one.state for one in self._checked), self._texts
        said = [texts["noteview.counted"].format(state=state_text(state, texts), count=counted[state])
                for state in State]  # fmt: skip
        self.counts.setText(texts["noteview.counts"].format(all=len(checked), said="   ".join(said))
                            if checked else self._none)  # fmt: skip

    def show_nothing(self) -> None:
        """There is no text."""
        self.show_checked(())

    def look_at(self, number: int) -> None:
        """A claim, by its number in the text."""
        self.table.clearSelection()
        self.table.choose((str(number),))

    # inside

    def _look(self, number: int) -> None:
        one = self._checked[number]
        self.told.setText(told(one, self._texts))
        self.told.show()
        QTimer.singleShot(0, self, self._keep_in_sight)
        self.looked.emit(one)

    def _keep_in_sight(self) -> None:
        """What is told of a line takes room, which must not be that of the line."""
        self.layout().activate()
        self.table.scrollTo(self.table.currentIndex())


def told(one: Checked, texts: Mapping[str, str]) -> str:
    """Everything there is to say of a claim: the sentence, the verdict, why, and whose number it is as of when."""
    source = source_name(one.source, texts) or MISSING
    as_of = local_minute(one.as_of) if one.as_of else MISSING
    lines = [
        texts["noteview.told.sentence"].format(text=one.claim.sentence),
        texts["noteview.told.verdict"].format(
            said=one.claim.said, state=state_text(one.state, texts), found=one.found or MISSING
        ),
        why(one, texts),
        texts["noteview.told.origin"].format(query=one.query or MISSING, source=source, as_of=as_of),
    ]
    return "\n".join(filter(None, lines))
