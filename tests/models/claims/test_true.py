"""True sentences of notes: something in each is confirmed, and nothing is contradicted."""

import datetime as dt

import pytest

from models.claims.reading import read
from models.claims.values import Kind
from models.traffic.values import Granularity
from tests.models.claims.samples import sentences, states, world
from tests.models.samples import WEEK

TRUE = sentences("true")


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence_gives_no_alarm(text):
    found = states(text)
    assert "confirmed" in found
    assert "contradicted" not in found


def test_the_days_of_a_figures_heading_are_those_of_its_numbers():
    (claim,) = read("国产AI应用月下载量（2024年8月，七麦）：豆包为955.1万次下载。", world(), WEEK)
    assert (claim.named, claim.window.first, claim.window.last) == (True, dt.date(2024, 8, 1), dt.date(2024, 8, 31))
    assert claim.period is Granularity.MONTH


def test_the_notes_own_record_is_one_of_a_product_and_no_place_among_others():
    said = "文本类模型网站周访问量（0913-0919，Similarweb）：Gemini为6,310.2万次，环比+4.20%，创所持4期新高。"
    assert [one.kind for one in read(said, world(), WEEK)] == [Kind.LEVEL, Kind.CHANGE, Kind.RECORD]
