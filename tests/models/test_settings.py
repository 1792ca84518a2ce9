"""Settings from a file: a bad key falls back alone and is named; the others stay."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.settings import CHOICES, Settings, read


def test_nothing_stored_gives_the_defaults():
    assert read({}) == (Settings(), ())


def test_what_is_written_reads_back_the_same():
    chosen = Settings(lang="zh", theme="light", convention="green-up", us_benchmark="SPX", proxy="http://p:1",
                      ca_bundle="ca.pem", order={"bars.CN": ("yahoo", "akshare")}, used={"NVDA.US": 3})  # fmt: skip
    assert read(json.loads(json.dumps(chosen.as_dict()))) == (chosen, ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lang", "fr"), ("lang", None), ("lang", ["zh"]), ("theme", "blue"), ("theme", 1), ("convention", True),
        ("us_benchmark", "DJI"), ("proxy", 8080), ("ca_bundle", None), ("order", "yahoo"),
        ("order", {"bars.CN": "yahoo"}), ("order", [1]),
        ("used", []), ("used", {"NVDA.US": "often"}), ("used", {"NVDA.US": -1}), ("no_such_key", "x"), ("", ""),
    ],
)  # fmt: skip
def test_a_bad_key_falls_back_alone_and_is_named(key, value):
    chosen, ignored = read({"proxy": "http://p:1", "theme": "light"} | {key: value})
    assert ignored == (key,)
    assert getattr(chosen, key, None) == getattr(Settings(), key, None)
    assert chosen.theme == ("light" if key != "theme" else "dark")
    assert chosen.proxy == ("http://p:1" if key != "proxy" else "")


def test_every_bad_key_is_named_in_the_files_order():
    assert read({"theme": 0, "lang": "zh", "colour": "red"})[1] == ("theme", "colour")


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in CHOICES.items() for value in values])
def test_every_choice_is_taken(key, value):
    chosen, ignored = read({key: value})
    assert (getattr(chosen, key), ignored) == (value, ())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from([*Settings().as_dict(), "other"]), json_values))
def test_any_file_content_gives_usable_settings(stored):
    chosen, ignored = read(stored)
    assert set(ignored) <= set(stored)
    assert read(chosen.as_dict()) == (chosen, ())
