"""One list out of several."""

from datetime import timedelta

from data_sources.listing.merging import MOST_ALIASES, REMEMBERED, listed, merged, sounding
from tests.models.search.samples import TODAY, known

OLD = (TODAY - REMEMBERED - timedelta(days=1)).isoformat()
SEEN = TODAY.isoformat()


def only(*lists):
    (one,) = merged(lists, TODAY)
    return one


def test_names_in_both_languages_are_kept_when_two_sources_know_one_each():
    one = only([known("AMD.US", en="AMD Inc.")], [known("AMD.US", "超威半导体")])
    assert (one.instrument.name_zh, one.instrument.name_en) == ("超威半导体", "AMD Inc.")


def test_another_name_of_a_later_list_becomes_an_alias():
    one = only([known("00020.HK", "商汤科技", aliases=("商汤",))], [known("00020.HK", "商汤-W", "SENSETIME")])
    assert one.instrument.name_zh == "商汤科技"
    assert one.aliases == ("商汤", "商汤-W")
    assert one.instrument.name_en == "SENSETIME"


def test_a_new_name_today_keeps_the_former_one_findable():
    before = sounding(known("600001.SH", "旧名", seen="2024-01-02"))
    one = sounding(only(listed([known("600001.SH", "新名")], TODAY), [before]))
    assert (one.instrument.name_zh, one.aliases, one.seen) == ("新名", ("旧名",), SEEN)
    assert one.initials == ("xm", "jm")


def test_the_sounds_known_for_the_same_names_are_not_worked_out_again():
    before = known("600001.SH", "甲乙", initials=("xx",), pinyin=("x'x",))
    assert only(listed([known("600001.SH", "甲乙")], TODAY), [before]).initials == ("xx",)
    assert only([known("600001.SH", "丙")], [before]).initials == ()


def test_what_no_list_holds_any_more_stays_for_a_while():
    gone = known("600002.SH", "退市", seen="2024-01-02")
    long_gone = known("600003.SH", "旧退", seen=OLD)
    fresh = listed([known("600001.SH", "甲")], TODAY)
    assert [one.instrument.id for one in merged([fresh, [gone, long_gone]], TODAY)] == ["600001.SH", "600002.SH"]


def test_the_bundled_universe_never_ages():
    assert only([known("600001.SH", "甲")], [known("600001.SH", "甲", seen=OLD)]).seen == ""


def test_marks_of_the_day_are_no_names():
    names = [one.instrument.name_zh for one in listed(
        [known("600001.SH", "XD贵州茅"), known("600002.SH", "N甲乙"), known("600003.SH", "ST甲"),
         known("600004.SH", "NVIDIA"), known("600005.SH", "C丙")], TODAY)]  # fmt: skip
    assert names == ["贵州茅", "甲乙", "ST甲", "NVIDIA", "丙"]


def test_an_american_name_without_chinese_is_an_english_one():
    (one,) = listed([known("META.US", "Meta Platforms-A")], TODAY)
    assert (one.instrument.name_zh, one.instrument.name_en) == ("", "Meta Platforms-A")
    (one,) = listed([known("00992.HK", "TCL")], TODAY)
    assert one.instrument.name_zh == "TCL"


def test_names_do_not_pile_up():
    lists = [[known("600001.SH", f"名{number}")] for number in range(30)]
    assert len(only(*lists).aliases) == MOST_ALIASES


def test_an_alias_that_is_the_code_or_a_name_is_none():
    one = only([known("AMD.US", "AMD", "AMD")], [known("AMD.US", "amd", "Amd", aliases=("AMD",))])
    assert one.aliases == ()
