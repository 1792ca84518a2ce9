"""What a reader and a market do to a canvas."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from models.live_bar import Tail, tail_of
from tests.gui.charts.conftest import COUNT
from tests.gui.samples import bars, pixels


def room(view):
    x0, x1 = view.window
    return x1 - x0


def begin(view, price, days=1, at=100.0):
    """Another bar begins."""
    day = price.stack.date[-1].astype(dt.date) + dt.timedelta(days=days)
    view.refresh(price.put(Tail(date=day, open=at, high=at, low=at, close=at, volume=1.0)))


def trade(view, price, at, **changes):
    """The newest bar's price is another."""
    last = tail_of(bars(COUNT))
    high, low = max(last.high, at), min(last.low, at)
    view.refresh(price.put(replace(last, close=at, high=high, low=low, **changes)))


def wheel(view, steps, x=400.0, across=0, keys=Qt.KeyboardModifier.NoModifier):
    at = QPointF(x, 100)
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), QPoint(120 * across, 120 * steps), Qt.MouseButton.NoButton,
        keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def move(view, x, y):
    at = QPointF(x, y)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


def on_screen(view):
    """What every paint so far has left on the screen: a grab would paint it anew."""
    picture = view.screen().grabWindow(view.nativeParentWidget().winId()).toImage()
    return pixels(picture)[: view.height(), : view.width()]


def drag(view, start, end, button=Qt.MouseButton.LeftButton, steps=10):
    """A press, moves in a line, a release."""
    QTest.mousePress(view.viewport(), button, pos=QPoint(*start))
    for step in range(1, steps + 1):
        at = QPointF(*(one + (other - one) * step / steps for one, other in zip(start, end, strict=True)))
        none = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(QEvent.Type.MouseMove, at, view.mapToGlobal(at), button, button, none)
        QApplication.sendEvent(view.viewport(), event)
    QTest.mouseRelease(view.viewport(), button, pos=QPoint(*end))
