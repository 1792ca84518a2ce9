"""The clerk: notes, drafts, packs and verdicts, without Qt."""

import datetime as dt

import pytest

from gui.render.clerk import done
from gui.render.errands import DraftErrand, NoteErrand, OpenErrand, PackErrand, ReadErrand, TextErrand
from gui.render.parent import Renderer
from models.errors import ImportRejected
from models.note.settings import NoteSettings
from models.pack.file import read
from tests.house.parts import python
from tests.models.note import samples

NOTE = NoteErrand(inputs=samples.inputs(), settings=NoteSettings(), edits={})


def test_a_note_comes_back_without_what_was_sent():
    made = done(NOTE)
    assert made.note.sentences == samples.note().sentences
    assert made.note.inputs.bars == {}
    assert made.standing.whole.up == 12


def test_drafts_are_what_was_asked_for():
    colours = {"zh": "red-up", "en": "green-up"}
    made = done(DraftErrand(note=NOTE, langs=("zh", "en"), formats=("md", "xlsx"), conventions=colours))
    assert sorted(name.rpartition("_")[2] for name in made.files) == ["en.md", "zh.md"]
    assert [leaf.book is not None for leaf in made.job.leaves] == [True, True]
    assert not made.final
    plain = done(DraftErrand(note=NOTE, langs=("zh",), formats=("md",), conventions=colours))
    assert plain.job is None


def test_a_pack_is_made_opened_and_compared(tmp_path):
    packed = done(PackErrand(note=NOTE, figures={"figure-2-zh.png": b"png"}))
    assert read(packed.content).figures == {"figure-2-zh.png": b"png"}
    path = tmp_path / packed.name
    path.write_bytes(packed.content)
    opened = done(OpenErrand(path=str(path), against=NOTE))
    assert opened.note.sentences == samples.note().sentences
    assert not opened.difference


def test_what_is_no_pack_is_refused(tmp_path):
    path = tmp_path / "x.suanlipack"
    path.write_bytes(b"nothing")
    with pytest.raises(ImportRejected):
        done(OpenErrand(path=str(path)))
    with pytest.raises(ImportRejected):
        done(OpenErrand(path=str(tmp_path / "nowhere")))


def test_a_text_is_read_for_its_needs_and_checked():
    text = "英伟达+6.47%，沪电股份+5.73%。"
    needs = done(ReadErrand(text=text, inputs=NOTE.inputs, today=dt.date(2024, 9, 26)))
    assert {"NVDA.US", "002463.SZ"} <= {one.id for one in needs.instruments}
    assert needs.window == NOTE.inputs.window
    found = done(TextErrand(text=text, inputs=NOTE.inputs, settings=NoteSettings()))
    assert [str(one.state) for one in found.checked] == ["confirmed", "contradicted"]


def test_the_clerk_is_a_process_that_answers_and_ends():
    clerk = Renderer("gui.render.clerk")
    try:
        made = clerk.render(NOTE).result(60)
        assert made.note.sentences == samples.note().sentences
    finally:
        clerk.close()


def test_the_clerk_loads_no_qt():
    held = python("import sys; import gui.render.clerk; print([one for one in sys.modules if 'PySide' in one])")
    assert held.stdout.strip() == "[]", held.said
