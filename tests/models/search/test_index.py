"""What is found first: exact, beginnings, words, inside; then what is used, the market, the shorter name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.search.index import Index, Tier
from models.search.table import table_of
from tests.models.search.samples import OTHERS, ids, index, known, listed, table


@pytest.fixture(scope="module")
def held():
    return index()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("盛科", "688702.SH"), ("沃尔核材", "002130.SZ"), ("wehc", "002130.SZ"), ("yingweida", "NVDA.US"),
        ("0700", "00700.HK"), ("gyfl", "601138.SH"), ("ywd", "NVDA.US"), ("nvidia", "NVDA.US"), ("英伟达", "NVDA.US"),
    ],
)  # fmt: skip
def test_what_must_be_found_first(held, text, first):
    assert ids(held.find(text))[0] == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("600519", "600519.SH"), ("600519.SH", "600519.SH"), ("sh600519", "600519.SH"), ("600519.SS", "600519.SH"),
        ("1.600519", "600519.SH"), ("SSE:600519", "600519.SH"), ("700", "00700.HK"), ("hk00700", "00700.HK"),
        ("700 HK Equity", "00700.HK"), ("116.00700", "00700.HK"), ("5", "00005.HK"), ("0005", "00005.HK"),
        ("nvda", "NVDA.US"), ("NASDAQ:NVDA", "NVDA.US"), ("105.NVDA", "NVDA.US"), ("brk-b", "BRK.B.US"),
        ("BRK.B", "BRK.B.US"), ("brkb", "BRK.B.US"), ("^GSPC", "SPX"), ("６００５１９", "600519.SH"),
        ("ＮＶＤＡ", "NVDA.US"), ("hs3", "000300.SH"),
    ],
)  # fmt: skip
def test_a_code_in_any_spelling(held, text, first):
    assert ids(held.find(text))[0] == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("chongqing", "600132.SH"), ("zhongqingpijiu", "600132.SH"), ("cqpj", "600132.SH"), ("zqpj", "600132.SH"),
        ("changjiang", "600900.SH"), ("zjdl", "600900.SH"), ("zsyh", "600036.SH"), ("zsyx", "600036.SH"),
        ("lexin", "688018.SH"), ("yuexin", "688018.SH"), ("ying wei da", "NVDA.US"), ("Ying'Wei'Da", "NVDA.US"),
        ("wka", "000002.SZ"), ("万科a", "000002.SZ"), ("YWD", "NVDA.US"),
    ],
)  # fmt: skip
def test_a_name_by_its_sound_with_the_readings_people_use(held, text, first):
    assert ids(held.find(text))[0] == first


def test_both_of_one_code_are_found_and_the_share_of_the_shorter_name_does_not_hide_the_index(held):
    assert set(ids(held.find("000001"))[:2]) == {"000001.SH", "000001.SZ"}


def test_the_order_of_tiers(held):
    hits = held.find("nvidia")
    assert [(hit.instrument.id, hit.tier) for hit in hits] == [("NVDA.US", Tier.EXACT), ("07788.HK", Tier.WORD)]
    assert held.find("vidi")[0].tier is Tier.INFIX
    assert held.find("核材")[0].tier is Tier.INFIX
    beginning, word = held.find("weida")[:2]
    assert (beginning.instrument.id, beginning.tier) == ("688147.SH", Tier.PREFIX)  # wei dao na mi
    assert (word.instrument.id, word.tier) == ("NVDA.US", Tier.WORD)


def test_among_equals_the_used_come_first_then_the_market_then_the_shorter_name():
    more = (known("600001.SH", "甲乙丙丁"), known("600002.SH", "甲乙丙"), known("00001.HK", "甲乙"))
    assert ids(index({}, *more).find("甲")) == ["600002.SH", "600001.SH", "00001.HK"]
    assert ids(index({"00001.HK": 2}, *more).find("甲")) == ["00001.HK", "600002.SH", "600001.SH"]


def test_use_does_not_put_a_beginning_before_an_exact_name():
    more = (known("600001.SH", "甲乙"), known("600002.SH", "甲乙丙"))
    assert ids(index({"600002.SH": 9}, *more).find("甲乙")) == ["600001.SH", "600002.SH"]


def test_a_universe_share_is_before_a_stranger_whose_ticker_it_sounds_like(held):
    assert ids(held.find("ywd"))[:2] == ["NVDA.US", "YWD.US"]


def test_the_beginning_of_a_followed_code_is_before_the_short_spelling_of_a_strange_one(held):
    assert ids(held.find("3005"))[:3] == ["300502.SZ", "03005.HK", "300505.SZ"]


def test_letters_of_an_exchange_find_no_codes(held):
    assert all(hit.key[:2] not in ("sz", "sh") or hit.key[2].isalpha() for hit in held.find("s"))
    assert ids(held.find("sz0021"))[0] == "002130.SZ"


def test_words_in_any_order(held):
    assert ids(held.find("america bank")) == ["BAC.US"]
    assert ids(held.find("bank of")) == ["BAC.US"]


def test_a_hit_says_which_part_of_which_key_matched(held):
    hit = held.find("weida")[1]
    assert (hit.key, hit.at, hit.length) == ("yingweida", 4, 5)
    hit = held.find("核材")[0]
    assert (hit.key, hit.at, hit.length) == ("沃尔核材", 2, 2)


def test_nothing_typed_shows_what_is_used_most():
    assert ids(index({"600519.SH": 7}).find("  "))[0] == "600519.SH"


def test_nothing_is_found_for_what_nobody_is_called(held):
    assert held.find("qzxvw") == ()
    assert held.find("不存在的公司") == ()


def test_a_code_in_no_list_is_still_a_code_but_a_word_is_not(held):
    (hit,) = held.find("603986")
    assert (hit.instrument.id, hit.listed) == ("603986.SH", False)
    assert ids(held.find("TSM.US")) == ["TSM.US"]
    assert held.find("tsmq") == ()


def test_controls_and_endless_texts_do_no_harm(held):
    assert held.find("\t\n\x1f") == held.find("")
    assert held.find("上" * 5000) == ()
    assert ids(held.find("\x1envda\x00"))[0] == "NVDA.US"


def test_a_text_longer_than_what_is_sorted_by_is_still_found():
    name = "一二三四五六七八九十百千万亿" * 3
    held = Index(table_of([known("600001.SH", name), known("600002.SH", name[:-1])]))
    assert ids(held.find(name)) == ["600001.SH"]
    assert ids(held.find(name[:-2])) == ["600002.SH", "600001.SH"]  # the shorter name


@pytest.mark.parametrize(
    "name", ["贵州茅台", "Kweichow Moutai Co., Ltd.", "  kweichow moutai co., ltd. ", "guizhoumaotai"]
)
def test_whose_name_a_text_exactly_is(held, name):
    assert [one.id for one in held.named(name)] == ["600519.SH"]


@pytest.mark.parametrize("text", ["", "贵州", "贵州茅台酒", "600519", "gzmt", "x" * 100, "\ud800", "\0"])
def test_what_is_only_part_of_a_name_or_its_initials_is_nobodys(held, text):
    assert held.named(text) == ()
    assert Index(table_of([])).named(text) == ()


def test_a_name_that_two_have_is_both():
    held = Index(table_of([known("601318.SH", "中国平安"), known("02318.HK", "中国平安")]))
    assert [one.id for one in held.named("中国平安")] == ["601318.SH", "02318.HK"]


def test_an_empty_index_finds_nothing():
    held = Index(table_of([]), {"NVDA.US": 1})
    assert (len(held), held.find("a"), held.find("沃尔"), held.known("NVDA.US")) == (0, (), (), None)


def test_an_instrument_by_its_id(held):
    assert held.known("nvda.us").name_zh == "英伟达"
    assert held.known("HSI").id == "HSI"
    assert held.known("NVD") is None


def test_no_more_than_asked_for_and_each_once(held):
    hits = ids(held.find("a", 5))
    assert len(hits) == len(set(hits)) == 5


NAMES = sorted({name for one in listed() for name in (one.instrument.name_zh, one.instrument.name_en) if name})


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.data())
def test_every_part_of_a_name_finds_it(name, data):
    """Of two characters and more: what a scan of all names finds is found, and ranks as the rules say."""
    first = data.draw(st.integers(0, max(0, len(name) - 2)))
    part = name[first : data.draw(st.integers(min(first + 2, len(name)), len(name)))]
    hits = Index(table()).find(part, 1000)
    assert [hit.tier for hit in hits] == sorted(hit.tier for hit in hits)
    having = {one.id for one in (known_.instrument for known_ in listed()) if part in (one.name_zh, one.name_en)}
    within = {one.instrument.id for one in listed() if part.strip() and part.strip() in one.instrument.name_zh}
    assert having | within <= set(ids(hits))


def test_the_samples_are_no_part_of_the_universe():
    assert all(one.instrument.id not in index()._favoured for one in OTHERS)
