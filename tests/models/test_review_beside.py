"""Market caps and overrides in the review, on paper in every format, each with its source or its author."""

import json

import pytest

from models.caps import beside_of
from models.facts import Dated, Facts, Override, Said
from models.review.calculation import review
from models.review.paper import as_book, as_json, as_markdown, note_text
from models.review.values import NoteKind, RowState
from tests.models.samples import AFTER, ASKED, EN, MARK, WEEK, ZH, bars, day, reference_bars, small_universe, split

CLOSES = {"0920": 10.0, "0923": 10.5, "0925": 11.0}


def facts(name, *shares, source="eastmoney", **changes):
    held = tuple(Dated(date=day(date), value=value, source=source) for date, value in shares)
    return Facts(**({"instrument": name, "currency": "CNY", "shares": held, "actions": (), "source": source,
                     "fetched_at": ASKED} | changes))  # fmt: skip


def put(what, value, date="0925", name="600000.SH"):
    return Override(
        instrument=name,
        date=day(date),
        what=what,
        value=value,
        author="Li",
        reason="typo at the exchange",
        made_at=ASKED,
    )


def made(*overrides, known=None, closes=CLOSES, ids=("600000.SH",), **changes):
    held = {"600000.SH": bars(closes, **changes), "000300.SH": bars(MARK, name="000300.SH")} if closes else {}
    return review(small_universe(*ids), WEEK, held, {}, AFTER, beside=beside_of(known or {}, overrides))


def notes(found, kind, texts=EN):
    return [note_text(one, texts) for one in found.notes if one.kind is kind]


def test_a_row_has_its_cap_and_the_paper_says_from_where():
    found = made(known={"600000.SH": facts("600000.SH", ("2024-06-30", 2e9))})
    assert found.rows[0].market_cap == pytest.approx(2.2e10)
    row = as_json(found, EN)["sectors"][0]["rows"][0]
    assert row["market_cap_source"] == "shares since 2024-06-30 (Eastmoney (direct)) × close"
    assert notes(found, NoteKind.CAP_SHARES) == [
        "Market cap = close × shares outstanding of that date (Eastmoney (direct), shares of 2024-06-30): 600000.SH."
    ]
    assert notes(found, NoteKind.NO_CAP) == []
    assert "220.0" in as_markdown(found, EN, "en")


def test_a_split_since_the_shares_is_in_the_cap_and_in_its_source():
    known = facts("600000.SH", ("2024-06-30", 2e9), actions=(split("0920", 1.4),))
    row = as_json(made(known={"600000.SH": known}), EN)["sectors"][0]["rows"][0]
    assert (row["market_cap"], row["market_cap_source"]) == (
        pytest.approx(3.08e10), "shares since 2024-06-30 (Eastmoney (direct)) × 1.4 × close",
    )  # fmt: skip


def test_of_many_rows_those_with_the_same_source_share_a_note():
    known = {name: facts(name, (date, 1e9)) for name, date in (("600000.SH", "0919"), ("600001.SH", "0920"))}
    held = {name: bars(CLOSES, name=name) for name in known}
    found = review(small_universe(*known, "600002.SH"), WEEK, held, {}, AFTER, beside=beside_of(known, ()))
    assert notes(found, NoteKind.CAP_SHARES)[0].endswith(
        "(Eastmoney (direct), shares of 2024-09-19 - 2024-09-20): 600000.SH, 600001.SH."
    )
    assert notes(found, NoteKind.NO_CAP)[0].endswith('market cap "--": 600002.SH.')


def test_an_overridden_close_is_marked_and_named_on_every_paper():
    found = made(put(Said.CLOSE, 12.0))
    row = found.rows[0]
    assert (row.end_close, row.change_pct, len(row.manual)) == (12.0, pytest.approx(20.0), 1)
    said = "† 600000.SH, close of 2024-09-25: 12 (manual: Li, 2024-09-26: typo at the exchange)."
    assert notes(found, NoteKind.MANUAL) == [said]
    text = as_markdown(found, EN, "en")
    assert "N60 †" in text
    assert said in text
    sheet = as_book(found, EN, "en", up="C8222B", down="0B7A43").sheets[0]
    assert sheet.lines[1].values[0] == "N60 †"
    assert any(said in line for line in sheet.under)
    assert as_json(found, EN)["sectors"][0]["rows"][0]["manual"] == [
        {"what": "close", "date": "2024-09-25", "value": 12.0, "author": "Li", "reason": "typo at the exchange",
         "made_at": "2024-09-26T01:00:00+00:00"}
    ]  # fmt: skip
    assert notes(found, NoteKind.MANUAL, ZH) == [
        "† 600000.SH 2024-09-25 的收盘价为手工录入：12（Li，2024-09-26：typo at the exchange）。"
    ]


def test_an_overridden_base_is_marked_and_one_of_another_day_is_not():
    assert made(put(Said.CLOSE, 8.0, "0920")).rows[0].change_pct == pytest.approx(37.5)
    between = made(put(Said.CLOSE, 8.0, "0924")).rows[0]
    assert (between.change_pct, between.manual) == (pytest.approx(10.0), ())


def test_overridden_shares_and_caps_are_marked_too():
    shares, cap = put(Said.SHARES, 1e9, "0924"), put(Said.MARKET_CAP, 5e9)
    assert made(shares).rows[0].manual == (shares,)
    found = made(shares, cap)
    assert (found.rows[0].market_cap, found.rows[0].manual) == (5e9, (cap,))
    assert as_json(found, EN)["sectors"][0]["rows"][0]["market_cap_source"] == "stated for that date (manual)"


def test_a_share_that_no_source_knows_can_be_put_in_whole():
    row = made(put(Said.CLOSE, 10.0, "0920"), put(Said.CLOSE, 11.0), closes=None).rows[0]
    assert (row.state, row.change_pct, row.source) == (RowState.OK, pytest.approx(10.0), "manual")
    assert len(row.manual) == 2


def test_the_sentences_of_the_note_carry_no_mark():
    text = as_markdown(made(put(Said.CLOSE, 12.0)), EN, "en")
    assert "One: this week (0923-0925) N60 +20.00%." in text


def test_without_dated_shares_300502_has_no_cap_on_the_reference_week():
    """Today's number, after the bonus issue of 2025-05-28, is no fact of September 2024."""
    held = {"300502.SZ": reference_bars()["300502.SZ"]}
    today = facts("300502.SZ", ("2026-11-25", 9.94e8), actions=(split("2025-05-28", 1.4),))
    found = review(small_universe("300502.SZ"), WEEK, held, {}, AFTER, beside=beside_of({"300502.SZ": today}, ()))
    assert (found.rows[0].state, found.rows[0].market_cap) == (RowState.OK, None)
    dated = facts("300502.SZ", ("0920", 7.09e8), actions=(split("2025-05-28", 1.4),))
    found = review(small_universe("300502.SZ"), WEEK, held, {}, AFTER, beside=beside_of({"300502.SZ": dated}, ()))
    assert found.rows[0].market_cap == pytest.approx(7.09e8 * found.rows[0].end_close)


def test_json_is_json():
    json.dumps(as_json(made(put(Said.CLOSE, 12.0)), EN), allow_nan=False)
