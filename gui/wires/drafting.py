"""Makes the files of a note: the clerk drafts them, the render child draws what has pictures, the clerk packs."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.render.errands import PACK, DraftErrand, Drafts, Packed, PackErrand
from gui.render.job import Kind, Rendered
from gui.render.parent import Renderer
from gui.wires.bridge import Bridge
from models.errors import AppError
from models.frozen import frozen

DRAWN = (Kind.PNG, Kind.SVG)  # what a pack holds of figures


@frozen(kw_only=True, eq=False)
class Outcome:
    """files: by name. drafts: the documents. rendered: with the pictures, where those were wanted."""

    wish: DraftErrand
    files: dict[str, bytes]
    drafts: Drafts
    rendered: Rendered | None


class Drafting(QObject):
    """One wish at a time. told(done, count): how far it is; made(Outcome); failed(AppError)."""

    told = Signal(int, int)
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, clerk: Renderer, renderer: Renderer) -> None:
        super().__init__()
        self._bridge, self._clerk, self._renderer = bridge, clerk, renderer
        self._wish: DraftErrand | None = None
        self._open: Future[Any] | None = None
        self._drawing = False
        self._files: dict[str, bytes] = {}
        self._drafts: Drafts | None = None
        self._rendered: Rendered | None = None

    @property
    def busy(self) -> bool:
        """Whether a wish is being made."""
        return self._wish is not None

    def begin(self, wish: DraftErrand) -> bool:
        """Make it, its PACK too, which the clerk makes of drawn figures; False while another is being made."""
        if self.busy:
            return False
        self._wish, self._files, self._rendered = wish, {}, None
        packed = DRAWN if PACK in wish.formats else ()
        formats = tuple(dict.fromkeys((*(one for one in wish.formats if one != PACK), *packed)))
        self._ask(self._clerk.render(replace(wish, formats=formats)), self._take_drafts)
        return True

    def cancel(self) -> None:
        """Stop at once; nothing is told any more. The clerk goes on: what he drafts is not waited for."""
        future, drawing = self._open, self._drawing
        self._end()
        if future is not None and drawing:
            future.cancel()

    # inside

    def _ask(self, future: Future[Any], then: Any, *, drawing: bool = False) -> None:
        self._open, self._drawing = future, drawing
        self._bridge.when_done(
            future, lambda found: then(found) if self._open is future else None,
            lambda error: self._fail(error) if self._open is future else None,
        )  # fmt: skip

    def _take_drafts(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._files |= drafts.files
        if drafts.job is None:
            self._finish()
            return
        told = lambda done, count: self._bridge.post(lambda: self._progress(done, count))  # noqa: E731
        self._ask(self._renderer.render(drafts.job, told), self._take_drawn, drawing=True)

    def _progress(self, done: int, count: int) -> None:
        if self._drawing:
            self.told.emit(done, count)

    def _take_drawn(self, drawn: Rendered) -> None:
        self._rendered = drawn
        wanted = self._wish.formats if self._wish is not None else ()
        self._files |= {one.name: one.content for one in drawn.files if one.kind in wanted}
        self._finish()

    def _finish(self) -> None:
        """A pack is last: it holds the figures that were drawn for it."""
        wish = self._wish
        if wish is not None and PACK in wish.formats:
            drawn = self._rendered.files if self._rendered is not None else ()
            figures = {one.name: one.content for one in drawn if one.kind in DRAWN}
            errand = PackErrand(note=wish.note, figures=figures)
            self._ask(self._clerk.render(errand), self._take_packed)
        else:
            self._tell()

    def _take_packed(self, packed: Packed) -> None:
        self._files |= {packed.name: packed.content}
        self._tell()

    def _tell(self) -> None:
        wish, drafts = self._wish, self._drafts
        files, rendered = self._files, self._rendered
        self._end()
        if wish is not None and drafts is not None:
            self.made.emit(Outcome(wish=wish, files=files, drafts=drafts, rendered=rendered))

    def _fail(self, error: AppError) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._wish = self._open = None
        self._drawing = False
