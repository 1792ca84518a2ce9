"""Takes what is seen out of the program: copied, written as a picture or a table, printed. What went wrong is said."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from data_sources.protocol import FileWanted, Written
from gui import dialogs
from gui.charts.out import encoding
from gui.charts.out.page import REPORT, REPORT_SCALE, Leaf, on_paper, pdf, picture, svg
from gui.look import clipboard
from gui.look.theme import Theme, theme
from gui.outs.copying import put_sheet
from gui.parts import Parts
from gui.wires.writing import Ends
from models.errors import AppError
from models.reasons import said
from models.workbook import Book

REPORT_THEME = "light"  # paper is white


class Source(Protocol):
    """What can leave: a chart or a table as it is seen."""

    def page(self, look: Theme) -> Leaf | None:
        """As it is seen, drawn in ``look``; None while there is nothing."""

    def book(self, now: float) -> Book | None:
        """Its data. ``now``: UTC seconds."""

    def stem(self) -> str:
        """How its files are called, without their ending."""

    def size(self) -> QSize:
        """Logical pixels on the screen."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A file that can be written: its ending, and as what dialogs offer it."""

    ending: str
    offered: str


KINDS = {
    "png": Kind("png", "PNG (*.png)"), "report": Kind("png", "PNG (*.png)"), "svg": Kind("svg", "SVG (*.svg)"),
    "pdf": Kind("pdf", "PDF (*.pdf)"), "xlsx": Kind("xlsx", "Excel (*.xlsx)"), "csv": Kind("csv", "CSV (*.csv)"),
    "csv-plain": Kind("csv", "CSV, UTF-8 without BOM (*.csv)"),
}  # fmt: skip
TABLES = ("xlsx", "csv", "csv-plain")  # what is made of data; the rest is painted
NUMBERS = "numbers"  # the data on the clipboard
EXPORT = "export"  # one question for the file and its kind
EXPORTED = ("xlsx", "csv", "csv-plain", "report", "svg", "pdf")  # the kinds it offers
ACTS = ("copy", "copy_report", *KINDS, "print")


def size_of(page: Leaf) -> QSize:
    """Logical pixels of a page in a report: REPORT, unless it says that it needs others."""
    made: QSize = getattr(page, "report", REPORT)
    return made


class Outs(QObject):
    """``told(sentence, role)``: how it went; role "foot" or "error"."""

    told = Signal(str, str)

    def __init__(
        self, parts: Parts, source: Callable[[], Source | None], parent: QWidget,
        clock: Callable[[], float] = time.time,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._parts, self._source, self._window, self._clock = parts, source, parent, clock
        self._wait: Callable[[], None] = lambda: None  # for a picture that is being packed

    def do(self, act: str) -> None:
        """One of ACTS, NUMBERS or EXPORT; files ask where they shall lie."""
        source = self._source()
        if source is None or not self._has(source, act):
            self._tell("out.nothing", "error")
        elif act == NUMBERS:
            self._copy_numbers(source)
        elif act == EXPORT:
            self._export(source)
        elif act.startswith("copy"):
            report = act == "copy_report"
            page = source.page(self._white if report else self._parts.theme)
            assert page is not None
            clipboard.put_picture(self._drawn(page, source, report=report))
            self._tell("out.copied", "foot")
        elif act == "print":
            self._print(source)
        else:
            kind = KINDS[act]
            target, _ = dialogs.to_write(
                self._window, self._parts.texts["out.save"], f"{source.stem()}.{kind.ending}", kind.offered
            )
            if target:
                self.write(act, target)

    def write(self, act: str, target: str) -> None:
        """Write one of KINDS to a file, whole or not at all."""
        source = self._source()
        if source is None:
            return
        if act in TABLES:
            self._write_table(source, act, target)
            return
        page = source.page(self._parts.theme if act == "png" else self._white)
        if page is None:
            self._tell("out.nothing", "error")
        elif act in ("png", "report"):
            drawn = self._drawn(page, source, report=act == "report")
            self._wait = encoding.pack(drawn, self._parts.bridge, lambda packed: self._keep(packed, target))
        else:
            size = size_of(page)
            self._keep(svg(page, size) if act == "svg" else pdf(page, size), target)

    def retire(self) -> None:
        """Wait for a picture that is being packed."""
        self._wait()

    # inside

    @property
    def _white(self) -> Theme:
        """The reader's colours on paper."""
        return theme(REPORT_THEME, self._parts.theme.convention)

    def _drawn(self, page: Leaf, source: Source, *, report: bool) -> QImage:
        """As on the screen, or as large as reports want it."""
        size, scale = (size_of(page), REPORT_SCALE) if report else (source.size(), self._window.devicePixelRatioF())
        return picture(page, size, scale)

    def _has(self, source: Source, act: str) -> bool:
        """Whether there is something to paint, where it is painted."""
        return act in (*TABLES, NUMBERS, EXPORT) or source.page(self._parts.theme) is not None

    def _export(self, source: Source) -> None:
        """The file's ending decides where it says another kind than the one that was chosen."""
        offered = {KINDS[act].offered: act for act in EXPORTED}
        proposed = f"{source.stem()}.{KINDS[EXPORTED[0]].ending}"
        target, kind = dialogs.to_write(self._window, self._parts.texts["out.save"], proposed, ";;".join(offered))
        if not target:
            return
        act, ending = offered.get(kind, EXPORTED[0]), Path(target).suffix.lower().lstrip(".")
        if ending != KINDS[act].ending:
            others = [one for one in EXPORTED if KINDS[one].ending == ending]
            act, target = (others[0], target) if others else (act, f"{target}.{KINDS[act].ending}")
        self.write(act, target)

    def _copy_numbers(self, source: Source) -> None:
        book = source.book(self._clock())
        if book is None or not book.sheets:
            self._tell("out.nothing", "error")
            return
        put_sheet(book.sheets[0])
        self._tell("out.numbers.copied", "foot")

    def _write_table(self, source: Source, act: str, target: str) -> None:
        book = source.book(self._clock())
        if book is None:
            self._tell("out.nothing", "error")
            return
        self._tell("out.writing", "foot")
        ends = Ends(
            done=lambda made: self._written(made, target), failed=self._failed,
            stopped=lambda: self._tell("out.stopped", "foot"),
        )  # fmt: skip
        self._parts.writing.file(FileWanted(book=book, format=act, target=target), ends, self._parts.texts)

    def _print(self, source: Source) -> None:
        from PySide6.QtGui import QPageLayout
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        page = source.page(self._white)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        printer.setDocName(source.stem())
        dialog = QPrintDialog(printer, self._window)
        if page is not None and dialog.exec():
            on_paper(page, printer, size_of(page))

    def _keep(self, content: bytes, target: str) -> None:
        self._tell("out.writing", "foot")
        self._parts.bridge.when_done(
            self._parts.client.write(target, content),
            lambda _: self._tell("out.written", "foot", file=target),
            self._failed,
        )

    def _written(self, made: Written, target: str) -> None:
        """Nothing is changed on the way without a word."""
        if made.changed:
            self._tell("out.written_changed", "foot", file=target, count=str(made.changed))
        else:
            self._tell("out.written", "foot", file=target)

    def _failed(self, error: AppError) -> None:
        self._tell("out.failed", "error", why=said(error.detail, self._parts.texts))

    def _tell(self, key: str, role: str, **words: str) -> None:
        if shiboken6.isValid(self):  # a file may be done after its window
            self.told.emit(self._parts.texts[key].format(**words), role)
