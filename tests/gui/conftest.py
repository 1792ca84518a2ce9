"""The window's parts around a fake data side. Nothing here starts a process or a thread."""

from __future__ import annotations

import gc
import sys
import threading

import pytest

import resources
from gui.charts.loading import Plotting
from gui.look.theme import font, theme
from gui.menu import ViewMenu
from gui.observe import crash
from gui.parts import Parts
from gui.search.finder import Finder
from gui.start import Backstage
from gui.watchlist import Watchlist
from gui.window import MainWindow
from gui.wires.alerting import Alerting
from gui.wires.board import Board
from gui.wires.bridge import Bridge
from gui.wires.choices import Choices
from gui.wires.comparing import CompareBook
from gui.wires.drawings import DrawingBook
from gui.wires.histories import Histories
from gui.wires.inbox import Inbox
from gui.wires.inputs import NoteInputs
from gui.wires.layouts import LayoutBook
from gui.wires.lists import ListBook
from gui.wires.notes import Notes, conventions_of
from gui.wires.products import ProductBook
from gui.wires.templates import TemplateBook
from gui.wires.traffic import TrafficBook
from gui.wires.week import Week
from gui.wires.writing import Writing
from main import library
from models.lists.default import default_lists
from models.review.values import Window
from models.review.windows import REFERENCE_WEEK
from models.settings import Settings
from models.store import QuoteStore
from models.universe import universe_from
from models.watchlist import shown as listed
from tests.gui.clerks import fake_clerk, fake_renderer
from tests.gui.fakes import FakeClient
from tests.gui.samples import NOW

VIEW = {"theme": "dark", "convention": "red-up", "lang": "zh"}


@pytest.fixture(scope="session")
def qapp(qapp):
    """Dressed as gui/app.py does it. What is there before any test is left out of the search for leaked timers."""
    import gui.app
    import gui.charts.canvas

    assert gui.app
    assert gui.charts.canvas
    qapp.setStyle("Fusion")
    qapp.setFont(font())
    qapp.setStyleSheet(theme("dark").sheet())
    gc.collect()
    gc.freeze()
    yield qapp
    gc.unfreeze()


@pytest.fixture
def shown(qtbot):
    """Shows a widget in a size. An explicit minimum: the offscreen platform complains of changing ones."""
    kept = []  # qtbot holds widgets weakly

    def show(widget, width=900, height=500):
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.setMinimumSize(1, 1)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return show


@pytest.fixture
def make_whole(shown):
    """Watchlists on screen; every one is retired at the end."""
    made = []

    def build(parts):
        made.append(Watchlist(parts))
        shown(made[-1].panel, 1000, 640)
        return made[-1]

    yield build
    for one in made:
        one.retire()


@pytest.fixture
def settle(qtbot, qapp):
    """Lets everything run that has been posted to the GUI thread."""

    def run():
        for _ in range(3):
            qapp.processEvents()

    return run


@pytest.fixture
def saved(client, settle):
    """Lets every edit of the lists reach the disk, and what follows from it happen."""

    def run():
        settle()
        while client.lists_open:
            client.acknowledge()
            settle()

    return run


@pytest.fixture
def papers_kept(client, settle):
    """Lets every change of drawings and layouts reach the disk."""

    def run():
        settle()
        while client.papers_open:
            client.keep_all()
            settle()

    return run


@pytest.fixture
def dark():
    return theme("dark")


@pytest.fixture
def zh():
    return resources.texts("zh")


@pytest.fixture
def en():
    return resources.texts("en")


@pytest.fixture
def universe():
    return universe_from(resources.universe())


@pytest.fixture
def lists(universe):
    """What a new profile shows."""
    return default_lists(universe, ("算力链", "AI compute"), ("基准", "Benchmarks"))


@pytest.fixture
def watchlist(lists):
    """The first of them, as the table shows it."""
    return listed(lists, "", "置顶", "Pinned")


@pytest.fixture
def book(client, bridge, lists):
    """The lists as the window holds them; nothing of them is on disk yet."""
    made = ListBook(client, bridge, lists)
    yield made
    made.retire()


@pytest.fixture
def histories(client, bridge, clock):
    made = Histories(client, bridge, clock)
    yield made
    made.retire()


@pytest.fixture
def alerting(client, bridge, book, clock):
    made = Alerting(client, bridge, clock)
    made.follow(book.lists)
    yield made
    made.retire()


@pytest.fixture
def layouts(client, bridge):
    """The grid of charts and its templates; nothing of them is on disk yet."""
    made = LayoutBook(client, bridge)
    yield made
    made.retire()


@pytest.fixture
def store(universe):
    made = QuoteStore(universe.followed())
    made.set_benchmarks(universe.benchmarks)
    return made


@pytest.fixture
def client():
    return FakeClient()


@pytest.fixture
def bridge(qapp):
    made = Bridge()
    yield made
    made.close()


@pytest.fixture
def plotting(bridge):
    """Charts can be made at once."""
    made = Plotting(bridge)
    made._begin()
    return made


@pytest.fixture
def clock():
    """A clock that stands; ``clock.now`` moves it."""

    class Clock:
        now = NOW

        def __call__(self):
            return self.now

    return Clock()


@pytest.fixture
def week(client, bridge, universe, clock):
    made = Week(client, bridge, universe, REFERENCE_WEEK, clock)
    yield made
    made.retire()


@pytest.fixture
def finder(client, bridge, universe):
    return Finder(client, bridge, universe, {})


@pytest.fixture
def comparing(client, bridge, universe):
    made = CompareBook(client, bridge, universe)
    yield made
    made.retire()


@pytest.fixture
def templates(client, bridge):
    made = TemplateBook(client, bridge)
    yield made
    made.retire()


@pytest.fixture
def traffic_book(client, bridge):
    made = TrafficBook(client, bridge)
    yield made
    made.retire()


@pytest.fixture
def products(client, bridge):
    made = ProductBook(client, bridge, resources.products)
    yield made
    made.retire()


@pytest.fixture
def clerk():
    """Makes notes when the test says so."""
    return fake_clerk()


@pytest.fixture
def renderer():
    return fake_renderer()


@pytest.fixture
def notes(client, bridge, week, products, universe, clock, clerk, renderer):
    """What the note needs, with both processes in this one."""

    def inputs_of(week):
        return NoteInputs(client, bridge, week, products, universe, Backstage(library=library), clock)

    made = Notes(client, bridge, inputs_of, week, universe, lambda: conventions_of(Settings()), clock)
    vars(made).update(clerk=clerk, renderer=renderer)
    yield made
    made.retire()


@pytest.fixture
def drawings(client, bridge):
    made = DrawingBook(client, bridge)
    yield made
    made.retire()


@pytest.fixture
def parts(
    client,
    bridge,
    plotting,
    week,
    finder,
    book,
    histories,
    alerting,
    comparing,
    templates,
    traffic_book,
    products,
    layouts,
    drawings,
    store,
    universe,
    zh,
    dark,
    notes,
):
    return Parts(
        client=client, bridge=bridge, plotting=plotting, week=week, finder=finder, board=Board(),
        choices=Choices(client, bridge, Settings()), lists=book, histories=histories,
        alerting=alerting, comparing=comparing, templates=templates, traffic=traffic_book, products=products,
        layouts=layouts, drawings=drawings, store=store, writing=Writing(client, bridge),
        notes=lambda: notes, universe=universe, texts=zh, lang="zh", theme=dark,
    )  # fmt: skip


@pytest.fixture
def past():
    """A window that is over at NOW in every market."""
    return Window(first=REFERENCE_WEEK.first.replace(day=16), last=REFERENCE_WEEK.first.replace(day=20))


@pytest.fixture
def crashes(qtbot, zh, monkeypatch):
    """Installed, and taken out again."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = crash.install(zh)
    yield made
    if made._window is not None:
        made._window.close()


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def make_window(parts, inbox, clock, qtbot):
    """Windows on screen; every one is closed at the end."""
    made = []

    def build(width=1200, height=700):
        window = MainWindow(parts, inbox, ViewMenu(parts.texts, VIEW, lambda key, value: None), clock)
        qtbot.addWidget(window)
        made.append(window)
        window.resize(width, height)
        with qtbot.waitExposed(window):
            window.show()
        return window

    yield build
    for window in made:
        window.close()
