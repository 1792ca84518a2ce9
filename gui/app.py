"""The window's life: built, rebuilt when the view changes, photographed if asked, taken down in order."""

from __future__ import annotations

import datetime as dt
import gc
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QLibraryInfo, QLocale, QSize, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from gui.charts.loading import Plotting
from gui.charts.pointing import Pointing
from gui.early import Early, forget_sources
from gui.look.theme import theme
from gui.menu import ViewMenu
from gui.observe import crash
from gui.observe.photographer import Photographer
from gui.observe.timings import Timings
from gui.parts import Parts
from gui.search.finder import Finder
from gui.start import Start
from gui.tabs import AHEAD, BEFORE, LATER, TABS, preload
from gui.watchlist import Watchlist
from gui.window import MainWindow
from gui.wires.alerting import Alerting
from gui.wires.board import Board
from gui.wires.bridge import Bridge
from gui.wires.choices import Choices
from gui.wires.comparing import CompareBook
from gui.wires.drawings import DrawingBook
from gui.wires.histories import Histories
from gui.wires.layouts import LayoutBook
from gui.wires.lists import ListBook
from gui.wires.neighbours import Neighbours
from gui.wires.products import ProductBook
from gui.wires.templates import TemplateBook
from gui.wires.traffic import TrafficBook
from gui.wires.week import Week
from gui.wires.writing import Writing
from models.alerts.values import Alert
from models.lists.edits import alerts
from models.lists.values import Lists
from models.reasons import said
from models.review.windows import REFERENCE_WEEK, this_week
from models.settings import usual_convention
from models.store import QuoteStore

if TYPE_CHECKING:
    from gui.wires.notes import Notes

QUIET_MS = 700  # between two imports of what is not seen yet
SAVE_MS = 500  # for edits that are on their way when the window is closed
AT_LATEST_MS = 500  # a window that is not painted (started minimised) begins its work all the same


def run(start: Start, early: Early) -> int:
    """Show the window until it is closed; the exit code."""
    sys.setswitchinterval(0.001)  # an importing thread keeps the GUI thread waiting for 1 ms, not for 5
    app = early.application
    crash.install(start.texts_of(start.lang), start.backstage.redacted)
    for name in (signal.SIGINT, signal.SIGTERM):
        # noticed within a flush, as the timer brings Python its turn; in a turn of its own, as it may be in a paint now
        signal.signal(name, lambda *_: QTimer.singleShot(0, app.quit))
    early.wait()
    shell = Shell(app, start)
    shell.show()
    code = app.exec()
    shell.close()
    return code or shell.code


class Shell:
    """Holds what outlives a window: bridge, week, plotting, the view's settings."""

    def __init__(self, app: QApplication, start: Start) -> None:
        self._app, self._start = app, start
        self.code = 0
        self._begun = False
        self._steps: list[Callable[[], None]] = []  # what follows the first paint, a turn each
        self._translator = QTranslator()
        self._bridge = Bridge()
        self._plotting = Plotting(self._bridge)
        self._universe = start.universe
        window = REFERENCE_WEEK if start.offline else this_week(dt.date.today())
        self._week = Week(start.client, self._bridge, self._universe, window)
        self._view = {"theme": start.theme, "convention": start.convention, "lang": start.lang}
        self._board = Board()
        self._choices = Choices(start.client, self._bridge, start.settings, start.backstage.boot)
        self._finder = Finder(start.client, self._bridge, self._universe, start.settings.used, self._remember)
        self._lists = ListBook(start.client, self._bridge, start.lists, start.kept)
        self._alerting = Alerting(start.client, self._bridge, events=start.events)
        self._alerting.follow(self._lists.lists)
        self._lists.changed.connect(self._alerting.follow)
        self._alerting.rebased.connect(self._rebase)
        self._week.changed.connect(lambda: self._alerting.take_actions(self._week.actions()))
        self._layouts = LayoutBook(start.client, self._bridge, start.grid)
        self._drawings = DrawingBook(start.client, self._bridge)
        self._neighbours, self._pointing = Neighbours(), Pointing()
        self._histories = Histories(start.client, self._bridge)
        self._comparing = CompareBook(start.client, self._bridge, self._universe)
        self._templates = TemplateBook(start.client, self._bridge)
        self._traffic = TrafficBook(start.client, self._bridge)
        self._products = ProductBook(start.client, self._bridge, start.backstage.products)
        self._notes: Notes | None = None
        self._writing = Writing(start.client, self._bridge)
        self._store = QuoteStore(self._universe.followed())
        self._store.set_benchmarks(self._universe.benchmarks)
        self._window: MainWindow | None = None
        self._building: Iterator[None] | None = None  # another window that is on its way
        self._built_for = dict(self._view)
        self._timings = Timings(self._begin, measure=bool(start.timings))
        self._photographer: Photographer | None = None
        self._late = QTimer(singleShot=True, interval=AT_LATEST_MS)
        self._late.timeout.connect(self._begin)
        self._unseen = [*BEFORE, *(f"gui.tabs.{name}" for name in TABS), *LATER]
        self._quiet = QTimer(interval=QUIET_MS)
        self._quiet.timeout.connect(self._preload)

    def show(self) -> None:
        """Build the window and begin to ask."""
        self._app.setPalette(theme(self._view["theme"], self._view["convention"]).palette())  # for the crash window
        self._window = self._build(self._parts(), self._start.tab or "chart", later=True)
        self._window.resize(self._fitting(*self._start.size))
        self._timings.watch(self._window)
        self._window.show()
        self._window.start()
        self._late.start()
        if self._start.picture is not None:
            self._photographer = Photographer(self._start.picture, self._start.after, self._done, self._finish)

    def _fitting(self, width: int, height: int) -> QSize:
        """The size asked for, as far as the screen has room; a picture needs no screen."""
        asked, screen = QSize(width, height), self._app.primaryScreen()
        seen = self._start.picture is None and self._app.platformName() != "offscreen" and screen is not None
        return asked.boundedTo(screen.availableSize()) if seen else asked

    def _begin(self) -> None:
        """The first paint is over, or late: bring in the data and pyqtgraph, once."""
        self._late.stop()
        if self._begun:
            return
        self._begun = True
        forget_sources()
        gc.enable()
        gc.freeze()  # what is loaded by now stays: a full collection that walks it takes a turn of 30 ms
        self._start.client.begin()
        if self._start.instance is not None:
            self._steps.append(lambda: self._start.instance.listen(self.come_forward))
        if self._window.pages.current == "chart":  # to import all of it and to build it would be one long turn
            self._steps += [partial(preload, name) for name in AHEAD]
        self._steps.append(self._fill)  # nothing of a chart could have been painted by now
        self._steps += [
            self._lists.begin,
            self._layouts.begin,
            self._drawings.begin,
            self._alerting.begin,
            self._week.refresh,
            self._plotting.allow,
        ]
        QTimer.singleShot(0, self._step)
        if self._start.picture is None:  # nobody types into a picture, or opens its tabs
            self._finder.begin_later()
            self._quiet.start()

    def _step(self) -> None:
        """One of what follows the first paint. Each takes 10 to 15 ms: timers set together would be one long turn."""
        if self._steps:
            self._steps.pop(0)()
            QTimer.singleShot(0, self._step)

    def _fill(self) -> None:
        """The tab in front is built, in the window that stands by now."""
        if self._window is not None:
            self._window.pages.fill()

    def _preload(self) -> None:
        """Another module of what is not seen yet, until all are there."""
        preload(self._unseen.pop(0))
        forget_sources()
        if not self._unseen:
            self._quiet.stop()
            self._keep_time()

    def _keep_time(self) -> None:
        """Everything is there: the note's schedule is looked at from now on."""
        notes = self.notes()
        notes.timed.told.connect(self._say_timed)
        notes.begin()

    def _say_timed(self, key: str, words: dict[str, object]) -> None:
        """How a run of the schedule goes."""
        if self._window is not None:
            text = self._start.texts_of(self._view["lang"])[key]
            why = said(str(words.get("why", "")), self._start.texts_of(self._view["lang"]))
            self._window.status.tell(text.format(**words | {"why": why}), alarm=words["role"] == "error")

    def change(self, key: str, value: str) -> None:
        """Another surface, convention or language: remember it and build the window anew in its place."""
        if self._view[key] == value:
            return
        self._view[key] = value
        if key == "lang" and not self._choices.settings.convention:
            self._view["convention"] = usual_convention(value)
        self._choices.change(**{key: value})
        self._rebuild()

    @property
    def changing(self) -> bool:
        """Whether another window is on its way."""
        return self._building is not None

    def _remember(self, used: dict[str, int]) -> None:
        """What was searched for, and how often."""
        self._choices.change(used=used)

    def _rebase(self, changed: tuple[Alert, ...]) -> None:
        """Levels of shares that were split follow the split."""

        def moved(lists: Lists) -> Lists:
            for alert in changed:
                lists = alerts.keep(lists, alert)
            return lists

        self._lists.edit("edit.alert_kept", moved, quiet=True)

    def come_forward(self) -> None:
        """Somebody started the program again: here it is."""
        if (window := self._window) is not None:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    def notes(self) -> Notes:
        """What the weekly note needs, made when somebody looks at it for the first time."""
        if self._notes is None:
            from gui.wires.notes import notes_of

            start = self._start
            self._notes = notes_of(
                start.client, self._bridge, self._week, self._products, self._universe, start.backstage,
                lambda: self._choices.settings, simulated=start.simulated, offline=start.offline,
            )  # fmt: skip
        return self._notes

    def close(self) -> None:
        """Take everything down; the client is closed by who made it."""
        gc.enable()
        self._late.stop()
        self._steps.clear()
        self._quiet.stop()
        self._timings.report(self._start.timings)
        if self._photographer is not None:
            self._photographer.stop()
        self._week.retire()
        self._alerting.retire()
        self._keep_lists()
        self._lists.retire()
        self._layouts.retire()
        self._drawings.retire()
        self._histories.retire()
        self._comparing.retire()
        self._templates.retire()
        self._traffic.retire()
        self._products.retire()
        if self._notes is not None:
            self._notes.retire()
        self._finder.retire()
        if self._start.instance is not None:
            self._start.instance.release()
        for _ in self._building or ():
            pass  # half a window cannot be closed
        if self._window is not None:
            self._window.close()
        self._bridge.close()
        self._plotting.join()

    def _keep_lists(self) -> None:
        """What the user did last is on its way to the disk: it gets half a second, and nothing else happens in it."""
        if self._window is not None:
            self._window.lists.finish()
        self._layouts.finish()
        self._drawings.finish()
        self._comparing.finish()
        self._templates.finish()
        self._traffic.finish()
        self._products.finish()
        noted = [self._notes.book] if self._notes is not None else []
        for each in noted:
            each.finish()
        turn, patience = QEventLoop(), QTimer(singleShot=True, interval=SAVE_MS)
        patience.timeout.connect(turn.quit)
        patience.start()
        for book in (
            self._lists,
            self._layouts,
            self._drawings,
            self._comparing,
            self._traffic,
            self._products,
            self._templates,
            *noted,
        ):
            book.saved.connect(turn.quit)
            if book.saving and patience.isActive():
                turn.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        patience.stop()

    def _parts(self) -> Parts:
        """What the windows share, in the look and language of now."""
        view = self._view
        self._speak(view["lang"])
        return Parts(
            client=self._start.client, bridge=self._bridge, plotting=self._plotting, week=self._week,
            finder=self._finder, board=self._board, choices=self._choices, backstage=self._start.backstage,
            lists=self._lists, histories=self._histories, alerting=self._alerting, comparing=self._comparing,
            templates=self._templates,
            store=self._store, layouts=self._layouts, drawings=self._drawings,
            neighbours=self._neighbours, pointing=self._pointing, traffic=self._traffic,
            products=self._products, writing=self._writing, notes=self.notes,
            universe=self._universe, texts=self._start.texts_of(view["lang"]), lang=view["lang"],
            theme=theme(view["theme"], view["convention"]),
            simulated=self._start.simulated, offline=self._start.offline,
            ignored=self._start.ignored,
        )  # fmt: skip

    def _build(self, parts: Parts, tab: str, lists: Watchlist | None = None, *, later: bool = False) -> MainWindow:
        menu = ViewMenu(parts.texts, self._view, self.change)
        return MainWindow(parts, self._start.inbox, menu, tab=tab, lists=lists, later=later)

    def _speak(self, lang: str) -> None:
        """Qt's own words, in file dialogs and calendars, and its dates."""
        QLocale.setDefault(QLocale(QLocale.Language.Chinese if lang == "zh" else QLocale.Language.English))
        self._app.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if lang == "zh" and self._translator.load("qtbase_zh_CN", folder):
            self._app.installTranslator(self._translator)

    def _advance(self) -> None:
        """One step more of the new window; when it stands and the view is another again, the next begins."""
        if self._building is None:
            return
        if next(self._building, self) is not self:
            QTimer.singleShot(0, self._advance)
            return
        self._building = None
        if self._built_for != self._view and self._window is not None:
            self._rebuild()

    def _rebuild(self) -> None:
        """Begin a new window, unless one is being built: that one comes first."""
        if self._building is None and self._window is not None:
            self._built_for = dict(self._view)
            self._building = self._anew(self._window)
            self._advance()

    def _anew(self, old: MainWindow) -> Iterator[None]:
        """A window in the place of another, in steps: each is a turn of some 30 ms, all at once would be felt."""
        parts = self._parts()
        lists = Watchlist(parts)
        yield
        new = self._build(parts, old.pages.current, lists)
        yield
        new.inherit(old)
        new.setGeometry(old.geometry())
        self._window = new
        new.show()
        new.start()
        yield
        old.close()
        old.deleteLater()

    # the picture

    def _done(self) -> bool:
        """Whether everything that was asked for is on screen."""
        window = self._window
        heard = self._start.offline or (window is not None and window.rounds > 0)
        busy = self._week.busy or self._start.client.waiting or (window is not None and window.pages.busy)
        return self._begun and not self._steps and heard and self._plotting.idle and not busy

    def _finish(self) -> None:
        self._timings.stop()
        if self._window is not None and self._start.picture is not None:
            self._window.flush()
            saved = self._window.grab().save(str(self._start.picture))
            if not saved:
                sys.stderr.write(f"--screenshot {self._start.picture}: cannot be written\n")
            self.code = 0 if saved else 1
        self._app.quit()
