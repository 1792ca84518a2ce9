"""Row X1 of the fault list: a name that is HTML is shown as text wherever names and reasons come, and opens nothing."""

import ctypes
import os
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QToolTip

from data_sources.protocol import SourceState, Status
from gui.charts.panel import ChartPanel
from gui.imports.page import ImportPage
from gui.lists.incoming import IncomingPreview
from gui.look.labels import tip
from gui.search.box import SearchBox
from gui.status import StatusLine
from gui.strip import HEIGHT, IndexStrip
from gui.tables.figure_view import FigureView
from gui.watchlist import Watchlist
from models.imports.traffic.values import Option
from models.imports.values import Preview as Table
from models.imports.values import Refused
from models.instruments import Instrument, Market
from models.listfiles.values import Preview, PreviewRow, State
from models.lists.values import Lists, Mark, NamedList, Section
from tests.gui.imports.samples import BLOCK, STRANGER, UNIT, traffic
from tests.gui.samples import NOW, bars, fresh
from tests.models.samples import reference_review, with_row

IN_OPEN = 0x20
PICTURE = b"\x89PNG\r\n\x1a\n"


class Canary:
    """A file; ``opened`` is whether anybody has opened it since it was last asked."""

    def __init__(self, path):
        path.write_bytes(PICTURE)
        libc = ctypes.CDLL(None)
        self._fd = libc.inotify_init1(os.O_NONBLOCK)
        assert libc.inotify_add_watch(self._fd, bytes(path), IN_OPEN) > 0
        self.name = f"<img src='{path}'><b>x</b>"

    @property
    def opened(self):
        try:
            return bool(os.read(self._fd, 4096))
        except BlockingIOError:
            return False

    def close(self):
        os.close(self._fd)


@pytest.fixture
def canary(tmp_path, qapp):
    if sys.platform != "linux":
        pytest.skip("openings are watched with inotify")
    made = Canary(tmp_path / "canary.png")
    yield made
    made.close()


@pytest.fixture
def evil(canary):
    return Instrument(id="NVDA.US", market=Market.US, exchange="XNAS", name_zh=canary.name, name_en=canary.name)


def seen(widget, settle):
    """Painted, with every label in it plain."""
    settle()
    widget.grab()
    settle()
    labels = [label for label in widget.findChildren(QLabel) if label.metaObject().className() != "QTipLabel"]
    assert {label.textFormat() for label in labels} <= {Qt.TextFormat.PlainText}


def tips(model):
    """Every tool tip of a model that Qt would read as HTML and that holds a picture."""
    role, where = Qt.ItemDataRole.ToolTipRole, range(model.columnCount())
    said = [model.index(row, column).data(role) or "" for row in range(model.rowCount()) for column in where]
    return [one for one in said if Qt.mightBeRichText(one) and "<img" in one]


@pytest.mark.qt_log_ignore(".*")  # of a picture that is none
def test_a_bare_label_would_have_opened_it(canary, shown, settle):
    """The control."""
    label = shown(QLabel(canary.name))
    settle()
    label.grab()
    assert canary.opened


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_tool_tip_of_a_name(canary, shown, settle):
    label = shown(QLabel("x"))
    QToolTip.showText(QPoint(0, 0), tip(canary.name), label)
    settle()
    QToolTip.hideText()
    settle()
    assert not canary.opened


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_list(canary, evil, parts, lists, shown, settle):
    """As name of a list, a section and a row, as note, tag and source, in the peek, the name line and the marks."""
    section = Section(id="s1", name_zh=canary.name, name_en=canary.name, members=(evil.id,))
    one = NamedList(id="l1", name_zh=canary.name, name_en=canary.name, sections=(section,))
    mark = Mark(flag="red", note=canary.name, tags=(canary.name,))
    parts.lists._show(Lists(lists=(one,), known={evil.id: evil}, pins=(evil.id,), marks={evil.id: mark}))
    whole = Watchlist(parts)
    panel = shown(whole.panel, 900, 600)
    whole.apply((fresh(evil.id, 120.0, source=canary.name),), NOW)
    whole.tick(NOW)
    panel.select(evil.id)
    panel.peeking.open(panel.current)
    for act in ("section", "mark", "rename", "filter", "columns"):
        whole.hands.acts.actions[act].trigger()
        seen(panel, settle)
    assert tips(panel.model) == []
    whole.retire()
    assert not canary.opened


def test_a_list_file_that_comes_in(canary, evil, zh, dark, shown, settle):
    """As file, section, name, note, candidate and unread text."""
    other = replace(evil, id="00700.HK", market=Market.HK)
    mark = {"line": 1, "part": 0, "name": canary.name, "text": canary.name}
    rows = (
        PreviewRow(instrument=evil, **mark),
        PreviewRow(candidates=(evil, other), state=State.AMBIGUOUS, **mark),
        PreviewRow(reason=canary.name, state=State.UNKNOWN, **mark),
    )
    parts = ((canary.name, canary.name),)
    made = Preview(file=canary.name, format="text", parts=parts, rows=rows, remarks=(canary.name,))
    panel = shown(IncomingPreview(zh, "zh", dark), 900, 400)
    panel.show_preview(made, canary.name)
    for row in range(3):
        panel.table.setCurrentIndex(panel.rows.index(row, 0))
        seen(panel, settle)
    assert tips(panel.rows) == []
    panel.refuse(canary.name)
    seen(panel, settle)
    assert not canary.opened


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_strip(canary, universe, zh, dark, shown, settle):
    strip = IndexStrip(universe, zh, "zh", dark)
    row = strip.store.row_of["HSI"]
    one = replace(strip.store.instruments[row], name_zh=canary.name)
    strip.store.instruments = tuple(one if place == row else held for place, held in enumerate(strip.store.instruments))
    shown(strip, 1900, HEIGHT)
    spot = QPoint(dict(strip.seen)[row] + 5, 10)
    strip.event(QHelpEvent(QEvent.Type.ToolTip, spot, strip.mapToGlobal(spot)))
    seen(strip, settle)
    assert "&lt;img" in QToolTip.text()
    QToolTip.hideText()
    assert not canary.opened


def test_the_search(canary, evil, parts, client, shown, settle, qtbot):
    window = shown(QMainWindow(), 900, 600)
    box = SearchBox(parts, window)
    box.open()
    qtbot.keyClicks(box.line, "zzzz")
    box._ask()
    client.suggested[0].future.set_result((replace(evil, id="ZZZZ.US"),))
    settle()
    assert canary.name in box.results.index(0).data()
    seen(box, settle)
    box.dismiss()
    assert not canary.opened


def test_the_chart(canary, evil, zh, dark, plotting, shown, settle):
    panel = shown(ChartPanel(zh, "zh", dark, plotting), 700, 400)
    panel.show_pending(evil)
    seen(panel, settle)
    panel.show_bars(bars(50), evil, canary.name, late=True)
    seen(panel, settle)
    panel.show_failure(canary.name, lambda: None)
    seen(panel, settle)
    assert not canary.opened


def test_figure_1(canary, evil, zh, dark, shown, settle):
    view = shown(FigureView(zh, "zh", dark), 900, 500)
    view.set_review(with_row(reference_review(), instrument=evil, doubt=canary.name, source=canary.name))
    seen(view, settle)
    assert tips(view.model()) == []
    assert not canary.opened


def test_the_preview_of_an_import(canary, parts, client, shown, settle):
    widget = shown(ImportPage(parts))
    widget.open("x")
    client.imports[-1].future.set_result(
        Table(name=canary.name, encoding=canary.name, vendor=canary.name, counts=(), instruments=0, sample=(),
                refused=(Refused(sheet=canary.name, row=1, reason=canary.name),), refused_count=1, currencies=(),
                remarks=(canary.name,), first=None, last=None)
    )  # fmt: skip
    seen(widget, settle)
    assert widget.refused.texts.rows == [[canary.name, "1", canary.name]]
    widget.retire()
    assert not canary.opened


def test_a_table_of_traffic(canary, parts, client, shown, settle):
    name, page = canary.name, shown(ImportPage(parts))
    block = replace(BLOCK, sheet=name, caption=name, rows=((name, name), (name,)))
    asked = replace(UNIT, why=name, example=name, options=(Option(value=name, means=name),), needed=False)
    made = traffic(
        name=name, vendor=name, encoding=name, blocks=(block, block), questions=(asked,), remarks=(name,),
        lines=(replace(STRANGER, product=name, written=name, source=name),),
        refused=(Refused(sheet=name, row=1, reason=name),),
    )  # fmt: skip
    page.open("x")
    client.imports[-1].future.set_result(made)
    for side in (0, 1):
        page.sides.setCurrentIndex(side)
        seen(page, settle)
    assert name in page.summary.text()
    page.retire()
    assert not canary.opened


def test_the_status_line(canary, zh, shown, settle):
    line = shown(StatusLine(zh, "zh", canary.name, simulated=False), 900, 30)
    line.show_status(Status(sources=(SourceState(source="yahoo", state="failed", reason=canary.name),)), NOW)
    seen(line, settle)
    (tip_,) = [light.toolTip() for light in line._lights.values()]
    assert not Qt.mightBeRichText(tip_)
    assert not canary.opened
