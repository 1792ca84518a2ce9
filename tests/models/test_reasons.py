"""Reasons of sources read well in both languages."""

import resources
from models.reasons import said

ZH, EN = resources.texts("zh"), resources.texts("en")


def test_each_source_is_named_and_each_phrase_translated():
    reason = "yahoo: asks us to wait (HTTP 429); akshare: no answer in time"
    expected = "雅虎 yfinance: 请求过于频繁，被要求稍后再试（HTTP 429）；东方财富 akshare: 未按时应答"
    assert said(reason, ZH) == expected
    assert said(reason, EN) == "Yahoo (yfinance): asks us to wait (HTTP 429); Eastmoney (akshare): no answer in time"


def test_a_phrase_nobody_translated_stays_as_it_is():
    assert said("yahoo: HTTP 503", ZH) == "雅虎 yfinance: HTTP 503"
    assert said("something else: new", ZH) == "something else: new"


def test_a_phrase_with_a_colon_is_looked_up_whole():
    phrase = "a web page instead of data: a sign-in page of the network?"
    assert said(f"yahoo: {phrase}", ZH) == "雅虎 yfinance: 返回网页而非数据，可能是网络登录页"
    assert said(phrase, ZH) == "返回网页而非数据，可能是网络登录页"


def test_every_catalogued_phrase_is_its_own_english_or_begins_it():
    phrases = {
        key.removeprefix("why."): text for key, text in EN.items() if key.startswith("why.") and key != "why.join"
    }
    assert all(text.startswith(phrase) for phrase, text in phrases.items())  # what helps may follow
