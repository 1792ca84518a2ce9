"""A pack makes the same note elsewhere, says what was restated, and refuses what is no pack."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ImportRejected
from models.note.edits import Edit
from models.note.making import made
from models.note.settings import NoteSettings
from models.pack.difference import as_json, difference
from models.pack.file import read, written
from models.pack.values import Pack
from models.pack.wording import what_text
from tests.models.note.samples import TEXTS, inputs, note, said

EDITS = {"zh.prices.cloud": Edit(base="a", text="b")}


def pack(**changes):
    given_ = {"inputs": inputs(), "settings": NoteSettings(broad=0.9), "edits": EDITS, "texts": {"zh": "稿"},
              "figures": {"figure-2-zh.png": b"\x89PNG"}, "made_at": 1_727_300_000.5, "program": "0.1.0"}  # fmt: skip
    return Pack(**(given_ | changes))


def note_of(held):
    return made(held.inputs, held.settings, held.edits, TEXTS)


def test_the_same_note_comes_out_elsewhere():
    first = pack()
    again = read(written(first))
    assert (again.settings, again.edits, again.texts, again.figures) == (
        first.settings, first.edits, first.texts, first.figures
    )  # fmt: skip
    one, other = note_of(first), note_of(again)
    assert one.sentences == other.sentences
    assert one.review == other.review
    assert [f.captions for f in one.figures] == [f.captions for f in other.figures]
    assert not difference(one, other)


def test_the_same_content_makes_the_same_bytes():
    assert written(pack()) == written(read(written(pack())))


def restated_close(held, name, close):
    bars = held.bars[name]
    closes = bars.close.copy()
    closes[np.searchsorted(bars.date, np.datetime64("2024-09-25"))] = close
    return replace(held, bars={**held.bars, name: bars.with_columns(close=closes)})


def test_a_restated_close_shows_with_what_follows_from_it():
    was, now = note(), made(restated_close(inputs(), "002463.SZ", 33.99), NoteSettings(), {}, TEXTS)
    held = difference(was, now)
    told = {(one.what, one.subject): (one.was, one.now) for one in held.restated}
    assert told[("close", "002463.SZ")] == (34.0, 33.99)
    assert told[("return", "002463.SZ")] == (pytest.approx(5.7543, abs=1e-4), pytest.approx(5.7232, abs=1e-4))
    assert {"close", "return", "excess"} == {one.what for one in held.restated}
    assert {one.id for one in held.reworded} >= {"prices.dc_hardware"}
    assert json.dumps(as_json(held))


def test_a_missing_close_is_no_trade():
    held = read(written(pack(inputs=restated_close(inputs(), "002463.SZ", float("nan")))))
    (row,) = (one for one in note_of(held).review.rows if one.instrument.id == "002463.SZ")
    assert str(row.end_date) == "2024-09-24" and row.sessions == 2


def test_nothing_held_is_no_zero():
    held = read(written(pack(inputs=inputs(bars={}, failures={"NVDA.US": "offline"}))))
    assert held.inputs.failures == {"NVDA.US": "offline"}
    assert said(note_of(held))["headline.none"]


@pytest.mark.parametrize("name", ["inputs/bars.json", "settings.json", "text/zh.md", "figures/figure-2-zh.png"])
def test_a_changed_file_is_noticed(name):
    with pytest.raises(ImportRejected, match="changed or damaged"):
        read(with_file(written(pack()), name, b"{}"))


def with_file(content, name, other):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for one in source.namelist():
            target.writestr(one, other if one == name else source.read(one))
    return out.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"no zip", written(pack())[:-200], with_file(written(pack()), "manifest.json", b"[]")]
)
def test_what_is_no_pack_is_refused(content):
    with pytest.raises(ImportRejected):
        read(content)


def test_a_newer_pack_is_refused():
    with zipfile.ZipFile(io.BytesIO(written(pack()))) as source:
        said_ = json.loads(source.read("manifest.json"))
    with pytest.raises(ImportRejected, match="newer"):
        read(with_file(written(pack()), "manifest.json", json.dumps(said_ | {"version": 99}).encode()))


def test_a_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("manifest.json", b"0" * (257 * 1024 * 1024))
    with pytest.raises(ImportRejected, match="256 MB"):
        read(out.getvalue())


def changed(name, change):
    """A pack with the JSON of one file changed, and a manifest that says so."""
    with zipfile.ZipFile(io.BytesIO(written(pack()))) as source:
        held = {one: source.read(one) for one in source.namelist()}
    content = json.loads(held[name])
    change(content)
    held[name] = json.dumps(content).encode()
    manifest = json.loads(held["manifest.json"])
    manifest["hashes"][name] = hashlib.sha256(held[name]).hexdigest()
    held["manifest.json"] = json.dumps(manifest).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for one, said_ in held.items():
            target.writestr(one, said_)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("inputs/window.json", lambda held: held.update(first="0001-01-01")),
        ("inputs/window.json", lambda held: held.update(last="9999-12-31")),
        ("inputs/window.json", lambda held: held.update(first="2024-09-26")),  # after its end
        ("inputs/bars.json", lambda held: held["NVDA.US"]["close"].__setitem__(0, 0.0)),  # nothing to divide by
        ("inputs/bars.json", lambda held: held["NVDA.US"]["close"].__setitem__(0, 1e308)),  # infinity, once multiplied
        ("inputs/bars.json", lambda held: held["NVDA.US"]["close"].__setitem__(0, [1.0])),
        ("inputs/bars.json", lambda held: held["NVDA.US"].update(fetched_at=1e300)),
        ("inputs/bars.json", lambda held: held["NVDA.US"].update(fetched_at=None)),
        ("inputs/bars.json", lambda held: held["NVDA.US"].update(fetched_at="1")),
        ("inputs/bars.json", lambda held: held["NVDA.US"].update(fetched_at=float("inf"))),  # JSON knows none
        ("inputs/bars.json", lambda held: held["NVDA.US"].update(instrument="AMD.US")),
        ("inputs/universe.json", lambda held: held["benchmarks"].update(US="NOBODY")),
        ("inputs/universe.json", lambda held: held["sectors"][0]["featured"].append("NOBODY")),
        ("inputs/universe.json", lambda held: held["aliases"].update(x="NOBODY")),
        ("inputs/universe.json", lambda held: held["instruments"]["AMD.US"].update(id="NVDA.US")),
        ("settings.json", lambda held: held.update(author="\ud800")),  # half a character
        ("settings.json", lambda held: held.update(leaders="2")),
    ],
)
def test_what_no_note_can_be_made_of_is_refused(name, change):
    with pytest.raises(ImportRejected):
        read(changed(name, change))


def test_settings_of_a_pack_keep_to_their_bounds():
    def wild(held):
        held.update(leaders=-3, tolerance=1e9, broad=None, parts=["prices", "prices"])

    held = read(changed("settings.json", wild)).settings
    assert (held.leaders, held.tolerance, held.broad, held.parts) == (2, 0.05, 0.8, ("prices",))


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=8))
def test_no_flipped_byte_escapes(at, other):
    content = bytearray(PACKED)
    at %= len(content)
    content[at : at + len(other)] = other
    try:
        read(bytes(content))
    except ImportRejected:
        return


PACKED = written(pack(inputs=inputs(bars={}, series=())))


@pytest.mark.parametrize(
    ("what", "expected"),
    [("close", "收盘价"), ("witness close: split", "第二来源收盘价（送转）"), ("close: dividend", "收盘价（分红）"),
     ("override market_cap", "手工市值"), ("visits", "访问量"), ("page_views", "页面浏览量")],
)  # fmt: skip
def test_what_is_restated_is_said_in_the_readers_words(what, expected):
    assert what_text(what, TEXTS["zh"]) == expected
