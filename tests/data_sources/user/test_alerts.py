"""The log of alerts and what was last seen."""

from contextlib import closing
from dataclasses import replace

import pytest

from data_sources.user import UserData
from data_sources.user import alerts as alerts_module
from models.alerts.values import Crossing, Fired, Seen, What

FIRED = Fired(
    alert="a1", instrument="NVDA.US", what=What.CHANGE, crossing=Crossing.UP, level=5.0, value=5.25, at=100.5,
    source="yahoo",
)  # fmt: skip


@pytest.fixture
def alerts():
    with closing(UserData(None, 1.0)) as made:
        yield made.alerts


def test_the_newest_come_first(alerts):
    for number in range(4):
        alerts.log(replace(FIRED, at=float(number)))
    assert [one.at for one in alerts.newest(3)] == [3.0, 2.0, 1.0]
    assert alerts.newest(1)[0] == replace(FIRED, at=3.0)
    assert alerts.newest(-1) == ()


def test_the_log_has_an_end(alerts, monkeypatch):
    monkeypatch.setattr(alerts_module, "KEPT", 3)
    for number in range(5):
        alerts.log(replace(FIRED, at=float(number)))
    assert [one.at for one in alerts.newest(99)] == [4.0, 3.0, 2.0]


def test_what_was_seen_takes_the_place_of_the_one_before(alerts):
    assert alerts.seen() is None
    alerts.keep_seen(Seen(at=1.5, last={"NVDA.US": 120.25, "AMD.US": 160.0}))
    alerts.keep_seen(Seen(at=2.5, last={"NVDA.US": 121.0, "00700.HK": float("nan")}))
    assert alerts.seen() == Seen(at=2.5, last={"NVDA.US": 121.0})


def test_both_survive_a_restart(tmp_path):
    with closing(UserData(tmp_path, 1.0)) as user:
        user.alerts.log(FIRED)
        user.alerts.keep_seen(Seen(at=1.0))
    with closing(UserData(tmp_path, 1.0)) as user:
        assert (user.alerts.newest(5), user.alerts.seen()) == ((FIRED,), Seen(at=1.0))
