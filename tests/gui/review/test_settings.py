"""The settings page of the note: what is chosen holds at once, what is wrong is told and not taken."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QFileDialog

import resources
from gui.review.settings.page import SettingsPage
from models.note.schedule import Schedule
from models.note.settings import NoteSettings, Part

TEXTS = {lang: resources.texts(lang) for lang in ("zh", "en")}


@pytest.fixture
def page(qapp, universe, shown):
    made = SettingsPage(TEXTS, "zh", universe)
    made.told = []
    made.kept.connect(made.told.append)
    made.times = []
    made.timing.kept.connect(made.times.append)
    return shown(made, 760, 900)


def last(page):
    return page.told[-1]


def test_it_shows_the_settings_and_tells_nothing(page):
    held = NoteSettings(broad=0.9, leaders=3, author="张三", currency="USD", risks={"zh": ("一", "二")})
    page.show_settings(held)
    assert page.told == []
    assert page.numbers["broad"].value() == 90
    assert page.names["author"].text() == "张三"
    assert page.currency.currentData() == "USD"
    assert page.lines["risks.zh"].toPlainText() == "一\n二"
    assert page.lines["risks.en"].toPlainText() == TEXTS["en"]["note.risks"]


def test_numbers_and_choices_hold_at_once(page):
    page.numbers["broad"].setValue(75)
    assert last(page).broad == 0.75
    page.numbers["tolerance"].setValue(0.1)
    assert last(page).tolerance == 0.1
    page.numbers["leaders"].setValue(1)
    assert last(page).leaders == 1
    assert isinstance(last(page).leaders, int)  # names are counted off by it
    page.currency.setCurrentIndex(2)
    page.currency.activated.emit(2)
    assert last(page).currency == page.currency.itemData(2)
    page.months.click()
    assert last(page).months


def test_parts_are_unticked_and_moved_and_the_last_one_stays(page, qtbot):
    page.parts.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert last(page).parts == tuple(Part)[1:]
    page.parts.setCurrentRow(1)
    qtbot.keyClick(page.parts, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert last(page).parts[:2] == (Part.TRAFFIC, Part.PRICES)
    for place in range(page.parts.count()):
        page.parts.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert len(last(page).parts) == 1


def test_featured_names_are_taken_by_code_or_alias_and_strangers_told(page, zh):
    field = page.featured["cloud"]
    field.setText("00020.HK, MSFT.US，NOBODY.US")
    field.editingFinished.emit()
    assert last(page).featured == {"cloud": ("00020.HK", "MSFT.US")}
    assert page.lost.text() == zh["noteview.set.unknown"].format(names="NOBODY.US")
    field.setText("00020.HK")
    field.editingFinished.emit()
    assert last(page).featured == {}


def test_slots_of_events_are_kept_by_sector(page):
    page.slots["cloud"].setValue(0)
    assert last(page).slots == {"cloud": 0}


def test_lines_are_taken_when_the_field_is_left(page, qtbot):
    field = page.lines["risks.zh"]
    field.setFocus()
    field.setPlainText("一\n\n 二 ")
    page.names["author"].setFocus()
    assert last(page).risks == {"zh": ("一", "二")}
    field.setFocus()
    field.setPlainText("")
    page.names["author"].setFocus()
    assert last(page).risks == {}


def test_a_template_with_other_slots_is_not_taken(page, zh):
    wording = page.wording
    wording.keys.setCurrentIndex(wording.keys.findData("note.headline.up"))
    wording.fields["zh"].setText("{sectors}全面走强")
    wording.fields["zh"].editingFinished.emit()
    assert last(page).wording == {"zh.note.headline.up": "{sectors}全面走强"}
    wording.fields["zh"].setText("{nobody}走强")
    wording.fields["zh"].editingFinished.emit()
    assert last(page).wording == {"zh.note.headline.up": "{sectors}全面走强"}
    assert wording.hint.text() == zh["noteview.set.slots"].format(names="{sectors}")
    wording.usual.click()
    assert last(page).wording == {}


def test_a_schedule_needs_a_folder_before_it_is_on(page, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: "")
    page.timing.on.click()
    assert not page.timing.on.isChecked()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *given: "/notes")
    page.timing.on.click()
    assert page.times[-1].on
    assert page.times[-1].folder == "/notes"


def test_a_schedule_is_shown_and_changed(page):
    held = Schedule(on=True, weekday=0, minute=9 * 60 + 30, window="last", folder="/a", formats=("pdf",),
                    ran=dt.date(2024, 9, 23))  # fmt: skip
    page.timing.show_schedule(held)
    assert page.times == []
    assert page.timing.time.time() == QTime(9, 30)
    assert "2024-09-23" in page.timing.state.text()
    page.timing.formats["md"].click()
    assert page.times[-1] == replace(held, formats=("pdf", "md"))
    page.timing.time.setTime(QTime(18, 0))
    assert page.times[-1].minute == 18 * 60


def test_a_featured_list_takes_names_as_well_as_codes(page, universe):
    sector = universe.sectors[0]
    page.featured[sector.id].setText("英伟达，AMD.US、Intel".replace("、", ","))
    page.featured[sector.id].editingFinished.emit()
    assert last(page).featured[sector.id] == ("NVDA.US", "AMD.US", "INTC.US")
    assert page.lost.isHidden()
