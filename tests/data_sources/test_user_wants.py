"""The user's own numbers in the answers: overrides over everything, imported tables where nobody else knows."""

from dataclasses import replace

import pytest

from data_sources.imports import files
from data_sources.imports.child import Held
from data_sources.profile import GUEST
from data_sources.protocol import (
    FactsWanted,
    ImportUndone,
    ImportWanted,
    OverrideDropped,
    OverrideKept,
    OverridesWanted,
    WitnessWanted,
)
from data_sources.user_wants import answer, bars_with, facts_with, witness_with
from models.errors import CacheError, ImportRejected, NoSuchData, Unreachable
from models.facts import Dated, Facts, Override, Said
from models.imports.values import Cells, Grid
from models.values import Adjust
from tests.data_sources.samples import AFTER, CN, WEEK, bars, close_of, day, split, want

TABLE = (
    ("Wind",),
    ("代码", "日期", "收盘价", "总市值(亿元)", "总股本(万股)"),
    ("600000.SH", "2024-09-25", 11.6, 3300, 2_935_000),
)


class Overrides:
    def __init__(self):
        self.held = []

    def keep(self, override):
        self.held.append(replace(override, number=len(self.held) + 1))
        return self.held[-1]

    def drop(self, number, now):
        before, self.held = self.held, [one for one in self.held if one.number != number]
        return len(before) > len(self.held)

    def all(self):
        return tuple(self.held)


class Tables:
    def __init__(self):
        self.batches = []

    def take(self, batch, rows):
        self.batches.append((batch, tuple(rows)))
        return len(self.batches)

    def undo(self):
        return len(self.batches.pop()[1]) if self.batches else 0

    def newest_at(self):
        return max((batch.imported_at for batch, _ in self.batches), default=0.0)

    def taken_at(self, instrument, currency, until):
        days = [
            (row.date, batch.imported_at) for batch, rows in self.batches for row in rows
            if row.what is Said.CLOSE and row.date <= until
        ]  # fmt: skip
        return max(days)[1] if days else 0.0

    def _told(self, instrument, what):
        return tuple(
            Dated(date=row.date, value=row.value, source=batch.vendor)
            for batch, rows in self.batches for row in rows
            if row.instrument == instrument and row.what is what
        )  # fmt: skip

    def closes(self, instrument, currency):
        return self._told(instrument, Said.CLOSE)

    def shares(self, instrument):
        return self._told(instrument, Said.SHARES)

    def caps(self, instrument, currency):
        return self._told(instrument, Said.MARKET_CAP)


class Batches:
    def __init__(self):
        self.held = []

    def take(self, batch, series, categories):
        self.held.append(replace(batch, number=len(self.held) + 1, points=sum(map(len, series))))
        return self.held[-1]

    def newest_import(self):
        return self.held[-1] if self.held else None

    def drop(self, number):
        return self.held.pop().points


class Store:
    def __init__(self):
        self.overrides, self.imported, self.traffic = Overrides(), Tables(), Batches()


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def ask(store, monkeypatch):
    """A want answered by the store; a file is read as TABLE."""
    cells = Cells(name="week.xlsx", sheets=(Grid(title="Sheet1", rows=TABLE),))

    def looked(self, path, text, look):
        held = cells if path else replace(cells, name=files.CLIPBOARD)
        return look(Held(held)), "abc"

    monkeypatch.setattr("data_sources.user_wants.Reader.ask", looked)
    return lambda one: answer(one, store, None, lambda: AFTER)


def override(date="2024-09-25", value=12.0, what=Said.CLOSE, **changes):
    held = {"author": "Li", "reason": "typo at the exchange", "made_at": 0.0}
    return Override(instrument="600000.SH", date=day(date), what=what, value=value, **(held | changes))


# overrides


def test_an_override_is_kept_listed_and_dropped(ask):
    kept = ask(OverrideKept(override=override()))
    assert (kept.number, kept.made_at) == (1, AFTER)
    assert ask(OverridesWanted()) == (kept,)
    assert ask(OverrideDropped(number=1)) is None
    assert ask(OverridesWanted()) == ()
    with pytest.raises(NoSuchData, match="no override of this number"):
        ask(OverrideDropped(number=1))


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"author": " "}, "an author and a reason"), ({"reason": ""}, "an author and a reason"),
     ({"value": 0.0}, "a number above zero"), ({"value": float("inf")}, "a number above zero")],
)  # fmt: skip
def test_an_override_without_author_reason_or_number_is_refused(ask, changes, why):
    with pytest.raises(ImportRejected, match=why):
        ask(OverrideKept(override=override(**changes)))


WRITES = (
    OverrideKept(override=override()),
    OverrideDropped(number=1),
    ImportUndone(),
    ImportWanted(path="a.xlsx", commit=True),
)


@pytest.mark.parametrize("want", WRITES)
def test_where_nothing_may_be_written_no_number_is_said_to_be_kept(ask, store, want):
    kept = ask(OverrideKept(override=override()))
    with pytest.raises(CacheError, match=GUEST):
        answer(want, store, None, lambda: AFTER, GUEST)
    assert answer(OverridesWanted(), store, None, lambda: AFTER, GUEST) == (kept,)
    assert not answer(ImportWanted(path="a.xlsx"), store, None, lambda: AFTER, GUEST).committed


def test_an_overridden_close_is_laid_over_the_sources(store):
    store.overrides.keep(override())
    store.overrides.keep(override("2024-09-26", 13.0))  # after the span
    found = bars_with(want(), lambda asked: bars(), store, AFTER)
    assert close_of(found) == WEEK | {"2024-09-25": 12.0}
    assert found.manual == (day("2024-09-25"),)


def test_an_overridden_close_is_a_traded_one_and_adjusted_with_the_others(store):
    """20 is put in for the day before 2 for 1: 10 in 前复权."""
    store.overrides.keep(override("2024-09-23", 20.0))
    asked = []

    def ask(one):
        asked.append(one)
        return bars(actions=(split("2024-09-24", 2.0),))

    found = bars_with(want(adjust=Adjust.QFQ), ask, store, AFTER)
    assert (asked[0].adjust, asked[0].actions) == (Adjust.NONE, True)
    assert close_of(found)["2024-09-23"] == 10.0
    assert found.adjust is Adjust.QFQ


def test_without_overrides_the_want_goes_through_as_it_is(store):
    one = want(adjust=Adjust.QFQ)
    assert bars_with(one, lambda asked: bars(source="yahoo" if asked is one else "x"), store, AFTER).source == "yahoo"


# imports


def test_a_file_is_shown_first_taken_then_and_undone(ask, store):
    shown = ask(ImportWanted(path="week.xlsx"))
    assert (shown.vendor, shown.committed, sum(count for _, count in shown.counts)) == ("Wind", False, 3)
    assert store.imported.batches == []
    assert ask(ImportWanted(path="week.xlsx", commit=True)).committed
    file, rows = store.imported.batches[0]
    assert (file.file, file.hash, file.vendor, file.imported_at, len(rows)) == ("week.xlsx", "abc", "Wind", AFTER, 3)
    assert ask(ImportUndone()) == 3
    assert ask(ImportUndone()) == 0


def test_a_table_from_the_clipboard(ask):
    assert ask(ImportWanted(path="", text="...")).name == "clipboard"


def test_a_file_with_nothing_to_take_is_refused_when_it_is_to_be_taken(ask, store, monkeypatch):
    empty = Held(Cells(name="x", sheets=()))
    monkeypatch.setattr("data_sources.user_wants.Reader.ask", lambda self, path, text, look: (look(empty), ""))
    assert ask(ImportWanted(path="x")).counts == ()
    with pytest.raises(ImportRejected, match="nothing in this file can be taken"):
        ask(ImportWanted(path="x", commit=True))


def silent(asked):
    raise Unreachable("offline")


def test_where_no_source_answers_the_imported_closes_do(ask, store):
    ask(ImportWanted(path="x", commit=True))
    found = bars_with(want(), silent, store, AFTER)
    assert (found.source, found.doubt, close_of(found)) == ("imported: Wind", "offline", {"2024-09-25": 11.6})
    named = bars_with(want(source="imported"), lambda asked: bars(), store, AFTER)
    assert (named.source, named.doubt) == ("imported: Wind", "")


def test_a_table_that_goes_on_stands_in_before_older_local_bars(ask, store):
    ask(ImportWanted(path="x", commit=True))
    older = bars({"2024-09-24": 11.0}, doubt="offline")
    found = bars_with(want(), lambda asked: older, store, AFTER)
    assert (found.source, found.doubt, close_of(found)) == ("imported: Wind", "offline", {"2024-09-25": 11.6})
    as_far = bars({"2024-09-25": 11.0}, doubt="offline")
    assert bars_with(want(), lambda asked: as_far, store, AFTER) is as_far
    trusted = bars({"2024-09-24": 11.0})
    assert bars_with(want(), lambda asked: trusted, store, AFTER) is trusted


def test_where_nobody_knows_anything_the_reason_is_the_sources(store):
    with pytest.raises(Unreachable, match="offline"):
        bars_with(want(), silent, store, AFTER)
    with pytest.raises(NoSuchData, match="no imported closes"):
        bars_with(want(source="imported"), silent, store, AFTER)


def test_imported_closes_are_as_old_as_their_import(ask, store):
    ask(ImportWanted(path="x", commit=True))
    assert bars_with(want(), silent, store, AFTER + 1).fetched_at == AFTER


def witnessed(against="akshare", **changes):
    return WitnessWanted(instrument=CN, start=day("2024-09-20"), end=day("2024-09-25"), against=against, **changes)


def test_a_table_of_the_users_is_the_second_source_where_no_other_is(ask, store):
    ask(ImportWanted(path="x", commit=True))
    assert witness_with(witnessed(), lambda asked: bars(source="yahoo"), store).source == "yahoo"
    found = witness_with(witnessed(), silent, store)
    assert (found.source, close_of(found), found.fetched_at) == ("imported: Wind", {"2024-09-25": 11.6}, AFTER)


@pytest.mark.parametrize("want", [witnessed("imported: Wind"), witnessed(reaching=day("2024-09-26"))])
def test_a_table_does_not_confirm_itself_nor_days_it_does_not_have(ask, store, want):
    ask(ImportWanted(path="x", commit=True))
    with pytest.raises(Unreachable, match="offline"):
        witness_with(want, silent, store)


def test_imported_shares_and_caps_stand_before_those_of_the_sources(ask, store):
    ask(ImportWanted(path="x", commit=True))
    theirs = Facts(
        instrument=CN.id, currency="CNY", shares=(Dated(date=day("2024-09-25"), value=1.0, source="yahoo"),),
        source="yahoo", fetched_at=AFTER, actions=(),
    )  # fmt: skip
    found = facts_with(FactsWanted(instrument=CN), lambda asked: theirs, store)
    assert [(one.value, one.source) for one in found.shares] == [
        (pytest.approx(29.35e9), "imported: Wind"), (1.0, "yahoo"),
    ]  # fmt: skip
    assert [(one.value, one.source) for one in found.caps] == [(pytest.approx(3300e8), "imported: Wind")]
    alone = facts_with(FactsWanted(instrument=CN), silent, store)
    assert (len(alone.shares), alone.source, alone.actions) == (1, "imported", None)


def test_facts_that_nobody_knows_are_a_failure(store):
    with pytest.raises(Unreachable):
        facts_with(FactsWanted(instrument=CN), silent, store)
