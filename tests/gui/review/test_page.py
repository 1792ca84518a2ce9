"""The note as a page: sentences are written over in place, go back to what they were, and say when the data moved."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

import resources
from gui.review.moved_line import MovedLine
from gui.review.page import NotePage
from gui.review.paragraph import GUTTER, Paragraph
from gui.review.sentence_editor import SentenceEditor
from models.note.edits import Edit
from models.note.settings import NoteSettings, Part
from tests.gui.samples import is_colour, pixels
from tests.models.note import samples

TEXTS = {lang: resources.texts(lang) for lang in ("zh", "en")}
CLOUD = "prices.cloud"


@pytest.fixture
def page(qapp, dark, shown, note):
    made = NotePage(TEXTS, "zh", dark)
    made.told = []
    made.edited.connect(lambda *said: made.told.append(("edited", *said)))
    made.reverted.connect(lambda *said: made.told.append(("reverted", *said)))
    made.kept.connect(lambda *said: made.told.append(("kept", *said)))
    shown(made, 700, 600)
    made.show_note(note)
    return made


def paragraph(page, name=CLOUD):
    return next(one for one in page._paragraphs() if any(run.sentence.id == name for run in one.runs))


def written(text, name=CLOUD, lang="zh", **inputs):
    """A note with an edit; its base is the sentence of the usual data."""
    base = {one.id: one.made[lang] for one in samples.note().sentences}[name]
    return samples.note(edits={f"{lang}.{name}": Edit(base=base, text=text)}, **inputs)


def editor(page):
    return page.findChild(SentenceEditor)


def test_the_text_is_the_notes_sentences_char_for_char(page, note):
    said = "\n".join(page.text.split("\n"))
    assert all(one.text["zh"] in said for one in note.sentences)
    assert page.text.split("\n")[0] == "".join(one.text["zh"] for one in note.sentences if one.part is Part.HEADLINE)


def test_the_other_language_is_one_press_away(page, note):
    page.langs["en"].click()
    assert all(one.text["en"] in page.text for one in note.sentences if one.text["en"])
    assert page.langs["en"].isChecked()
    assert not page.langs["zh"].isChecked()


def test_parts_stand_in_the_users_order_under_their_names(page):
    page.show_note(samples.note(NoteSettings(parts=(Part.RISKS, Part.PRICES))))
    kinds = [key[:2] for key in page._shown if key[0] == "heading"]
    assert kinds == [("heading", "risks"), ("heading", "prices")]


def test_a_click_on_a_sentence_opens_it_and_enter_keeps_what_is_written(page, qtbot, settle):
    one = paragraph(page)
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton, pos=QPointF(GUTTER + 30, 8).toPoint())
    settle()
    made = editor(page)
    assert (
        made.field.toPlainText()
        == "（2）云计算板块：商汤科技+6.84%，9月24日消息，商汤科技中标昆明人工智能赋能中心建设运营一体化项目。"
    )
    made.field.setPlainText("商汤科技\n领涨云计算。")
    qtbot.keyClick(made.field, Qt.Key.Key_Return)
    assert page.told == [("edited", CLOUD, "zh", "商汤科技 领涨云计算。")]
    assert editor(page) is None or editor(page).isHidden()


def test_escape_leaves_it_as_it_was(page, qtbot):
    page.edit(CLOUD)
    editor(page).field.setPlainText("x")
    qtbot.keyClick(editor(page).field, Qt.Key.Key_Escape)
    assert page.told == []


def test_the_same_words_are_no_edit(page, qtbot):
    page.edit(CLOUD)
    qtbot.keyClick(editor(page).field, Qt.Key.Key_Return)
    assert page.told == []


def test_leaving_the_field_keeps_what_is_written(page, qtbot):
    page.edit(CLOUD)
    editor(page).field.setPlainText("x")
    other = QLineEdit(page)
    other.show()
    other.setFocus(Qt.FocusReason.MouseFocusReason)
    assert page.told == [("edited", CLOUD, "zh", "x")]


def test_an_edited_sentence_has_a_bar_its_original_in_the_tip_and_a_way_back(page, dark, qtbot):
    page.show_note(written("云计算：商汤科技领涨。"))
    one = paragraph(page)
    assert one.said == "云计算：商汤科技领涨。"
    assert is_colour(pixels(one)[:, :6], dark.accent).any()
    one._point(one.runs[0])
    assert "原文：（2）云计算板块：商汤科技+6.84%" in one.toolTip()
    page.edit(CLOUD)
    assert "商汤科技+6.84%" in editor(page).made.text()
    editor(page).back.click()
    assert page.told == [("reverted", CLOUD, "zh")]


def test_a_sentence_that_was_taken_out_can_be_brought_back(page):
    page.show_note(written(""))
    one = paragraph(page)
    assert one.said == ""
    assert "已删去" in one._layout.text()
    assert "商汤科技+6.84%" not in page.text.split("\n")


def test_data_that_moved_under_an_edit_are_told_and_can_be_taken(page, dark):
    edit = Edit(base="（2）云计算板块：商汤科技+1.00%。", text="（2）云计算板块：商汤科技大涨。")
    page.show_note(samples.note(edits={f"zh.{CLOUD}": edit}))
    line = page.findChild(MovedLine)
    assert "商汤科技+6.84%" in line.said.text()
    assert is_colour(pixels(paragraph(page))[:, :6], dark.warn).any()
    for button in line.findChildren(QPushButton):
        button.click()
    assert page.told == [("reverted", CLOUD, "zh"), ("kept", CLOUD, "zh")]


def test_a_refresh_leaves_what_is_being_written(page, note, qtbot):
    page.edit(CLOUD)
    editor(page).field.setPlainText("half a sen")
    page.show_note(written("elsewhere", name="prices.cpu_gpu"))
    assert editor(page).field.toPlainText() == "half a sen"
    assert page._shown[("editor", CLOUD, "zh")] is editor(page)


def test_widgets_stay_from_note_to_note(page):
    before = dict(page._shown)
    page.show_note(written("x"))
    assert dict(page._shown) == before


def test_the_sentences_of_a_pack_are_not_the_users(page):
    page.locked = True
    page.edit(CLOUD)
    assert editor(page) is None


def test_a_jump_marks_the_sentence_and_brings_it_into_sight(page, note):
    page.resize(700, 200)
    last = note.sentences[-1].id
    assert page.jump(last)
    assert paragraph(page, last)._marked == last
    assert page._area.verticalScrollBar().value() > 0
    assert not page.jump("nowhere")


def test_changes_have_the_colours_of_their_direction(qapp, dark, shown, zh, note):
    one = Paragraph(dark, zh)
    held = next(each for each in note.sentences if each.id == CLOUD)
    both = {"zh": "甲+6.84%，乙-1.20%。", "en": ""}
    one.show_sentences([replace(held, text=both, made=both)], "zh")
    shown(one, 400, 40)
    seen = pixels(one)
    assert is_colour(seen, dark.up).any()
    assert is_colour(seen, dark.down).any()


def test_a_narrow_paragraph_is_higher(qapp, dark, zh, note):
    one = Paragraph(dark, zh)
    one.show_sentences(note.sentences[:3], "zh")
    assert one.heightForWidth(300) > one.heightForWidth(900)


def test_the_keyboard_goes_from_sentence_to_sentence(page, qtbot, settle):
    one = page._paragraphs()[0]
    one.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(one, Qt.Key.Key_Right)
    qtbot.keyClick(one, Qt.Key.Key_Return)
    settle()
    assert editor(page).sentence == one.runs[1].sentence.id


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_after_a_sentence_is_written_the_keyboard_is_back_at_its_paragraph(page, qtbot, key):
    paragraph(page).setFocus(Qt.FocusReason.TabFocusReason)
    page.edit(CLOUD)
    qtbot.keyClicks(editor(page).field, "a")
    qtbot.keyClick(editor(page).field, key)
    assert page.window().focusWidget() is paragraph(page)
    assert paragraph(page)._over == CLOUD


def test_tab_goes_from_the_field_to_its_buttons_and_enter_presses_them(page, qtbot):
    page.show_note(written("商汤科技领涨。"))
    page.edit(CLOUD)
    made = editor(page)
    for _ in range(2):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
    assert page.window().focusWidget() is made.back
    assert page.told == []
    qtbot.keyClick(made.back, Qt.Key.Key_Return)
    assert page.told == [("reverted", CLOUD, "zh")]


def test_escape_at_a_button_leaves_too(page, qtbot):
    page.edit(CLOUD)
    made = editor(page)
    qtbot.keyClick(made.field, Qt.Key.Key_Tab)
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Escape)
    assert page.told == []
    assert made.isHidden()
