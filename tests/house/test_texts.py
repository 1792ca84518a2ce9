"""Both languages say the same things, and nothing is asked of them that they do not say."""

import re
from string import Formatter

import pytest

from data_sources import catalog
from tests.house.parts import ROOT, files

USE = re.compile(r"""texts(?:\[|\.get\()\s*(f?)(["'])(.+?)\2""")
# where a key is completed at run time: what may stand in the gap
FILLED = {"cli.cache.": ("read-only", "rebuilt", "off"), "source.state.": ("ok", "idle", "resting", "failed", "off")}


def uses():
    """Where a text is asked for: file, key, and whether the key is completed at run time."""
    for path in files():
        for match in USE.finditer(path.read_text(encoding="utf-8")):
            yield path.relative_to(ROOT), match[3], bool(match[1]) and "{" in match[3]


def test_both_languages_have_the_same_keys_in_the_same_order(texts):
    assert list(texts["zh"]) == list(texts["en"])


def test_both_languages_have_the_same_slots(texts):
    def slots(text):
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    different = [key for key in texts["zh"] if slots(texts["zh"][key]) != slots(texts["en"].get(key, ""))]
    assert different == []


def test_no_text_is_empty(texts):
    assert [key for held in texts.values() for key, text in held.items() if not text.strip()] == []


def test_every_key_asked_for_is_there(texts):
    missing = [f"{path}: {key}" for path, key, filled in uses() if not filled and key not in texts["en"]]
    assert missing == []


def test_every_key_completed_at_run_time_has_its_family(texts):
    families = [(path, key.partition("{")[0]) for path, key, filled in uses() if filled]
    assert families
    lost = [f"{path}: {head}..." for path, head in families if not any(key.startswith(head) for key in texts["en"])]
    assert lost == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_state_and_every_source_has_a_name(texts, lang):
    wanted = [head + state for head, states in FILLED.items() for state in states]
    wanted += [f"source.{entry.id}" for entry in catalog.SOURCES]
    assert [key for key in wanted if key not in texts[lang]] == []


def test_no_chinese_stands_in_the_english_texts(texts):
    own_name = {"view.lang.zh"}  # a language is offered by its own name
    chinese = re.compile("[\u4e00-\u9fff]")
    assert [key for key, text in texts["en"].items() if chinese.search(text) and key not in own_name] == []
