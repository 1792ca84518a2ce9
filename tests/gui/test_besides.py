"""Shares, caps and overrides beside the bars: asked for after the prices, and never in their way."""

import pytest

from gui.wires.besides import Besides
from models.errors import Unreachable
from models.facts import Dated, Facts, Override, Said
from tests.gui.samples import of_market
from tests.models.samples import ASKED, day


@pytest.fixture
def besides(client, bridge, universe):
    made = Besides(client, bridge, universe)
    yield made
    made.retire()


def facts(name, shares=1e9):
    held = (Dated(date=day("0920"), value=shares, source="sample"),)
    return Facts(instrument=name, currency="USD", shares=held, actions=(), source="sample", fetched_at=ASKED)


def override(name="NVDA.US", value=200.0):
    return Override(
        instrument=name, date=day("0925"), what=Said.CLOSE, value=value, author="Li", reason="typo", made_at=ASKED
    )


def finish_bars(client, universe, settle):
    client.answer_all(lambda name: of_market(universe.instruments[name]))
    settle()


def test_facts_are_asked_for_when_the_bars_have_come(week, client, universe, settle):
    week.refresh()
    assert (len(client.overrides_asked), client.facts_asked) == (1, [])
    finish_bars(client, universe, settle)
    asked = [one.name for one in client.facts_asked]
    assert "NVDA.US" in asked
    assert "IXIC" not in asked  # an index has no shares


def test_a_cap_appears_in_the_review_when_its_shares_are_known(week, client, universe, settle, qtbot):
    week.refresh()
    finish_bars(client, universe, settle)
    one = next(one for one in client.facts_asked if one.name == "NVDA.US")
    one.future.set_result(facts("NVDA.US"))
    for other in client.facts_asked:
        if not other.future.done():
            other.future.set_exception(Unreachable("offline"))
    settle()
    qtbot.waitUntil(lambda: not week.busy)
    rows = {row.instrument.id: row for row in week.review(everyone=False).rows}
    assert rows["NVDA.US"].cap.source == "sample"
    assert rows["AMD.US"].cap is None


def test_an_overridden_close_is_in_the_review_and_marked(week, client, universe, settle, qtbot):
    week.refresh()
    finish_bars(client, universe, settle)
    client.overrides_asked[0].future.set_result((override(),))
    settle()
    qtbot.waitUntil(lambda: not week.busy)
    row = week.review(everyone=False).rows[0]
    assert (row.instrument.id, row.end_close, row.manual) == ("NVDA.US", 200.0, (override(),))


def test_what_fails_or_is_something_else_leaves_a_gap(besides, client, settle):
    besides.refresh()
    client.overrides_asked[0].future.set_exception(Unreachable("gone"))
    besides.complete()
    client.facts_asked[0].future.set_result("not facts")
    client.facts_asked[1].future.set_exception(Unreachable("gone"))
    settle()
    assert besides.known() == {}


def test_facts_that_are_known_are_not_asked_for_again(besides, client, settle):
    besides.complete()
    total = len(client.facts_asked)
    name = client.facts_asked[0].name
    client.facts_asked[0].future.set_result(facts(name))
    settle()
    besides.retire()
    besides.complete()
    assert len(client.facts_asked) == 2 * total - 1
    assert besides.known()[name].facts.shares[0].value == 1e9


def test_answers_are_told_in_batches(besides, client, settle, qtbot):
    told = []
    besides.changed.connect(lambda: told.append(len(besides.known())))
    besides.complete()
    for one in client.facts_asked:
        one.future.set_result(facts(one.name))
    settle()
    assert told[-1] == len(client.facts_asked)
    assert len(told) <= len(client.facts_asked) // 16 + 1
