"""The opened sources: each one's record, its group's lane, and the way back after a failure. N8."""

import types

import pytest

from data_sources import catalog, keys, sources
from data_sources.catalog import Entry, Place
from data_sources.lanes import URGENT
from data_sources.protocol import Boot
from data_sources.sources import Sources
from data_sources.standing import BETWEEN_S, GOOD_PROBES
from data_sources.transports import jobs
from models.errors import NoSuchData, RateLimited, Refused, Unreachable, Unreadable
from tests.data_sources.clocks import Clock, still_lane
from tests.data_sources.samples import CN, quote, quotes_of

ENTRIES = {
    name: Entry(id=name, module="fake", place=Place.DIRECT, group=group, gives=frozenset({"quotes"}))
    for name, group in (("one", "gtimg.cn"), ("sister", "gtimg.cn"), ("far", "eastmoney.com"))
}


class Direct:
    """A direct source: counts its request, then gives ``answer`` or raises it."""

    answer = (quote(source="one", delay_s=900.0),)

    def __init__(self, context):
        self.closed = False

    def download(self, want):
        jobs.sent()
        jobs.note_body(b"what came")
        return Direct.answer

    def parse(self, raw, want, now):
        if isinstance(raw, Exception):
            raise raw
        return raw

    def close(self):
        self.closed = True


@pytest.fixture
def room(tmp_path, monkeypatch):
    """Sources on one clock, with three direct ones; ``ask(name)`` asks one for a quote."""
    clock = Clock()
    monkeypatch.setattr(catalog, "SOURCES", (*catalog.SOURCES, *ENTRIES.values()))
    monkeypatch.setattr(sources.importlib, "import_module", lambda name: types.SimpleNamespace(open_source=Direct))
    monkeypatch.setattr(sources, "Lane", lambda group: still_lane(group, clock))
    monkeypatch.setattr(sources.time, "monotonic", clock)
    monkeypatch.setattr(Direct, "answer", Direct.answer)

    class Room:
        held = Sources(Boot(profile=str(tmp_path)))

        def ask(self, name="one", answer=None, check=lambda given: given):
            if answer is not None:
                Direct.answer = answer
            return self.held.answer(ENTRIES[name], quotes_of(CN), URGENT, check)

        def fail(self, error, name="one"):
            with pytest.raises(type(error)) as caught:
                self.ask(name, error)
            return caught.value

        def line(self, name="one"):
            return next(line for line in self.held.states() if line.source == name)

    Room.clock = clock
    return Room()


def test_the_line_of_a_source_that_answers(room):
    assert room.line().state == "idle"
    room.ask()
    line = room.line()
    assert (line.state, line.breaker, line.requests, line.delay_s, line.group) == ("ok", "closed", 1, 900.0, "gtimg.cn")
    assert line.last_ok > 0
    sister = room.line("sister")
    assert (sister.state, sister.requests, sister.last_ok) == ("idle", 1, 0.0)  # one budget, two records


def test_a_ban_rests_the_group_and_each_line_says_why(room):
    room.fail(RateLimited("429", wait_s=90.0))
    assert (room.line().state, room.line().reason) == ("resting", "429")
    assert (room.line("sister").state, room.line("sister").reason, room.line("sister").last_failed) == (
        "resting", "429", 0.0,
    )  # fmt: skip
    assert room.line("far").state == "idle"
    assert room.line().rests_until > 0


def test_an_honest_no_is_no_failure(room):
    room.fail(NoSuchData("unknown"))
    assert (room.line().state, room.line().reason) == ("ok", "")


def test_a_refusal_of_a_key_is_told_and_rests_nobody(room):
    for _ in range(5):
        room.fail(Refused("the key is not accepted"))
    assert (room.line().state, room.line().reason, room.line().breaker) == (
        "failed", "the key is not accepted", "closed",
    )  # fmt: skip
    assert room.line("sister").state == "idle"


def test_a_source_without_its_key_is_off_and_says_why(tmp_path, monkeypatch):
    monkeypatch.delenv("SUANLI_KEY_SIMILARWEB", raising=False)
    entry, held = catalog.BY_ID["similarweb"], Sources(Boot(profile=str(tmp_path)))

    def line():
        return next(line for line in held.states() if line.source == "similarweb")

    assert (line().state, line().reason) == ("off", keys.NO_KEY)
    keys.keep(tmp_path, "similarweb", "sw-0123456789")
    assert (line().state, line().reason) == ("idle", "")
    assert held.context(entry).profile == str(tmp_path)
    assert {held.context(other).profile for other in catalog.SOURCES if other is not entry} == {""}
    keys.keep(tmp_path, "similarweb", "")
    held.close()


def test_a_key_that_was_taken_out_leaves_no_light_behind(room):
    room.ask()
    room.fail(Refused(keys.NO_KEY))
    assert (room.line().state, room.line().reason) == ("idle", "")


def test_a_guards_refusal_counts_against_the_source_and_brings_the_body(room):
    def refuse(given):
        raise Unreadable("not what was asked")

    for _ in range(3):
        with pytest.raises(Unreadable) as caught:
            room.ask(check=refuse)
    assert caught.value.payload == "what came"
    assert room.line().breaker == "open"


@pytest.mark.logs
def test_a_bug_in_a_direct_source_is_an_unreadable_answer_with_its_trace_in_the_log(room, caplog):
    with pytest.raises(Unreadable) as error:
        room.ask(answer=ZeroDivisionError("bug"))
    assert (error.value.detail, error.value.payload) == ("ZeroDivisionError: bug", "what came")
    assert "ZeroDivisionError" in caplog.text


def test_it_falls_back_within_two_failures_and_goes_first_again_after_three_good_answers(room):
    """N8: switched after <= 2 failures or 5 s; back after 3 good probes."""
    one, good = ENTRIES["one"], (quote(source="one"),)
    for _ in range(2):
        assert not room.held.is_returning(one)
        room.fail(Unreachable("HTTP 500"))
    assert room.line().requests == 2
    assert room.held.is_returning(one)
    assert not room.held.may_be_tested(one)  # while its group rests
    room.clock.now += 61.0
    for _ in range(GOOD_PROBES):
        assert room.held.may_be_tested(one)
        assert room.held.is_returning(one)
        room.ask(answer=good)
        assert not room.held.may_be_tested(one)  # not at once again
        room.clock.now += BETWEEN_S
    assert not room.held.is_returning(one)


def test_a_failure_on_the_way_back_begins_the_count_anew(room):
    one, good = ENTRIES["one"], (quote(source="one"),)
    room.fail(RateLimited("429"))
    room.clock.now += 61.0
    room.ask(answer=good)
    room.ask(answer=good)
    room.fail(Unreadable("html"))
    room.ask(answer=good)
    room.ask(answer=good)
    assert room.held.is_returning(one)
    room.ask(answer=good)
    assert not room.held.is_returning(one)


def test_the_user_may_have_a_resting_group_asked_at_once(room):
    room.fail(RateLimited("429"))
    assert isinstance(room.fail(RateLimited("429")), RateLimited)
    assert room.line().requests == 1
    room.held.try_now("gtimg.cn")
    room.held.try_now("nobody's")
    room.ask(answer=(quote(source="one"),))
    assert (room.line().breaker, room.line().requests) == ("closed", 2)
    assert [entry.id for entry in room.held.of_group("gtimg.cn")] == ["tencent", "one", "sister"]


def test_when_one_silent_group_answers_the_others_are_looked_at_soon(room):
    for name in ("one", "far"):
        room.fail(Unreachable("no network"), name)
    for _ in range(3):
        room.clock.now += 400.0
        room.fail(Unreachable("no network"), "far")
    assert room.held._lanes["eastmoney.com"]._breaker.wait() > 60.0
    room.clock.now += 100.0
    room.ask("one", (quote(source="one"),))
    assert room.held._lanes["eastmoney.com"]._breaker.wait() <= sources.HASTE_S


def test_after_a_sleep_a_source_is_opened_anew(room):
    room.ask()
    before = room.held._direct["one"]
    room.held.drop_connections()
    assert before.closed
    room.ask()
    assert room.held._direct["one"] is not before
    room.held.close()
    assert room.held._direct["one"].closed


def test_offline_says_one_word(tmp_path, room):
    held = Sources(Boot(profile=str(tmp_path), offline=True))
    with pytest.raises(Unreachable, match="offline"):
        held.answer(ENTRIES["one"], quotes_of(CN), URGENT)
