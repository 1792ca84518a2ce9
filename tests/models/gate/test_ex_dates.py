"""What goes ex inside the window: explained, or a reason to refuse. Percentages worked by hand."""

import pytest

from models.gate.values import Reason
from models.gate.wording import sentence
from models.values import Basis
from tests.models.gate.samples import CLOSES, CN, US, gated, inputs, primary, refused, witness
from tests.models.samples import ZH, cash, split

HALVED = {"0919": 99.0, "0920": 100.0, "0923": 101.0, "0924": 51.0, "0925": 51.5}  # two for one on the 24th


def told(gate, subject):
    """How the check of ex-dates came out."""
    (check,) = (one for one in gate.checks if one.reason is Reason.EX_DATES and one.subject == subject)
    return check.facts["told"]


def test_nothing_went_ex():
    assert told(gated(inputs()), US) == "nothing"


def test_an_index_is_not_asked():
    assert "IXIC" not in {one.subject for one in gated(inputs()).checks if one.reason is Reason.EX_DATES}


def test_nobody_says_whether_anything_went_ex():
    gate = gated(inputs(primary(US, actions=None)))
    assert refused(gate) == [("ex_dates", US, "unknown")]


def test_a_dividend_that_one_source_alone_tells_is_unexplained():
    """2 on a close of 102 is 1.96 % of the percentage."""
    gate = gated(inputs(primary(US, actions=(cash("0925", 2.0),))))
    assert refused(gate) == [("ex_dates", US, "one")]


def test_a_dividend_too_small_to_matter_passes_and_is_told():
    """0.04 on a close of 102 moves 103 percent of the base by 0.0404 points, less than the tolerance of 0.05."""
    gate = gated(inputs(primary(US, actions=(cash("0925", 0.04),))))
    assert (refused(gate), told(gate, US)) == ([], "small")


def test_a_dividend_just_too_large_to_pass_alone():
    """0.05 on 102 moves it by 0.0505 points."""
    assert refused(gated(inputs(primary(US, actions=(cash("0925", 0.05),))))) == [("ex_dates", US, "one")]


def test_a_dividend_that_both_tell_is_confirmed():
    both = (cash("0925", 2.0),)
    gate = gated(inputs(primary(US, actions=both), witnesses=[witness(US, actions=(cash("0925", 2.004),))]))
    assert (refused(gate), told(gate, US)) == ([], "confirmed")


@pytest.mark.parametrize(
    "other",
    [(), (cash("0925", 2.2),), (split("0925", 2.0),), (cash("0925", 2.0), cash("0924", 1.0))],
)
def test_two_sources_that_tell_different_things(other):
    gate = gated(inputs(primary(US, actions=(cash("0925", 2.0),)), witnesses=[witness(US, actions=other)]))
    assert ("ex_dates", US, "differ") in refused(gate)


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        ((cash("0925", 0.04),), ()),  # 0.0404 points, see above
        ((), (cash("0925", 0.04),)),
        ((cash("0925", 2.0),), (cash("0925", 2.04),)),  # 2 % of the payment, 0.04 points of the percentage
        ((cash("0925", 2.0),), (cash("0924", 2.0),)),  # a day apart: 103 x (1/0.98039 - 1/0.98020) = 0.021 points
    ],
)
def test_what_two_tell_otherwise_passes_where_it_moves_less_than_the_tolerance(mine, other):
    gate = gated(inputs(primary(US, actions=mine), witnesses=[witness(US, actions=other)]))
    assert (refused(gate), told(gate, US)) == ([], "near")
    (check,) = (one for one in gate.checks if one.reason is Reason.EX_DATES and one.subject == US)
    assert "影响小于容差" in sentence(check, gate.tolerance, ZH)


def test_just_more_than_the_tolerance_refuses():
    """0.06 on a close of 102 moves 103 percent of the base by 0.0606 points."""
    gate = gated(inputs(primary(US, actions=()), witnesses=[witness(US, actions=(cash("0925", 0.06),))]))
    assert ("ex_dates", US, "differ") in refused(gate)


def test_what_is_left_out_and_does_not_matter_passes_and_is_told():
    gate = gated(inputs(primary(US, actions=None), witnesses=[witness(US, actions=(cash("0925", 0.04),))]))
    assert (refused(gate), told(gate, US)) == ([], "left_small")


def test_payments_of_one_day_count_together():
    one, two = (cash("0925", 2.0),), (cash("0925", 1.5), cash("0925", 0.5))
    assert gated(inputs(primary(US, actions=one), witnesses=[witness(US, actions=two)])).final


def test_what_only_the_witness_tells_is_not_in_the_percentage():
    gate = gated(inputs(primary(US, actions=None), witnesses=[witness(US, actions=(cash("0925", 2.0),))]))
    assert ("ex_dates", US, "left_out") in refused(gate)


def test_the_list_that_stands_with_the_first_is_no_second_word_for_itself():
    """Eastmoney's bars carry what Yahoo tells; Yahoo as the witness repeats it."""
    both = (cash("0925", 2.0),)
    gate = gated(inputs(primary(CN, actions=both), witnesses=[witness(CN, source="yahoo", actions=both)]))
    assert refused(gate) == [("ex_dates", CN, "one")]


def test_a_split_that_stands_in_the_closes_of_both_is_explained():
    """51.5 times 2 over 100 is +3 %."""
    gate = gated(inputs(primary(US, HALVED, actions=(split("0924", 2.0),)), witnesses=[witness(US, HALVED)]))
    assert (refused(gate), told(gate, US)) == ([], "seen")
    (check,) = (one for one in gate.checks if one.reason is Reason.AGREE and one.subject == US)
    assert (check.first, check.second) == (pytest.approx(3.0), pytest.approx(3.0))


def test_a_split_that_no_close_shows_is_unexplained():
    gate = gated(inputs(primary(US, actions=(split("0924", 2.0),))))
    assert refused(gate) == [("ex_dates", US, "one")]


@pytest.mark.parametrize(("first", "second"), [(HALVED, CLOSES), (CLOSES, HALVED)])
def test_a_split_that_the_closes_of_one_alone_show_is_unexplained(first, second):
    """Its reporter may have made traded closes by undoing it: that proves nothing."""
    gate = gated(inputs(primary(US, first, actions=(split("0924", 2.0),)), witnesses=[witness(US, second)]))
    assert refused(gate) == [("agree", US, "differ"), ("ex_dates", US, "one")]


def test_a_distribution_worth_more_than_the_share_is_unexplained():
    gate = gated(inputs(primary(US, actions=(cash("0925", 200.0),))))
    assert ("ex_dates", US, "one") in refused(gate)


def test_closes_that_have_distributions_in_them_confirm_by_agreeing():
    """Yahoo's raw 100, 102, then 101 after 2 in cash: 101 / 100 * 102 / (102 - 2) = 1.0302; adjusted: 98.04 and 101."""
    paid = CLOSES | {"0925": 101.0}
    taken_out = {key: value * 100 / 102 for key, value in CLOSES.items()} | {"0925": 101.0}
    second = witness(US, taken_out, source="reference", basis=Basis.DIVIDEND_ADJUSTED)
    gate = gated(inputs(primary(US, paid, actions=(cash("0925", 2.0),)), witnesses=[second]))
    assert (refused(gate), told(gate, US)) == ([], "confirmed")


def test_closes_that_have_distributions_in_them_answer_for_a_first_that_knows_of_none():
    second = witness(US, source="reference", basis=Basis.DIVIDEND_ADJUSTED)
    assert gated(inputs(primary(US, actions=None), witnesses=[second])).final


def test_what_went_ex_before_the_window_is_nobodys_business():
    gate = gated(inputs(primary(US, actions=(cash("0920", 5.0), cash("0926", 5.0)))))
    assert refused(gate) == []
