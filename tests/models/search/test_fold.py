"""Text made comparable."""

import pytest

from models.search.fold import folded, forms, word_starts


@pytest.mark.parametrize(
    ("text", "same"),
    [("ＮＶＤＡ　Ａ", "nvda a"), ("  A\t B ", "a b"), ("万科Ａ", "万科a"), ("ﬁx", "fix"), ("\x00\x1f", ""), ("K", "k")],
)
def test_width_case_and_blanks_make_no_difference(text, same):
    assert folded(text) == same


def test_syllables_are_looked_for_together_too():
    assert forms("Ying wei'da") == ("ying wei'da", "yingweida")
    assert forms("nvda") == ("nvda",)
    assert forms(" ") == ()


def test_a_reader_may_begin_at_words_and_at_chinese_characters():
    assert word_starts("at&t inc.") == [0, 3, 5]
    assert word_starts("万科a") == [0, 1, 2]
    assert word_starts("") == []
