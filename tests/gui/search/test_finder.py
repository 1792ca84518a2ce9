"""What the box searches in: the bundled universe at once, the whole table when it comes, suggestions once a text."""

import pytest

from data_sources.protocol import IndexWanted
from gui.search.finder import KEPT_USES, Finder
from models.errors import Unreachable
from tests.models.search.samples import ids, known, table

TSM = known("TSM.US", "台积电", "TSMC").instrument


@pytest.fixture
def remembered():
    return []


@pytest.fixture
def finder(client, bridge, universe, remembered):
    return Finder(client, bridge, universe, {"AMD.US": 3}, remembered.append)


def test_the_universe_is_found_before_anything_has_come(finder):
    assert ids(finder.find("英伟达")) == ["NVDA.US"]
    assert not finder.whole


def test_the_table_is_asked_for_once_and_searched_when_it_comes(finder, client, settle, qtbot):
    finder.begin()
    finder.begin()
    (asked,) = client.indices
    assert isinstance(asked.want, IndexWanted)
    assert "NVDA.US" in asked.want.own
    with qtbot.waitSignal(finder.changed):
        asked.partial(table())
    assert ids(finder.find("gzmt")) == ["600519.SH"]
    asked.future.set_result(table())
    settle()
    assert finder.whole


def test_it_is_asked_for_later_by_itself_unless_the_program_ends_before(finder, client, monkeypatch):
    monkeypatch.setattr(finder._later, "interval", lambda: 0)
    finder.begin_later()
    assert finder._later.isActive()
    finder.retire()
    assert not finder._later.isActive()
    finder._later.timeout.emit()
    assert len(client.indices) == 1


def test_after_a_lost_data_process_it_is_asked_for_again(finder, client, settle):
    finder.begin()
    client.indices[0].future.set_exception(Unreachable("the data process was replaced"))
    settle()
    finder.begin()
    assert len(client.indices) == 2
    assert ids(finder.find("英伟达")) == ["NVDA.US"]


def test_what_was_used_is_remembered_and_shown_earlier(finder, remembered, universe):
    assert ids(finder.find(""))[0] == "AMD.US"
    for _ in range(5):
        finder.use(universe.instruments["INTC.US"])
    assert ids(finder.find(""))[:2] == ["INTC.US", "AMD.US"]
    assert remembered[-1] == {"AMD.US": 3, "INTC.US": 5}


def test_not_every_use_is_remembered_for_ever(finder, remembered, universe):
    for number in range(KEPT_USES):
        finder.use(known(f"{number:06d}.SZ").instrument)
    assert len(remembered[-1]) == KEPT_USES
    assert "AMD.US" not in remembered[-1]


def test_sources_are_asked_once_for_a_text(finder, client, qtbot):
    finder.suggest(" TSM ")
    finder.suggest("ｔｓｍ")
    (asked,) = client.suggested
    assert asked.want == "TSM"
    assert finder.online("tsm").state == "asking"
    with qtbot.waitSignal(finder.suggested):
        asked.future.set_result((TSM,))
    assert (finder.online("tsm").state, finder.online("tsm").found) == ("answered", (TSM,))
    assert finder.online("other") is None


def test_after_a_failure_they_are_asked_again(finder, client, qtbot):
    finder.suggest("tsm")
    with qtbot.waitSignal(finder.suggested):
        client.suggested[0].future.set_exception(Unreachable("no answer in time"))
    assert (finder.online("tsm").state, finder.online("tsm").why) == ("failed", "no answer in time")
    finder.suggest("tsm")
    assert len(client.suggested) == 2


def test_nothing_is_asked_for_nothing(finder, client):
    finder.suggest("  ")
    assert client.suggested == []
