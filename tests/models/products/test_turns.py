"""Footnotes that print themselves: renames, moves, overlaps, shared sites."""

import datetime as dt

import pytest

import resources
from models.products.identity import joined
from models.products.reading import products_from
from models.products.turns import notes, turns
from models.products.universe import Products
from models.products.values import Former, Product
from models.traffic.values import Metric
from tests.models.products.samples import monthly

PRODUCTS = products_from(resources.products())
YEAR = dt.date(2024, 1, 1), dt.date(2024, 12, 31)


def worded(lang, said):
    slots = dict(said.values)
    for name in ("product", "other"):
        held = PRODUCTS.get(slots.get(name, ""))
        slots |= {name: held.name(lang)} if held else {}
    return resources.texts(lang)[f"traffic.note.{said.key}"].format(**slots)


def lines(name, metric, first, last, lang="zh", overlaps=()):
    return [worded(lang, one) for one in notes(PRODUCTS, PRODUCTS.get(name), metric, first, last, overlaps)]


def test_the_note_of_figure_six():
    assert lines("文小言", Metric.DOWNLOADS, *YEAR) == ["文小言即原文心一言（App 于2024年9月更名）"]
    assert lines("文小言", Metric.DOWNLOADS, *YEAR, "en") == [
        "ERNIE Bot is the former 文心一言 (the app was renamed in 2024-09)"
    ]


def test_beside_visits_it_says_that_the_site_kept_its_name():
    assert lines("文小言", Metric.VISITS, *YEAR) == ["文小言即原文心一言（App 于2024年9月更名，网站名称未变）"]


def test_before_the_rename_the_note_is_needed_most_and_long_after_not_at_all():
    assert len(lines("文小言", Metric.DOWNLOADS, dt.date(2024, 1, 1), dt.date(2024, 6, 30))) == 1
    assert lines("文小言", Metric.DOWNLOADS, dt.date(2024, 9, 5), dt.date(2024, 12, 31)) == []


def test_a_move_is_told_inside_its_window_and_marked_on_its_day():
    assert lines("ChatGPT", Metric.VISITS, *YEAR) == [
        "ChatGPT的网站于2024年5月由 chat.openai.com 迁至 chatgpt.com，视为同一产品"
    ]
    assert lines("ChatGPT", Metric.VISITS, dt.date(2023, 1, 1), dt.date(2023, 12, 31)) == []
    (turn,) = turns(PRODUCTS.get("ChatGPT"), Metric.VISITS)
    assert (turn.day, turn.is_move) == (dt.date(2024, 5, 1), True)
    assert turns(PRODUCTS.get("ChatGPT"), Metric.DOWNLOADS) == ()


def test_articles_move_by_language():
    renamed, moved = lines("Gemini", Metric.WIKI_VIEWS, *YEAR, "en")
    assert renamed == "Gemini is the former Bard (renamed in 2024-02)"
    assert moved.startswith(
        "The article on Gemini moved from en.wikipedia/Bard_(chatbot) to en.wikipedia/Gemini_(chatbot)"
    )
    assert turns(PRODUCTS.get("ChatGPT"), Metric.WIKI_VIEWS) == ()  # two languages are no move


def test_what_both_addresses_had_is_printed():
    made = joined(
        PRODUCTS.get("ChatGPT"),
        [monthly("chat.openai.com", {"2024-05": 4e8}), monthly("chatgpt.com", {"2024-05": 2.3e9})],
    )
    _, told = lines("ChatGPT", Metric.VISITS, *YEAR, "en", made.overlaps)
    assert told == (
        "ChatGPT: from 2024-05-01 to 2024-05-31 both addresses have numbers (periods: 1), added up: "
        "chat.openai.com 400000000, chatgpt.com 2300000000"
    )
    assert len(lines("ChatGPT", Metric.VISITS, dt.date(2024, 6, 1), YEAR[1], "en", made.overlaps)) == 0


def test_two_that_share_a_site_are_not_split_and_both_say_so():
    sentence = "通义的访问量含与其共用 tongyi.aliyun.com 的通义万相，无法拆分"
    assert lines("通义万相", Metric.VISITS, *YEAR) == [sentence]
    assert lines("通义", Metric.VISITS, *YEAR)[-1] == sentence
    assert sentence not in lines("通义", Metric.DOWNLOADS, *YEAR)


@pytest.mark.parametrize("of", ["", "app", "site"])
@pytest.mark.parametrize("metric", list(Metric))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rename_has_words(of, metric, lang):
    one = Product(
        id="新",
        name_zh="新",
        name_en="New",
        category="text",
        former=(Former(name="Old", until=dt.date(2024, 3, 1), of=of),),
    )
    (said,) = notes(Products([one]), one, metric, *YEAR)
    assert "Old" in worded(lang, said)
