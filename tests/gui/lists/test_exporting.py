"""How each column of the table is written in a workbook: a golden list, so that a new column is thought of."""

import pytest

from gui.lists.exporting import format_of
from gui.tables.columns import DECLARED, Form, column
from models.workbook import Format

GOLDEN = {
    Format.TEXT: "name code market currency flag tags note state source time age delay",
    Format.PRICE: "last open high low previous_close limit_up limit_down ext_last indicative change"
                  " volume_ratio pe pb",
    Format.BIG: "volume turnover cap cap_cny cap_usd",
    Format.POINTS: "excess excess_window",
    Format.PERCENT: "change_pct amplitude turnover_rate speed limit limit_room ext_pct mtd ytd window range52 to_high",
}  # fmt: skip


@pytest.mark.parametrize("form", list(GOLDEN))
def test_the_format_of_every_column(form):
    wanted = set(GOLDEN[form].split())
    numbers = {key: one for key, one in DECLARED.items() if one.form not in (Form.SPARK, Form.NAME)} | {
        "name": DECLARED["name"]
    }
    held = {key for key, one in numbers.items() if (Format.TEXT if key == "name" else format_of(one)) is form}
    assert held == wanted


def test_a_period_is_a_percentage():
    assert format_of(column("pct:5")) is format_of(column("pct:2024-09-20")) is Format.PERCENT
