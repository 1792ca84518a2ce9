"""A file is read or refused, whatever is in it; what takes too long or too much ends with its own process."""

import hashlib
import os
import time
import tracemalloc
from operator import attrgetter

import pytest

from data_sources.imports import child, files, limits, workbook
from data_sources.imports.files import Reader, read_bytes
from models.errors import Failure, ImportRejected
from models.imports.reading import taken_of
from tests.data_sources.imports import files as made

CELLS = attrgetter("cells")


class Pipe:
    """The child's end: looks to receive, after which nobody asks."""

    def __init__(self, *looks):
        self.sent, self.looks = [], list(looks)

    def send(self, value):
        self.sent.append(value)

    def poll(self, seconds):
        return bool(self.looks)

    def recv(self):
        return self.looks.pop(0)


def closes(cells):
    return [(row.instrument, row.value) for row in taken_of(cells).rows]


@pytest.fixture
def reader():
    """Keeps one table open; put away at the end."""
    made = Reader()
    yield made
    made.forget()


WEEK = [("688256.SH", 208.87), ("688256.SH", 222.01)]


def test_a_workbook_is_read_in_a_process_of_its_own(tmp_path, reader):
    path = tmp_path / "week.xlsx"
    path.write_bytes(made.workbook())
    cells, digest = reader.ask(str(path), "", CELLS)
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (cells.name, cells.encoding, closes(cells)) == ("week.xlsx", "", WEEK)


def test_a_table_from_the_clipboard(reader):
    cells, _ = reader.ask("", "\n".join("\t".join(map(str, row)) for row in made.ROWS), CELLS)
    assert (cells.name, closes(cells)) == ("clipboard", WEEK)


def test_symbols_in_a_workbook_stay_as_they_were_written():
    words = ("000001", "NA", "TRUE", "1E5", "MAR", "null", "00700", "=1+1")
    assert workbook.read(made.workbook(words), "x").sheets[0].rows[0][:7] == words[:7]


def test_a_formula_is_not_evaluated():
    rows = (made.ROWS[0], ("688256.SH", "2024-09-25", "=200+22.01"))
    assert closes(workbook.read(made.workbook(*rows), "x")) == []


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD2", "GT3", "A5000"])
def test_a_cell_far_away_does_not_make_the_table_large(place):
    cells = workbook.read(made.with_cell(place), "x")
    assert closes(cells) == WEEK
    assert max(len(row) for row in cells.sheets[0].rows) <= limits.COLUMNS
    assert cells.remarks == ("cells far outside the table were left out",)


def test_what_the_file_says_of_its_size_does_not_count():
    cells = workbook.read(made.with_dimension("A1:XFD1048576"), "x")
    assert (closes(cells), len(cells.sheets[0].rows)) == (WEEK, 3)


@pytest.mark.parametrize("declared", [made.XXE, made.LAUGHS], ids=["outside", "laughs"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_read(declared, encoding):
    with pytest.raises(ImportRejected, match="a DTD or entities"):
        workbook.read(made.with_doctype(declared, encoding), "x")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (lambda: made.bomb(2_000_000), "packed too tightly: more than 100 times"),
        (lambda: made.bomb(10, parts=2_001), "too many parts: 2001"),
        (lambda: made.bomb(21_000_000, parts=10), "unpacks to too much: 210 MB"),
        (lambda: b"PK\x03\x04 nothing more", "a damaged workbook"),
    ],
    ids=["ratio", "parts", "size", "damaged"],
)
def test_a_bomb_is_refused_without_being_unpacked(content, why):
    bomb = content()
    tracemalloc.start()
    with pytest.raises(ImportRejected, match=why):
        read_bytes(bomb, "x")
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "an empty file"), (b" \n", "an empty file"), (b"x" * 100, "more than 0 MB")]
)
def test_what_is_too_little_or_too_much_is_refused(monkeypatch, content, why):
    monkeypatch.setattr(files, "LONGEST_FILE", 50)
    with pytest.raises(ImportRejected, match=why):
        read_bytes(content, "x")


def test_a_file_that_is_not_there_is_refused(tmp_path, reader):
    with pytest.raises(ImportRejected, match="no such file"):
        reader.ask(str(tmp_path / "week.xlsx"), "", CELLS)


def _times(held):
    held.last = (held.last or 0) + 1
    return held.last, os.getpid()


def _bug(held):
    raise KeyError("x")


def _nothing(held):
    raise ImportRejected("nothing in this file can be taken")


def test_a_table_is_read_once_and_looked_at_again(reader):
    (first, process), _ = reader.ask("", "a,b", _times)
    assert (first, reader.ask("", "a,b", _times)[0]) == (1, (2, process))
    (first, other), _ = reader.ask("", "a,c", _times)
    assert first == 1
    assert other != process
    reader.forget()
    assert reader.ask("", "a,c", _times)[0][0] == 1


def test_a_table_that_was_put_away_is_read_again(reader, monkeypatch):
    reader.ask("", "a,b", _times)
    reader._open._process.kill()
    reader._open._process.join()
    assert reader.ask("", "a,b", _times)[0][0] == 1


@pytest.mark.parametrize(("look", "error", "why"), [(_bug, RuntimeError, "KeyError"), (_nothing, ImportRejected, "no")])
def test_why_a_look_gave_nothing_is_told(reader, look, error, why):
    with pytest.raises(error, match=why):
        reader.ask("", "a,b", look)
    assert reader.ask("", "a,b", _times)[0][0] == 1


def _full(held):
    raise MemoryError


@pytest.fixture
def unlimited(monkeypatch):
    """No limits on the process of the tests."""
    monkeypatch.setattr(child, "_limit", lambda: None)
    monkeypatch.setattr(child, "_allow", lambda: None)


@pytest.mark.usefixtures("unlimited")
def test_the_child_answers_until_nobody_asks():
    pipe = Pipe(CELLS, _full, _bug)
    child.serve(pipe, b"a,b", "x")
    cells, full, bug = pipe.sent
    assert cells.sheets[0].rows == (("a", "b"),)
    assert (full.detail, bug.kind) == ("reading it takes more than 500 MB of memory", "Unreadable")
    assert "KeyError" in bug.trace


@pytest.mark.parametrize("content", [b"<html><table><tr><td>1</td></tr></table></html>", b"<?xml version='1.0'?><x/>"])
@pytest.mark.usefixtures("unlimited")
def test_a_web_page_with_a_workbooks_name_is_refused(content):
    pipe = Pipe(CELLS)
    child.serve(pipe, content, "x.xls")
    assert pipe.sent == [
        Failure(kind="ImportRejected", detail="a web page dressed as a workbook: save it as xlsx or csv")
    ]


def _slow(pipe, content, name):
    time.sleep(60)


def _gone(pipe, content, name):
    raise SystemExit(3)


@pytest.mark.parametrize(("serve", "why"), [(_slow, "takes too long"), (_gone, "ended its process")])
def test_a_reading_that_hangs_or_dies_ends_with_its_process(monkeypatch, serve, why):
    monkeypatch.setattr(files.child, "serve", serve)
    monkeypatch.setattr(files, "DEADLINE_S", 0.2 if serve is _slow else 30.0)
    with pytest.raises(ImportRejected, match=why):
        read_bytes(b"a,b\n", "x")
