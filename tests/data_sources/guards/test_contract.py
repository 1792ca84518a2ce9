"""The agreed shape: what is not there is named."""

import pytest

from data_sources.guards import contract
from models.errors import Unreadable


@pytest.mark.parametrize(
    "body", [b'{"a": 1}', b'cb({"a": 1});', b'jQuery35_1({"a": 1})', b'kline_dayqfq={"a": 1}', b'var x = {"a": 1};']
)
def test_json_is_taken_out_of_its_wrapping(body):
    assert contract.json_of(body, "s") == {"a": 1}


@pytest.mark.parametrize("body", [b'{"data": {"diff": [{"f2"', b'cb({"a": 1', b"abc", b"[" * 100_000, b"\xff\xfe"])
def test_json_that_is_cut_off_is_said_to_be(body):
    with pytest.raises(Unreadable, match="no JSON"):
        contract.json_of(body, "s")


@pytest.mark.parametrize("body", [b"null", b"{}", b"[]", b'""', b"cb(null);"])
def test_nothing_is_a_failure(body):
    with pytest.raises(Unreadable, match="empty"):
        contract.json_of(body, "s")


def test_the_first_missing_step_of_a_path_is_named():
    assert contract.at({"data": {"diff": 1}}, "data.diff", "s") == 1
    with pytest.raises(Unreadable, match=r"no field data\.diff"):
        contract.at({"data": {}}, "data.diff", "s")
    with pytest.raises(Unreadable, match="no field data"):
        contract.at([], "data.diff", "s")
    with pytest.raises(Unreadable, match=r"no field data\.diff"):
        contract.at({"data": None}, "data.diff", "s")


@pytest.mark.parametrize(("found", "says"), [(None, "empty"), ([], "empty"), ({"0": 1}, "no list")])
def test_rows_are_a_list_with_something_in_it(found, says):
    with pytest.raises(Unreadable, match=says):
        contract.rows_at({"data": found}, "data", "s")


def test_every_missing_field_is_named():
    with pytest.raises(Unreadable, match="no field f2, f5"):
        contract.require({"f1": 1}, ("f1", "f2", "f5"), "s")
    with pytest.raises(Unreadable, match="no object"):
        contract.require([], ("f1",), "s")


def test_a_field_of_another_type_is_named_and_a_missing_number_is_not():
    assert contract.figure("-", "f2", "s") is None
    assert contract.figure("1.5", "f2", "s") == 1.5
    assert contract.price("0.000", "f2", "s") is None
    with pytest.raises(Unreadable, match=r"field f2 holds .*no number"):
        contract.figure(["1.5"], "f2", "s")


def test_the_stated_change_bears_last_and_previous_close_out():
    contract.check_change(0.5, 10.5, 10.0, 0.01, "s")
    contract.check_change(None, 10.5, None, 0.01, "s")
    for last, before in ((10.5, 9.0), (10.5, None)):
        with pytest.raises(Unreadable, match="fields moved"):
            contract.check_change(0.5, last, before, 0.01, "s")


def test_shares_are_believed_as_far_as_the_cap_bears_them_out():
    assert contract.sure_shares(1000e8, 10.0, 100e8, "s") == 100e8
    assert contract.sure_shares(None, 10.0, 100e8, "s") == 100e8
    assert contract.sure_shares(1000e8, 10.0, 99e8, "s") is None  # of another class
    with pytest.raises(Unreadable, match="fields moved"):
        contract.sure_shares(1000e8, 10.0, 63.0, "s")
