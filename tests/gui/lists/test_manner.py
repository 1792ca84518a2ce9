"""How the list shows what moves: as the settings say, at once, and nothing runs on after the panel."""

import pytest

from gui.lists.manner import Manner
from models.settings import Settings
from tests.gui.samples import NOW, fresh


@pytest.fixture
def manner(panel):
    made = Manner(panel, Settings())
    yield made
    made.retire()


def actions(manner):
    again = next(one.menu() for one in manner.menu.actions() if one.menu())
    return {one.text(): one for one in (*manner.menu.actions(), *again.actions())}


def test_heat_and_flash_are_as_the_settings_say(panel, manner):
    manner.apply(Settings(heat=True, flash=False))
    assert (panel.view._heat, panel.view.flashing) == (True, False)
    manner.apply(Settings(heat=False, flash=True))
    assert (panel.view._heat, panel.view.flashing) == (False, True)


def test_what_is_chosen_is_told(manner, zh, qtbot):
    said = []
    manner.changed.connect(lambda key, value: said.append((key, value)))
    held = actions(manner)
    for key in ("manner.heat", "manner.flash", "manner.resort.10", "manner.resort.0"):
        held[zh[key]].trigger()
    assert said == [("heat", True), ("flash", False), ("resort_s", 10), ("resort_s", 0)]


def test_the_menu_shows_what_holds(panel, zh):
    made = Manner(panel, Settings(heat=True, flash=False, resort_s=30))
    held = actions(made)
    on = {key for key in ("heat", "flash", "resort.0", "resort.3", "resort.10", "resort.30")
          if held[zh[f"manner.{key}"]].isChecked()}  # fmt: skip
    made.retire()
    assert on == {"heat", "resort.30"}


def test_a_sorted_list_is_sorted_again_every_so_often_until_it_is_not_wanted(whole, panel, manner):
    whole.apply((fresh("NVDA.US", 1.0), fresh("AMD.US", 2.0)), NOW)
    panel.view.sort_as(1, True)
    whole.apply((fresh("NVDA.US", 3.0),), NOW)
    manner.apply(Settings(resort_s=3))
    assert (manner._again.isActive(), manner._again.interval()) == (True, 3000)
    manner._again.timeout.emit()
    assert panel.model.instrument(1).id == "NVDA.US"
    manner.apply(Settings())
    assert not manner._again.isActive()


def test_a_list_in_its_own_order_is_left_alone(panel, manner, qtbot):
    with qtbot.assertNotEmitted(panel.model.layoutChanged):
        manner._again.timeout.emit()


def test_nothing_runs_on_after_the_panel(manner):
    manner.apply(Settings(resort_s=3))
    manner.retire()
    assert not manner._again.isActive()
