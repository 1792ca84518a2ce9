"""Other notes: right ones without a finding, and ones with a flaw planted."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.audit.auditing import audit_of
from models.audit.values import Flaw
from tests.models.audit.samples import NOTES, audited, flaws
from tests.models.note.samples import inputs

PIECES = (
    "本周", "上周", "（0923-0925）", "9月13日-19日", "9月25日", "截至9月19日当周", "8月", "豆包", "ChatGPT",
    "英伟达", "访问量", "下载量",
    "持续增长", "环比+11%", "+6.47%", "，", "。", "；", "\n", "图2：", "单位：万次",
    "一、", "受", "发布", "带动", "o1-preview", "月度", "（", "）",
)  # fmt: skip


@pytest.mark.parametrize("note", NOTES, ids=[one["name"] for one in NOTES])
def test_what_was_planted_is_found_and_nothing_else(note):
    published = dt.date.fromisoformat(note["published"]) if note["published"] else None
    assert flaws(note["text"], note["window"], published=published, final=note["final"]) == note["findings"]


def test_a_text_without_days_has_the_notes_own_window_only():
    audit = audited("建议关注：寒武纪、海光信息。")
    assert audit.findings == ()
    assert [(one.about, str(one.window.first)) for one in audit.spans] == [("price", "2024-09-23")]


def test_nothing_is_found_in_nothing():
    assert audited("").findings == ()


def test_a_note_that_is_final_while_new_york_trades_is_early():
    text = "本周（0923-0925）英伟达+6.47%。"
    trading = dt.datetime(2024, 9, 25, 18, tzinfo=dt.UTC).timestamp()
    assert [str(one.flaw) for one in audit_of(text, inputs(now=trading), final=True).findings] == ["final_early"]
    assert audit_of(text, inputs(), final=True).findings == ()
    assert audit_of(text, inputs(now=trading), final=False).findings == ()


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_whatever_is_pasted_is_read(text):
    audit = audited(text)
    order = [list(Flaw).index(one.flaw) for one in audit.findings]
    assert order == sorted(order)
    assert all(words in text for one in audit.findings for words in one.where)
    assert all(one.window.first <= one.window.last for one in audit.spans)


@given(
    st.lists(st.sampled_from(NOTES), min_size=1, max_size=1),
    st.sampled_from(["建议关注：寒武纪。", "风险提示：竞争加剧。", "\n"]),
)
def test_what_says_nothing_changes_nothing(notes, added):
    (note,) = notes
    assert flaws(note["text"] + added, note["window"]) == flaws(note["text"], note["window"])
