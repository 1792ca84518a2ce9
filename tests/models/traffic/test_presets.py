"""Figures 2 to 6 of the note, as views."""

import datetime as dt
from dataclasses import replace

import pytest

import resources
from models.products.reading import products_from
from models.traffic import presets
from models.traffic.chosen import Shape, View
from models.traffic.values import Granularity, Metric

PRODUCTS = products_from(resources.products()).all()


def test_figures_2_and_3_are_one_view_that_is_split():
    assert presets.figure(2, PRODUCTS) == presets.figure(3, PRODUCTS)
    made = presets.figure(2, PRODUCTS)
    assert (made.category, made.metric, made.granularity, made.split) == ("text", Metric.VISITS, Granularity.WEEK, True)
    assert presets.numbers_of(made, PRODUCTS) == (2, 3)


@pytest.mark.parametrize(("number", "category"), [(4, "image"), (5, "video")])
def test_figures_4_and_5(number, category):
    made = presets.figure(number, PRODUCTS)
    assert (made.category, made.granularity, made.split) == (category, Granularity.WEEK, False)
    assert presets.numbers_of(replace(made, granularity=Granularity.MONTH, log=True), PRODUCTS) == (number,)


def test_figure_6_is_the_domestic_apps_as_monthly_bars():
    made = presets.figure(6, PRODUCTS)
    assert (made.metric, made.granularity, made.shape) == (Metric.DOWNLOADS, Granularity.MONTH, Shape.BARS)
    named = {
        "豆包",
        "文小言",
        "Kimi",
        "通义",
        "智谱清言",
        "讯飞星火",
        "天工",
        "星野",
    }  # section 6 of the reference week
    shown = {one.name_zh for one in PRODUCTS if one.id in made.products} | set(made.products)
    assert named - shown <= {"文小言"}
    assert "ChatGPT" not in made.products
    assert presets.numbers_of(made, PRODUCTS) == (6,)


def test_no_other_figure():
    with pytest.raises(KeyError):
        presets.figure(7, PRODUCTS)
    assert presets.numbers_of(View(category="music"), PRODUCTS) == ()


def test_a_page_shares_window_and_periods_but_downloads_stay_monthly():
    held = View(granularity=Granularity.DAY, days=92, known_on=dt.date(2024, 9, 20), events=False, log=True)
    for number in presets.WHOLE:
        made = presets.on_page(number, PRODUCTS, held)
        assert (made.known_on, made.events, made.log) == (held.known_on, False, False)
        monthly = number == presets.APPS
        assert made.granularity is (Granularity.MONTH if monthly else Granularity.DAY)
        assert made.days == (366 if monthly else 92)
