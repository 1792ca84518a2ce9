"""Titles, units, windows and sources in the note's form, in both languages."""

import datetime as dt
from dataclasses import replace

import pytest

import resources
from models.products.reading import products_from
from models.traffic import presets, titling, told
from models.traffic.bundled import bundled_series
from models.traffic.chosen import Shape, View
from models.traffic.panel import Said
from models.traffic.paneling import panel_of
from models.traffic.published import traffic_from
from models.traffic.values import UNNAMED, Granularity, Metric, Point, SeriesKey, series_of

PRODUCTS = products_from(resources.products())
ALL = PRODUCTS.all()
ZH, EN = resources.texts("zh"), resources.texts("en")
BUNDLED = bundled_series(traffic_from(resources.monthly_visits()))
TO_SEPTEMBER = View(source="Similarweb via AIPure", first=dt.date(2024, 5, 1), last=dt.date(2024, 9, 30))


def panel(view=TO_SEPTEMBER, series=BUNDLED):
    return panel_of(view, series, PRODUCTS)


@pytest.mark.parametrize(
    ("number", "part", "zh", "en"),
    [(2, 1, "图2：文本类模型网站周访问量（一）", "Figure 2: Text models: weekly website visits (1)"),
     (3, 2, "图3：文本类模型网站周访问量（二）", "Figure 3: Text models: weekly website visits (2)"),
     (4, 0, "图4：图片类模型网站周访问量", "Figure 4: Image models: weekly website visits"),
     (6, 0, "图6：国产AI应用月下载量", "Figure 6: Domestic AI apps: monthly app downloads")],
)  # fmt: skip
def test_titles_are_those_of_the_note(number, part, zh, en):
    view = presets.figure(number, ALL)
    numbers = presets.numbers_of(view, ALL)
    assert titling.title(view, ALL, ZH, numbers, part) == zh
    assert titling.title(view, ALL, EN, numbers, part) == en


def test_a_proxy_says_so_in_its_title():
    view = View(metric=Metric.WIKI_VIEWS, granularity=Granularity.DAY)
    assert titling.title(view, ALL, ZH).endswith("（公开关注度指标）")
    assert titling.title(view, ALL, EN).endswith("(proxy)")


@pytest.mark.parametrize("metric", list(Metric))
@pytest.mark.parametrize("every", list(Granularity))
@pytest.mark.parametrize("texts", [ZH, EN])
def test_everything_that_can_be_chosen_has_a_title(metric, every, texts):
    for category in ("text", "image", "video", "music", "agent", "other", ""):
        assert titling.title(View(metric=metric, granularity=every, category=category), ALL, texts)
    assert titling.title(View(category="", products=("ChatGPT",)), ALL, texts)


def test_units_by_language():
    everyone = range(len(panel().members))
    assert titling.unit_line(TO_SEPTEMBER, titling.unit_in(panel(), everyone, "zh"), ZH) == "单位：万次"
    assert titling.unit_line(TO_SEPTEMBER, titling.unit_in(panel(), everyone, "en"), EN).startswith("Unit: M")


def test_an_index_and_a_share_have_units_of_their_own():
    based = panel(replace(TO_SEPTEMBER, base=dt.date(2024, 5, 17)))
    assert titling.caption_of(based, (0,), ALL, ZH, "zh").unit == "单位：2024-05=100"
    early = panel(replace(TO_SEPTEMBER, base=dt.date(2019, 1, 1)))
    assert titling.base_of(early) == titling.period_at(early, 0)  # the nearest, as the figure draws it
    share = panel(replace(TO_SEPTEMBER, shape=Shape.SHARE))
    assert "%" in titling.caption_of(share, (0,), ALL, ZH, "zh").unit or "百分比" in titling.unit_line(
        share.view, titling.unit_in(share, (0,), "zh"), ZH
    )


@pytest.mark.parametrize(
    ("align", "zh", "en"),
    [("launch", "；横轴：距上线的月数", "; across: months from launch"),
     ("2024-05-13", "；横轴：距2024-05-13的月数", "; across: months from 2024-05-13"), ("", "单位：万次", "visits")],
)  # fmt: skip
def test_an_axis_that_is_no_calendar_is_named(align, zh, en):
    aligned = panel(replace(TO_SEPTEMBER, align=align))
    everyone = tuple(range(len(aligned.members)))
    for texts, lang, end in ((ZH, "zh", zh), (EN, "en", en)):
        assert titling.caption_of(aligned, everyone, ALL, texts, lang).unit.endswith(end)


def test_windows_and_sources():
    made = panel()
    assert titling.window_line(made, ZH) == "2024-05-01 至 2024-09-30"
    assert titling.source_line(made, ZH) == (
        "资料来源：Similarweb via AIPure；数据截至 2024-09-30；内置，2026-11-23 整理"
    )
    assert titling.source_line(made, EN).endswith("data to 2024-09-30; bundled, compiled 2026-11-23")
    assert titling.window_line(panel(View(category="music")), ZH) == "窗口内无数据"


def weekly(batch=1, **changes):
    key = SeriesKey(**({"product": "Kimi", "metric": Metric.VISITS, "granularity": Granularity.WEEK,
                        "source": "Similarweb via AIPure", "week_start": 4} | changes))  # fmt: skip
    point = Point(start=dt.date(2024, 9, 13), end=dt.date(2024, 9, 19), value=5e6)
    return series_of(key, [point], 1726.8e6, batch)


def test_only_what_was_retrieved_has_a_day_of_it():
    view = View(granularity=Granularity.WEEK, days=0)
    line = titling.source_line(panel(view, (weekly(),)), ZH)
    assert line.endswith("取得于 2024-09-20")
    both = titling.source_line(panel(view, (weekly(), weekly(batch=0, product="ChatGPT"))), ZH)
    assert both.endswith("取得于 2024-09-20，部分内置（2026-11-23 整理）")


def test_a_source_that_a_table_does_not_name_is_not_called_a_table():
    made = panel(View(granularity=Granularity.WEEK, days=0), (weekly(source=UNNAMED),))
    assert titling.source_line(made, ZH).startswith("资料来源：未注明；")
    assert titling.source_line(made, EN).startswith("Source: not stated;")
    assert told.as_json([made])["series"][0]["source"] in (None, "not stated")
    assert "table" not in told.as_csv([made])


def test_notes_name_those_that_are_not_shown_as_well():
    view = replace(TO_SEPTEMBER, category="", products=("通义",))
    held = panel(replace(view, first=None, last=None, days=0))
    said = titling.caption_of(
        replace(held, notes=(Said(key="break", values={
            "period": dt.date(2024, 7, 31), "start": dt.date(2024, 7, 1), "source": UNNAMED,
            "products": ("豆包",), "percent": -40.0,
        }),)), (0,), ALL, EN, "en",
    ).notes  # fmt: skip
    assert "Doubao" in said[0]
    assert "not stated" in said[0]


def test_a_week_says_how_it_is_cut():
    key = SeriesKey(product="Kimi", metric=Metric.VISITS, granularity=Granularity.WEEK, source="S", week_start=4)
    point = Point(start=dt.date(2024, 9, 13), end=dt.date(2024, 9, 19), value=5e6)
    made = panel(View(granularity=Granularity.WEEK, days=0), (series_of(key, [point], 1.7e9),))
    assert titling.window_line(made, ZH) == "2024-09-13 至 2024-09-19（周五至周四）"
    assert titling.period_at(made, 0) == "2024 0913-0919"


def test_the_magnitudes_of_figures_2_and_3_come_apart():
    made = panel(replace(TO_SEPTEMBER, split=True))
    large, rest = titling.parts_of(made)
    assert [made.members[place].product.id for place in large] == ["ChatGPT"]
    assert len(large) + len(rest) == len(made.members)
    assert len(titling.parts_of(panel())) == 1


def test_the_footnotes_name_products_as_people_do():
    notes = titling.caption_of(panel(), (0,), ALL, EN, "en").notes
    assert any("Baichuan" in one for one in notes)  # it has no number


def test_a_note_names_a_product_that_is_not_shown():
    view = replace(TO_SEPTEMBER, products=("通义",))
    said = titling.caption_of(panel(view), (0,), ALL, EN, "en").notes
    assert any("those to Tongyi Wanxiang" in one for one in said)
