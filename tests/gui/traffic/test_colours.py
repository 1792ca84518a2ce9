"""A product has one colour, whatever stands beside it."""

from gui.look.theme import shade, theme
from gui.outs.outs import REPORT_THEME
from gui.traffic.colours import Colours
from models.products.values import Product
from models.traffic.inks import SHADES, on_paper, paper


def products(category, count):
    return [Product(id=f"{category}{n}", name_zh="", name_en="", category=category) for n in range(count)]


def test_the_first_thirty_of_a_category_have_thirty_colours():
    for category in ("text", "image", "video", "agent"):
        held = products(category, SHADES)
        made = Colours(held)
        assert sorted(made.number(one.id) for one in held) == list(range(SHADES))
        assert len({made.of(one.id, theme("dark")).name() for one in held}) == SHADES


def test_those_in_front_are_of_the_plain_ramp_and_categories_begin_apart():
    made = Colours([*products("text", 10), *products("image", 10), *products("video", 10)])
    assert [made.number(f"text{n}") for n in range(10)] == list(range(10))
    assert [made.number(f"image{n}") for n in range(10)] == [3, 4, 5, 6, 7, 8, 9, 0, 1, 2]
    assert made.number("video0") == 6


def test_a_product_keeps_it_when_others_leave_or_join_behind_it():
    few, many = Colours(products("text", 4)), Colours([*products("text", 9), *products("music", 5)])
    assert [few.number(f"text{n}") for n in range(4)] == [many.number(f"text{n}") for n in range(4)]


def test_what_nobody_knows_has_the_colour_of_its_name():
    assert Colours().number("Nobody") == Colours(products("text", 5)).number("Nobody")
    assert 0 <= Colours().number("谁") < SHADES


def test_both_themes_have_the_same_hue():
    made = Colours(products("text", 2))
    assert made.of("text1", theme("dark")) == theme("dark").ramp[1]
    assert made.of("text1", theme("light")) == theme("light").ramp[1]


def test_paper_has_the_colours_of_the_screen():
    light = theme(REPORT_THEME)
    assert [paper(n) for n in range(SHADES)] == [shade(light, n).name().lstrip("#").upper() for n in range(SHADES)]
    held = products("image", 2)
    assert on_paper(held) == {"image0": paper(3), "image1": paper(4)}
