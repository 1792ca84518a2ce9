"""The real client with a real data process: answers, respawn, subscriptions, and nothing left behind."""

import multiprocessing
import os
import queue
import signal
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

import resources
from data_sources import catalog
from data_sources.client import Answerless, DataClient
from data_sources.protocol import Boot, IndexWanted, ListFileWanted
from models.errors import Unreachable
from models.search.index import Index
from models.values import Adjust
from tests.data_sources.samples import CN, HK, US, quotes_of, want

SOON = 20.0


class Heard:
    """What a client's listeners heard, in queues to wait on."""

    def __init__(self):
        self.quotes, self.states, self.lost = queue.Queue(), queue.Queue(), queue.Queue()


@pytest.fixture
def opened(tmp_path):
    """``opened(**boot)``: a client with its data process and what it hears; closed after the test."""
    made = []

    def open_(*, begin=True, **boot):
        heard = Heard()
        held = {"profile": str(tmp_path / "profile"), "facts": str(resources.facts_folder())}
        client = DataClient(
            Boot(**(held | boot)),
            on_quotes=heard.quotes.put,
            on_status=heard.states.put,
            on_lost=lambda: heard.lost.put(True),
            begin=begin,
        )
        made.append(client)
        return client, heard

    yield open_
    for client in made:
        client.close()


def test_the_bundled_week_without_a_network(opened):
    client, _ = opened(offline=True)
    found = client.bars(want(US)).result(SOON)
    assert (found.source, found.close[0], found.close[-1]) == ("reference", 116.0, 123.51)
    with pytest.raises(Answerless) as caught:
        client.bars(want(US, "2024-07-01", "2024-07-05")).result(SOON)
    assert [one.source for one in caught.value.failure.tried] == [*catalog.ORDER["bars.US"], "reference"]
    states = {one.source: one.state for one in client.status().result(SOON).sources}
    assert (states["yahoo"], states["akshare"], states["tencent"]) == ("off", "off", "off")
    assert client.probe().result(SOON).sources[0].requests == 0


def test_a_simulated_market_keeps_nothing_on_disk(opened, tmp_path):
    client, _ = opened(simulated=True)
    found = client.bars(want(adjust=Adjust.QFQ)).result(SOON)
    assert (found.source, found.adjust) == ("simulated", Adjust.QFQ)
    answer = client.quotes(quotes_of(CN, HK, US)).result(SOON)
    assert {one.source for one in answer.quotes} == {"simulated"}
    assert client.status().result(SOON).cache == "off"
    assert not (tmp_path / "profile" / "cache.db").exists()


def test_a_death_fails_what_is_open_and_the_next_question_is_answered(opened):
    client, heard = opened(simulated=True)
    first = client.status().result(SOON).pid
    os.kill(first, signal.SIGSTOP)  # it takes the question and will never answer
    open_one = client.bars(want())
    os.kill(first, signal.SIGKILL)
    with pytest.raises(Unreachable, match="restarted"):
        open_one.result(SOON)
    assert client.bars(want()).result(SOON).source == "simulated"
    assert heard.lost.get(timeout=SOON)
    assert client.pid != first


def test_questions_put_while_the_process_is_replaced_wait_for_it(opened):
    client, _ = opened(simulated=True)
    for _ in range(3):
        os.kill(client.status().result(SOON).pid, signal.SIGKILL)
        while True:  # whichever side of the death the question falls on, it gets an end
            try:
                client.bars(want()).result(SOON)
            except Unreachable:
                continue
            break


def test_subscriptions_survive_a_death(opened):
    client, heard = opened(simulated=True)
    client.subscribe((CN, US))
    assert {one.instrument for one in heard.quotes.get(timeout=SOON)} <= {CN.id, US.id}
    os.kill(client.pid, signal.SIGKILL)
    heard.lost.get(timeout=SOON)
    while not heard.quotes.empty():
        heard.quotes.get()
    assert heard.quotes.get(timeout=SOON)


def test_what_is_forgotten_is_not_answered(opened):
    client, _ = opened(simulated=True)
    os.kill(client.pid, signal.SIGSTOP)
    dropped, kept = client.bars(want()), client.status()
    client.forget(dropped)
    os.kill(client.pid, signal.SIGCONT)
    assert kept.result(SOON).pid == client.pid
    assert dropped.cancelled()
    assert client.waiting == 0


def test_closing_fails_what_is_open_and_leaves_no_process(opened):
    client, _ = opened(simulated=True)
    pid = client.status().result(SOON).pid
    os.kill(pid, signal.SIGSTOP)
    open_one = client.bars(want())
    os.kill(pid, signal.SIGCONT)
    client.close()
    assert open_one.done()
    assert pid not in {child.pid for child in multiprocessing.active_children()}


def test_the_second_program_on_a_profile_reads_a_copy(opened, tmp_path):
    first, _ = opened(offline=True)
    assert first.status().result(SOON).cache == "ok"
    second, _ = opened(offline=True)
    assert second.status().result(SOON).cache == "read-only"
    assert second.bars(want(US)).result(SOON).source == "reference"
    first.close()
    with closing(sqlite3.connect(tmp_path / "profile" / "cache.db")) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)


def test_a_broken_cache_is_rebuilt_and_said(opened, tmp_path):
    (tmp_path / "profile").mkdir()
    (tmp_path / "profile" / "cache.db").write_bytes(b"garbage" * 1000)
    client, heard = opened(offline=True)
    assert client.status().result(SOON).cache == "rebuilt"
    assert heard.states.get(timeout=SOON).cache == "rebuilt"


def test_a_profile_that_cannot_be_written_runs_from_memory(opened, tmp_path):
    (tmp_path / "file").touch()
    client, _ = opened(offline=True, profile=str(tmp_path / "file" / "profile"))
    assert client.bars(want(US)).result(SOON).source == "reference"
    assert client.status().result(SOON).cache == "off"


def test_what_is_asked_before_the_beginning_waits_for_it(opened):
    client, _ = opened(begin=False, simulated=True)
    future = client.bars(want(CN))
    assert (client.pid, client.waiting) == (None, 1)
    client.begin()
    client.begin()
    assert len(future.result(timeout=SOON))


def test_one_that_never_began_closes_and_fails_what_waits(opened):
    client, _ = opened(begin=False, simulated=True)
    future = client.bars(want(CN))
    client.close()
    with pytest.raises(Unreachable):
        future.result(timeout=SOON)


def test_the_table_of_the_search_box_crosses_the_pipe(opened):
    client, _ = opened(offline=True)
    early = queue.Queue()
    table = client.index(IndexWanted(own="601138.SH\tstock\tCN\tXSHG\t工业富联\tFII"), early.put).result(SOON)
    assert [hit.instrument.id for hit in Index(table).find("gyfl")] == ["601138.SH"]


def test_another_boot_takes_effect_in_a_new_process_and_the_quotes_go_on(opened):
    client, heard = opened(simulated=True)
    client.subscribe((US,))
    assert heard.quotes.get(timeout=SOON)[0].source == "simulated"
    first = client.pid
    client.reboot(replace(client._boot, simulated=False, offline=True))
    assert heard.lost.get(timeout=SOON)
    states = {one.source: one.state for one in client.status().result(SOON).sources}
    assert (states["simulated"], states["yahoo"], client.pid != first) == ("off", "off", True)
    assert client._deaths == [client._deaths[-1]]  # one that was ordered: the next one need not wait


def test_before_it_has_begun_another_boot_is_simply_the_one_it_begins_with(opened):
    client, heard = opened(begin=False)
    client.reboot(replace(client._boot, simulated=True))
    client.begin()
    states = {one.source: one.state for one in client.status().result(SOON).sources}
    assert states["simulated"] != "off"
    assert heard.lost.empty()


def test_a_key_goes_to_the_data_process_and_only_its_place_comes_back(opened, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    client, _ = opened(offline=True)
    assert client.keep_key("similarweb", "sw-0123456789").result(SOON) == "file"
    assert client.status().result(SOON).keys == (("similarweb", "file"),)
    assert client.keep_key("similarweb", "").result(SOON) == ""
    assert client.status().result(SOON).keys == ()


def test_a_list_file_is_read_and_written_over_there(opened, tmp_path):
    client, _ = opened(offline=True)
    own = "NVDA.US\tstock\tUS\tXNAS\t英伟达\tNVIDIA"
    made = client.list_file(ListFileWanted(text="英伟达 \ud800", own=own)).result(SOON)
    assert [(row.text, row.state) for row in made.rows] == [("英伟达", "found"), ("\ud800", "unknown")]
    assert client.write(str(tmp_path / "a.txt"), b"NASDAQ:NVDA").result(SOON) == 11
    with pytest.raises(Answerless, match="no such file"):
        client.list_file(ListFileWanted(path=str(tmp_path / "none"))).result(SOON)
