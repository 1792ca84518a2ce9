"""The sheet of sources: one row for each thing shown."""

import datetime as dt

from models.exports.origins import Origin, sources_sheet
from tests.models.samples import ZH

WHEN = dt.datetime(2024, 9, 26, 12, tzinfo=dt.UTC)


def test_each_is_named_once_with_its_day():
    one = Origin(what="NVDA.US", source="雅虎", as_of=WHEN)
    made = sources_sheet([one, Origin(what="AMD.US", source="新浪"), one], ZH)
    assert [line.values for line in made.lines] == [("NVDA.US", "雅虎", WHEN, ""), ("AMD.US", "新浪", None, "")]
    assert made.title == ZH["sources.sheet"]
