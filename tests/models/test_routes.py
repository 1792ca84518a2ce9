"""The user's order of sources over the program's own."""

import pytest

from models.routes import About, Routes

ROUTES = Routes(
    sources=(
        About(id="yahoo", group="yahoo.com", gives=("bars", "quotes"), markets=("CN", "US")),
        About(id="tencent", group="gtimg.cn", gives=("quotes",), markets=("CN", "US")),
        About(id="sina", group="sina.cn", gives=("quotes",), markets=("CN",)),
        About(id="reference", group="reference", gives=("quotes",), markets=("CN",), local=True),
    ),
    usual={"quotes.CN": ("tencent", "yahoo")},
)


@pytest.mark.parametrize(
    ("chosen", "order"),
    [
        ((), ("tencent", "yahoo")),
        (("yahoo",), ("yahoo", "tencent")),
        (("gone", "yahoo", "yahoo"), ("yahoo", "tencent")),
        (("sina",), ("sina", "tencent", "yahoo")),
        (("reference",), ("tencent", "yahoo")),
    ],
)
def test_the_users_order_comes_first_and_nobody_is_lost(chosen, order):
    assert ROUTES.order("quotes.CN", {"quotes.CN": chosen}) == order


def test_a_source_goes_up_and_down_but_not_over_the_edge():
    up = ROUTES.moved("quotes.CN", {}, "yahoo", -1)
    assert up == {"quotes.CN": ("yahoo", "tencent")}
    assert ROUTES.moved("quotes.CN", up, "yahoo", -1) == up
    assert ROUTES.moved("quotes.CN", {}, "yahoo", 1) == {}


def test_the_usual_order_is_not_written_down_and_other_routes_stay():
    chosen = {"quotes.CN": ("yahoo", "tencent"), "bars.US": ("yahoo",)}
    assert ROUTES.moved("quotes.CN", chosen, "tencent", -1) == {"bars.US": ("yahoo",)}
