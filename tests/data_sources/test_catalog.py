"""The list of sources agrees with the folder: to add one is a file and a line."""

import ast
import importlib
import inspect
import pkgutil

import pytest

from data_sources import adapters, catalog
from models.gate.independence import REPORTERS, independent, upstream
from models.instruments import EXCHANGES, Market

FILES = {f"{adapters.__name__}.{found.name}" for found in pkgutil.iter_modules(adapters.__path__)}
LIBRARIES = ("akshare", "curl_cffi", "httpx", "pandas", "requests", "websockets", "yfinance")


def test_every_adapter_is_listed_once_and_every_line_has_its_file():
    assert sorted(entry.module for entry in catalog.SOURCES) == sorted(FILES)


@pytest.mark.parametrize("entry", catalog.SOURCES, ids=lambda entry: entry.id)
def test_an_adapter_offers_the_agreed_shape(entry):
    module = importlib.import_module(entry.module)
    if entry.stream:
        assert list(inspect.signature(module.open_stream).parameters) == ["context", "push"]
    else:
        assert list(inspect.signature(module.open_source).parameters) == ["context"]


@pytest.mark.parametrize("entry", catalog.SOURCES, ids=lambda entry: entry.id)
def test_importing_an_adapter_loads_no_library(entry):
    tree = ast.parse(inspect.getsource(importlib.import_module(entry.module)))
    checking = [node for node in tree.body if isinstance(node, ast.If)]
    named = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not {name for name in named if name.partition(".")[0] in LIBRARIES}
    assert all(ast.unparse(node.test) == "TYPE_CHECKING" for node in checking)


def test_nobody_uses_the_websocket_that_spins():
    for name in FILES:
        assert "AsyncWebSocket" not in inspect.getsource(importlib.import_module(name))


@pytest.mark.parametrize("kind", ["quotes", "bars", "intraday"])
@pytest.mark.parametrize("market", EXCHANGES)
def test_two_upstreams_that_share_nothing_answer_when_the_first_is_banned(kind, market):
    route = catalog.order(kind, market, {})
    left = [entry for entry in route if entry.group != route[0].group]
    assert left, "one ban takes them all"
    assert len({catalog.GROUP[entry.group].id for entry in route}) >= {"quotes": 4, "bars": 3, "intraday": 2}[kind]


@pytest.mark.parametrize("kind", ["quotes", "bars", "intraday"])
@pytest.mark.parametrize("market", EXCHANGES)
def test_every_market_has_a_second_source_that_gives_what_is_asked(kind, market):
    route = catalog.order(kind, market, {})
    assert len(route) >= 2
    assert all(kind in entry.gives and market in entry.markets for entry in route)
    assert len({entry.group for entry in route}) >= 2  # one ban must not take both


@pytest.mark.parametrize("key", catalog.ORDER)
def test_whoever_stands_in_an_order_gives_that(key):
    kind = key.partition(".")[0]
    assert [name for name in catalog.ORDER[key] if kind not in catalog.BY_ID[name].gives] == []


def test_every_group_of_a_source_has_its_budget():
    assert {entry.group for entry in catalog.SOURCES} <= set(catalog.GROUP)


def test_the_users_order_wins_and_strange_names_are_ignored():
    chosen = {"bars.CN": ("yahoo", "gossip")}
    assert [entry.id for entry in catalog.order("bars", Market.CN, chosen)] == ["yahoo"]
    assert [entry.id for entry in catalog.order("bars", Market.HK, chosen)][:3] == ["yahoo", "akshare", "tencent"]


def test_the_last_resort_is_local_and_in_no_route():
    assert catalog.BY_ID[catalog.LAST_RESORT].place is catalog.Place.LOCAL
    assert all(catalog.LAST_RESORT not in ids for ids in catalog.ORDER.values())


def test_every_source_has_its_group_and_a_kind_without_a_market_has_a_route_of_its_own():
    assert {entry.group for entry in catalog.SOURCES} <= set(catalog.GROUP)
    assert [entry.id for entry in catalog.order("listing", None, {"listing": ("tencent",)})] == ["tencent"]


def test_a_poll_of_sixty_rows_every_three_seconds_is_borne():
    """One request a tick at the quote hosts: twenty a minute."""
    asked = {catalog.order("quotes", market, {})[0].group for market in EXCHANGES}
    assert all(catalog.GROUP[group].per_s * 60 > 20 for group in asked)


def test_sources_of_one_roof_are_no_second_source_for_each_other():
    """What the publish gate calls independent is what the lanes call another host group."""
    bars = [entry for entry in catalog.SOURCES if entry.gives & catalog.BOTH and entry.id != "simulated"]
    for one in bars:
        assert upstream(one.id), one.id
        for two in bars:
            assert independent(one.id, two.id) == (one.group != two.group), (one.id, two.id)


def test_who_reports_splits_and_dividends_is_known_to_the_gate():
    assert {entry.id for entry in catalog.SOURCES if entry.knows_actions} - {"simulated"} == set(REPORTERS)
