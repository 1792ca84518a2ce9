"""The board: whose bars are asked for, what is drawn while some are missing, and what quotes change."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from gui.compare.board import Board
from models.compare.chosen import OWN, Comparison, with_members
from models.compare.values import Against, Basket, Currency, Pair, Weighting
from models.compare.visits import visits_member
from tests.gui.compare.conftest import wandering
from tests.gui.samples import bars, fresh

IDS = ("NVDA.US", "00700.HK", "688256.SH")


@pytest.fixture
def board(parts, trio, traffic, clock):
    made = Board(parts, traffic, clock)
    made.begin()
    yield made
    made.retire()


@pytest.fixture
def answered(client, settle, board):
    """Every want is answered, and the board has heard."""

    def run(make=wandering, missing=()):
        for _ in range(3):
            client.answer_all(lambda name: None if name in missing else make(name))
            settle()
        board.bars._settled.stop()
        board._gathered()

    return run


def growth(board, key):
    return board.based.growth[[one.key for one in board.based.members].index(key)]


def test_it_asks_for_the_bars_of_its_members_as_traded_with_what_went_ex(board, client):
    assert [want.instrument.id for want in client.wants] == list(IDS)
    assert {(want.actions, want.adjust.value) for want in client.wants} == {(True, "none")}
    assert {want.end for want in client.wants} == {dt.date(2024, 9, 25)}


def test_members_stand_on_one_axis_and_are_one_on_the_base_date(board, answered):
    answered()
    assert board.based.base == dt.date(2024, 9, 2)
    for key in IDS:
        assert growth(board, key)[board.based.place] == 1.0


def test_those_that_have_come_are_shown_while_others_are_missing(board, client, settle):
    client.one("NVDA.US").partial(wandering("NVDA.US"))
    settle()
    board.bars._settled.stop()
    board._gathered()
    assert np.isfinite(growth(board, "NVDA.US")).all()
    assert np.isnan(growth(board, "00700.HK")).all()
    assert board.bars.progress == (0, 3)


def test_who_fails_is_named_with_the_reason_and_asked_again(board, client, answered, settle):
    answered(missing=("00700.HK",))
    assert board.failures == {"00700.HK": "offline"}
    board.bars.retry()
    assert board.bars.progress == (2, 3)
    client.answer("00700.HK", wandering("00700.HK"))
    settle()
    assert board.failures == {}


def test_a_benchmark_is_asked_for_and_makes_no_date_of_its_own(board, client, answered):
    answered()
    before = len(board.based.dates)
    board.take(replace(board.held, against=OWN))
    assert sorted(one.name for one in client.open) == ["000300.SH", "HSI", "IXIC"]
    answered(lambda name: bars(400, name=name, last="2024-09-25"))
    assert len(board.based.dates) == before
    assert board.against == {"NVDA.US": "IXIC", "00700.HK": "HSI", "688256.SH": "000300.SH"}
    row = next(
        one for one in board.table(dt.date(2024, 9, 2), dt.date(2024, 9, 24)).rows if one.member.key == "NVDA.US"
    )
    assert row.excess == pytest.approx(row.change - 100.0 * (board.benchmarks["IXIC"][-1] - 1.0))


def test_another_currency_asks_for_its_pairs_and_converts(board, client, answered):
    answered()
    board.take(replace(board.held, currency=Currency.USD))
    assert {one.name for one in client.open} == {"USDCNY", "USDCNH", "USDHKD"}
    rates = {"USDCNY": 7.0, "USDCNH": 7.0, "USDHKD": 7.8}
    answered(lambda name: bars(300, name=name, currency=name[3:], close=np.linspace(rates[name], 2 * rates[name], 300)))
    dollars, local = growth(board, "688256.SH")[-1], wandering("688256.SH").close
    place = int(np.searchsorted(wandering("688256.SH").date, np.datetime64("2024-09-02")))
    rate = np.linspace(7.0, 14.0, 300)
    assert dollars == pytest.approx(local[-1] / local[place] * rate[place] / rate[-1])


def test_another_base_asks_for_nothing_and_makes_no_series_again(board, client, answered, qtbot):
    answered()
    aligned = board.aligned
    with qtbot.waitSignal(board.rebased):
        board.take(replace(board.held, base=dt.date(2024, 9, 10)))
    assert client.open == []
    assert board.aligned is aligned
    assert board.based.base == dt.date(2024, 9, 10)


def test_a_base_before_all_bars_asks_for_older_ones(board, client, answered):
    answered()
    board.take(replace(board.held, base=dt.date(2019, 6, 3)))
    assert {one.want.start for one in client.open} == {dt.date(2018, 11, 22)}


def test_a_quote_moves_its_members_newest_value(board, answered, qtbot):
    answered()
    before = growth(board, "NVDA.US").copy()
    with qtbot.waitSignal(board.ticked):
        board.apply((fresh("NVDA.US", 500.0, exchange_time=dt.datetime(2024, 9, 24, 19, tzinfo=dt.UTC).timestamp()),))
    held = wandering("NVDA.US").close
    place = board.based.place
    assert growth(board, "NVDA.US")[-1] == pytest.approx(500.0 / held[place])
    assert growth(board, "NVDA.US")[:-1].tolist() == before[:-1].tolist()


def test_a_quote_of_a_new_day_begins_a_date_and_the_others_are_carried(board, answered, clock):
    answered()
    before = len(board.based.dates)
    board.apply((fresh("00700.HK", 300.0, exchange_time=clock.now - 60),))  # the 25th, eleven in the morning
    assert len(board.based.dates) == before + 1
    late = {one.key: bool(flags[-1]) for one, flags in zip(board.based.members, board.based.carried, strict=True)}
    assert late == {"NVDA.US": True, "00700.HK": False, "688256.SH": True}
    aligned = board.aligned
    board.apply((fresh("00700.HK", 310.0, exchange_time=clock.now - 30),))
    assert len(board.based.dates) == before + 1
    assert board.aligned.series is aligned.series  # only the newest value is another


def test_a_quote_of_somebody_else_changes_nothing(board, answered):
    answered()
    aligned = board.aligned
    board.apply((fresh("AMD.US", 1.0),))
    assert board.aligned is aligned


def test_visits_ratios_and_baskets_by_cap_stand_beside_shares(board, of, answered):
    nvidia, tencent, _ = of(*IDS)
    basket = Basket(id="b", name_zh="", name_en="B", members=(nvidia.instrument,), weighting=Weighting.CAP)
    pair = Pair(against=Against.RATIO, one=nvidia, other=tencent)
    visits = visits_member("ChatGPT", "Similarweb via AIPure")
    board.take(with_members(board.held, (basket, pair, visits)))
    answered()
    assert growth(board, pair.key)[-1] == pytest.approx(growth(board, "NVDA.US")[-1] / growth(board, "00700.HK")[-1])
    assert np.isfinite(growth(board, visits.key)).any()
    assert board.based.absent[basket.key] == {"NVDA.US": "no_cap"}


def test_without_members_nothing_is_asked_for_and_there_is_no_axis(parts, traffic, clock, client):
    parts.comparing.put(Comparison())
    board = Board(parts, traffic, clock)
    board.begin()
    assert (client.wants, len(board.based.dates), board.based.base) == ([], 0, None)
    assert board.table(dt.date(2024, 9, 2), dt.date(2024, 9, 24)).rows == ()


def test_after_its_end_it_waits_for_nothing(board, client):
    board.retire()
    assert client.open == []


def test_a_share_moves_from_its_first_trade_on_though_a_quote_came_before_the_opening(board, answered, clock):
    answered()
    at = clock.now - 60
    quiet = {"open": 100.0, "high": 100.0, "low": 100.0, "exchange_time": at}
    board.apply((fresh("688256.SH", 100.0, volume=0.0, **quiet),))
    assert board.based.dates[-1] == np.datetime64("2024-09-24")
    board.apply((fresh("688256.SH", 101.0, volume=500.0, exchange_time=at + 30),))
    held = wandering("688256.SH").close
    base = int(np.searchsorted(wandering("688256.SH").date, np.datetime64("2024-09-02")))
    assert board.based.dates[-1] == np.datetime64("2024-09-25")
    assert growth(board, "688256.SH")[-1] == pytest.approx(101.0 / held[base])
    board.apply((fresh("688256.SH", 102.0, volume=900.0, exchange_time=at + 40),))
    assert growth(board, "688256.SH")[-1] == pytest.approx(102.0 / held[base])


def test_a_benchmark_in_another_currency_is_converted_too(board, client, answered):
    board.take(replace(board.held, members=board.held.members[:1], against="HSI", currency=Currency.USD))
    assert "USDHKD" in {one.name for one in client.open}
    answered(lambda name: bars(300, name=name, currency="HKD" if "H" in name else "USD"))
    assert np.isfinite(board.benchmarks["HSI"]).all()


def test_a_basket_has_no_number_until_all_of_its_members_have_been_answered(board, of, client, settle):
    basket = Basket(id="b", name_zh="", name_en="B", members=tuple(one.instrument for one in of(*IDS)))
    board.take(with_members(board.held, (basket,)))
    for name in IDS[:2]:
        client.answer(name, wandering(name))
    settle()
    board.bars._settled.stop()
    board._gathered()
    assert board.waiting == IDS[2:]
    assert np.isnan(growth(board, basket.key)).all()
    assert np.isfinite(growth(board, IDS[0])).all()
    client.answer(IDS[2], wandering(IDS[2]))
    settle()
    board.bars._settled.stop()
    board._gathered()
    assert board.waiting == ()
    assert growth(board, basket.key)[-1] == pytest.approx(np.mean([growth(board, name)[-1] for name in IDS]))


def test_a_pair_that_fails_beside_the_one_it_stands_in_for_is_no_failure(board, client, answered):
    board.take(replace(board.held, currency=Currency.USD))
    answered(lambda name: bars(300, name=name), missing=("USDCNH", "USDHKD"))
    assert set(board.unfetched) == {"USDHKD"}


def test_a_benchmark_is_not_drawn_past_a_session_that_it_lacks(board, client, answered):
    board.take(replace(board.held, against="000300.SH"))
    answered(lambda name: bars(300, name=name, last="2024-09-18" if name == "000300.SH" else "2024-09-24"))
    line = board.benchmarks["000300.SH"]
    known = board.based.dates[np.isfinite(line)]
    assert known[-1] == np.datetime64("2024-09-19")
