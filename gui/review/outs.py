"""What leaves the tab: the note as files, on the clipboard, as a pack. Made away from the window, written whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QMenu, QWidget

from gui import dialogs
from gui.look.clipboard import put_rich
from gui.look.menus import empty
from gui.parts import Parts
from gui.render.errands import MARKDOWN, PACK, DraftErrand
from gui.render.job import Kind
from gui.review.maker import NoteMaker
from gui.review.page import NotePage
from gui.traffic import buttons
from gui.wires.drafting import Drafting, Outcome
from gui.wires.filing import placed, write_all
from gui.wires.notes import conventions_of
from models.errors import AppError
from models.exports.naming import stem as safe
from models.note.document import stem_of
from models.note.values import LANGS
from models.pack.file import ENDING
from models.reasons import said

ALONE = {  # one file of the language that is looked at: ending, and as what dialogs offer it
    Kind.DOCX: "Word (*.docx)", Kind.PDF: "PDF (*.pdf)", Kind.XLSX: "Excel (*.xlsx)", MARKDOWN: "Markdown (*.md)",
}  # fmt: skip
FIGURES = (Kind.PNG, Kind.SVG)  # a file a figure, into a folder
COPIES = ("copy_word", "copy_web", "copy_plain")
ALL = "all"
PACK_OFFERED = f"Suanli pack (*.{ENDING})"


class NoteOuts(QObject):
    """told(sentence, role): how it went. opened(path): a pack is to be opened. timed: the schedule is wanted."""

    told = Signal(str, str)
    opened = Signal(str)
    timed = Signal()

    def __init__(self, parts: Parts, maker: NoteMaker, page: NotePage, window: QWidget) -> None:
        super().__init__(window)
        self._parts, self._texts, self._maker, self._page, self._window = parts, parts.texts, maker, page, window
        notes = parts.notes()
        self.drafting = Drafting(parts.bridge, notes.clerk, notes.renderer)
        self.drafting.made.connect(self._take)
        self.drafting.failed.connect(self._fail)
        self.drafting.told.connect(self._progress)
        self._then: Any = None  # what is done with the files
        self._able = False
        self.button = buttons.button(f"{parts.texts['noteview.out']}▾", parts.texts["noteview.out.tip"])
        self.button.setPopupMode(self.button.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.button)
        self.menu.aboutToShow.connect(self.fill)
        self.button.setMenu(self.menu)

    def enable(self, *, on: bool) -> None:
        """Whether there is a note of now that can leave."""
        self._able = on

    def fill(self) -> None:
        """What can leave now; while something is on its way, that it stops."""
        empty(self.menu)
        lang = self._texts[f"noteview.lang.{self._page.lang}.tip"]
        if self.drafting.busy:
            self.menu.addAction(self._texts["noteview.out.stop"], self.stop)
            self.menu.addSeparator()
        for kind in ALONE:
            self._add(f"noteview.out.{kind}", partial(self.do, str(kind)), lang=lang)
        self._add("noteview.out.all", partial(self.do, ALL))
        self.menu.addSeparator()
        for copy in COPIES:
            self._add(f"noteview.out.{copy}", partial(self.do, copy), lang=lang)
        self.menu.addSeparator()
        for kind in FIGURES:
            self._add(f"noteview.out.{kind}", partial(self.do, str(kind)))
        self.menu.addSeparator()
        self._add("noteview.out.pack", partial(self.do, PACK))
        self.menu.addAction(self._texts["noteview.out.open"], self._open)
        self.menu.addSeparator()
        self.menu.addAction(self._texts["noteview.out.timed"], self.timed.emit)

    def do(self, act: str) -> None:
        """A key of ALONE, ALL, one of COPIES, of FIGURES, or PACK; files ask where they shall lie."""
        if act == "copy_plain":
            self._copy_plain()
        elif act in COPIES:
            self._begin((Kind.PICTURES,), (self._page.lang,), partial(self._copy, act))
        elif act in ALONE or act == PACK:
            self._alone(act)
        else:
            self._together(act)

    def write_to(self, act: str, target: str) -> None:
        """One file (a key of ALONE, or PACK) to a place."""
        langs = LANGS if act == PACK else (self._page.lang,)
        self._begin((act,), langs, lambda made: self._write({target: _only(made)}, target))

    def write_into(self, act: str, folder: str) -> None:
        """ALL, or the figures, into a folder."""
        formats = (*ALONE,) if act == ALL else (act,)
        langs = LANGS if act == ALL else (self._page.lang,)
        self._begin(formats, langs, lambda made: self._write(placed(made.files, folder), folder))

    def stop(self) -> None:
        """What is being made is not wanted any more."""
        self.drafting.cancel()
        self._tell("noteview.out.stopped", "foot")

    def retire(self) -> None:
        """Wait for nothing any more. Who has asked for something is told where he will see it: in the window's line."""
        if self.drafting.busy:
            self._parts.writing.say(self._texts["noteview.out.cut"], "error")
        self.drafting.cancel()

    # inside

    def _add(self, key: str, does: Any, **words: str) -> None:
        self.menu.addAction(self._texts[key].format(**words), does).setEnabled(self._able and not self.drafting.busy)

    def _alone(self, act: str) -> None:
        note = self._maker.note
        if note is None:
            return
        ending, offered = (ENDING, PACK_OFFERED) if act == PACK else (act, ALONE[act])
        name = f"{safe(stem_of(note, '' if act == PACK else self._page.lang))}.{ending}"
        target, _ = dialogs.to_write(self._window, self._texts["out.save"], name, offered)
        if target:
            self.write_to(act, target)

    def _together(self, act: str) -> None:
        folder = dialogs.to_folder(self._window, self._texts["noteview.out.folder"])
        if folder:
            self.write_into(act, folder)

    def _open(self) -> None:
        path = dialogs.to_open(self._window, self._texts["noteview.out.open"], PACK_OFFERED)
        if path:
            self.opened.emit(path)

    def _begin(self, formats: tuple[str, ...], langs: tuple[str, ...], then: Any) -> None:
        errand = self._maker.errand
        if errand is None:
            self._tell("out.nothing", "error")
            return
        conventions = conventions_of(self._parts.choices.settings)
        wish = DraftErrand(note=errand, langs=langs, formats=tuple(map(str, formats)), conventions=conventions)
        if self.drafting.begin(wish):
            self._then = then  # what is being made already keeps its own
            self._tell("noteview.out.making", "foot")

    def _progress(self, done: int, count: int) -> None:
        self._tell("noteview.out.progress", "foot", done=done, count=count)

    def _take(self, made: Outcome) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(made)

    def _write(self, files: Mapping[str, bytes], where: str) -> None:
        """Each file whole or not at all; the first that cannot be written is told."""
        self._tell("out.writing", "foot")
        if not files:
            self._tell("out.nothing", "error")
        told = partial(self._tell, "out.written", "foot", file=where)
        write_all(self._parts.client, self._parts.bridge, files, told, self._fail)

    def _copy(self, act: str, made: Outcome) -> None:
        """The document as HTML: with its pictures inside, or, as Word takes none of those, beside it in files."""
        from models.documents.html import write as as_html

        document = made.drafts.documents[0]
        drawn = made.rendered.pictures.get(document.lang, {}) if made.rendered is not None else {}
        if act == "copy_web":
            put_rich(self._page.text, as_html(document, drawn))
            self._tell("noteview.out.copied", "foot")
            return
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation))
        files = {str(folder / f"{safe(document.stem)}_{key}.png"): one.png for key, one in drawn.items()}
        addresses = {key: Path(path).as_uri() for key, path in zip(drawn, files, strict=True)}
        write_all(self._parts.client, self._parts.bridge, files, lambda: None, self._fail)
        put_rich(self._page.text, as_html(document, drawn, addresses))
        self._tell("noteview.out.copied", "foot")

    def _copy_plain(self) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(self._page.text)
        self._tell("noteview.out.copied", "foot")

    def _fail(self, error: AppError) -> None:
        self._tell("out.failed", "error", why=said(error.detail, self._texts))

    def _tell(self, key: str, role: str, **words: object) -> None:
        if shiboken6.isValid(self):  # a file may be done after its window
            self.told.emit(self._texts[key].format(**words), role)


def _only(made: Outcome) -> bytes:
    return next(iter(made.files.values()), b"")
