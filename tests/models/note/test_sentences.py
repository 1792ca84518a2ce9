"""The note of the reference week, char for char, and what its sentences do elsewhere."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from models.note.headline import Breadth, breadth
from models.note.making import made
from models.note.settings import NoteSettings, Part
from models.note.values import Form
from models.review.values import Window
from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of
from tests.models.note.samples import TEXTS, inputs, note, said
from tests.models.samples import AFTER, reference_review, with_row

LINES = (
    "（1）CPU/GPU板块：本周（0923-0925）英伟达+6.47%，英特尔+7.78%，AMD+3.89%，寒武纪+6.29%，海光信息+3.73%，龙芯中科+2.73%。",
    "（2）云计算板块：商汤科技+6.84%，9月24日消息，商汤科技中标昆明人工智能赋能中心建设运营一体化项目。",
    "（3）数据中心硬件：工业富联+11.72%，中际旭创+11.92%，天孚通信+7.15%，胜宏科技+7.57%，沪电股份+5.75%。",
)


def test_the_three_lines_stand_char_for_char():
    made = [one.text["zh"] for one in note().sentences if one.part is Part.PRICES]
    assert tuple(made) == LINES


def test_english_stands_beside_them():
    made = said(note(), "en")
    assert made["prices.cloud"] == (
        "(2) Cloud: SenseTime +6.84%; on 24 September SenseTime won the build-and-operate project of the Kunming AI "
        "enabling centre."
    )


def test_the_headline_says_how_much_was_the_market():
    made = said(note())
    assert made["headline.breadth"] == "本周（0923-0925）CPU/GPU、数据中心硬件普涨，云计算方面商汤科技+6.84%。"
    # (6.8222 - 2.0562) / 6.8222: worked out beside from the closes
    assert "平均超额+2.06个百分点（涨幅中约70%来自大盘）" in made["headline.market"]
    assert "；其中海光信息（-2.54）、龙芯中科（-3.54）、沪电股份（-0.51）跑输基准；" in made["headline.market"]
    assert made["headline.market"].endswith("同期沪深300+6.26%、恒生指数+4.77%、纳斯达克综指+0.75%。")


def test_every_number_of_a_sentence_can_be_asked_again():
    held = next(one for one in note().sentences if one.id == "prices.cloud")
    (one,) = held.evidence
    assert (one.query, one.subject, one.unit, one.source) == (
        "return 00020.HK 2024-09-23..2024-09-25", "00020.HK", "%", "reference"
    )  # fmt: skip
    assert one.value == pytest.approx(6.8376, abs=1e-4)


def test_no_event_where_the_user_wants_none():
    made = said(note(NoteSettings(slots={"cloud": 0})))
    assert made["prices.cloud"] == "（2）云计算板块：商汤科技+6.84%。"


def test_featured_names_are_the_users():
    made = said(note(NoteSettings(featured={"cloud": ("09988.HK", "00020.HK", "nobody")})))
    assert made["prices.cloud"].startswith("（2）云计算板块：阿里巴巴")


def test_parts_stand_in_the_users_order_and_the_others_are_left_out():
    made = note(NoteSettings(parts=(Part.RISKS, Part.PRICES)))
    assert [one.part for one in made.sentences] == [Part.RISKS] * 4 + [Part.PRICES] * 3


def test_wording_is_the_users_and_a_template_with_unknown_slots_is_not_taken():
    good = NoteSettings(wording={"zh.note.headline.up": "{sectors}全线走强", "en.note.headline.up": "{nobody}"})
    made = note(good)
    assert "全线走强" in said(made)["headline.breadth"]
    assert "rose across the board" in said(made, "en")["headline.breadth"]


@pytest.mark.parametrize(
    ("key", "template"),
    [
        ("zh.note.headline.up", "{sectors:>999999999}"),
        ("zh.note.headline.up", "{sectors!x}"),
        ("zh.note.headline.up", "{sectors:d}"),
        ("zh.note.headline.up", "{sectors.__class__}"),
        ("zh.note.headline.up", "{sectors[0]}"),
        ("zh.note.headline.up", "{}"),
        ("zh.note.headline.up", "{sectors"),
        ("zh.simulated", "all is real"),  # no sentence of the note
    ],
)
def test_a_template_can_neither_fail_nor_hide_a_warning(key, template):
    made = note(NoteSettings(wording={key: template}), simulated=True)
    assert "CPU/GPU、数据中心硬件普涨" in said(made)["headline.breadth"]
    assert made.figures[0].captions["zh"].warning == TEXTS["zh"]["simulated"]


def test_a_percentage_that_was_printed_otherwise_has_its_footnote():
    notes = note().figures[0].captions["zh"].notes
    assert notes[:2] == (
        "市值及涨跌幅截至各地时间2024年9月25日。",
        "沪电股份：34.00（2024-09-25）÷ 32.15（2024-09-20）− 1 = +5.75%；同窗口某券商周报所印为+5.73%，与收盘价不符。",
    )
    assert not any("英伟达：" in one for one in notes)
    other = note(window=Window(first=dt.date(2024, 9, 23), last=dt.date(2024, 9, 24)))
    assert not any("所印" in one for one in other.figures[0].captions["zh"].notes)


def test_figures_without_weeks_are_placeholders_that_say_so():
    made = note().figures
    assert [(one.number, one.form) for one in made] == [
        (1, Form.TABLE), (2, Form.EMPTY), (3, Form.EMPTY), (4, Form.EMPTY), (5, Form.EMPTY), (6, Form.EMPTY)
    ]  # fmt: skip
    caption = made[1].captions["zh"]
    assert (caption.title, caption.unit) == ("图2：文本类模型网站周访问量（一）", "单位：万次")
    assert "未持有数据" in caption.notes[0]


def test_months_stand_in_their_place_where_the_user_wants_them():
    made = note(NoteSettings(months=True)).figures
    assert [one.form for one in made] == [Form.TABLE, *[Form.PLOT] * 4, Form.EMPTY]
    assert "月访问量" in made[1].captions["zh"].title


def test_a_figure_begins_with_the_first_period_that_is_held():
    panel = note(NoteSettings(months=True)).figures[1].panel
    shown = np.array([one.value[panel.first : panel.stop] for one in panel.members])
    assert np.isfinite(shown[:, 0]).any()
    assert panel.first > 0


def test_a_month_is_told_as_a_month():
    made = said(note())
    assert "未持有该窗口的数据" in made["traffic.text"]
    assert made["traffic.text.month"].startswith("月度参照（并非本周）：文本类模型网站月访问量（2024年8月")
    assert "ChatGPT为26亿次，环比≈+8.3%" in made["traffic.text.month"]


def test_a_running_month_is_not_told():
    last_of_month = note(window=Window(first=dt.date(2024, 9, 23), last=dt.date(2024, 9, 30)))
    assert "2024年9月" in said(last_of_month)["traffic.text.month"]
    assert "创所持5期新高" in said(last_of_month)["traffic.text.month"]


def test_nothing_held_is_said():
    made = said(
        note(bars={}, failures={}, series=(), window=Window(first=dt.date(2025, 1, 6), last=dt.date(2025, 1, 10)))
    )
    assert made["headline.none"] == "窗口内没有可计算的涨跌幅。"
    assert made["events.none"] == "窗口内没有收录的事件。"


def test_risks_are_the_users():
    made = note(NoteSettings(risks={"zh": ("只有一条。",)}))
    assert [one.text["zh"] for one in made.sentences if one.part is Part.RISKS] == ["只有一条。", "", "", ""]


def test_simulated_is_a_warning_on_every_figure():
    made = note(simulated=True)
    assert all(one.captions[lang].warning for one in made.figures for lang in ("zh", "en"))


def test_the_same_inputs_make_the_same_note():
    held = inputs()
    one, other = (note_of(held) for _ in range(2))
    assert one == other


def note_of(held):
    return made(held, NoteSettings(), {}, TEXTS).sentences


@pytest.mark.parametrize(
    ("up", "down", "of", "expected"),
    [
        (5, 0, 5, Breadth.UP),
        (4, 1, 5, Breadth.UP),
        (3, 2, 5, Breadth.MIXED),
        (1, 4, 5, Breadth.DOWN),
        (2, 0, 2, Breadth.FEW),
    ],
)
def test_broadly_is_four_of_five(up, down, of, expected):
    held = reference_review(now=AFTER).sectors[0]
    rows = held.rows[:of]
    assert breadth(replace(held, rows=rows, up=up, down=down), 0.8) is expected


def test_a_row_without_a_percentage_is_no_part_of_the_breadth():
    made = with_row(reference_review(now=AFTER), change_pct=None)
    assert breadth(made.sectors[0], 0.8) is Breadth.UP


def test_a_number_known_to_all_its_digits_is_told_with_four():
    key = SeriesKey(
        product="ChatGPT", metric=Metric.VISITS, granularity=Granularity.WEEK, source="Similarweb", asset="chatgpt.com",
        week_start=4,
    )  # fmt: skip
    weeks = [(dt.date(2024, 9, 6), 650_000_000.0), (dt.date(2024, 9, 13), 689_354_321.0)]
    points = [Point(start=first, end=first + dt.timedelta(days=6), value=value) for first, value in weeks]
    made = note(series=(series_of(key, points, 1_727_200_000.0),))
    assert "ChatGPT为6.894亿次，环比+6.05%" in said(made)["traffic.text"]
    assert "ChatGPT 689.4 M visits, +6.05%" in said(made, "en")["traffic.text"]
    assert made.figures[1].form is Form.PLOT
