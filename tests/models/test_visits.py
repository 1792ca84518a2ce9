"""Monthly visits side by side, and as members of a comparison."""

import datetime as dt

import numpy as np
import pytest

import resources
from models.compare.visits import visits_line, visits_member
from models.sheet_text import as_text
from models.traffic.published import traffic_from
from models.visits import as_csv, as_json, as_sheet, between, product_of, publisher_of
from tests.models.samples import EN, ZH

FIELDS = ("product", "domain", "category", "month", "visits", "as_published_by")
ROWS = [
    ("Chat", "chat.com", "text", "2024-05", "2500000000", "Similarweb via AIPure"),
    ("Chat", "chat.com", "text", "2024-07", "2600000000", "Similarweb via AIPure"),
    ("Chat", "chat.com", "text", "2024-08", "3800000000", "Toolify"),
    ("豆包", "doubao.com", "text", "2024-06", "33000000", "Toolify"),
]
TRAFFIC = traffic_from(dict(zip(FIELDS, row, strict=True)) for row in ROWS)
CHAT, DOUBAO = TRAFFIC.products


def test_csv_is_wide_in_visits_as_published_and_empty_where_nobody_published():
    assert as_csv(TRAFFIC.series).splitlines() == [
        "month,Chat (Similarweb via AIPure),Chat (Toolify),豆包 (Toolify)",
        "2024-05,2500000000,,",
        "2024-06,,,33000000",
        "2024-07,2600000000,,",
        "2024-08,,3800000000,",
    ]


def test_plain_data_names_publisher_site_and_missing_months():
    made = as_json(TRAFFIC.series[:1], TRAFFIC)
    assert made[0]["publisher"] == "Similarweb via AIPure"
    assert made[0]["domain"] == "chat.com"
    assert [month["visits"] for month in made[0]["months"]] == [2_500_000_000, None, 2_600_000_000]


@pytest.mark.parametrize(
    ("texts", "lang", "big", "small"), [(ZH, "zh", "25.00亿", "3,300万"), (EN, "en", "2.50B", "33.00M")]
)
def test_the_table_has_big_numbers_of_the_language(texts, lang, big, small):
    text = as_text(as_sheet(TRAFFIC.series, "visits", texts), lang)
    assert big in text
    assert small in text
    assert "--" in text
    assert "Similarweb via AIPure, Toolify" in text


def test_months_are_cut_at_both_ends_and_empty_series_left_out():
    made = between(TRAFFIC.series, dt.date(2024, 6, 1), dt.date(2024, 7, 31))
    assert [(one.product, str(one.months[0]), str(one.months[-1])) for one in made] == [
        ("Chat", "2024-06", "2024-07"),
        ("豆包", "2024-06", "2024-06"),
    ]
    assert between(TRAFFIC.series, dt.date(2030, 1, 1), None) == ()
    assert len(between(TRAFFIC.series, None, None)) == 3


@pytest.mark.parametrize(
    ("text", "found"), [("chat", CHAT), (" CHAT.COM ", CHAT), ("豆包", DOUBAO), ("c", None), ("", None)]
)
def test_a_product_is_named_or_its_site_is(text, found):
    assert product_of(TRAFFIC, text) is found


@pytest.mark.parametrize(
    ("product", "text", "found"),
    [
        (CHAT, "toolify", "Toolify"), (CHAT, "Similarweb via AIPure", "Similarweb via AIPure"),
        (CHAT, "aipure", "Similarweb via AIPure"), (CHAT, "", None), (CHAT, "Semrush", None), (DOUBAO, "", "Toolify"),
    ],
)  # fmt: skip
def test_a_publisher_is_said_where_there_are_several(product, text, found):
    assert publisher_of(product, text) == found


def test_a_member_is_the_line_of_one_publisher():
    member = visits_member("Chat", "Similarweb via AIPure")
    assert (member.id, member.name("zh")) == ("Chat@Similarweb via AIPure", "Chat · AIPure")
    line = visits_line(member, TRAFFIC)
    assert line.value.tolist() == [2.5e9, 2.6e9]
    assert (line.key, line.source, line.price) == (member.key, "Similarweb via AIPure", False)
    assert visits_line(visits_member("Chat", "nobody"), TRAFFIC) is None


def test_every_bundled_series_can_be_named():
    held = traffic_from(resources.monthly_visits())
    for product in held.products:
        assert product_of(held, product.domain) is not None
        for publisher in product.publishers:
            assert publisher_of(product, publisher.split()[-1]) == publisher
            line = visits_line(visits_member(product.name, publisher), held)
            assert np.isfinite(line.value).all()
