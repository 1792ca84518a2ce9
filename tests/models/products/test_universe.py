"""Who is meant: every name, site and app that a table writes leads to one product, or to a question."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.products.reading import products_from
from models.products.universe import Products
from models.products.values import CATEGORIES, Asset, Kind, Product

# how publishers of monthly tables write the products of the reference week
WRITTEN = """ChatGPT,ChatGPT
Gemini - Google Vids AI,Gemini
Gemini & Gemini Advanced,Gemini
Claude AI,Claude
Claude 2,Claude
Perplexity AI,Perplexity
Poe,Poe
Character.ai,Character.AI
Kimi Chat,Kimi
Kimi智能助手,Kimi
Doubao PixelDance,豆包
ChatGLM,智谱清言
chatglm.cn,智谱清言
Leonardo.ai,Leonardo
Leonardo.Ai,Leonardo
Civitai,Civitai
Ideogram Canvas,Ideogram
Kling AI 1.6 - Global,可灵
可灵 (global),可灵
klingai.com,可灵
Luma AI Dream Machine 1.6: Luma Photon,Luma
Luma Dream Machine,Luma
Hailuo AI Video Generator,海螺
海螺 (video),海螺
Pika 2.0,Pika
Pika,Pika
Vidu 1.5,Vidu
Sora - Sora Turbo,Sora
Runwayml,Runway
Midjourney,Midjourney
"""
REFERENCE_WEEK = {
    "text": ["ChatGPT", "Gemini", "Claude", "Perplexity", "Character.AI", "Poe", "Copilot", "Grok", "DeepSeek", "Kimi",
             "豆包", "文小言", "通义", "智谱清言", "讯飞星火", "百川", "天工", "MiniMax", "星野"],
    "image": ["Midjourney", "Leonardo", "Stability", "Ideogram", "Civitai", "通义万相", "即梦"],
    "video": ["Runway", "Pika", "Luma", "可灵", "HeyGen", "Sora", "Vidu", "海螺"],
}  # fmt: skip


@pytest.fixture(scope="module")
def bundled():
    return products_from(resources.products())


def made(name, **more):
    return Product(**{"id": name, "name_zh": name, "name_en": name, "category": "text"} | more)


def test_the_universe_of_the_reference_week_is_there(bundled):
    held = {name: [one.id for one in bundled.of_category(name)] for name in bundled.categories()}
    assert held == REFERENCE_WEEK
    assert [one.id for one in bundled.all() if one.domestic and one.of(Kind.APP)] == [
        "DeepSeek", "Kimi", "豆包", "文小言", "通义", "智谱清言", "讯飞星火", "百川", "天工",
        "MiniMax", "星野", "即梦", "可灵",
    ]  # fmt: skip


def test_bundled_facts_name_products_by_their_ids_and_their_sites(bundled):
    for row in resources.monthly_visits():
        assert bundled.get(row["product"]).category == row["category"]
        assert bundled.named(row["domain"]) == row["product"]
    linked = [row["subject"] for row in resources.vendors() if row["kind"] == "product"]
    assert [name for name in linked if bundled.get(name) is None] == []


def test_what_a_table_writes_is_known(bundled):
    rows = list(csv.reader(io.StringIO(WRITTEN)))
    assert [row for row in rows if bundled.named(row[0]) != row[1]] == []


def test_every_name_of_everybody_means_somebody_and_only_one_is_a_question(bundled):
    asked = set()
    for one in bundled.all():
        for name in (one.id, one.name_zh, one.name_en, *one.aliases, *(old.name for old in one.former)):
            assert one.id in bundled.candidates(name)
            asked |= {name} if bundled.named(name) is None else set()
        for asset in one.assets:
            assert bundled.named(asset.name) in (one.id, None) or one.id in bundled.sharing(asset.name)
    assert asked == {"海螺AI"}  # the chat app, or the film maker
    assert bundled.candidates("海螺AI") == ("MiniMax", "海螺")


@pytest.mark.parametrize(
    "text",
    ["chatgpt.com", "www.chatgpt.com", "https://chatgpt.com", "HTTP://WWW.ChatGPT.com:443/c/1?q=2#a",
     "ｃｈａｔｇｐｔ．ｃｏｍ", "chat.openai.com", "https://chat.openai.com/chat", " ChatGPT ",
     "ＣＨＡＴＧＰＴ", "chat gpt", "m.chatgpt.com", "chatgpt.com.", "en.wikipedia/ChatGPT", "id:6448311069|ChatGPT"],
)  # fmt: skip
def test_width_case_blanks_scheme_and_path_make_no_difference(bundled, text):
    assert bundled.named(text) == "ChatGPT"


@pytest.mark.parametrize(
    "text", ["", " ", "合计", "openai.com", "notchatgpt.com", "chatgpt.com.cn", "https://", "...", "a" * 9999]
)
def test_strangers_are_nobody(bundled, text):
    assert bundled.named(text) is None
    assert bundled.candidates(text) == ()


def test_a_site_of_several_is_the_first_ones(bundled):
    assert bundled.named("https://tongyi.aliyun.com/wanxiang") == "通义"
    assert bundled.sharing("tongyi.aliyun.com") == ("通义", "通义万相")


def test_a_day_decides_between_two_and_an_old_name_is_still_a_name():
    def of(first=None, last=None):
        return (Asset(kind=Kind.APP, name="Nova", first=first, last=last, store="ios-us"),)

    held = Products([made("a", assets=of(last=dt.date(2023, 12, 31))), made("b", assets=of(first=dt.date(2024, 1, 1)))])
    assert held.named("nova") is None
    assert held.named("nova", dt.date(2023, 12, 31)) == "a"
    assert held.named("nova", dt.date(2024, 1, 1)) == "b"
    bundled = products_from(resources.products())
    assert bundled.named("文心一言", dt.date(2025, 1, 1)) == "文小言"


def test_an_id_counts_before_anothers_alias():
    held = Products([made("a", aliases=("b",)), made("b")])
    assert held.named("B") == "b"


def test_nobody_is_there_twice():
    with pytest.raises(ValueError, match="twice"):
        Products([made("a"), made("a")])


def test_products_are_equal_by_what_they_hold(bundled):
    again = products_from(resources.products())
    assert again == bundled
    assert hash(again) == hash(bundled)
    assert Products([made("a")]) != bundled
    assert (bundled.category("可灵"), bundled.category("nobody")) == ("video", "other")
    assert set(bundled.categories()) <= set(CATEGORIES)


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    held = Products([made("a.b", aliases=("ä ö",))])
    found = held.named(text)
    assert found in ("a.b", None)
    assert (found,) == held.candidates(text) or (found is None and held.candidates(text) == ())
