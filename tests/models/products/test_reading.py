"""Products as rows, both ways, and what a bad row says."""

import datetime as dt
import itertools

import pytest

import resources
from models.products.reading import product_from, product_json, products_from
from models.products.values import Asset, Exposure, Former, Kind, Product

ROW = {
    "id": "x", "name_zh": "某", "name_en": "X", "category": "text", "vendor": "V", "domestic": True,
    "launched": "2024-01-02", "aliases": ["y"], "former": [{"name": "w", "until": "2024-03-04", "of": "app"}],
    "assets": [{"kind": "app", "name": "X", "store": "ios-cn", "first": "2024-03-05"}],
    "exposed": [{"instrument": "MSFT.US", "reason": "its own"}],
}  # fmt: skip


def test_a_row_is_a_product_and_back():
    one = product_from(ROW)
    assert one == Product(
        id="x", name_zh="某", name_en="X", category="text", vendor="V", domestic=True, launched=dt.date(2024, 1, 2),
        aliases=("y",), former=(Former(name="w", until=dt.date(2024, 3, 4), of="app"),),
        assets=(Asset(kind=Kind.APP, name="X", store="ios-cn", first=dt.date(2024, 3, 5)),),
        exposed=(Exposure(instrument="MSFT.US", reason="its own"),),
    )  # fmt: skip
    assert product_json(one) == ROW


def test_the_bundled_rows_lose_nothing():
    assert [product_json(one) for one in products_from(resources.products()).all()] == resources.products()


def test_the_rename_and_the_move_of_the_reference_week_are_stated():
    held = products_from(resources.products())
    wen, chat = held.get("文小言"), held.get("ChatGPT")
    assert wen.former == (Former(name="文心一言", until=dt.date(2024, 9, 3), of="app"),)
    assert [(one.name, one.first, one.last) for one in wen.of(Kind.SITE)] == [("yiyan.baidu.com", None, None)]
    assert [one.name for one in chat.of(Kind.SITE)] == ["chat.openai.com", "chatgpt.com"]
    may = dt.date(2024, 5, 1), dt.date(2024, 5, 31)
    assert [one.valid(*may) for one in chat.of(Kind.SITE)] == [True, True]


def test_a_renamed_app_leaves_no_day_without_a_name():
    for one in products_from(resources.products()).all():
        apps = [each for each in one.of(Kind.APP) if each.store == "ios-cn"]
        for before, after in itertools.pairwise(apps):
            assert after.first - before.last == dt.timedelta(days=1)


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""}, {"id": 3}, {"name_zh": " "}, {"name_en": None}, {"category": "films"}, {"category": None},
        {"vendor": 1}, {"domestic": "yes"}, {"launched": "2024-13-01"}, {"launched": 20240101}, {"aliases": "y"},
        {"aliases": [""]},
        {"former": [{"until": "2024-01-01"}]}, {"former": [{"name": "a", "of": "car"}]}, {"former": ["a"]},
        {"assets": [{"kind": "ship", "name": "a"}]}, {"assets": [{"kind": "site"}]}, {"aliases": ["y"] * 999},
        {"assets": [{"kind": "site", "name": "a", "first": "2024-02-01", "last": "2024-01-01"}]},
        {"exposed": [{"instrument": "MSFT.US"}]}, {"name_zh": "a" * 121},
    ],
    ids=str,
)  # fmt: skip
def test_a_row_that_does_not_fit_says_which_field(change):
    (name,) = change
    with pytest.raises(ValueError, match=name):
        product_from(ROW | change)


def test_no_row_at_all():
    with pytest.raises(ValueError, match="no product"):
        product_from("ChatGPT")
