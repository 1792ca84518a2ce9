"""The view button: one choice a group, told at once."""

import pytest

from gui.menu import CHOICES, ViewMenu

NOW = {"theme": "dark", "convention": "red-up", "lang": "zh"}


@pytest.fixture
def told():
    return []


@pytest.fixture
def menu(qtbot, zh, told):
    made = ViewMenu(zh, NOW, lambda key, value: told.append((key, value)))
    qtbot.addWidget(made)
    return made


def actions(menu):
    return {action.text(): action for action in menu.menu().actions() if action.isCheckable()}


def test_every_choice_is_offered_under_the_name_of_its_group(menu, zh):
    texts = [action.text() for action in menu.menu().actions() if not action.isSeparator()]
    wanted = [text for key, values in CHOICES.items() for text in (
        zh[f"view.{key}"], *(zh[f"view.{key}.{value}"] for value in values)
    )]  # fmt: skip
    assert texts == wanted


def test_what_holds_now_is_checked(menu, zh):
    checked = {text for text, action in actions(menu).items() if action.isChecked()}
    assert checked == {zh[f"view.{key}.{value}"] for key, value in NOW.items()}


def test_a_choice_is_told_and_takes_the_place_of_the_old_one(menu, zh, told):
    light, dark = (actions(menu)[zh[f"view.theme.{name}"]] for name in ("light", "dark"))
    light.trigger()
    assert told == [("theme", "light")]
    assert (light.isChecked(), dark.isChecked()) == (True, False)
    assert actions(menu)[zh["view.lang.zh"]].isChecked()


def test_the_names_of_groups_cannot_be_chosen(menu, zh, told):
    for action in menu.menu().actions():
        if action.text() in {zh[f"view.{key}"] for key in CHOICES}:
            assert not action.isEnabled()
            action.trigger()
    assert told == []
