"""Drawings on paper: what was drawn comes back, what is damaged is left out and kept aside."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.drawings.paper import read, written
from models.drawings.values import LONGEST_TEXT, Style
from tests.models.drawings.samples import ALL, line

GOOD = written((line("a"),))["drawings"][0]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@given(ALL)
def test_what_is_written_is_read_again(drawings):
    assert read(json.loads(json.dumps(written(drawings)))) == (drawings, ())


def test_it_is_written_as_anybody_can_read_it():
    assert written((line("a", text="前高"),)) == {
        "version": 1,
        "drawings": [
            {
                "id": "a", "kind": "trend", "anchors": [[0, 100.0], [86400, 101.0]], "colour": "accent", "width": 1,
                "dash": False, "text": "前高", "locked": False, "visible": True,
            }
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "gann"}, {"id": ""}, {"id": 5}, {"id": "x" * 65}, {"anchors": []}, {"anchors": 5}, {"text": ["x"]},
        {"anchors": [[0, 1.0]]}, {"anchors": [[0, math.nan], [1, 1.0]]}, {"anchors": [[0, math.inf], [1, 1.0]]},
        {"anchors": [[0, True], [1, 1.0]]}, {"anchors": [[True, 1.0], [1, 1.0]]}, {"anchors": [[0.5, 1.0], [1, 1.0]]},
        {"anchors": [[0, 10**400], [1, 1.0]]}, {"anchors": [[10**30, 1.0], [1, 1.0]]}, {"anchors": "ab"},
        {"anchors": [[0, "1"], [1, 1.0]]}, {"kind": ["trend"]}, {"anchors": [None, None]},
    ],
)  # fmt: skip
def test_a_damaged_one_is_left_out_and_written_back(bad):
    damaged = GOOD | {"id": "b"} | bad
    drawings, unread = read({"version": 9, "drawings": [damaged, GOOD]})
    assert (drawings, unread) == ((line("a"),), (damaged,))
    assert written(drawings, unread)["drawings"] == [GOOD, damaged]


def test_what_is_wrong_in_the_look_is_as_usual_and_a_long_text_is_cut():
    wild = GOOD | {"colour": "pink", "width": 99, "dash": 1, "locked": "yes", "new": {}, "text": "x" * 10_000_000}
    (made,), unread = read({"drawings": [wild]})
    assert (made.style, made.locked, made.visible, len(made.text), unread) == (Style(), False, True, LONGEST_TEXT, ())


def test_an_id_counts_once():
    assert read({"drawings": [GOOD, GOOD | {"text": "again"}]}) == ((line("a"),), ())


@pytest.mark.parametrize(("said", "unread"), [(None, 0), ([], 1), ("x", 1), ({}, 1), ({"drawings": 5}, 1)])
def test_what_says_nothing_is_no_drawing(said, unread):
    assert (read(said)[0], len(read(said)[1])) == ((), unread)


@given(JSON | st.fixed_dictionaries({"drawings": st.lists(JSON | st.builds(lambda part: GOOD | {"id": part}, JSON))}))
def test_nothing_raises_and_nothing_goes(said):
    drawings, unread = read(said)
    assert read(json.loads(json.dumps(written(drawings, unread))))[0] == drawings
