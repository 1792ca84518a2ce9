"""What the note says of weeks unlike the reference week: falling, flat, mixed, short, one day long, over two years."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.note.settings import NoteSettings
from tests.models.note.samples import note, said
from tests.models.note.weeks import LISTED, SUSPENDED, UNIVERSE, contradicted, week

WEEK = ("2024-09-09", "2024-09-13")  # five sessions in every market
FEATURED = tuple(name for one in UNIVERSE.sectors for name in one.featured)
HARDWARE = UNIVERSE.sectors[2].featured
MARKS = ("000300.SH", "HSI", "IXIC")


def test_the_note_of_the_reference_week_contradicts_nothing_of_itself():
    assert contradicted(note()) == []


MOVES = st.sampled_from([0.0, 0.004, -0.004, 1.0, -1.0]) | st.floats(-30, 30).map(lambda one: round(one, 3))


@settings(max_examples=25, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys((*FEATURED, *MARKS), MOVES)))
def test_no_week_makes_a_note_that_contradicts_itself(moves):
    assert contradicted(week(*WEEK, moves)) == []


def test_a_week_of_rises_and_what_the_market_had_in_it():
    made = said(week(*WEEK, {"": 4.0} | dict.fromkeys(MARKS, 1.0)))
    assert made["headline.breadth"] == "本周（0909-0913）CPU/GPU、数据中心硬件普涨，云计算方面商汤科技+4.00%。"
    assert "headline.leaders" not in made  # all alike
    assert made["headline.market"] == (
        "12只个股等权平均+4.00%，相对各自市场基准平均超额+3.00个百分点（涨幅中约25%来自大盘）；均跑赢基准；"
        "同期沪深300+1.00%、恒生指数+1.00%、纳斯达克综指+1.00%。"
    )
    assert "headline.sessions" not in made


def test_a_falling_week():
    moves = {"": -4.0, "NVDA.US": -0.5, "AMD.US": -1.0, "688256.SH": -9.0} | dict.fromkeys(MARKS, -2.0)
    made = week(*WEEK, moves)
    held = said(made)
    assert "普跌" in held["headline.breadth"]
    assert held["headline.leaders"].startswith("12只个股中，英伟达-0.50%、AMD-1.00%表现居前，寒武纪-9.00%、")
    assert "（跌幅中约52%来自大盘）；仅英伟达（+1.50）、AMD（+1.00）跑赢基准；" in held["headline.market"]
    assert "held up best; Cambricon -9.00% and" in said(made, "en")["headline.leaders"]
    assert "of the fall was the market" in said(made, "en")["headline.market"]


@pytest.mark.parametrize(
    ("others", "told", "english"),
    [
        (5.0, "；均跑输基准；", "all of them lagged theirs"),
        (-5.0, "；均跑赢基准；", "all of them beat theirs"),
        (1.0, "；无一跑输基准；", "none of them lagged theirs"),
        (1.004, "；无一跑输基准；", "none of them lagged theirs"),
    ],
)
def test_who_lagged_when_all_go_alike(others, told, english):
    """A row that is level with its benchmark beats it no more than it lags it."""
    made = week(*WEEK, {"": 1.0} | dict.fromkeys(MARKS, others))
    assert told in said(made)["headline.market"]
    assert english in said(made, "en")["headline.market"]


def test_level_and_behind():
    moves = {"": 1.0, "NVDA.US": 0.0} | dict.fromkeys(FEATURED[3:], 0.5) | dict.fromkeys(MARKS, 1.0)
    assert "；无一跑赢基准；" in said(week(*WEEK, moves))["headline.market"]


def test_rises_beside_rows_that_stand_still_are_no_mixed_week():
    moves = {"": 0.0} | dict.fromkeys(HARDWARE[:3], 2.0)
    made = week(*WEEK, moves)
    assert said(made)["headline.breadth"] == (
        "本周（0909-0913）CPU/GPU方面6只持平，数据中心硬件方面3只上涨、2只持平，云计算方面商汤科技+0.00%。"
    )
    assert "in Data-centre hardware, 3 up and 2 flat" in said(made, "en")["headline.breadth"]


def test_english_agrees_in_number():
    moves = {"": 2.0, HARDWARE[0]: -2.0, HARDWARE[1]: -3.0}
    assert said(week(*WEEK, moves), "en")["headline.breadth"] == (
        "This week (0909-0913) CPU/GPU rose across the board; trading in Data-centre hardware was mixed; in Cloud, "
        "SenseTime +2.00%."
    )


def test_other_sessions_than_elsewhere_are_said():
    """Labor Day in New York, a typhoon in Hong Kong."""
    made = week("2024-09-02", "2024-09-06", {"": 1.0})
    assert said(made)["headline.sessions"] == "各市场交易日数不同：沪深5个、港股4个、美股4个。"
    assert said(made, "en")["headline.sessions"].endswith("China 5, Hong Kong 4 and US 4.")
    notes = made.figures[0].captions["zh"].notes
    assert "窗口内交易日数：沪深 5, 港股 4, 美股 4。" in notes


def test_a_market_on_holiday_is_closed_and_nothing_of_it_is_suspended():
    made = week("2024-10-02", "2024-10-04", {"": 1.0})
    held = said(made)
    assert held["prices.dc_hardware"].startswith("（3）数据中心硬件：工业富联休市，")
    assert "数据中心硬件" not in held["headline.breadth"]
    assert "Innolight market closed" in said(made, "en")["prices.dc_hardware"]


def test_a_source_that_is_late_is_no_holiday():
    mainland = [name for name, one in UNIVERSE.instruments.items() if one.market == "CN"]
    made = week(*WEEK, {"": 1.0}, late=mainland)
    assert "工业富联--，" in said(made)["prices.dc_hardware"]
    assert {one.facts["told"] for one in made.gate.refused if one.reason == "missing"} == {"absent"}


def test_suspended_and_listed():
    moves = {"": 1.0, "00020.HK": SUSPENDED, "688256.SH": LISTED}
    made = week(*WEEK, moves)
    assert said(made)["prices.cloud"] == "（2）云计算板块：商汤科技停牌。"
    assert said(made, "en")["prices.cloud"] == "(2) Cloud: SenseTime suspended."
    assert "寒武纪--" in said(made)["prices.cpu_gpu"]
    assert "云计算" not in said(made)["headline.breadth"]


def test_everybody_suspended():
    held = said(week(*WEEK, {"": SUSPENDED}))
    assert held["headline.none"] == "窗口内没有可计算的涨跌幅。"


def test_one_row_alone_has_no_mean():
    others = [name for name in UNIVERSE.instruments if name not in ("NVDA.US", "IXIC")]
    made = week(*WEEK, {"NVDA.US": 3.0, "IXIC": 1.0}, without=others)
    assert said(made)["headline.market"] == "英伟达相对基准超额+2.00个百分点；同期纳斯达克综指+1.00%。"
    assert all(one.text["zh"] for one in made.sentences if one.part == "headline")
    assert contradicted(made) == []


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        ("2024-09-24", "2024-09-24", "9月24日", "On 24 September "),
        ("2024-12-30", "2025-01-03", "本周（1230-0103）", "This week (1230-0103) "),
        ("2024-09-02", "2024-09-13", "区间（0902-0913）", "Over the window (0902-0913) "),
        ("2024-12-02", "2025-01-17", "2024年12月2日至2025年1月17日", "From 2 December 2024 to 17 January 2025 "),
    ],
)
def test_how_a_window_is_called(first, last, zh, en):
    made = week(first, last, {"": 1.0})
    assert said(made)["headline.breadth"].startswith(f"{zh}CPU/GPU、")
    assert said(made)["prices.cpu_gpu"].startswith(f"（1）CPU/GPU板块：{zh}英伟达")
    assert said(made, "en")["headline.breadth"].startswith(f"{en}CPU/GPU ")
    assert contradicted(made) == []


def test_an_event_that_nobody_has_worded_is_named_and_not_made_a_sentence():
    made = week("2024-10-01", "2024-10-04", {"": 1.0})
    zh, en = said(made), said(made, "en")
    assert "10月2日：Pika 1.5。" in zh.values()
    assert "2 October: Pika 1.5." in en.values()
    assert "10月4日：OpenAI Canvas。" in zh.values()


def test_an_event_of_the_last_day_is_in_and_of_the_day_after_not():
    held = said(week("2024-09-23", "2024-09-24", {"": 1.0}))
    assert held["prices.cloud"].endswith("9月24日消息，商汤科技中标昆明人工智能赋能中心建设运营一体化项目。")
    assert "9月24日消息" not in said(week("2024-09-19", "2024-09-23", {"": 1.0}))["prices.cloud"]


def test_with_all_members_the_events_of_all_are_told():
    lone = NoteSettings(featured={"cloud": ("MSFT.US",)})
    assert "中标" not in said(week("2024-09-23", "2024-09-25", {"": 1.0}, lone))["prices.cloud"]
    everyone = NoteSettings(featured={"cloud": ("MSFT.US",)}, everyone=True)
    assert "中标" in said(week("2024-09-23", "2024-09-25", {"": 1.0}, everyone))["prices.cloud"]
