"""What of a hit stands out, and what a terminal prints."""

from models.search.shown import as_json, as_text, marked, marked_code, other_name
from tests.models.samples import EN, ZH
from tests.models.search.samples import index


def first(text):
    return index().find(text)[0]


def test_the_typed_part_of_a_name_stands_out():
    assert marked("沃尔核材", first("核材")) == (2, 4)
    assert marked("NVIDIA", first("nvid")) == (0, 4)
    assert marked("沃尔核材", first("核")) == (2, 3)


def test_initials_mark_the_characters_they_stand_for():
    assert marked("工业富联", first("gyf")) == (0, 3)


def test_full_pinyin_marks_no_character():
    assert marked("英伟达", first("yingwei")) is None
    assert marked_code(first("yingwei")) is None


def test_the_typed_part_of_a_code_stands_out_in_its_canonical_spelling():
    assert marked_code(first("0700")) == (1, 5)
    assert marked_code(first("nvd")) == (0, 3)


def test_the_other_name_is_in_the_other_language():
    one = first("nvda").instrument
    assert (other_name(one, "zh"), other_name(one, "en")) == ("NVIDIA", "英伟达")
    assert other_name(first("amd").instrument, "zh") == ""


def test_what_the_command_prints():
    hits = index().find("wehc")
    assert as_text(hits, ZH, "zh").startswith("002130.SZ\t沪深\t沃尔核材\t")
    assert as_text(index().find("603986"), EN, "en") == "603986.SH\tChina\ta code in no list\n"
    told = as_json(hits)[0]
    assert (told["id"], told["match"], told["key"], told["listed"]) == ("002130.SZ", "exact", "wehc", True)
