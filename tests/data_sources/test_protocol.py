"""What crosses the pipe arrives equal, frozen, and without any library's type in it."""

import dataclasses
import pickle  # noqa: TID251 - what multiprocessing does to every message

import numpy as np
import pytest

from data_sources import protocol
from models.errors import KINDS, Failure, failure_of
from models.values import COLUMNS
from tests.data_sources.samples import CN, HK, bars, context, day, quote, quotes_of, split, want

FAILURE = Failure(kind="RateLimited", source="yahoo", wait_s=60.0, tried=(Failure(kind="NoSuchData"),))
STATE = protocol.SourceState(source="yahoo", state="ok")
MESSAGES = [
    want(), quotes_of(CN, HK), protocol.StatusWanted(), protocol.ProbeWanted(), context("somewhere"),
    protocol.Boot(profile="p", order={"bars.CN": ("yahoo",)}),
    protocol.Ask(1, want()), protocol.Forget(1), protocol.Subscribe((CN,)), protocol.Stop(),
    protocol.Failed(1, FAILURE),
    protocol.Pushed((quote(),)), protocol.Noticed(protocol.Status(sources=(STATE,), cache="ok", pid=1)),
    protocol.QuotesAnswer(quotes=(quote(),), failures=(("X", FAILURE),)),
]  # fmt: skip


def sent(message):
    return pickle.loads(pickle.dumps(message))


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_a_message_arrives_equal_and_frozen(message):
    assert sent(message) == message
    with pytest.raises(dataclasses.FrozenInstanceError):
        message.number = 1


def test_bars_arrive_with_read_only_columns():
    made = bars(actions=(split("2024-09-24", 2.0),), doubt="why")
    found = sent(protocol.Answer(1, made)).value
    for one in dataclasses.fields(made):
        assert np.array_equal(getattr(found, one.name), getattr(made, one.name))
    assert not any(getattr(found, name).flags.writeable for name in ("date", "time", *COLUMNS))


@pytest.mark.parametrize("kind", KINDS)
def test_every_expected_error_crosses_as_data_and_is_raised_again(kind):
    error = KINDS[kind]("why", source="yahoo", wait_s=3.0)
    again = sent(failure_of(error)).raised()
    assert (type(again), again.detail, again.source, again.wait_s) == (KINDS[kind], "why", "yahoo", 3.0)


def test_a_review_looks_back_far_enough_for_a_suspended_share():
    wanted = protocol.review_bars(CN, day("2024-09-23"), day("2024-09-25"))
    assert (wanted.end, wanted.actions) == (day("2024-09-25"), True)
    assert (day("2024-09-23") - wanted.start).days >= 365


def test_a_witness_is_wanted_from_before_the_base_close_of_a_share_that_was_suspended_for_long():
    held = bars({"2024-06-03": 10.0, "2024-06-04": 10.0, "2024-09-24": 11.0}, volume=np.array([1e3, 1e3, 1e3]))
    wanted = protocol.witness_for(CN, held, day("2024-09-23"), day("2024-09-25"))
    assert (wanted.against, wanted.start, wanted.end, wanted.reaching) == (
        "akshare", day("2024-05-21"), day("2024-09-25"), day("2024-09-24"),
    )  # fmt: skip


def test_of_a_share_that_did_not_trade_any_witness_will_do():
    held = bars({"2024-09-19": 10.0, "2024-09-20": 10.0})
    assert protocol.witness_for(CN, held, day("2024-09-23"), day("2024-09-25")).reaching is None
