"""The protocol in words, in both languages, and as a sheet."""

import re
from string import Formatter

import pytest

from models.caps import beside_of
from models.facts import Override, Said
from models.gate.values import Check, Reason
from models.gate.wording import as_sheet, refusals, sentence, verdict
from models.workbook import Weight
from tests.models.gate.samples import CLOSES, CN, HK, LATE, NAMES, US, gated, inputs, primary, witness
from tests.models.samples import EN, ZH, cash, day

HIGHER = CLOSES | {"0925": 103.5}


def test_a_final_week_says_how_many_checks_passed():
    gate = gated(inputs())
    assert verdict(gate, EN) == f"Final: all {len(gate.checks)} checks passed (tolerance 0.05 pp)"
    assert refusals(gate, EN, "en") == ()


def test_reasons_are_counted():
    gate = gated(inputs(without=[HK, CN], witnesses=[witness(US, HIGHER)]))
    assert verdict(gate, EN) == "Not final, refused: two independent sources 2, sources agree 1"
    assert verdict(gate, ZH) == "未定稿，未通过：两个独立来源 2、来源一致 1"


def test_subjects_that_share_a_sentence_stand_in_it_together():
    gate = gated(inputs(without=[HK, US], witnesses=[witness("IXIC", HIGHER)]))
    assert refusals(gate, ZH, "zh") == (
        "只有一个来源（雅虎 yfinance）：名00、名NV。",
        "雅虎 yfinance +3.000%，东方财富 akshare +3.500%，相差 0.500 个百分点，超过容差 0.05：IXIC。",
    )
    assert refusals(gate, EN, "en")[1].startswith("Yahoo (yfinance) +3.000%, Eastmoney (akshare) +3.500%: 0.500 pp")


def test_all_rows_are_not_listed_one_by_one():
    lone = [primary(name, source="reference") for name in NAMES]
    gate = gated(inputs(*lone, without=NAMES))
    assert refusals(gate, ZH, "zh") == ("只有一个来源（内置参考）：全部 6 行。",)


def test_what_is_about_everything_stands_alone():
    assert refusals(gated(inputs(simulated=True)), EN, "en") == ("there is SIMULATED data in it.",)


def test_a_market_is_called_by_its_name():
    gate = gated(inputs(primary(US, fetched_at=LATE - 86400)))
    assert refusals(gate, ZH, "zh") == ("2024-09-25 收盘前取数，收盘后尚未重新取数（NVDA.US）：美股。",)


def test_why_something_is_missing_is_said_in_the_readers_language():
    made = inputs(failures={CN: "yahoo: offline"}, without=[CN])
    lost = {name: one for name, one in made.bars.items() if name != CN}
    gate = gated(inputs(failures={CN: "yahoo: offline"}, bars=lost))
    assert refusals(gate, ZH, "zh") == ("缺数据（雅虎 yfinance: 离线）：名60。",)


def test_the_sheet_holds_every_check_under_a_band_of_its_kind():
    gate = gated(inputs(primary(US, actions=(cash("0925", 2.0),)), witnesses=[witness(HK, HIGHER)]))
    sheet = as_sheet(gate, EN, "en")
    bands = [line for line in sheet.lines if line.weight is Weight.BAND]
    assert len(sheet.lines) == len(gate.checks) + len(bands)
    assert [line.values[0] for line in bands][4] == "sources agree (1 of 6 refused)"
    assert {len(line.values) for line in sheet.lines} == {len(sheet.columns)}
    (row,) = (line.values for line in sheet.lines if line.values[2] == HK and line.values[0] == "sources agree")
    assert row[3] == "refused"
    assert row[5:] == (pytest.approx(3.0), pytest.approx(3.5), 0.5, "Yahoo (yfinance)", "Eastmoney (akshare)")
    assert (sheet.under, sheet.above[1]) == (refusals(gate, EN, "en"), verdict(gate, EN))


def test_a_number_put_in_by_hand_is_told_with_author_and_reason():
    said = Override(instrument=CN, date=day("0925"), what=Said.CLOSE, value=103.0, author="Li", reason="misprint",
                    made_at=LATE)  # fmt: skip
    gate = gated(inputs(beside=beside_of({}, (said,))))
    (check,) = (one for one in gate.checks if one.reason is Reason.MANUAL)
    assert sentence(check, 0.05, EN) == "close of 2024-09-25 is 103 (manual: Li, misprint)"
    assert [line.values[3] for line in as_sheet(gate, EN, "en").lines if line.values[2] == CN][-1] == "told"


@pytest.mark.parametrize("texts", [ZH, EN])
def test_every_sentence_of_the_texts_can_be_filled(texts):
    """No slot asks for a fact that a check of its reason does not have."""
    given = "zh en last asked end dates date value author"
    facts = dict.fromkeys(given.split(), "x") | {"why": "offline", "state": "ok", "first": "yahoo", "second": "akshare"}
    facts |= {"what": "close"}
    slots = {*facts, "one", "two", "apart", "tolerance"}
    for key in texts:
        found = re.fullmatch(r"gate\.(closed|missing|stale|sources|agree|ex_dates|real|manual)\.(\w+)", key)
        if found:
            told = Check(reason=Reason(found[1]), subject="x", passed=True, facts=facts | {"told": found[2]})
            assert sentence(told, 0.05, texts)
            assert {name for _, name, _, _ in Formatter().parse(texts[key]) if name} <= slots
