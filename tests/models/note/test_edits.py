"""What the user writes over a sentence survives every refresh."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.note.edits import WORDS, Edit, merged
from models.note.paper import USUAL, edit_paper, edits_from, settings_from, settings_paper
from models.note.settings import NoteSettings, Part
from tests.models.note.samples import note, said

BASE = "云：商汤科技+6.84%。"
TEXTS = st.lists(
    st.sampled_from(["英伟达", "+6.47%", "，", "AMD", "+3.89%", "。", " ", "大涨", "up"]), max_size=12
).map("".join)


@pytest.mark.parametrize(
    ("text", "made", "expected", "moved"),
    [
        (BASE, BASE, BASE, False),
        ("云：商汤科技大涨+6.84%。", BASE, "云：商汤科技大涨+6.84%。", False),
        # the number moved, the user's word stays
        ("云：商汤科技大涨+6.84%。", "云：商汤科技+7.01%。", "云：商汤科技大涨+7.01%。", False),
        # a name came in elsewhere
        ("云计算：商汤科技+6.84%。", "云：商汤科技+6.84%，金山云+3%。", "云计算：商汤科技+6.84%，金山云+3%。", False),
        # both changed the number: the user's stands, and it is said
        ("云：商汤科技+6.85%。", "云：商汤科技+7.01%。", "云：商汤科技+6.85%。", True),
        # both to the same
        ("云：商汤科技+7.01%。", "云：商汤科技+7.01%。", "云：商汤科技+7.01%。", False),
        # taken out stays out, and when the data move it is said
        ("", BASE, "", False),
        ("", "云：商汤科技+7.01%。", "", True),
        ("", "", "", False),
    ],
)  # fmt: skip
def test_merged(text, made, expected, moved):
    assert merged(Edit(base=BASE, text=text), made) == (expected, moved)


@given(TEXTS, TEXTS)
def test_an_edit_that_changes_nothing_takes_what_the_data_say(base, made):
    if base:
        assert merged(Edit(base=base, text=base), made) == (made if made else "", False) or made == base


@given(TEXTS.filter(bool), TEXTS.filter(bool))
def test_data_that_change_nothing_leave_the_users_text(base, text):
    assert merged(Edit(base=base, text=text), base) == (text, False)


@given(st.text())
def test_words_are_the_whole_text(text):
    assert "".join(WORDS.findall(text)) == text


def test_an_edit_is_laid_over_the_note_and_only_in_its_language():
    base = said(note())["prices.cloud"]
    made = note(edits={"zh.prices.cloud": Edit(base=base, text=base.replace("商汤科技+", "商汤科技领涨，+"))})
    assert "商汤科技领涨，+6.84%" in said(made)["prices.cloud"]
    held = next(one for one in made.sentences if one.id == "prices.cloud")
    assert held.made["zh"] == base
    assert held.text["en"] == held.made["en"]


def test_settings_and_edits_come_back_from_their_papers():
    held = NoteSettings(
        parts=(Part.PRICES, Part.RISKS), everyone=True, broad=0.7, leaders=3, tolerance=0.1, marked=5.0, months=True,
        currency="CNY", featured={"cloud": ("00020.HK",)}, slots={"cloud": 2}, wording={"zh.note.and": "和"},
        risks={"zh": ("一", "二")}, author="某某", disclaimer={"zh": "……"}, stem="note_{first}",
    )  # fmt: skip
    assert settings_from(settings_paper(held)) == held
    assert settings_paper(NoteSettings()) == {}
    assert settings_from(settings_paper(NoteSettings())) == NoteSettings()
    edit = Edit(base="a", text="b")
    assert edits_from({"zh.x": edit_paper(edit), "zh.y": 3, "zh.z": {"base": 1}}) == {"zh.x": edit}


KEYS = ["parts", "broad", "leaders", "featured", "slots", "risks", "stem", "currency"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
PAPERS = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner))


@given(PAPERS)
def test_any_paper_makes_settings(paper):
    assert isinstance(settings_from(paper), NoteSettings)


def test_the_usual_settings_are_an_empty_paper():
    assert settings_paper(USUAL) == {}
