"""What stands against calling a note final, each reason by a week in which it alone does."""

import dataclasses
import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.caps import beside_of
from models.facts import Override, Said
from models.gate.checking import gate_of
from models.gate.values import Reason
from models.note.settings import NoteSettings
from models.review.values import Window
from tests.models.gate.samples import CLOSES, CN, HK, LATE, NAMES, US, gated, inputs, primary, refused, witness
from tests.models.samples import AFTER, day, reference_bars, reference_review, small_universe

HIGHER = CLOSES | {"0925": 103.5}


def of(gate, reason, subject):
    """The one check of this reason about ``subject``."""
    (found,) = (one for one in gate.checks if one.reason is reason and one.subject == subject)
    return found


def test_a_week_with_two_sources_that_agree_after_every_close_is_final():
    gate = gated(inputs())
    assert (refused(gate), gate.final) == ([], True)
    agreed = of(gate, Reason.AGREE, US)
    assert (agreed.first, agreed.second) == (pytest.approx(3.0), pytest.approx(3.0))


def test_checks_stand_in_the_order_of_reasons_and_rows():
    gate = gated(inputs())
    kinds = list(Reason)
    assert [kinds.index(one.reason) for one in gate.checks] == sorted(kinds.index(one.reason) for one in gate.checks)
    assert [one.subject for one in gate.checks if one.reason is Reason.SOURCES] == list(NAMES)
    assert [one.subject for one in gate.checks if one.reason is Reason.CLOSED] == ["CN", "HK", "US"]


def test_a_gate_without_any_check_is_not_final():
    made = inputs()
    assert not dataclasses.replace(gated(made), checks=()).final


# closed


def test_new_york_has_not_closed():
    """At noon in Beijing on the 25th it has not even opened; at 20:10 UTC the close is ten minutes old."""
    now = dt.datetime(2024, 9, 25, 20, 10, tzinfo=dt.UTC).timestamp()
    gate = gated(inputs(now=now))
    assert refused(gate) == [("closed", "US", "open")]
    assert of(gate, Reason.CLOSED, "US").facts["last"] == "2024-09-25"


def test_a_row_asked_for_before_its_close_is_not_the_last_word():
    early = dt.datetime(2024, 9, 25, 19, tzinfo=dt.UTC).timestamp()
    gate = gated(inputs(primary(US, fetched_at=early)))
    assert refused(gate) == [("closed", "US", "early")]
    assert of(gate, Reason.CLOSED, "US").facts["asked"] == US


def test_a_witness_asked_before_the_close_is_none():
    early = dt.datetime(2024, 9, 25, 19, tzinfo=dt.UTC).timestamp()
    gate = gated(inputs(witnesses=[witness(US, fetched_at=early)]))
    assert refused(gate) == [("sources", US, "early")]


def test_a_market_without_a_session_in_the_window_is_closed():
    """1 to 4 October 2024: Shanghai rests; Hong Kong and New York trade."""
    week = Window(first=day("1001"), last=day("1004"))
    traded = {"0930": 100.0, "1002": 101.0, "1003": 102.0, "1004": 103.0}
    late = dt.datetime(2024, 10, 5, 6, tzinfo=dt.UTC).timestamp()
    home = {"0927": 99.0, "0930": 100.0}
    cn = [make(name, home, fetched_at=late) for make in (primary, witness) for name in (CN, "000300.SH")]
    away = [make(name, traded, fetched_at=late) for make in (primary, witness) for name in (HK, US, "HSI", "IXIC")]
    made = inputs(*cn[:2], *away[:4], witnesses=[*cn[2:], *away[4:]], window=week, now=late)
    gate = gated(made)
    assert (refused(gate), of(gate, Reason.CLOSED, "CN").facts["told"]) == ([], "none")
    assert of(gate, Reason.MISSING, CN).facts["state"] == "closed"


# missing, stale


def test_a_row_that_nobody_has_is_missing():
    made = inputs(failures={US: "yahoo: HTTP 503"})
    bars = {name: one for name, one in made.bars.items() if name != US}
    gate = gated(dataclasses.replace(made, bars=bars))
    assert refused(gate) == [("missing", US, "missing")]
    assert of(gate, Reason.MISSING, US).facts["why"] == "yahoo: HTTP 503"


def test_a_missing_benchmark_is_missing_too():
    made = inputs()
    gate = gated(dataclasses.replace(made, bars={name: one for name, one in made.bars.items() if name != "HSI"}))
    assert refused(gate) == [("missing", "HSI", "missing")]


def test_a_row_that_ends_before_its_market_is_stale():
    short = {key: value for key, value in CLOSES.items() if key != "0925"}
    gate = gated(inputs(primary(CN, short)))
    assert ("stale", CN, "stale") in refused(gate)
    assert of(gate, Reason.STALE, CN).facts["end"] == "2024-09-24"


def test_a_stale_row_is_not_excused_by_a_market_that_is_late_altogether():
    """Every row of Shanghai and its benchmark end a day early at both sources: nobody shows that the day was traded."""
    short = {key: value for key, value in CLOSES.items() if key != "0925"}
    late = [make(name, short) for make in (primary, witness) for name in (CN, "000300.SH")]
    gate = gated(inputs(*late[:2], witnesses=late[2:]))
    assert refused(gate) == [("stale", CN, "stale"), ("stale", "000300.SH", "stale")]


def test_a_halt_inside_the_window_is_known_by_both_sources_ending_there():
    short = {key: value for key, value in CLOSES.items() if key != "0925"}
    gate = gated(inputs(primary(CN, short), witnesses=[witness(CN, short)]))
    assert (refused(gate), of(gate, Reason.STALE, CN).facts["told"]) == ([], "halted")


def test_before_the_last_close_a_row_that_has_every_session_that_is_over_is_not_stale():
    """On Wednesday before the opening in New York: Tuesday is the newest session there."""
    now = dt.datetime(2024, 9, 25, 9, tzinfo=dt.UTC).timestamp()
    short = {key: value for key, value in CLOSES.items() if key != "0925"}
    made = inputs(*(primary(name, short, fetched_at=now) for name in (US, "IXIC")), now=now)
    assert [one for one in refused(gated(made)) if one[0] == "stale"] == []


def test_beyond_the_calendar_trading_shows_what_was_a_session():
    """No calendar knows the holidays of 2031: the last day that anything traded on is taken."""
    week = Window(first=dt.date(2031, 9, 22), last=dt.date(2031, 9, 26))
    late = dt.datetime(2031, 9, 28, tzinfo=dt.UTC).timestamp()
    closes = {f"2031-09-{number}": value for number, value in zip((18, 19, 22, 23, 24), CLOSES.values(), strict=True)}
    first = [primary(name, closes, fetched_at=late) for name in NAMES]
    second = [witness(name, closes, fetched_at=late) for name in NAMES]
    assert refused(gated(inputs(*first, witnesses=second, window=week, now=late))) == []


# sources, agreement


def test_one_source_only():
    gate = gated(inputs(without=[HK]))
    assert refused(gate) == [("sources", HK, "none")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("akshare", "eastmoney"),  # the same vendor by two ways
        ("akshare", "imported: Choice"),  # Eastmoney's terminal
        ("akshare", "imported: table"),  # nobody knows whose
        ("manual", "tencent"),  # a number put in by hand is no source
        ("akshare", "imported: Wind, Choice"),
        ("yahoo", "yahoo"),
    ],
)
def test_two_that_are_not_independent_are_one(first, second):
    gate = gated(inputs(primary(CN, source=first), witnesses=[witness(CN, source=second)]))
    assert refused(gate) == [("sources", CN, "same")]


@pytest.mark.parametrize("second", ["tencent", "reference", "imported: Wind", "imported: iFinD", "yahoo"])
def test_another_vendor_is_a_second_source(second):
    assert gated(inputs(witnesses=[witness(CN, source=second)])).final


def test_a_witness_that_does_not_reach_the_end_is_none():
    short = {key: value for key, value in CLOSES.items() if key != "0925"}
    assert refused(gated(inputs(witnesses=[witness(HK, short)]))) == [("sources", HK, "short")]


def test_a_witness_that_does_not_reach_back_before_the_window_is_none():
    short = {key: CLOSES[key] for key in ("0923", "0924", "0925")}
    assert refused(gated(inputs(witnesses=[witness(HK, short)]))) == [("sources", HK, "short")]


def test_half_a_percent_apart():
    gate = gated(inputs(witnesses=[witness(US, HIGHER)]))
    assert refused(gate) == [("agree", US, "differ")]
    check = of(gate, Reason.AGREE, US)
    assert (check.first, check.second) == (pytest.approx(3.0), pytest.approx(3.5))


@pytest.mark.parametrize(("close", "final"), [(103.05, True), (103.0501, False), (102.95, True), (102.94, False)])
def test_the_tolerance_itself_is_agreement(close, final):
    assert gated(inputs(witnesses=[witness(US, CLOSES | {"0925": close})])).final is final


def test_the_tolerance_is_a_setting():
    assert gated(inputs(witnesses=[witness(US, HIGHER)]), NoteSettings(tolerance=0.6)).final


def test_benchmarks_are_checked_too():
    assert refused(gated(inputs(witnesses=[witness("IXIC", HIGHER)]))) == [("agree", "IXIC", "differ")]


def test_levels_may_differ_returns_may_not():
    """Yahoo shows the closes of 2024 divided by the bonus issue of 2025, Eastmoney as traded: one return."""
    assert gated(inputs(witnesses=[witness(CN, {key: value / 1.4 for key, value in CLOSES.items()})])).final


def test_a_suspended_share_needs_no_second_source():
    gate = gated(inputs(primary(CN, {"0919": 99.0, "0920": 100.0}), without=[CN]))
    assert (refused(gate), of(gate, Reason.MISSING, CN).facts["state"]) == ([], "suspended")


def test_a_share_said_to_be_suspended_that_traded_elsewhere_is_a_disagreement():
    gate = gated(inputs(primary(CN, {"0919": 99.0, "0920": 100.0})))
    assert refused(gate) == [("agree", CN, "state")]


def test_a_share_said_to_be_listed_in_the_window_that_traded_before_is_a_disagreement():
    gate = gated(inputs(primary(CN, {"0924": 100.0, "0925": 101.0})))
    assert refused(gate) == [("agree", CN, "state")]


@given(st.lists(st.floats(0.9, 1.1), min_size=len(NAMES), max_size=len(NAMES)), st.floats(0.0, 5.0))
def test_it_agrees_exactly_where_the_returns_do(moves, tolerance):
    """A second implementation: percent by percent, without any of the gate's parts."""
    second = [witness(name, CLOSES | {"0925": 103.0 * move}) for name, move in zip(NAMES, moves, strict=True)]
    gate = gated(inputs(witnesses=second), NoteSettings(tolerance=tolerance))
    apart = {name: abs(3.0 - (103.0 * move / 100.0 - 1.0) * 100.0) for name, move in zip(NAMES, moves, strict=True)}
    expected = {name for name, gap in apart.items() if gap > tolerance}
    doubtful = {name for name, gap in apart.items() if abs(gap - tolerance) < 1e-6}
    assert {one.subject for one in gate.refused} ^ expected <= doubtful


# real, manual, the bundled week


def test_simulated_numbers_are_never_final():
    gate = gated(inputs(simulated=True))
    assert refused(gate) == [("real", "", "simulated")]


def test_numbers_put_in_by_hand_are_told_and_not_refused():
    said = Override(instrument=CN, date=day("0925"), what=Said.CLOSE, value=103.01, author="Li", reason="misprint",
                    made_at=LATE)  # fmt: skip
    gate = gated(inputs(beside=beside_of({}, (said,))))
    assert gate.final
    check = of(gate, Reason.MANUAL, CN)
    assert (check.facts["author"], check.facts["value"], check.facts["date"]) == ("Li", "103.01", "2024-09-25")


def test_a_close_put_in_by_hand_must_agree_with_the_second_source():
    said = Override(instrument=CN, date=day("0925"), what=Said.CLOSE, value=110.0, author="Li", reason="?",
                    made_at=LATE)  # fmt: skip
    assert refused(gated(inputs(beside=beside_of({}, (said,))))) == [("agree", CN, "differ")]


def test_the_bundled_facts_are_one_source():
    made = dataclasses.replace(inputs(), bars=reference_bars(), witnesses={}, now=AFTER)
    gate = gate_of(reference_review(), made, NoteSettings())
    assert not gate.final
    sources = [one for one in gate.refused if one.reason is Reason.SOURCES]
    assert len(sources) == 15
    assert {one.facts["first"] for one in sources} == {"reference"}


def test_a_witness_without_a_close_is_none():
    empty = witness(HK).rows(np.zeros(5, bool))
    assert refused(gated(inputs(witnesses=[empty]))) == [("sources", HK, "none")]


def test_a_market_of_which_nobody_holds_the_week_is_no_holiday():
    """Neither source reaches into the window, and the calendar has three sessions: not explained, and not final."""
    short = {"0919": 99.0, "0920": 100.0}
    late = [primary(CN, short), primary("000300.SH", short)]
    gate = gated(inputs(*late, witnesses=[witness(CN, short), witness("000300.SH", short)]))
    assert refused(gate) == [("missing", CN, "absent"), ("missing", "000300.SH", "absent")]


def test_a_note_about_nobody_is_not_final():
    gate = gated(inputs(universe=small_universe()))
    assert refused(gate) == [("missing", "", "nothing")]
