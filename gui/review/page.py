"""The note as a page of a report: title, state, and its sentences under headings, editable where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from gui.look.labels import plain, redress, tip
from gui.look.theme import PADDING, UNIT, Theme
from gui.review.moved_line import MovedLine
from gui.review.paragraph import Paragraph
from gui.review.sentence_editor import SentenceEditor
from gui.traffic import buttons
from models.note.document import title_of
from models.note.settings import Part
from models.note.values import LANGS, Sentence, WeeklyNote
from models.review.values import Window

WIDEST = 760  # pixels of a line that is read without a finger on it
STRONG = Part.HEADLINE
Key = tuple[str, ...]  # what a widget on the page is: its kind, and of what


class NotePage(QWidget):
    """edited(id, lang, text), reverted(id, lang), kept(id, lang): what shall happen to a sentence.

    kept: an edit stays although the data have changed under it. spoken: another language is looked at.
    """

    edited = Signal(str, str, str)
    reverted = Signal(str, str)
    kept = Signal(str, str)
    spoken = Signal(str)

    def __init__(self, texts_of: Mapping[str, Mapping[str, str]], lang: str, theme: Theme) -> None:
        """texts_of: every sentence by key, of both languages; lang: of the window."""
        super().__init__()
        self._all, self._texts, self._theme = texts_of, texts_of[lang], theme
        self.lang = lang
        self.locked = False  # the sentences of a pack are not the user's to change
        self._note: WeeklyNote | None = None
        self._window: Window | None = None
        self._shown: dict[Key, QWidget] = {}
        self._editor: SentenceEditor | None = None
        self.title, self.state = plain(role="title"), plain(role="foot")
        self.waiting = plain(role="foot")
        self.langs = {one: self._speaker(one) for one in LANGS}
        self._lay_out()
        self._press()

    @property
    def text(self) -> str:
        """All sentences, a paragraph a line."""
        return "\n".join(said for one in self._paragraphs() if (said := one.said))

    def show_note(self, note: WeeklyNote) -> None:
        """Another note. A sentence that is being written stays as it is."""
        self._note = note
        self._show()

    def show_nothing(self) -> None:
        """There is no note."""
        self._close()
        self._note = None
        self._show()
        self.say("", "foot")

    def wait(self, why: str, *, stale: bool) -> None:
        """Why there is no note yet, "" there is. stale: another is on its way; the old one is fainter."""
        self.waiting.setText(why)
        self.waiting.setVisible(bool(why))
        for one in self._paragraphs():
            one.dim(on=stale)

    def speak(self, lang: str) -> None:
        """The other language."""
        if lang != self.lang:
            self._close()
            self.lang = lang
            self._press()
            self._show()
            if self._window is not None:
                self.entitle(self._window)
            self.spoken.emit(lang)

    def jump(self, sentence: str) -> bool:
        """A sentence stands out and is in sight; whether there is such a one."""
        for one in self._paragraphs():
            if one.mark(sentence):
                self._area.ensureWidgetVisible(one, 0, 4 * PADDING)
                return True
        return False

    def entitle(self, window: Window) -> None:
        """The note's title over these days."""
        self._window = window
        self.title.setText(title_of(window, self._all[self.lang]))

    def say(self, text: str, role: str) -> None:
        """Whether it may be called final, in words."""
        redress(self.state, role)
        self.state.setText(text)
        self.state.setToolTip(tip(text))

    def edit(self, sentence: str) -> None:
        """Begin to write a sentence."""
        self._close()
        one = self._sentence(sentence)
        if one is not None and not self.locked:
            self._editor = made = SentenceEditor(self._texts, one, self.lang)
            made.kept.connect(partial(self._keep, sentence))
            made.reverted.connect(partial(self._revert, sentence))
            made.left.connect(self._close)
            self._show()
            made.begin()

    # inside

    def _keep(self, sentence: str, text: str) -> None:
        lang = self.lang
        self._close()
        self.edited.emit(sentence, lang, text)

    def _revert(self, sentence: str) -> None:
        lang = self.lang
        self._close()
        self.reverted.emit(sentence, lang)

    def _close(self) -> None:
        """Nothing is being written any more."""
        made, self._editor = self._editor, None
        if made is not None:
            here = made.isAncestorOf(QApplication.focusWidget())
            self._shown.pop(("editor", made.sentence, made.lang), None)
            self._column.removeWidget(made)
            made.hide()
            made.deleteLater()
            self._show()
            if here:
                self._return(made.sentence)

    def _return(self, sentence: str) -> None:
        """The keyboard is where it was before the sentence was written."""
        for one in self._paragraphs():
            if any(run.sentence.id == sentence for run in one.runs):
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                one.look_at(sentence)

    def _sentence(self, name: str) -> Sentence | None:
        held = self._note.sentences if self._note is not None else ()
        return next((one for one in held if one.id == name), None)

    def _paragraphs(self) -> list[Paragraph]:
        return [made for made in self._shown.values() if isinstance(made, Paragraph)]

    # what is shown

    def _show(self) -> None:
        """Widgets that are there already are filled anew; the others are made, and what has no use goes."""
        wanted = dict(self._wanted()) if self._note is not None else {}
        if list(wanted) != list(self._shown):
            self._rebuild(wanted)
        for key, held in wanted.items():
            self._fill(self._shown[key], key, held)

    def _wanted(self) -> Iterator[tuple[Key, tuple[Sentence, ...]]]:
        note = self._note
        for part in note.settings.parts if note is not None else ():
            held = [one for one in note.sentences if one.part is part] if note is not None else []
            if held and part is not STRONG:
                yield ("heading", str(part)), ()
            for paragraph in _paragraphs_of(held):
                yield ("paragraph", str(part), paragraph[0].id), paragraph
                yield from self._under(paragraph)

    def _under(self, paragraph: tuple[Sentence, ...]) -> Iterator[tuple[Key, tuple[Sentence, ...]]]:
        editor = self._editor
        for one in paragraph:
            if editor is not None and editor.sentence == one.id:
                yield ("editor", one.id, self.lang), (one,)
            elif self.lang in one.moved:
                yield ("moved", one.id, self.lang), (one,)

    def _rebuild(self, wanted: Iterable[Key]) -> None:
        before, self._shown = self._shown, {}
        for key in wanted:
            self._shown[key] = before.pop(key, None) or self._made(key)
        for old in before.values():
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        for place, made in enumerate(self._shown.values()):
            if self._column.indexOf(made) != place:
                self._column.removeWidget(made)
                self._column.insertWidget(place, made)
                made.show()

    def _made(self, key: Key) -> QWidget:
        kind, name = key[0], key[1]
        if kind == "heading":
            return plain(role="title")
        if kind == "paragraph":
            made = Paragraph(self._theme, self._texts, strong=name == STRONG)
            made.asked.connect(self._ask)
            return made
        if kind == "moved":
            line = MovedLine(self._texts)
            line.taken.connect(partial(self.reverted.emit, name, key[2]))
            line.kept.connect(partial(self.kept.emit, name, key[2]))
            return line
        assert self._editor is not None
        return self._editor

    def _ask(self, sentence: str) -> None:
        """In a turn of its own: the paragraph that tells it may go."""
        QTimer.singleShot(0, self, lambda: self.edit(sentence))

    def _fill(self, made: QWidget, key: Key, held: tuple[Sentence, ...]) -> None:
        if isinstance(made, Paragraph):
            made.show_sentences(held, self.lang)
        elif isinstance(made, MovedLine):
            made.show_sentence(held[0], self.lang)
        elif isinstance(made, SentenceEditor):
            made.show_made(held[0], self._texts)
        else:
            made.setText(self._all[self.lang][f"document.part.{key[1]}"])  # type: ignore[attr-defined]

    def _speaker(self, lang: str) -> QWidget:
        texts = self._texts
        return buttons.choice(texts[f"noteview.lang.{lang}"], texts[f"noteview.lang.{lang}.tip"],
                              lambda: self.speak(lang))  # fmt: skip

    def _press(self) -> None:
        for lang, made in self.langs.items():
            buttons.press(made, down=lang == self.lang)  # type: ignore[arg-type]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, UNIT, PADDING, UNIT)
        head.setSpacing(UNIT)
        head.addWidget(self.title)
        head.addWidget(self.state, 1)
        for made in self.langs.values():
            head.addWidget(made)
        page = QWidget(objectName="page")
        page.setMaximumWidth(WIDEST)
        whole = QVBoxLayout(page)
        whole.setContentsMargins(PADDING, UNIT, PADDING, 2 * PADDING)
        self._column = QVBoxLayout()
        self._column.setSpacing(2 * UNIT)
        whole.addWidget(self.waiting)
        whole.addLayout(self._column)
        whole.addStretch(1)
        self._area = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(_centred(page))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its paragraphs have the keyboard, and pass on what scrolls
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._area, 1)


def _paragraphs_of(held: Iterable[Sentence]) -> list[tuple[Sentence, ...]]:
    """Sentences that run on stand together."""
    made: list[list[Sentence]] = []
    for one in held:
        if one.follows and made:
            made[-1].append(one)
        else:
            made.append([one])
    return [tuple(each) for each in made]


def _centred(page: QWidget) -> QWidget:
    around = QWidget(objectName="page")
    row: QLayout = QHBoxLayout(around)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(page)
    return around
