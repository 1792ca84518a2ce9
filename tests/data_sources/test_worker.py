"""The loop of the data process, in this process: wants to answers, pools apart, and the poller's rounds."""

import datetime as dt
import multiprocessing
import threading

import pytest

from data_sources import catalog, files, worker
from data_sources.cache import Cache
from data_sources.profile import GUEST
from data_sources.protocol import (
    Answer,
    Ask,
    Boot,
    BytesKept,
    Failed,
    FileWanted,
    Forget,
    IndexWanted,
    ListFileWanted,
    OverrideDropped,
    OverrideKept,
    Progress,
    SettingsKept,
    StatusWanted,
    Stop,
    Subscribe,
    SuggestWanted,
    TryNow,
    Written,
)
from data_sources.stores import Stores
from data_sources.user.db import UserData
from models import symbols
from models.errors import CacheError
from models.facts import Override, Said
from models.search.index import Index
from models.values import Interval
from models.workbook import Book
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import CN, US, WEEK, bars, close_of, quote, quotes_of, span, want

SOON = 20.0


def said():
    """A close put in by hand."""
    return Override(
        instrument=CN.id, date=dt.date(2024, 9, 25), what=Said.CLOSE, value=9.5, author="L", reason="misprint",
        made_at=1.7e9,
    )  # fmt: skip


def heard(pipe):
    """The next message; a test that waits for ever says nothing."""
    assert pipe.poll(SOON), "no message came"
    return pipe.recv()


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """``desk(**answers)``: a data process's parts on fake sources, and the other end of its pipe."""
    made = []

    def open_(**answers):
        ours, theirs = multiprocessing.Pipe()
        sources = Sources(**answers)
        sources.states, sources.close = tuple, lambda: None
        monkeypatch.setattr(worker, "Sources", lambda boot: sources)
        one = worker.Desk(theirs, Boot(profile=str(tmp_path)), Stores(Cache(None), UserData(None, 0.0), owned=False))
        made.append((one, ours, theirs))
        return one, ours

    yield open_
    for one, ours, theirs in made:
        one.close()
        for pool in (one._history, one._quick, one._parts, one._poller._rounds):
            pool.shutdown()
        ours.close(), theirs.close()


def test_bars_quotes_and_failures_are_answered_by_number(desk):
    one, pipe = desk(akshare=bars(), tencent=(quote(),))
    one._take(Ask(1, want()))
    answer = heard(pipe)
    assert (type(answer), answer.number, close_of(answer.value)) == (Answer, 1, WEEK)
    one._take(Ask(2, quotes_of(CN)))
    assert heard(pipe).value.quotes == (quote(),)
    one._take(Ask(3, want(US)))
    failed = heard(pipe)
    assert (type(failed), failed.number) == (Failed, 3)
    assert [part.source for part in failed.failure.tried] == list(catalog.ORDER["bars.US"])


def test_a_partial_answer_comes_before_the_final_one(desk):
    one, pipe = desk(akshare=bars())
    first = bars({"2024-09-20": 10.0}, at=1.7e9)
    one._kept.cache.merge(first, span("2024-09-20", "2024-09-20", 1.7e9))
    one._take(Ask(1, want()))
    part, whole = heard(pipe), heard(pipe)
    assert (part.final, close_of(part.value)) == (False, {"2024-09-20": 10.0})
    assert (whole.final, close_of(whole.value)) == (True, WEEK)


@pytest.mark.logs
def test_a_bug_is_an_unreadable_answer_with_its_trace(desk, caplog):
    one, pipe = desk(akshare=ZeroDivisionError("bug"))
    one._take(Ask(1, want()))
    failed = heard(pipe).failure
    assert (failed.kind, failed.detail) == ("Unreadable", "ZeroDivisionError: bug")
    assert "ZeroDivisionError" in failed.trace
    assert "answering" in caplog.text


def test_quotes_do_not_queue_behind_histories(desk):
    go, waiting = threading.Event(), threading.Semaphore(0)

    def slow(asked):
        waiting.release()
        go.wait(SOON)
        return bars(one=asked.instrument)

    one, pipe = desk(akshare=slow, tencent=(quote(),))
    for number in range(worker.HISTORY_THREADS + 5):  # each its own: the same would share one answer
        one._take(Ask(number, want(symbols.instrument(f"{600000 + number}.SH"))))
    for _ in range(worker.HISTORY_THREADS):
        waiting.acquire()
    one._take(Ask(1000, quotes_of(CN)))
    assert heard(pipe).number == 1000
    go.set()
    assert {heard(pipe).number for _ in range(worker.HISTORY_THREADS + 5)} == set(range(worker.HISTORY_THREADS + 5))


def test_many_quotes_at_once_do_not_block_each_other(desk):
    together = threading.Barrier(worker.QUICK_THREADS)  # every quick thread waits for its parts at the same moment

    def all_at_once(asked):
        together.wait(SOON)
        return (quote(),)

    one, pipe = desk(tencent=all_at_once)
    for number in range(worker.QUICK_THREADS):
        one._take(Ask(number, quotes_of(CN, symbols.instrument(f"{600001 + number}.SH"))))
    assert {heard(pipe).number for _ in range(worker.QUICK_THREADS)} == set(range(worker.QUICK_THREADS))


def test_forgotten_work_is_skipped_and_leaves_no_trace(desk):
    one, pipe = desk()
    one._awaited.add(1)
    one._take(Forget(1))
    one._answer(1, StatusWanted())
    one._take(Forget(2))  # answered long ago
    one._take(Ask(3, StatusWanted()))
    assert heard(pipe).number == 3
    assert one._awaited == set()


def test_what_nobody_answers_says_so(desk):
    one, pipe = desk()
    one._take(Ask(1, Stop()))
    assert heard(pipe).failure.detail == "nobody answers Stop"


def test_the_users_own_numbers_go_over_what_the_sources_say(desk):
    one, pipe = desk(akshare=bars())
    one._take(Ask(1, OverrideKept(override=said())))
    assert heard(pipe).value.number == 1
    one._take(Ask(2, want()))
    answer = heard(pipe).value
    assert (close_of(answer)["2024-09-25"], answer.manual) == (9.5, (dt.date(2024, 9, 25),))
    one._take(Ask(3, OverrideDropped(number=1)))
    assert heard(pipe).value is None
    one._take(Ask(4, want()))
    assert close_of(heard(pipe).value) == WEEK


def test_try_now_asks_the_sources_of_the_group(desk):
    one, pipe = desk(tencent=(quote(),))
    one._take(Ask(1, TryNow(group="gtimg.cn")))
    assert heard(pipe).value.pid
    assert (one._sources.tried, one._sources.names()) == (["gtimg.cn"], ["tencent"])


def test_what_is_refused_is_listed_in_the_status(desk):
    one, pipe = desk(akshare=bars(one=US))
    one._take(Ask(1, want()))
    heard(pipe)
    (refused,) = one._status().rejected
    assert (refused.source, refused.instrument) == ("akshare", "600000.SH")


def test_a_subscription_tells_which_rows_are_on_screen(desk):
    one, _ = desk()
    one._take(Subscribe((CN, US), (US.id,)))
    assert {name: row.visible for name, row in one._poller._rows.items()} == {CN.id: False, US.id: True}


@pytest.mark.parametrize("message", [Stop(), None])
def test_the_loop_ends_when_told_and_when_the_parent_is_gone(desk, message):
    one, pipe = desk()
    pipe.send(message) if message else pipe.close()
    one.run()
    assert not one._closing.is_set() or message is None
    one.close()


# how it starts


def test_the_table_of_the_search_box_is_made_here(desk):
    one, pipe = desk()
    one._take(Ask(1, IndexWanted(own="002130.SZ\tstock\tCN\tXSHE\t沃尔核材\tWoer")))
    answers = [heard(pipe)]
    while not answers[-1].final:
        answers.append(heard(pipe))
    assert [hit.instrument.id for hit in Index(answers[-1].value).find("wehc")] == ["002130.SZ"]


def test_a_pasted_list_is_resolved_with_what_is_listed(desk):
    one, pipe = desk()
    one._take(Ask(1, ListFileWanted(text="沃尔核材, nobody", own="002130.SZ\tstock\tCN\tXSHE\t沃尔核材\tWoer")))
    made = heard(pipe).value
    assert [(row.text, row.state) for row in made.rows] == [("沃尔核材", "found"), ("nobody", "unknown")]
    one._take(Ask(2, ListFileWanted(text="002130")))  # the universe told before is remembered
    assert heard(pipe).value.rows[0].instrument.name_zh == "沃尔核材"
    one._take(Ask(3, ListFileWanted(text=" ")))
    assert heard(pipe).failure.kind == "ImportRejected"


def test_bytes_are_written_where_the_user_said(desk, tmp_path):
    one, pipe = desk()
    target = tmp_path / "list.txt"
    one._take(Ask(1, BytesKept(target=str(target), content=b"NASDAQ:NVDA\n")))
    assert (heard(pipe).value, target.read_bytes()) == (12, b"NASDAQ:NVDA\n")
    for number, bad in enumerate((str(tmp_path / "no" / "folder"), str(tmp_path), "a\0b"), 2):
        one._take(Ask(number, BytesKept(target=bad, content=b"x")))
        assert heard(pipe).failure.kind == "ExportError"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["list.txt"]


@pytest.fixture
def slowly(monkeypatch):
    """A way to write that tells of its first row, then waits for ``.set()``, then tells of its second."""
    going = threading.Event()

    def write(_, file, tick):
        file.write(b"new")
        tick(1, 2)
        assert going.wait(SOON)
        tick(2, 2)
        return 1

    monkeypatch.setitem(files.WRITERS, "csv", write)
    monkeypatch.setattr(files, "TELL_S", 0.0)
    yield going
    going.set()


@pytest.fixture
def written(tmp_path):
    """An old file, and the want that replaces it."""
    target = tmp_path / "week.csv"
    target.write_bytes(b"old")
    book = Book(sheets=(), title="t", created=dt.datetime(2024, 9, 26, tzinfo=dt.UTC), up="", down="")
    return target, FileWanted(book=book, format="csv", target=str(target))


def test_a_file_says_how_far_it_has_come_and_what_was_written(desk, slowly, written):
    one, pipe = desk()
    target, asked = written
    slowly.set()
    one._take(Ask(1, asked))
    said = [heard(pipe) for _ in range(3)]
    assert [(each.value, each.final) for each in said] == [
        (Progress(done=1, whole=2), False), (Progress(done=2, whole=2), False), (Written(size=3, changed=1), True),
    ]  # fmt: skip
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("how", ["forgotten", "closed"])
def test_a_file_that_nobody_waits_for_is_not_written(desk, slowly, written, how):
    one, pipe = desk()
    target, asked = written
    one._take(Ask(1, asked))
    assert heard(pipe).value == Progress(done=1, whole=2)
    if how == "forgotten":
        one._take(Forget(1))
    else:
        one._closing.set()
    slowly.set()
    one._files.shutdown(wait=True)
    assert not pipe.poll()
    assert (target.read_bytes(), [path.name for path in target.parent.glob("*.part")]) == (b"old", [])


def test_without_a_source_that_searches_a_suggestion_fails(desk):
    one, pipe = desk()
    one._take(Ask(1, SuggestWanted(text="tsm")))
    assert heard(pipe).failure.detail == "eastmoney: silent"


def test_with_an_override_no_early_form_of_something_else_is_shown(desk):
    one, pipe = desk(akshare=bars())
    one._kept.cache.merge(bars({"2024-09-20": 10.0}, at=1.7e9), span("2024-09-20", "2024-09-20", 1.7e9))
    one._kept.user.overrides.keep(said())
    one._take(Ask(1, want()))
    assert heard(pipe).final


def test_a_week_has_the_users_close_too(desk):
    one, pipe = desk(akshare=bars())
    one._kept.user.overrides.keep(said())
    one._take(Ask(1, want(interval=Interval.WEEK)))
    assert close_of(heard(pipe).value)["2024-09-25"] == 9.5


def test_without_the_users_numbers_the_sources_still_answer(desk, monkeypatch):
    one, pipe = desk(akshare=bars())

    def full():
        raise CacheError("disk I/O error")

    monkeypatch.setattr(one._kept.user.overrides, "all", full)
    one._take(Ask(1, want()))
    answer = heard(pipe).value
    assert (close_of(answer), answer.doubt) == (WEEK, "your own numbers cannot be read: disk I/O error")


def test_a_guest_does_not_write_the_owners_settings(desk, tmp_path):
    one, pipe = desk()
    one._kept.refusal = GUEST
    one._take(Ask(1, SettingsKept(settings={"lang": "zh"})))
    assert heard(pipe).failure.detail == GUEST
    assert not (tmp_path / "settings.json").exists()
