"""The review tab: a window is picked, figure and text follow, and both leave as text or as a workbook."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton

from gui.tabs.review import ReviewTab
from models.errors import ExportError
from models.review import paper
from models.review.values import Window
from models.review.windows import REFERENCE_WEEK
from models.workbook import PAPER_COLOURS, Book
from tests.gui.samples import of_market

TODAY = dt.date(2024, 9, 25)
THIS, LAST, MONTH, REFERENCE, FREE = range(5)


@pytest.fixture
def tab(parts, shown):
    made = ReviewTab(parts, lambda: TODAY)
    shown(made, 1000, 700)
    yield made
    made.retire()


@pytest.fixture
def fill(client, universe, week, clock, qtbot):
    """Answer every open want, failing some."""

    def run(without=(), why="offline"):
        for name in without:
            client.fail(name, why)
        client.answer_all(lambda name: of_market(universe.instruments[name]).with_columns(fetched_at=clock()))
        qtbot.waitUntil(lambda: not week.busy)

    return run


def state(tab):
    return tab._state.text(), tab._state.property("role")


def pick(tab, place):
    tab._presets.setCurrentIndex(place)
    tab._presets.activated.emit(place)


def set_day(edit, day):
    edit.setDate(QDate(day.year, day.month, day.day))


def press(tab, qtbot, text):
    (button,) = [one for one in tab.findChildren(QPushButton) if one.text() == text]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_opens_with_the_desks_window(tab):
    assert (tab._first.date().toPython(), tab._last.date().toPython()) == (REFERENCE_WEEK.first, REFERENCE_WEEK.last)
    assert tab._title.text() == "图1：算力链股价表现（2024-09-23 至 2024-09-25）"
    assert tab.figure.model().rowCount() > 10


@pytest.mark.parametrize(
    ("place", "first", "last"),
    [
        (THIS, dt.date(2024, 9, 23), TODAY),
        (LAST, dt.date(2024, 9, 16), dt.date(2024, 9, 20)),
        (MONTH, dt.date(2024, 9, 1), TODAY),
        (REFERENCE, dt.date(2024, 9, 23), dt.date(2024, 9, 25)),
    ],
)
def test_a_preset_is_looked_at_and_shown_in_the_dates(tab, week, client, place, first, last):
    pick(tab, place)
    assert week.window == Window(first=first, last=last)
    assert {one.want.end for one in client.open} == {last}
    assert (tab._first.date().toPython(), tab._last.date().toPython()) == (first, last)


def test_a_preset_means_the_day_it_is_picked_on(parts, week, shown):
    """The program was opened on Friday and is still open on Monday."""
    days = [dt.date(2024, 9, 27)]
    tab = shown(ReviewTab(parts, lambda: days[-1]), 1000, 700)
    days.append(dt.date(2024, 9, 30))
    pick(tab, THIS)
    assert week.window == Window(first=days[-1], last=days[-1])
    assert tab._presets.currentIndex() == THIS
    tab.retire()


def test_free_dates_are_looked_at_once_and_called_free(tab, week, client):
    set_day(tab._first, dt.date(2024, 9, 10))
    assert week.window == Window(first=dt.date(2024, 9, 10), last=REFERENCE_WEEK.last)
    assert tab._presets.currentIndex() == FREE
    asked = len(client.wants)
    set_day(tab._first, dt.date(2024, 9, 10))
    assert len(client.wants) == asked


def test_choosing_free_by_itself_changes_nothing(tab, week, client):
    pick(tab, FREE)
    assert (week.window, client.wants) == (REFERENCE_WEEK, [])


def test_a_backwards_window_says_so_and_is_not_asked_for(tab, week, client, zh):
    set_day(tab._last, dt.date(2024, 9, 1))
    assert state(tab) == (zh["review.window.backwards"], "warn")
    assert (week.window, client.wants) == (REFERENCE_WEEK, [])


def test_progress_is_counted_and_then_it_says_whether_the_review_is_final(tab, week, client, fill, zh, clock, qtbot):
    week.refresh()
    total = len(client.open)
    assert state(tab) == (zh["review.progress"].format(done=0, asked=total), "foot")
    fill()
    assert state(tab) == (zh["review.not_final"], "foot")
    clock.now += 3 * 86400
    week.refresh()
    fill()
    assert state(tab) == (zh["review.final"], "foot")


def test_missing_rows_are_counted_and_the_notes_say_why(tab, week, fill, zh):
    week.refresh()
    fill(without=("NVDA.US", "INTC.US"), why="yahoo: no answer in time")
    assert state(tab) == (zh["review.missing_rows"].format(count=2), "warn")
    assert "NVDA.US, INTC.US（雅虎 yfinance: 未按时应答）" in tab.page.toPlainText()


def test_the_text_is_the_notes_sentences_and_its_footnotes(tab, week, fill, zh):
    week.refresh()
    fill()
    made = week.review(everyone=False)
    text = tab.page.toPlainText()
    assert text.startswith("\n\n".join(paper.sentences(made, zh, "zh")))
    assert all(paper.note_text(note, zh) in text for note in made.notes)


def test_all_members_are_shown_when_asked_for(tab, week, fill):
    week.refresh()
    fill()
    before = tab.figure.model().rowCount()
    tab._everyone.click()
    assert tab.figure.model().rowCount() == before + 11
    assert "微软" in tab.page.toPlainText()
    tab._everyone.click()
    assert tab.figure.model().rowCount() == before


def test_the_foot_names_the_sources_and_the_oldest_answer(tab, week, fill, zh):
    assert tab._foot.text() == zh["review.origin"].format(source="--", as_of="--")
    week.refresh()
    fill()
    assert tab._foot.text().startswith("来源：雅虎 yfinance；")


def test_refresh_asks_again(tab, client, qtbot, zh):
    press(tab, qtbot, zh["review.refresh"])
    assert client.open


def test_copy_puts_the_text_on_the_clipboard_and_says_so(tab, week, fill, qtbot, zh):
    week.refresh()
    fill()
    press(tab, qtbot, zh["review.copy"])
    assert QGuiApplication.clipboard().text() == tab.page.toPlainText()
    assert state(tab) == (zh["review.copied"], "foot")


@pytest.fixture
def saving(tab, monkeypatch, tmp_path):
    """The file dialog answers at once."""
    target = str(tmp_path / "book.xlsx")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *given: (offered.append(Path(given[2]).name), (target, ""))[1]
    )
    offered = []
    return target, offered


def test_export_hands_over_a_book_with_its_target_and_says_how_it_ended(
    tab, week, fill, client, saving, qtbot, settle, zh
):
    week.refresh()
    fill()
    press(tab, qtbot, zh["review.export"])
    target, offered = saving
    assert offered == ["算力链周度回顾_20240923-20240925.xlsx"]
    want = client.files[0].want
    assert (want.format, want.target) == ("xlsx", target)
    assert isinstance(want.book, Book)
    assert want.book.title == tab._title.text()
    assert (want.book.up, want.book.down) == PAPER_COLOURS["red-up"]
    assert state(tab) == (zh["review.exporting"], "foot")
    client.files[0].future.set_result(12345)
    settle()
    assert state(tab) == (zh["review.exported"].format(file=target), "foot")


def test_a_failed_export_says_why(tab, client, settle, zh):
    tab.export_to("book.xlsx")
    client.files[0].future.set_exception(ExportError("the disk is full"))
    settle()
    assert state(tab) == (zh["review.export_failed"].format(why="the disk is full"), "error")


def test_no_file_chosen_means_no_export(tab, client, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: ("", ""))
    tab.export()
    assert client.files == []


def test_all_members_are_exported_when_they_are_shown(tab, week, fill, client):
    week.refresh()
    fill()
    sizes = []
    for _ in range(2):
        tab.export_to("book.xlsx")
        sizes.append(len(client.files[-1].want.book.sheets[0].lines))
        tab._everyone.click()
    assert sizes[1] == sizes[0] + 11


def test_an_export_that_ends_after_its_window_does_no_harm(parts, client, qapp, settle):
    tab = ReviewTab(parts, lambda: TODAY)
    tab.export_to("book.xlsx")
    tab.retire()
    tab.deleteLater()
    qapp.sendPostedEvents(tab, 52)  # DeferredDelete
    client.files[0].future.set_result(1)
    settle()


def test_after_its_end_it_follows_the_week_no_more(parts, week, qtbot):
    tab = ReviewTab(parts, lambda: TODAY)
    qtbot.addWidget(tab)
    tab.retire()
    title = tab._title.text()
    week.look_at(Window(first=dt.date(2024, 8, 5), last=dt.date(2024, 8, 9)))
    assert tab._title.text() == title
