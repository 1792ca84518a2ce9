"""Completeness of daily bars: asked once, shown in place, filled on demand, and stopped when the user says so."""

import datetime as dt

import pytest

from data_sources.protocol import Completeness
from gui.sources.lines import Tone, Words
from gui.sources.wholeness import Wholeness
from models.errors import Unreachable
from tests.gui.samples import NOW, of_market

TODAY = dt.date(2024, 9, 25)
GAPS = ((dt.date(2024, 3, 4), dt.date(2024, 3, 8)), (dt.date(2024, 5, 6), dt.date(2024, 5, 6)))


@pytest.fixture
def part(parts, shown):
    made = shown(Wholeness(parts, Words(parts.texts, "zh", NOW), lambda: TODAY), 1000, 700)
    yield made
    made.retire()


def held(name, *gaps, missing=0):
    return Completeness(instrument=name, source="yahoo", expected=242, held=242 - missing, gaps=gaps,
                        fetched_at=NOW - 3600)  # fmt: skip


@pytest.fixture
def answered(part, client, settle):
    """Two of the followed instruments have gaps."""
    part.ask()
    gaps = {"NVDA.US": (GAPS, 6), "00700.HK": (GAPS[:1], 5)}
    found = tuple(
        held(one.id, *gaps.get(one.id, ((), 0))[0], missing=gaps.get(one.id, ((), 0))[1])
        for one in client.checked[-1].want.instruments
    )
    client.checked[-1].future.set_result(found)
    settle()
    return part


def row(part, name):
    return next(place for place, line in enumerate(part.model.lines) if line.one.id == name)


def texts(part, name):
    return [part.model.text(row(part, name), place) for place in range(len(part.model.columns))]


def test_it_asks_for_everything_that_is_followed_over_a_year(part, client, universe):
    part.ask()
    want = client.checked[-1].want
    assert (want.start, want.end) == (dt.date(2023, 9, 26), TODAY)
    assert want.instruments == universe.needed(everyone=True)


def test_another_span_is_another_question_and_the_old_answer_is_not_shown(part, client, settle, qtbot):
    part.ask()
    part.spans.setCurrentIndex(part.spans.findData("five"))
    part.spans.activated.emit(part.spans.currentIndex())
    assert client.checked[0].future.cancelled()
    assert client.checked[1].want.start == dt.date(2019, 9, 26)


def test_gaps_are_told_in_dates_and_numbers(answered):
    assert texts(answered, "NVDA.US") == [
        "英伟达", "NVDA.US", "242", "236", "6", "2024-03-04 – 2024-03-08   2024-05-06", "雅虎 yfinance",
        "1小时前", "补齐",
    ]  # fmt: skip
    assert texts(answered, "AMD.US")[4:6] == ["", ""]
    assert texts(answered, "AMD.US")[-1] == ""
    assert answered._note.text() == "26 个品种中 2 个有缺口，共缺 11 个交易日"
    assert answered.model.tone(row(answered, "NVDA.US"), 8) is Tone.LINK


def test_filling_one_asks_from_its_first_gap_to_its_last_and_checks_again(answered, client, settle, universe):
    answered.view.pressed.emit(row(answered, "NVDA.US"), "action")
    want = client.one("NVDA.US").want
    assert (want.start, want.end) == (GAPS[0][0], GAPS[1][1])
    assert texts(answered, "NVDA.US")[-1] == "补齐中"
    assert (answered.all.isHidden(), answered.stop.isHidden()) == (True, False)
    checked = len(client.checked)
    client.answer("NVDA.US", of_market(universe.instruments["NVDA.US"]))
    settle()
    assert len(client.checked) == checked + 1
    assert (answered.all.isHidden(), answered.stop.isHidden()) == (False, True)


def test_filling_all_shows_how_far_it_is_and_names_what_failed_until_the_next_time(answered, client, settle, universe):
    answered.fill_all()
    assert sorted(one.name for one in client.open) == ["00700.HK", "NVDA.US"]
    assert answered._note.text() == "正在补齐 0/2"
    client.answer("NVDA.US", of_market(universe.instruments["NVDA.US"]))
    settle()
    assert answered._note.text() == "正在补齐 1/2"
    assert (texts(answered, "NVDA.US")[-1], texts(answered, "00700.HK")[-1]) == ("补齐", "补齐中")
    client.fail("00700.HK")
    settle()
    client.checked[-1].future.set_result((held("NVDA.US"), held("00700.HK", GAPS[0], missing=5)))
    settle()
    assert answered._note.text() == "1 个品种未能补齐，例如 00700.HK：未按时应答"
    assert answered._note.property("role") == "warn"
    answered.fill_all()
    assert answered._note.text() == "正在补齐 0/1"


def test_stopping_waits_for_nothing_more(answered, client, settle):
    answered.fill_all()
    answered.stop.click()
    assert client.open == []
    assert {line.filling for line in answered.model.lines} == {False}
    assert not answered.all.isHidden()


def test_what_cannot_be_checked_says_why_and_keeps_the_old_picture(answered, client, settle):
    lines = answered.model.lines
    answered.again.click()
    client.checked[-1].future.set_exception(Unreachable("the data service was restarted"))
    settle()
    assert (answered._note.text(), answered._note.property("role")) == ("无法核对：数据服务已重启", "error")
    assert answered.model.lines == lines


def test_before_the_first_answer_it_says_what_will_be_here(part, zh):
    assert part._empty.text() == zh["sources.whole.empty"]
    assert not part._empty.isHidden()
    assert part.view.isHidden()
    assert not part.all.isEnabled()


def test_closing_waits_for_nothing(answered, client):
    answered.fill_all()
    answered.again.setEnabled(True)
    answered.ask()
    answered.retire()
    assert client.open == []
    assert client.checked[-1].future.cancelled()
