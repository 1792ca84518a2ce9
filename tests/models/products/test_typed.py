"""A form's texts as a product, and what is wrong with them."""

import datetime as dt
from dataclasses import replace

import pytest

import resources
from models.products.reading import products_from
from models.products.typed import Bad, Typed, day_of, read_typed, typed_of
from models.products.values import Exposure
from models.universe import universe_from

PRODUCTS = products_from(resources.products())
UNIVERSE = universe_from(resources.universe())


def test_every_bundled_product_goes_through_the_form_unchanged():
    for one in PRODUCTS.all():
        taken = read_typed(typed_of(one), PRODUCTS, UNIVERSE)
        assert (taken.product, taken.bad) == (one, {})
        assert bool(taken.doubts) == (one.id in ("MiniMax", "海螺"))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-05-01", "2024-05-01", "2024-05-01"), ("2024/5/1", "2024-05-01", "2024-05-01"),
        ("20240501", "2024-05-01", "2024-05-01"), ("2024.5.1", "2024-05-01", "2024-05-01"),
        ("2024年5月1日", "2024-05-01", "2024-05-01"), (" ２０２４-05 ", "2024-05-01", "2024-05-31"),
        ("2024年2月", "2024-02-01", "2024-02-29"), ("2023/2", "2023-02-01", "2023-02-28"),
    ],
)  # fmt: skip
def test_days_as_people_type_them(text, first, last):
    assert day_of(text) == dt.date.fromisoformat(first)
    assert day_of(text, last=True) == dt.date.fromisoformat(last)


@pytest.mark.parametrize(
    "text", ["2024", "05-01", "2024-13", "2024-02-30", "0000-01-01", "today", "2024-05-01 to", "202405"]
)
def test_days_that_are_none(text):
    with pytest.raises(Bad) as why:
        day_of(text)
    assert why.value == Bad("day", text=text)


def test_nothing_typed_is_no_day():
    assert day_of(" ") is None


def test_a_new_product_has_its_name_for_an_id_and_one_name_is_enough():
    taken = read_typed(Typed(name_en="Suno", category="music", aliases="Suno AI, suno.com、Suno AI"), PRODUCTS)
    assert (taken.product.id, taken.product.name_zh, taken.product.aliases) == ("Suno", "Suno", ("Suno AI", "suno.com"))


@pytest.mark.parametrize(
    ("change", "field", "bad"),
    [
        ({"name_zh": "", "name_en": " "}, "names", Bad("name")),
        ({"id": "", "name_zh": "Kimi"}, "names", Bad("taken", name="Kimi")),
        ({"vendor": "v" * 121}, "vendor", Bad("long", most="120")),
        ({"aliases": "a" * 121}, "names", Bad("long", most="120")),
        ({"assets": (("site", "two words.com", "", "", ""),)}, "assets", Bad("site", text="two words.com")),
        ({"exposed": (("000001", "r"),)}, "exposed", Bad("instrument", text="000001")),
    ],
)
def test_what_is_wrong_is_said_by_field(change, field, bad):
    taken = read_typed(replace(typed_of(PRODUCTS.get("Kimi")), **change), PRODUCTS, UNIVERSE)
    assert taken.product is None
    assert taken.bad == {field: bad}


def test_an_article_may_be_pasted_as_a_link():
    lines = (("article", "https://zh.wikipedia.org/wiki/%E6%96%87%E5%BF%83%E4%B8%80%E8%A8%80", "", "", ""),)
    taken = read_typed(Typed(name_zh="x", assets=lines), PRODUCTS)
    assert taken.product.assets[0].name == "zh.wikipedia/文心一言"


def test_a_share_may_be_named():
    taken = read_typed(Typed(name_zh="x", exposed=(("微软", "its own"),)), PRODUCTS, UNIVERSE)
    assert taken.product.exposed == (Exposure(instrument="MSFT.US", reason="its own"),)
