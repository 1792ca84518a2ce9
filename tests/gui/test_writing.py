"""Files on their way: how far they have come is told, the button stops them, and nobody hears of what has gone."""

import datetime as dt

import pytest

from data_sources.protocol import FileWanted, Progress, Written
from gui.status import StatusLine
from gui.wires.writing import Ends
from models.errors import ExportError
from models.workbook import Book

BOOK = Book(sheets=(), title="t", created=dt.datetime(2024, 9, 26, tzinfo=dt.UTC), up="", down="")
WANT = FileWanted(book=BOOK, format="xlsx", target="/tmp/week.xlsx")


@pytest.fixture
def heard():
    return []


@pytest.fixture
def begin(parts, heard):
    """Begins a file; what comes of it is noted."""

    def send():
        ends = Ends(
            done=lambda made: heard.append(("done", made)), failed=lambda error: heard.append(("failed", error.detail)),
            stopped=lambda: heard.append(("stopped", "")),
        )  # fmt: skip
        parts.writing.file(WANT, ends, parts.texts)

    return send


@pytest.fixture
def line(parts, zh, shown):
    made = StatusLine(zh, "zh", "", simulated=False)
    made.follow(parts.writing)
    return shown(made, 900, 26)


def parts_of(line):
    return line._progress


def test_a_long_file_tells_how_far_it_is_and_then_nothing(begin, client, settle, line, heard, zh):
    begin()
    assert parts_of(line) is None  # a short one needs no button
    client.files[-1].partial(Progress(done=30_000, whole=100_000))
    settle()
    label, stop = parts_of(line)
    assert label.text() == zh["out.progress"].format(file="week.xlsx", part="30%")
    assert stop.isVisible()
    client.files[-1].future.set_result(Written(size=9))
    settle()
    assert heard == [("done", Written(size=9))]
    assert not stop.isVisible()


def test_the_button_stops_it_and_later_answers_say_nothing(begin, client, settle, line, heard):
    begin()
    client.files[-1].partial(Progress(done=1, whole=2))
    settle()
    _, stop = parts_of(line)
    stop.click()
    assert heard == [("stopped", "")]
    assert client.files[-1].future.cancelled()
    client.files[-1].partial(Progress(done=2, whole=2))
    settle()
    assert not stop.isVisible()
    assert heard == [("stopped", "")]


def test_a_failure_is_told_once(begin, client, settle, heard):
    begin()
    client.files[-1].future.set_exception(ExportError("no room is left on this disk"))
    settle()
    assert heard == [("failed", "no room is left on this disk")]


def test_how_it_went_stands_in_the_status_line(parts, line):
    parts.writing.say("done")
    assert line._done.text() == "done"
    parts.writing.say("bad", "error")
    assert (line._done.text(), line._done.property("role")) == ("bad", "warn")
