"""Whatever is done to a comparison in whatever order, with whatever has come: it is drawn, measured and written."""

import datetime as dt
import random

import numpy as np
import pytest

from models.compare import chosen
from models.compare.baskets import sector_baskets
from models.compare.chosen import read, written
from models.compare.rebasing import Scale
from models.compare.values import Against, Currency, Pair, Weighting
from models.errors import Unreachable
from tests.gui.samples import bars, fresh

STEPS = 120


class Anybody:
    """Somebody who does one thing after another."""

    def __init__(self, tab, client, settle, clock, universe, of, seed):
        self.tab, self.client, self.settle, self.clock, self.universe = tab, client, settle, clock, universe
        self.luck = random.Random(seed)
        baskets = (*sector_baskets(universe), *sector_baskets(universe, Weighting.CAP))
        self.pool = [*of(*universe.instruments), *baskets]

    def add(self):
        self.tab.add(self.luck.choice(self.pool))

    def pair(self):
        plain = [one for one in self.tab.book.held.members if not isinstance(one, Pair)]
        if len(plain) > 1:
            one, other = self.luck.sample(plain, 2)
            self.tab.add(Pair(against=self.luck.choice(list(Against)), one=one, other=other))

    def change_a_member(self):
        if members := self.tab.book.held.members:
            key = self.luck.choice(members).key
            made = self.luck.choice(
                [chosen.switched, chosen.reweighted, lambda held, key: chosen.without(held, (key,))]
            )
            self.tab._do(lambda held: made(held, key))

    def choose(self):
        field, values = self.luck.choice([
            ("currency", list(Currency)), ("against", ["", "own", "HSI", "nobody"]), ("excess", [True, False]),
            ("log", [True, False]), ("events", [True, False]), ("scale", list(Scale)),
        ])  # fmt: skip
        self.tab._change(field, self.luck.choice(values))

    def base(self):
        away = dt.timedelta(days=self.luck.choice([0, 1, 30, 400, 3000, -40]))
        self.tab._base(dt.date(2024, 9, 24) - away, self.luck.random() < 0.5)

    def answer(self):
        for one in self.client.open:
            if self.luck.random() < 0.2:
                one.future.set_exception(Unreachable("offline"))
            elif self.luck.random() < 0.8:
                one.future.set_result(self.series(one.name))
        self.settle()
        self.tab.board._gathered()

    def series(self, name):
        count = self.luck.choice([1, 2, 5, 60, 300])
        currency = name[3:] if name.startswith("USD") else ""
        return bars(count, name=name, seed=self.luck.randrange(99), currency=currency, volume=np.full(count, 1000.0))

    def quote(self):
        names = self.luck.sample(sorted(self.universe.instruments), 6)
        late = self.luck.choice([60, 86_400, 200_000])
        self.tab.apply(tuple(
            fresh(name, self.luck.uniform(1, 200), exchange_time=self.clock.now - late,
                  currency=self.universe.instruments[name].currency) for name in names
        ))  # fmt: skip

    def look(self):
        self.tab.plot.view.show_bars(self.luck.uniform(-5, 300), self.luck.uniform(301, 420))

    def measure(self):
        self.tab.plot._measure(self.luck.choice([None, (0, 5), (10, 2)]))

    def undo(self):
        self.tab.book.undo()

    def step(self):
        self.luck.choice([
            self.add, self.pair, self.change_a_member, self.choose, self.base, self.answer, self.answer, self.quote,
            self.look, self.measure, self.undo,
        ])()  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2])
def test_it_stands_whatever_is_done(tab, client, settle, clock, universe, of, seed):
    somebody = Anybody(tab, client, settle, clock, universe, of, seed)
    for number in range(STEPS):
        somebody.step()
        if number % 4 == 0:
            tab._measure()
            tab.plot.grab()
            assert tab.report.table.returns.rowCount() == len(tab.book.held.shown)
            assert read(written(tab.book.held)) == tab.book.held
