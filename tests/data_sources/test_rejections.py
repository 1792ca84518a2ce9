"""The last twenty refused answers: files, their list, and a disk that fails."""

import json

from data_sources import redaction
from data_sources.protocol import ListingWanted, SuggestWanted
from data_sources.rejections import KEPT, LARGEST, Rejections, about, described
from models.errors import Unreadable
from tests.data_sources.clocks import Clock
from tests.data_sources.samples import CN, HK, bars, quote, quotes_of, want


def noted(folder, count=1, clock=None):
    kept = Rejections(folder, clock or Clock())
    for place in range(count):
        kept.note("yahoo", want(), Unreadable(f"reason {place}", payload=f"<body {place}>"))
    return kept


def test_a_refusal_is_a_file_and_a_line(tmp_path):
    (one,) = noted(tmp_path).listed()
    assert (one.source, one.instrument, one.reason, one.at) == ("yahoo", "600000.SH", "reason 0", 1000.0)
    head, body = (tmp_path / one.file).read_text().split("\n", 1)
    assert json.loads(head)["reason"] == "reason 0"
    assert body == "<body 0>"


def test_a_payload_that_repeats_a_key_is_kept_without_it(tmp_path, monkeypatch):
    monkeypatch.setattr(redaction, "_known", ("sw-0123456789",))
    Rejections(tmp_path).note(
        "similarweb", want(), Unreadable("odd", payload='{"key": "sw-0123456789", "api_key": "x1"}')
    )
    (file,) = tmp_path.glob("*.txt")
    assert "sw-0123456789" not in file.read_text()
    assert "x1" not in file.read_text()


def test_twenty_are_kept_the_newest_first(tmp_path):
    clock = Clock()
    kept = Rejections(tmp_path, clock)
    for place in range(30):
        clock.now += 1
        kept.note("yahoo", want(), Unreadable(f"reason {place}"))
    assert [one.reason for one in kept.listed()] == [f"reason {place}" for place in range(29, 9, -1)]
    assert {file.name for file in tmp_path.iterdir()} == {one.file for one in kept.listed()}
    assert len(kept.listed()) == KEPT


def test_the_same_complaint_takes_the_place_of_its_former_self(tmp_path):
    clock = Clock()
    kept = noted(tmp_path, 2, clock)
    clock.now += 3
    kept.note("yahoo", want(), Unreadable("reason 0", payload="newer"))
    assert [(one.reason, one.at) for one in kept.listed()] == [("reason 0", 1003.0), ("reason 1", 1000.0)]
    assert len(list(tmp_path.iterdir())) == 2


def test_the_next_run_lists_what_the_last_one_kept(tmp_path):
    before = noted(tmp_path, 3).listed()
    (tmp_path / "stray.txt").write_text("no JSON")
    assert set(Rejections(tmp_path).listed()) == set(before)


def test_a_payload_has_an_end(tmp_path):
    kept = Rejections(tmp_path)
    kept.note("yahoo", want(), Unreadable("long", payload="x" * (3 * LARGEST)))
    assert (tmp_path / kept.listed()[0].file).stat().st_size < LARGEST + 1000


def test_a_disk_that_fails_costs_the_payload_only(tmp_path):
    blocked = tmp_path / "rejected"
    blocked.write_text("a file where a folder should be")
    for folder in (blocked, None):
        (one,) = noted(folder).listed()
        assert (one.reason, one.file) == ("reason 0", "")


def test_whom_a_refusal_is_about():
    wants = (want(), quotes_of(CN, HK), SuggestWanted(text="nv"), ListingWanted())
    assert [about(one) for one in wants] == ["600000.SH", "600000.SH +1", "nv", ""]


def test_what_could_be_read_but_not_believed_is_told_in_rows():
    assert "2024-09-25,3,11.5,11.5,11.5,11.5,1000.0,11500.0" in described(bars())
    assert "600000.SH" in described((quote(),))
