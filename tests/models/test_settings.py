"""Settings from a file: a bad key falls back alone and is named; the others stay."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.settings import CHOICES, VERSION, Settings, proxy_problem, read


def test_nothing_stored_gives_the_defaults():
    assert read({}) == (Settings(), ())


def test_what_is_written_reads_back_the_same():
    chosen = Settings(lang="zh", theme="light", convention="green-up", us_benchmark="SPX", proxy="http://p:1",
                      ca_bundle="ca.pem", order={"bars.CN": ("yahoo", "akshare")}, used={"NVDA.US": 3},
                      alert_tray=True, alert_sound=True, list="cloud_names", heat=True, flash=False,
                      resort_s=10)  # fmt: skip
    assert read(json.loads(json.dumps(chosen.as_dict()))) == (chosen, ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lang", "fr"), ("lang", None), ("lang", ["zh"]), ("theme", "blue"), ("theme", 1), ("convention", True),
        ("us_benchmark", "DJI"), ("proxy", 8080), ("ca_bundle", None), ("order", "yahoo"),
        ("order", {"bars.CN": "yahoo"}), ("order", [1]),
        ("used", []), ("used", {"NVDA.US": "often"}), ("used", {"NVDA.US": -1}), ("alert_tray", 1),
        ("alert_sound", "yes"), ("alert_tray", None), ("list", 1),
        ("list", None), ("heat", 1), ("flash", "no"), ("resort_s", 5), ("resort_s", -3), ("resort_s", "3"),
        ("no_such_key", "x"), ("", ""),
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


def test_the_file_carries_its_version_and_a_wrong_one_is_named():
    assert Settings().as_dict()["version"] == VERSION
    assert read({"version": 7, "lang": "zh"}) == (Settings(lang="zh"), ())
    for wrong in (0, True, "1", None):
        assert read({"version": wrong})[1] == ("version",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ""), ("http://127.0.0.1:3128", ""), ("socks5h://me:p%40ss@proxy.desk:1080", ""), ("proxy:3128", "scheme"),
        ("ftp://proxy:21", "scheme"), ("http:proxy:1", "scheme"), ("http://:3128", "host"), ("http://pro xy:1", "host"),
        ("http://proxy", "port"), ("http://proxy:99999", "port"), ("http://proxy:http", "port"),
    ],
)  # fmt: skip
def test_a_proxys_address_is_checked(text, problem):
    assert proxy_problem(text) == problem
