"""How names sound. Golden values by hand."""

import pytest

from data_sources.listing.sounds import LIVING, MOST, sounds


@pytest.mark.parametrize(
    ("name", "initials", "pinyin"),
    [
        ("工业富联", "gyfl", "gong'ye'fu'lian"),
        ("英伟达", "ywd", "ying'wei'da"),
        ("沃尔核材", "wehc", "wo'er'he'cai"),
        ("盛科通信", "sktx", "sheng'ke'tong'xin"),
        ("重庆啤酒", "cqpj", "chong'qing'pi'jiu"),
        ("中国重汽", "zgzq", "zhong'guo'zhong'qi"),
        ("万科Ａ", "wka", "wan'ke'a"),
        ("TCL科技", "tclkj", "tcl'ke'ji"),
        ("商汤-W", "stw", "shang'tang'w"),
        ("三六零", "sll", "san'liu'ling"),
    ],
)
def test_the_usual_reading_comes_first(name, initials, pinyin):
    short, long = sounds(name)
    assert (short[0], long[0]) == (initials, pinyin)


@pytest.mark.parametrize(
    ("name", "also"),
    [
        ("重庆啤酒", "zhong'qing'pi'jiu"), ("长电科技", "chang'dian'ke'ji"), ("长电科技", "zhang'dian'ke'ji"),
        ("招商银行", "zhao'shang'yin'xing"), ("乐鑫科技", "yue'xin'ke'ji"), ("厦门港务", "xia'men'gang'wu"),
        ("朝阳科技", "chao'yang'ke'ji"),
    ],
)  # fmt: skip
def test_other_readings_are_heard_too(name, also):
    assert also in sounds(name)[1]


def test_nobody_reads_a_name_as_in_antiquity():
    assert sounds("英伟达")[0] == ("ywd",)


def test_a_name_of_many_readings_is_bounded_and_its_usual_one_is_first():
    short, long = sounds("长重行乐朝厦曾单")
    assert len(long) == MOST
    assert len(short) <= MOST
    assert all(sum(a != b for a, b in zip(long[0].split("'"), one.split("'"), strict=True)) <= 1 for one in long)


@pytest.mark.parametrize("name", ["", "NVIDIA", "123", "--", "Ａ股"[:1]])
def test_a_name_without_chinese_has_no_sound(name):
    assert sounds(name) == ((), ())


def test_the_table_of_readings_is_whole():
    assert all(len(mark) == 1 and len(set(readings.split("/"))) > 1 for mark, readings in LIVING.items())
