"""The review tab: a window is picked, the note is made of what comes, and stands beside what it rests on."""

import datetime as dt

import pytest
from PySide6.QtCore import QDate

from gui.review.sides import NAMES
from gui.tabs.review import ReviewTab
from models.errors import ExportError
from models.review.values import Window
from models.review.windows import REFERENCE_WEEK
from tests.gui.review.conftest import TODAY

THIS, LAST, MONTH, REFERENCE, FREE = range(5)
FIRST_LINE = (
    "（1）CPU/GPU板块：本周（0923-0925）英伟达+6.47%，英特尔+7.78%，AMD+3.89%，"
    "寒武纪+6.29%，海光信息+3.73%，龙芯中科+2.73%。"
)


def pick(tab, place):
    tab.bar.presets.setCurrentIndex(place)
    tab.bar.presets.activated.emit(place)


def set_day(edit, day):
    edit.setDate(QDate(day.year, day.month, day.day))


def state(tab):
    return tab._state.text(), tab._state.property("role")


def test_it_opens_with_the_desks_window(tab):
    dates = (tab.bar.first.date().toPython(), tab.bar.last.date().toPython())
    assert dates == (REFERENCE_WEEK.first, REFERENCE_WEEK.last)
    assert tab.sides.figure.title.text() == "图1：算力链股价表现（2024-09-23 至 2024-09-25）"
    assert tab.sides.figure.table.model().rowCount() > 10


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
    assert (tab.bar.first.date().toPython(), tab.bar.last.date().toPython()) == (first, last)


def test_a_preset_means_the_day_it_is_picked_on(parts, week, shown):
    """The program was opened on Friday and is still open on Monday."""
    days = [dt.date(2024, 9, 27)]
    tab = shown(ReviewTab(parts, lambda: days[-1]), 1000, 700)
    days.append(dt.date(2024, 9, 30))
    pick(tab, THIS)
    assert week.window == Window(first=days[-1], last=days[-1])
    assert tab.bar.presets.currentIndex() == THIS
    tab.retire()


def test_free_dates_are_looked_at_once_and_called_free(tab, week, client):
    set_day(tab.bar.first, dt.date(2024, 9, 10))
    assert week.window == Window(first=dt.date(2024, 9, 10), last=REFERENCE_WEEK.last)
    assert tab.bar.presets.currentIndex() == FREE
    asked = len(client.wants)
    set_day(tab.bar.first, dt.date(2024, 9, 10))
    assert len(client.wants) == asked


def test_a_step_goes_a_week_back_and_on(tab, week):
    tab.bar.back.click()
    assert week.window == Window(first=dt.date(2024, 9, 16), last=dt.date(2024, 9, 18))
    tab.bar.on.click()
    assert week.window == REFERENCE_WEEK


def test_a_backwards_window_says_so_and_is_not_asked_for(tab, week, client, zh):
    asked = len(client.wants)
    set_day(tab.bar.last, dt.date(2024, 9, 1))
    assert state(tab) == (zh["review.window.backwards"], "warn")
    assert (week.window, len(client.wants)) == (REFERENCE_WEEK, asked)


def test_figure_and_text_are_those_of_the_reference_week(made, zh):
    assert FIRST_LINE in made.page.text
    assert "沪电股份+5.75%" in made.page.text
    assert made.page.title.text() == "AI算力链周报（0923-0925）"
    assert made.page.state.property("role") == "warn"
    assert made.bar.counts.text() == "沪深 3/5 · 港股 3/5 · 美股 3/5"
    assert "5.73%" in made.sides.figure.notes.toPlainText()


def test_progress_is_counted_and_missing_rows_are_told(tab, week, client, answer, zh):
    week.refresh()
    total = week.progress[1]
    assert state(tab) == (zh["review.progress"].format(done=0, asked=total), "foot")
    answer(lost=("NVDA.US", "INTC.US"))
    assert state(tab) == (zh["review.missing_rows"].format(count=2), "warn")
    assert "英伟达--" in tab.page.text


def test_before_there_is_a_note_the_page_says_that_it_waits(tab, zh):
    assert tab.page.waiting.text() == zh["review.waiting"]
    assert not tab.outs._able


def test_a_note_that_cannot_be_made_says_why(tab, week, client, clerk, answer, zh, settle, qtbot):
    clerk._does = lambda errand: (_ for _ in ()).throw(AssertionError)
    clerk.answer_all = lambda: [clerk.fail(ExportError("the disk is full")) for _ in clerk.open]
    week.refresh()
    answer()
    assert tab.page.waiting.text() == zh["noteview.failed"].format(why="the disk is full")


def test_all_members_are_shown_when_asked_for(made, answer, notes):
    before = made.sides.figure.table.model().rowCount()
    made.sides.figure.all.click()
    answer()
    assert notes.book.settings.everyone
    assert made.sides.figure.table.model().rowCount() == before + 11
    assert "微软" in made.page.text


def test_the_foot_names_the_sources_and_the_oldest_answer(made):
    assert made._foot.text().startswith("来源：内置参考；")


@pytest.mark.parametrize("name", NAMES)
def test_every_page_opens_beside_the_note(made, settle, name, zh):
    made.open(name)
    settle()
    assert made.sides.currentWidget() is made.sides.pages[name]
    assert [key for key, one in made.segments.items() if one.isChecked()] == [name]


def test_words_of_a_finding_are_shown_in_the_text(made):
    made.look_for("商汤科技中标")
    marked = [one._marked for one in made.page._paragraphs() if one._marked]
    assert marked == ["prices.cloud"]


def test_words_of_the_other_language_turn_the_page(made):
    made.look_for("the Kunming AI enabling centre")
    assert made.page.lang == "en"


def test_the_text_gives_way_to_the_pages_and_comes_back(made):
    made.written.click()
    assert made.page.isHidden()
    made.written.click()
    assert not made.page.isHidden()


def test_the_note_stands_beside_the_pages_where_there_is_room(made, settle):
    from PySide6.QtCore import Qt

    assert made.splitter.orientation() is Qt.Orientation.Horizontal
    made.resize(700, 760)
    settle()
    assert made.splitter.orientation() is Qt.Orientation.Vertical


def test_after_its_end_it_follows_the_week_no_more(parts, week, qtbot):
    tab = ReviewTab(parts, lambda: TODAY)
    qtbot.addWidget(tab)
    tab.retire()
    title = tab.sides.figure.title.text()
    week.look_at(Window(first=dt.date(2024, 8, 5), last=dt.date(2024, 8, 9)))
    assert tab.sides.figure.title.text() == title


def test_a_new_window_drops_the_note_of_the_old_one(made, week, client, answer, settle):
    pick(made, LAST)
    settle()
    assert made.sides.figure.title.text() == "图1：算力链股价表现（2024-09-16 至 2024-09-20）"
    answer(bars={})
    assert made.maker.note.inputs.window == week.window


@pytest.fixture
def without(made, universe, answer, settle):
    """The tab with all its pages, over a window of which no source has a close."""
    for name in ("figures", "ledger", "gate", "windows", "check"):
        made.open(name)
        settle()
    pick(made, LAST)
    settle()
    answer(lost={one.id for one in (*universe.instruments.values(), *universe.strip)})
    return made


def test_a_window_without_a_single_close_has_no_note_and_says_so(without, zh):
    assert without.maker.note is None
    assert without.page.waiting.text() == zh["noteview.nothing"]
    assert without.page.text == ""
    assert "0916-0920" in without.page.title.text()
    assert without.page.state.text() == ""
    assert not without.outs._able


def test_no_page_keeps_what_was_of_the_note_before(without, zh):
    pages = without.sides.pages
    assert pages["ledger"].counts.text() == zh["noteview.ledger.none"]
    assert pages["gate"].title.text() == zh["noteview.gate.none"]
    assert pages["gate"].made.text() == ""
    assert pages["windows"].count.text() == zh["noteview.audit.none"]
    assert pages["windows"].ruler.lanes == ()
    assert "2024-09-16" in pages["check"].state.text()
    assert not any(view.isVisibleTo(pages["figures"]) for view in pages["figures"].views.values())


def test_the_note_comes_back_with_its_window(without, settle, answer, zh):
    pick(without, REFERENCE)
    settle()
    answer()
    assert without.maker.note.inputs.window == REFERENCE_WEEK
    assert without.page.waiting.text() == ""
    assert "英伟达+6.47%" in without.page.text


def test_a_sentence_that_is_read_is_edited_in_its_own_week(made, notes, settle):
    """The next week is on its way: what is still on the page is of the week before."""
    one = made.maker.note.sentences[0]
    pick(made, LAST)
    settle()
    made.page.edited.emit(one.id, "zh", "改过。")
    assert [edit.text for edit in notes.book.edits(REFERENCE_WEEK).values()] == ["改过。"]
    assert list(notes.book.edits(REFERENCE_WEEK)) == [f"zh.{one.id}"]
    assert not notes.book.edits(made._parts.week.window)


def test_a_note_that_fails_does_not_leave_that_of_another_week_to_be_exported(made, clerk, answer, settle):
    clerk._does = lambda errand: (_ for _ in ()).throw(AssertionError)
    clerk.answer_all = lambda: [clerk.fail(ExportError("the disk is full")) for _ in clerk.open]
    assert made.outs._able
    pick(made, LAST)
    settle()
    answer(bars={})
    assert not made.outs._able
