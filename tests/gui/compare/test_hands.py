"""Adding members by hand: the menu with everything that can be compared, and what each of its lines makes."""

import pytest
from PySide6.QtWidgets import QMenu

import resources
from gui.compare import chip_menu
from gui.compare.adding import Adding
from models.compare.baskets import sector_baskets
from models.compare.chosen import Comparison, with_members
from models.compare.values import Against, Pair, Visits


class Hand:
    """A comparison that the menu adds to."""

    def __init__(self, members=()):
        self.held, self.searched = with_members(Comparison(), members), 0

    def add(self, member):
        self.held = with_members(self.held, (member,))

    def search(self):
        self.searched += 1


@pytest.fixture
def hand(of):
    return Hand(of("NVDA.US", "AMD.US"))


@pytest.fixture
def menu(parts, traffic, hand, qtbot):
    made = QMenu()
    qtbot.addWidget(made)
    made.adding = Adding(parts, traffic, lambda: hand.held.members, hand.add, hand.search)
    made.adding.fill(made)
    return made


def line(menu, *titles):
    """The action under some titles, menus opened on the way."""
    for title in titles[:-1]:
        menu = next(one.menu() for one in menu.actions() if one.text() == title)
        menu.aboutToShow.emit()
    return next(one for one in menu.actions() if one.text() == titles[-1])


def added(hand):
    return hand.held.members[-1]


def test_a_sector_joins_as_a_basket_of_either_weight(menu, hand):
    line(menu, "板块（等权）", "CPU/GPU（等权）").trigger()
    assert added(hand).key == "basket:cpu_gpu:equal"
    line(menu, "板块（市值加权）", "CPU/GPU（市值加权）").trigger()
    assert added(hand).key == "basket:cpu_gpu:cap"


def test_an_index_of_the_strip_joins(menu, hand, universe):
    sox = next(one for one in universe.strip if one.id == "SOX")
    line(menu, "指数与汇率", sox.name("zh")).trigger()
    assert added(hand).key == "SOX"


def test_a_section_of_the_users_lists_joins(menu, hand, book):
    section = next(one for one in book.lists.lists[0].sections if one.id)
    line(menu, "自选分组（等权）", f"{section.name('zh')}（等权）").trigger()
    assert added(hand).key == f"basket:{book.lists.lists[0].id}/{section.id}:equal"


def test_the_visits_of_a_product_join_as_one_publisher_counts_them(menu, hand, traffic):
    line(menu, "产品月访问量", "ChatGPT · Toolify 月访问量").trigger()
    assert isinstance(added(hand), Visits)
    assert added(hand).id == "ChatGPT@Toolify"


def test_two_members_join_as_their_ratio_or_spread(menu, hand):
    line(menu, "比值", "英伟达", "AMD").trigger()
    assert isinstance(added(hand), Pair)
    assert (added(hand).against, added(hand).key) == (Against.RATIO, "ratio:NVDA.US|AMD.US")
    line(menu, "差值", "AMD", "英伟达").trigger()
    assert added(hand).key == "spread:AMD.US|NVDA.US"


def test_who_is_there_already_cannot_be_added_again(menu, hand, of):
    hand.held = with_members(hand.held, of("HSI"))
    menu.adding.fill(menu)
    assert not line(menu, "指数与汇率", "恒生指数").isEnabled()


def test_the_search_box_can_be_asked_for(menu, hand):
    line(menu, "搜索品种…").trigger()
    assert hand.searched == 1


def chip_acts(held, key):
    """What the menu of a chip offers, and what each line makes of the comparison."""
    menu, made = QMenu(), {}
    chip_menu.fill(menu, resources.texts("en"), held, key, lambda change: made.setdefault("held", change(held)))
    found = {}
    for action in menu.actions():
        made.clear()
        action.trigger()
        found[action.text()] = made["held"]
    return found


def test_a_chip_offers_what_its_member_can_do(hand, of, universe, qapp):
    hand.held = with_members(hand.held, sector_baskets(universe)[:1])
    acts = chip_acts(hand.held, "NVDA.US")
    assert acts["Measure against it"].against == "NVDA.US"
    assert acts["Hide"].hidden == {"NVDA.US"}
    assert [one.key for one in acts["Move right"].members][:2] == ["AMD.US", "NVDA.US"]
    assert acts["Remove"].members[0].key == "AMD.US"
    basket = chip_acts(hand.held, "basket:cpu_gpu:equal")
    assert basket["Other weights"].members[-1].key == "basket:cpu_gpu:cap"
    assert "Measure against it" not in basket
    assert chip_acts(acts["Hide"], "NVDA.US")["Show"].hidden == frozenset()
    assert chip_acts(hand.held, "nobody") == {}
