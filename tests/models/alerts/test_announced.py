"""The bundled announcements: all of them are read, dated and credited."""

import datetime as dt

import resources
from models.alerts.announced import events_of
from models.alerts.digest import digest
from models.alerts.values import Seen


def test_every_bundled_row_is_an_event():
    rows = resources.events()
    made = events_of(rows)
    assert (len(rows), len(made)) == (113, 113)
    assert (made[0].date, made[-1].date) == (dt.date(2022, 11, 28), dt.date(2025, 12, 12))
    assert made == tuple(sorted(made))
    assert "Epoch AI, CC BY 4.0" in (resources.facts_folder() / "README.md").read_text(encoding="utf-8")


def test_an_event_in_both_languages():
    row = {"date": "2024-09-19", "vendor": "Zhipu AI", "product": "GLM-4", "event": "open weights"}
    row |= {"date_basis": "publication", "category": "text"}
    (one,) = events_of([row])
    assert (one.text("zh"), one.text("en")) == ("Zhipu AI GLM-4：open weights", "Zhipu AI GLM-4: open weights")
    (same,) = events_of([row | {"event": "GLM-4"}])
    assert same.text("en") == "Zhipu AI GLM-4"


def test_the_reference_week_has_its_events():
    """From the evening of the 20th to that of the 25th of September 2024."""
    since, now = (dt.datetime(2024, 9, day, 12, tzinfo=dt.UTC).timestamp() for day in (20, 25))
    told = digest(Seen(at=since), {}, now, known={}, events=events_of(resources.events()))
    assert [one.date.day for one in told.events] == [24] * 5 + [25]
