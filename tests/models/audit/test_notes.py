"""Other notes: right ones without a finding, and ones with a flaw planted."""

import datetime as dt

import pytest

from tests.models.audit.samples import NOTES, audited, flaws


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
    from models.audit.auditing import audit_of
    from tests.models.note.samples import inputs

    assert [str(one.flaw) for one in audit_of(text, inputs(now=trading), final=True).findings] == ["final_early"]
    assert audit_of(text, inputs(), final=True).findings == ()
    assert audit_of(text, inputs(now=trading), final=False).findings == ()
