"""A job as a whole: every file that was asked for, by its name, in this process and in the child."""

import io
import zipfile

import pytest

from gui.render.job import Kind
from gui.render.making import made
from gui.render.parent import Renderer
from models.errors import Unreadable
from tests.gui.render.samples import document, job, leaf
from tests.house.parts import python

LONG_S = 120.0
QUIET = "import sys, gui.render.parent, gui.render.job; print('PySide6' in sys.modules)"


def make(*kinds, **changes):
    return made(job(*kinds, **changes), lambda done, count: None)


def names(rendered):
    return [one.name for one in rendered.files]


@pytest.fixture(autouse=True)
def _fonts(qapp):
    """All of it draws."""


def test_all_files_of_a_note_are_made_in_order():
    assert names(make(Kind.XLSX, Kind.DOCX, Kind.PDF, Kind.SVG, Kind.PNG)) == [
        "note_zh.xlsx", "note_zh.docx", "note_zh.pdf",
        *(f"note_zh_fig{number}.svg" for number in (1, 2, 3, 4)),
        *(f"note_zh_fig{number}.png" for number in (1, 2, 3, 4)),
    ]  # fmt: skip


def test_only_the_figures_that_are_wanted():
    assert names(make(Kind.PNG, numbers=(3,))) == ["note_zh_fig3.png"]


def test_pictures_come_by_the_key_of_the_document_and_are_no_files():
    rendered = make(Kind.PICTURES)
    assert rendered.files == ()
    assert list(rendered.pictures["zh"]) == ["figure2", "figure3"]


def test_pictures_that_nobody_wants_are_not_sent():
    assert make(Kind.DOCX).pictures == {}


def test_a_word_file_has_its_drawings_inside():
    (word,) = make(Kind.DOCX).files
    held = zipfile.ZipFile(io.BytesIO(word.content)).namelist()
    assert len([one for one in held if one.startswith("word/media/")]) == 2


def test_two_languages_never_share_a_name():
    leaves = tuple(leaf(lang, document=document(lang, stem="note")) for lang in ("zh", "en"))
    assert names(make(Kind.PDF, leaves=leaves)) == ["note_zh.pdf", "note_en.pdf"]


def test_a_name_leads_nowhere():
    (made_,) = make(Kind.PDF, leaves=(leaf(document=document(stem="../../etc/passwd")),)).files
    assert "/" not in made_.name
    assert not made_.name.startswith(".")


def test_a_workbook_without_a_book_is_none():
    assert names(make(Kind.XLSX, leaves=(leaf(book=None),))) == []


def test_how_far_it_is_is_told_from_nothing_to_all():
    steps = []
    made(job(Kind.PDF, Kind.SVG, leaves=(leaf("zh"), leaf("en"))), lambda done, count: steps.append((done, count)))
    assert steps == [(done, 4) for done in range(5)]


@pytest.fixture
def renderer():
    one = Renderer()
    yield one
    one.close()


def test_the_child_makes_the_same_files_with_steps_and_then_another_job(renderer):
    steps = []
    rendered = renderer.render(job(Kind.PDF, Kind.PNG), lambda done, count: steps.append((done, count))).result(LONG_S)
    assert names(rendered) == names(make(Kind.PDF, Kind.PNG))
    assert rendered.files[1].content == make(Kind.PNG).files[0].content
    assert steps == [(0, 2), (1, 2), (2, 2)]
    before = renderer.pid
    assert renderer.render(job(Kind.PICTURES)).result(LONG_S).pictures["zh"]
    assert renderer.pid == before


@pytest.mark.logs
def test_what_the_child_cannot_draw_is_told_with_its_trace(renderer, caplog):
    broken = job(Kind.PDF, leaves=(leaf(document=document("xx")),))
    with pytest.raises(Unreadable):
        renderer.render(broken).result(LONG_S)
    assert "Traceback" in caplog.text
    assert names(renderer.render(job(Kind.PDF)).result(LONG_S)) == ["note_zh.pdf"]


def test_the_near_end_loads_no_qt():
    done = python(QUIET)
    assert done.stdout.strip() == "False", done.said
