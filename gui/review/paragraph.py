"""A paragraph of the note: sentences that run on, each known by its id, with changes in the colours of their direction.

Painted, not typed: a click on a sentence tells which one it was. A bar at the left says that one was edited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.look.labels import tip
from gui.look.theme import BODY_PX, TITLE_PX, UNIT, Theme, font
from models.documents.values import Tone
from models.frozen import frozen
from models.note.document import LABELLED, spoken
from models.note.values import Sentence

GUTTER, LEADING = 3 * UNIT, 1.5  # where the bars stand; height of a line in those of its face
BAR_PX = 2
DIM = 0.55
FIRST_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


@frozen(kw_only=True)
class Run:
    """Where a sentence stands in the paragraph."""

    sentence: Sentence
    start: int
    stop: int


class Paragraph(QWidget):
    """asked(id): a sentence is to be edited. strong: the headline."""

    asked = Signal(str)

    def __init__(self, theme: Theme, texts: Mapping[str, str], *, strong: bool = False) -> None:
        super().__init__()
        self._theme, self._texts = theme, texts
        self._face = font(TITLE_PX if strong else BODY_PX)
        self._strong = font(BODY_PX, bold=True)
        self._layout = QTextLayout()
        self._layout.setCacheEnabled(True)
        self._wide = -1
        self.runs: tuple[Run, ...] = ()
        self._lang = "zh"
        self._dim = False
        self._over = self._marked = ""  # ids under the pointer, and of the one that somebody has jumped to
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def said(self) -> str:
        """All of it, as printed."""
        gap = "" if self._lang == "zh" else " "
        return gap.join(text for run in self.runs if (text := run.sentence.text.get(self._lang)))

    def show_sentences(self, held: Sequence[Sentence], lang: str) -> None:
        """Other sentences, or the same ones with other words."""
        self._lang = lang
        gap, text, runs, forms = "" if lang == "zh" else " ", "", [], []
        for place, one in enumerate(held):
            said = one.text.get(lang, "")
            shown = said or self._texts["noteview.removed"].format(text=one.made.get(lang, ""))
            text += gap if text else ""
            runs.append(Run(sentence=one, start=len(text), stop=len(text) + len(shown)))
            labelled = one.part in LABELLED and not place
            forms += self._tones(said, len(text), labelled=labelled) if said else [self._gone(runs[-1])]
            text += shown
        self.runs = tuple(runs)
        self._layout = QTextLayout(text, self._face)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(_wrapped())
        self._layout.setFormats(forms)
        self._wide = -1
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def mark(self, sentence: str) -> bool:
        """One stands out, "" none; whether it is here."""
        self._marked = sentence if any(run.sentence.id == sentence for run in self.runs) else ""
        self.update()
        return bool(self._marked)

    def look_at(self, sentence: str) -> None:
        """The keys stand at one of its sentences."""
        self._point(next((run for run in self.runs if run.sentence.id == sentence), None))

    def dim(self, *, on: bool) -> None:
        """What it says is about to be replaced."""
        if on is not self._dim:
            self._dim = on
            self.update()

    # Qt's calls

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Words run on into the next line."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """What the lines take."""
        return self._lay_out(width)

    def sizeHint(self) -> QSize:  # noqa: N802
        """As wide as it is given."""
        wide = self.width() if self.width() > GUTTER else 400
        return QSize(wide, self._lay_out(wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It gives way."""
        return QSize(4 * GUTTER, round(self._line))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Bars, what is pointed at, the words."""
        self._lay_out(self.width())
        with QPainter(self) as painter:
            painter.setOpacity(DIM if self._dim else 1.0)
            painter.setPen(self._theme.text)
            self._layout.draw(painter, QPointF(GUTTER, 0), [*self._grounds()])
            for run in self.runs:
                if ink := self._bar(run.sentence):
                    for room in self._rooms(run):
                        painter.fillRect(QRect(UNIT // 2, room.top(), BAR_PX, room.height()), ink)
            if self.hasFocus():
                painter.setPen(self._theme.accent)
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Whose words are under the pointer."""
        run = self._at(event.position())
        self._point(run)
        self.setCursor(Qt.CursorShape.IBeamCursor if run is not None else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click asks for a sentence."""
        run = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and run is not None:
            self.asked.emit(run.sentence.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter asks for the sentence the arrows have gone to."""
        ids = [run.sentence.id for run in self.runs]
        place = ids.index(self._over) if self._over in ids else 0
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in FIRST_KEYS and ids:
            self.asked.emit(ids[place])
        elif step and 0 <= place + step < len(ids):
            self._point(self.runs[place + step])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """By the keyboard: its first sentence is the one."""
        super().focusInEvent(event)
        if self.runs:
            self._point(self.runs[0])

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Nobody's."""
        super().leaveEvent(event)
        self._point(None)

    # inside

    @property
    def _line(self) -> float:
        return self.fontMetrics().height() * LEADING

    def _lay_out(self, width: int) -> int:
        """Lines of a width, unless they are; the height in pixels."""
        if width == self._wide:
            return self._high
        self._wide, top = width, 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width - GUTTER - UNIT))
            line.setPosition(QPointF(0.0, top + (self._line - line.height()) / 2))
            top += self._line
        self._layout.endLayout()
        self._high = max(round(top), round(self._line))
        return self._high

    def _tones(self, said: str, at: int, *, labelled: bool) -> list[QTextLayout.FormatRange]:
        """The words of a sentence as its files have them: changes in their colours, labels in strong letters."""
        inks, found = {Tone.UP: self._theme.up, Tone.DOWN: self._theme.down}, []
        for words in spoken(said, labelled=labelled):
            stop = at + len(words.text)
            if words.tone in inks:
                found.append(_range(at, stop, ink=inks[words.tone]))
            elif words.tone is Tone.STRONG:
                found.append(_range(at, stop, face=self._strong))
            at = stop
        return found

    def _gone(self, run: Run) -> QTextLayout.FormatRange:
        """A sentence that was taken out can be brought back from where it stood."""
        return _range(run.start, run.stop, ink=self._theme.faint)

    def _grounds(self) -> list[QTextLayout.FormatRange]:
        wanted = ((self._over, self._theme.hover), (self._marked, self._theme.selection))
        return [_range(run.start, run.stop, ground=ground)
                for name, ground in wanted for run in self.runs if name and run.sentence.id == name]  # fmt: skip

    def _bar(self, one: Sentence) -> QColor | None:
        """The colour of a sentence's bar: edited, and the data have moved on; edited; neither."""
        if self._lang in one.moved:
            return self._theme.warn
        return self._theme.accent if one.text.get(self._lang) != one.made.get(self._lang) else None

    def _rooms(self, run: Run) -> list[QRect]:
        """The lines a sentence stands in."""
        lines = (self._layout.lineAt(place) for place in range(self._layout.lineCount()))
        held = [line for line in lines
                if line.textStart() < run.stop and line.textStart() + line.textLength() > run.start]  # fmt: skip
        return [QRect(0, round(line.y()), self.width(), round(line.height())) for line in held]

    def _at(self, point: QPointF) -> Run | None:
        for place in range(self._layout.lineCount()):
            line = self._layout.lineAt(place)
            if line.y() <= point.y() < line.y() + self._line:
                if point.x() - GUTTER > line.naturalTextWidth():
                    return None
                at = line.xToCursor(point.x() - GUTTER)
                at = at[0] if isinstance(at, tuple) else at
                return next((run for run in self.runs if run.start <= at <= run.stop), None)
        return None

    def _point(self, run: Run | None) -> None:
        name = run.sentence.id if run is not None else ""
        if name != self._over:
            self._over = name
            self.setToolTip(tip(self._told(run.sentence)) if run is not None else "")
            self.update()

    def _told(self, one: Sentence) -> str:
        """What an edited sentence was made as; what a sentence rests on."""
        made, said = one.made.get(self._lang, ""), one.text.get(self._lang, "")
        lines = [self._texts["noteview.original"].format(text=made)] if made != said else []
        return "\n".join([*lines, self._texts["noteview.click"]])


def _wrapped() -> QTextOption:
    made = QTextOption()
    made.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return made


def _range(
    start: int, stop: int, *, ink: QColor | None = None, ground: QColor | None = None, face: QFont | None = None
) -> QTextLayout.FormatRange:
    made, form = QTextLayout.FormatRange(), QTextCharFormat()
    if ink is not None:
        form.setForeground(ink)
    if ground is not None:
        form.setBackground(ground)
    if face is not None:
        form.setFont(face)
    made.start, made.length, made.format = start, stop - start, form
    return made
