"""A review with all that it was made of, ready for its standing."""

import resources
from models.caps import beside_of
from models.events import Library
from models.facts import Dated, Facts
from models.note.inputs import Inputs
from models.note.settings import NoteSettings
from models.review.calculation import review
from models.review.standing import standing_of
from models.universe import universe_from
from tests.models.samples import AFTER, ASKED, WEEK, bars, day, reference_bars

SHARES = {"NVDA.US": 2.4e10, "INTC.US": 4.3e9, "AMD.US": 1.6e9, "688256.SH": 4e8, "688041.SH": 2e9, "688047.SH": 4e8}


def facts(shares, currency="USD", since="2024-06-30"):
    """Dated shares by instrument id, without a split since."""
    return {
        name: Facts(
            instrument=name, currency=currency, actions=(), source="sample", fetched_at=ASKED,
            shares=(Dated(date=day(since), value=count, source="sample"),),
        )
        for name, count in shares.items()
    }  # fmt: skip


def pair(name, closes):
    return bars(closes, name=name, currency=name[3:], source="rates")


RATES = {
    "USDCNY": pair("USDCNY", {"0924": 7.05, "0925": 7.03, "0926": 7.01}),
    "USDHKD": pair("USDHKD", {"0920": 7.79, "0924": 7.80}),
}


def stood(held, universe=None, *, now=AFTER, window=WEEK, beside=None, failures=None, **settings):
    """Review and standing of bars by id."""
    chosen, known = NoteSettings(**settings), beside_of(beside or {}, ())
    followed = universe or universe_from(resources.universe())
    inputs = Inputs(
        window=window, universe=followed, bars=held, beside=known, failures=failures or {}, now=now,
        events=Library(vendors={}),
    )  # fmt: skip
    made = review(
        followed, window, held, inputs.failures, now, everyone=chosen.everyone, beside=known,
    )  # fmt: skip
    return made, standing_of(made, inputs, chosen)


def reference(*, rates=None, shares=None, **options):
    """The standing of the reference week."""
    return stood(reference_bars() | (rates or {}), beside=facts(shares or {}), **options)[1]
