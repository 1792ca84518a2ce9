"""What the live table shows of a list."""

from models.lists.values import Lists, NamedList, Section
from models.watchlist import PINS, shown
from tests.models.samples import small_universe

A, B, C = "600000.SH", "00700.HK", "NVDA.US"
KNOWN = small_universe(A, B, C).instruments


def lists(**changes):
    """Two lists; one of them names somebody nobody knows."""
    first = (
        Section(id="", name_zh="", name_en="", members=(A,)),
        Section(id="s", name_zh="甲", name_en="S", folded=True),
    )
    second = (Section(id="t", name_zh="乙", name_en="T", members=(B, "GONE.US", C)),)
    held = (
        NamedList(id="one", name_zh="一", name_en="One", sections=first),
        NamedList(id="two", name_zh="二", name_en="Two", sections=second),
    )
    return Lists(lists=held, known=KNOWN, **changes)


def members(watchlist):
    return [(section.id, [one.id for one in section.members]) for section in watchlist.sections]


def test_sections_stand_in_order_with_those_who_are_known():
    assert members(shown(lists(), "two", "置顶", "Pinned")) == [("t", [B, C])]
    one = shown(lists(), "one", "置顶", "Pinned")
    assert (one.id, members(one)) == ("one", [("", [A]), ("s", [])])
    assert [(section.titled, section.folded) for section in one.sections] == [(False, False), (True, True)]
    assert (one.sections[1].name("zh"), one.sections[1].name("en")) == ("甲", "S")


def test_pins_stand_on_top_of_every_list_and_are_counted_once():
    made = shown(lists(pins=(C, "GONE.US", A)), "two", "置顶", "Pinned")
    assert members(made) == [(PINS, [C, A]), ("t", [B, C])]
    assert [one.id for one in made.instruments] == [C, A, B]
    assert made.sections[0].name("zh") == "置顶"


def test_pins_that_nobody_knows_are_no_section():
    assert members(shown(lists(pins=("GONE.US",)), "two", "", "Pinned")) == [("t", [B, C])]


def test_a_list_that_is_gone_gives_way_to_the_first():
    assert shown(lists(), "gone", "", "").id == "one"
