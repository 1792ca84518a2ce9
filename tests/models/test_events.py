"""The announcements: read strictly, and told to those whom they concern."""

import datetime as dt

import pytest

import resources
from models.events import (
    DateBasis,
    categories_of,
    events_for,
    events_from,
    is_own,
    library_from,
    subjects_of,
)
from models.instruments import Instrument, Market
from models.universe import universe_from

ROW = {
    "date": "2024-09-19", "date_basis": "publication", "vendor": "Zhipu AI", "product": "GLM-4", "category": "text",
    "event": "open weights",
}  # fmt: skip
LINK = {"vendor": "Zhipu AI", "kind": "instrument", "subject": "00001.HK", "reason": "its own shares"}


@pytest.fixture(scope="module")
def library():
    return library_from(resources.events(), resources.vendors())


def told(library, *subjects, **filters):
    return [(one.date.isoformat(), one.product) for one in events_for(library, subjects, **filters)]


def test_every_bundled_row_is_read_as_it_stands():
    made = events_from(resources.events())
    assert (len(made), made[0].date, made[-1].product) == (113, dt.date(2022, 11, 28), "GPT-5.2")
    assert {one.date_basis for one in made} == set(DateBasis)
    (kunming,) = [one for one in made if one.vendor == "SenseTime"]
    assert (kunming.category, kunming.date_basis) == ("contract", DateBasis.WEEK)


def test_a_text_in_both_languages_says_nothing_twice():
    (one,) = events_from([ROW])
    assert (one.text("zh"), one.text("en")) == ("Zhipu AI GLM-4：open weights", "Zhipu AI GLM-4: open weights")
    (same,) = events_from([ROW | {"event": "GLM-4"}])
    assert same.text("en") == "Zhipu AI GLM-4"


@pytest.mark.parametrize(
    "change",
    [
        {"date": "2024-9-19"},
        {"date_basis": "hearsay"},
        {"vendor": ""},
        {"product": " "},
        {"category": ""},
        {"event": None},
    ],
    ids=str,
)
def test_a_row_that_does_not_fit_is_named(change):
    with pytest.raises(ValueError, match="announcement"):
        events_from([ROW | change])


@pytest.mark.parametrize("change", [{"kind": "friend"}, {"vendor": ""}, {"subject": ""}, {"reason": ""}], ids=str)
def test_a_link_that_does_not_fit_is_named(change):
    with pytest.raises(ValueError, match="no link"):
        library_from([ROW], [LINK | change])


def test_every_linked_vendor_has_announced_something_and_is_linked_once():
    spoken = {name for one in events_from(resources.events()) for name in one.vendors}
    links = [(row["vendor"], row["subject"]) for row in resources.vendors()]
    assert {vendor for vendor, _ in links} <= spoken
    assert len(links) == len(set(links))


def test_a_share_has_its_vendors_events(library):
    assert told(library, "00020.HK") == [("2024-09-24", "Kunming AI centre")]
    assert {one.vendor for one in events_for(library, ["GOOG.US"])} == {"Google", "Google DeepMind"}
    assert told(library, "09888.HK")[0] == ("2023-03-16", "文心一言")
    assert ("2023-08-31", "文心一言; ChatGLM") in told(library, "09888.HK")  # two vendors announced it


def test_what_moves_a_market_stands_on_its_shares_and_on_no_others(library):
    held = universe_from(resources.universe()).instruments
    policy = ("2024-09-24", "Policy package")
    assert told(library, *subjects_of(held["688256.SH"])) == [policy]
    assert policy in told(library, *subjects_of(held["00020.HK"]))
    assert told(library, *subjects_of(held["NVDA.US"])) == []


def test_the_whole_sector_is_told_when_asked_for_and_where_there_is_no_single_subject(library):
    assert events_for(library, ["NVDA.US"], everyone=True) == events_for(library, []) == library.events
    assert [is_own(library, one, ["00020.HK"]) for one in library.events].count(True) == 1


def test_a_product_has_the_events_of_its_maker(library):
    assert {one.vendor for one in events_for(library, ["Claude"])} == {"Anthropic"}
    assert {one.vendor for one in events_for(library, ["海螺"])} == {"MiniMax"}
    assert events_for(library, ["Poe"]) == ()


def test_categories_filter_and_are_offered_by_number(library):
    assert {one.category for one in events_for(library, [], categories={"video", "policy"})} == {"video", "policy"}
    assert categories_of(library.events)[:2] == ("text", "video")
    assert categories_of(()) == ()
    assert told(library, "01024.HK", categories=["text"]) == []


def test_shares_outside_the_universe_are_no_error(library):
    stranger = Instrument(id="600000.SH", market=Market.CN)
    assert told(library, *subjects_of(stranger)) == [("2024-09-24", "Policy package")]
