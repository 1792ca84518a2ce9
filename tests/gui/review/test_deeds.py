"""What the user does in the review tab, and what of it is kept: edits, settings, checks, packs."""

import numpy as np
import pytest

from models.errors import ExportError, ImportRejected
from models.note.settings import Part
from models.pack.file import written
from models.pack.values import Pack
from tests.models.note import samples
from tests.models.samples import reference_bars

CLOUD = "prices.cloud"


def restated():
    """The reference week with another close of SenseTime on its last day."""
    bars = reference_bars()
    held = bars["00020.HK"]
    close = np.where(held.date == np.datetime64("2024-09-25"), 1.26, held.close)
    return {**bars, "00020.HK": held.with_columns(close=close)}


def sentence(tab, name=CLOUD):
    return next(one for one in tab.maker.note.sentences if one.id == name)


def test_an_edit_is_made_into_the_note_and_kept(made, answer, notes, week, client, papers_kept):
    notes.book.begin()
    papers_kept()
    made.page.edited.emit(CLOUD, "zh", "云计算：商汤科技领涨。")
    answer()
    papers_kept()
    assert "云计算：商汤科技领涨。" in made.page.text
    assert client.papers_disk["note", "edit.2024-09-23.zh.prices.cloud"]["text"] == "云计算：商汤科技领涨。"


def test_an_edit_goes_back_to_the_original(made, answer, notes, week):
    made.page.edited.emit(CLOUD, "zh", "x")
    answer()
    made.page.reverted.emit(CLOUD, "zh")
    answer()
    assert "商汤科技+6.84%" in made.page.text
    assert notes.book.edits(week.window) == {}


def test_writing_the_original_again_is_no_edit(made, answer, notes, week):
    made.page.edited.emit(CLOUD, "zh", "x")
    answer()
    made.page.edited.emit(CLOUD, "zh", sentence(made).made["zh"])
    assert notes.book.edits(week.window) == {}


def test_an_edit_outlives_a_refresh_and_takes_what_the_data_changed(made, week, answer):
    """The numbers move under it; what the user wrote stays."""
    text = sentence(made).made["zh"].replace("商汤科技中标", "商汤又中标")
    made.page.edited.emit(CLOUD, "zh", text)
    answer()
    week.refresh()
    answer(bars=restated())
    assert "商汤又中标" in made.page.text
    assert "+6.84%" not in sentence(made).text["zh"]
    assert sentence(made).moved == ()


def test_keeping_an_edit_over_moved_data_settles_it(made, answer, notes, week):
    notes.book.edit(week.window, f"zh.{CLOUD}", "（2）云计算板块：商汤科技+1.00%。", "（2）云计算板块：商汤科技大涨。")
    answer()
    assert sentence(made).moved == ("zh",)
    made.page.kept.emit(CLOUD, "zh")
    answer()
    assert sentence(made).moved == ()
    assert sentence(made).text["zh"] == "（2）云计算板块：商汤科技大涨。"


def test_a_step_is_taken_back(made, answer, zh):
    made.page.edited.emit(CLOUD, "zh", "x")
    answer()
    made._undo()
    answer()
    assert "商汤科技+6.84%" in made.page.text
    made._undo()
    assert made._state.text() == zh["noteview.undone.nothing"]


def test_settings_change_the_note(made, answer, notes, settle):
    page = made.open("settings")
    settle()
    page.parts.show_parts((Part.PRICES,))
    page.parts.chosen.emit((Part.PRICES,))
    answer()
    assert notes.book.settings.parts == (Part.PRICES,)
    assert made.page.text.startswith("（1）CPU/GPU板块")


def test_a_pasted_text_is_checked_and_bars_it_needs_are_asked_for(made, answer, client, settle, zh):
    page = made.open("check")
    settle()
    page.field.setPlainText("英伟达+6.47%，沪电股份+5.73%。")
    page.go.click()
    answer()
    assert [str(one.state) for one in page._checked] == ["confirmed", "contradicted"]
    asked = len(client.asked)
    page.field.setPlainText("8月英伟达上涨3%。")
    page.go.click()
    answer()
    assert "NVDA.US" in [one.name for one in client.asked[asked:]]


def test_a_check_that_fails_says_why(made, clerk, settle, zh):
    page = made.open("check")
    settle()
    page.field.setPlainText("英伟达+6.47%。")
    page.go.click()
    clerk.fail(ExportError("the disk is full"))
    settle()
    assert page.state.text() == zh["noteview.check.failed"].format(why="the disk is full")


@pytest.fixture
def pack(tmp_path):
    """A pack of the reference week, with another close of SenseTime."""
    note = samples.note(bars=restated())
    path = tmp_path / "week.suanlipack"
    path.write_bytes(written(Pack(inputs=note.inputs, settings=note.settings, made_at=1727222400.0)))
    return str(path)


def test_a_pack_is_looked_at_compared_and_closed(made, answer, pack, settle, zh):
    made.open_pack(pack)
    answer()
    assert "商汤科技+6.84%" not in made.page.text
    assert made.packed.isVisible()
    assert "week.suanlipack" in made.packed.said.text()
    assert made.page.locked
    made.packed.differs.click()
    settle()
    table = made.sides.pages["restated"].table
    said = [[table.texts.text(row, column) for column in range(5)] for row in range(table.texts.rowCount())]
    assert ["收盘价", "商汤科技 00020.HK", "2024-09-25", "1.26", "1.25"] in said
    made.packed.closed.emit()
    answer()
    assert "商汤科技+6.84%" in made.page.text
    assert not made.packed.isVisible()
    assert not made.page.locked


def test_a_file_that_is_no_pack_says_so(made, answer, tmp_path, clerk, settle, zh):
    made.open_pack(str(tmp_path / "nowhere.suanlipack"))
    clerk.fail(ImportRejected("not a report pack"))
    settle()
    assert made._state.property("role") == "error"
    assert made.maker.pack is None


def test_an_import_is_offered_in_the_place_of_a_figure(made, settle, notes, client):
    made.supply.get("import", None)
    assert made.supply.currentWidget() is not made.supply._first
    made.supply.back()
    assert made.supply.currentWidget() is made.supply._first
    asked = len(client.traffic_asked)
    made.supply.brought.emit()
    assert len(client.traffic_asked) == asked + 1


def test_a_clerk_that_died_is_asked_once_more(made, week, clerk, answer, qtbot, settle):
    from models.errors import Unreachable

    made.maker.take()
    qtbot.waitUntil(lambda: bool(clerk.open))
    clerk.fail(Unreachable("the process that draws ended"))
    settle()
    answer()
    assert made.maker.failure == ""
    assert not made.maker.busy


def test_every_claim_of_the_ledger_leads_to_its_sentence(made, settle):
    made.open("ledger")
    settle()
    ledger = made.sides.pages["ledger"]
    assert len(made.maker.note.ledger) > 20
    for place, one in enumerate(made.maker.note.ledger):
        made.page.jump("")
        ledger.look_at(place)
        marked = [run.sentence for held in made.page._paragraphs() for run in held.runs
                  if run.sentence.id == held._marked]  # fmt: skip
        assert [one.claim.sentence.strip() in each.text["zh"] for each in marked] == [True], one.claim.sentence


def test_what_is_not_on_disk_is_told_until_it_is(made, notes, zh):
    notes.book.problem.emit("the disk is full")
    assert made._state.text() == zh["status.note_not_kept"].format(why="the disk is full")
    notes.book.problem.emit("")
    assert made._state.text() == ""


def test_another_data_process_is_asked_again(made, notes, client):
    asked = len(client.traffic_asked)
    notes.replaced()
    assert len(client.traffic_asked) == asked + 1
