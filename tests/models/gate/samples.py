"""A share in Shanghai, Hong Kong and New York each, two sources apiece, after every close: a week that is final."""

import datetime as dt

from models.events import Library
from models.gate.checking import gate_of
from models.note.inputs import Inputs
from models.note.settings import NoteSettings
from models.review.calculation import review
from tests.models.samples import AFTER, WEEK, bars, small_universe

CN, HK, US = "600000.SH", "00700.HK", "NVDA.US"
NAMES = (CN, HK, US, "000300.SH", "HSI", "IXIC")
PRIMARY = dict.fromkeys(NAMES, "yahoo") | {CN: "akshare", "000300.SH": "akshare"}
SECOND = dict.fromkeys(NAMES, "akshare") | {CN: "tencent", "000300.SH": "tencent"}
CLOSES = {"0919": 99.0, "0920": 100.0, "0923": 101.0, "0924": 102.0, "0925": 103.0}
LATE = dt.datetime(2024, 9, 26, 6, tzinfo=dt.UTC).timestamp()  # every market has closed on the 25th


def primary(name, closes=CLOSES, **changes):
    """As the router answers: what went ex stands with every source's bars, as Yahoo tells it."""
    return bars(closes, name=name, **({"source": PRIMARY[name], "fetched_at": LATE, "actions": ()} | changes))


def witness(name, closes=CLOSES, **changes):
    """The word of one source alone, which knows nothing of splits and dividends."""
    return bars(closes, name=name, **({"source": SECOND[name], "fetched_at": LATE, "actions": None} | changes))


def inputs(*changed, witnesses=(), without=(), **changes):
    """Inputs of the whole week with these bars and witnesses in the place of the usual ones."""
    first = {name: primary(name) for name in NAMES} | {one.instrument: one for one in changed}
    second = {name: witness(name) for name in NAMES} | {one.instrument: one for one in witnesses}
    held = {
        "window": WEEK, "universe": small_universe(CN, HK, US), "bars": first, "events": Library(vendors={}),
        "witnesses": {name: one for name, one in second.items() if name not in without}, "now": AFTER,
    }  # fmt: skip
    return Inputs(**(held | changes))


def gated(made, settings=None):
    """The gate of these inputs."""
    figure = review(made.universe, made.window, made.bars, made.failures, made.now, everyone=False, beside=made.beside)
    return gate_of(figure, made, settings or NoteSettings())


def refused(gate):
    """Reason, subject and sentence of everything that refuses."""
    return [(str(one.reason), one.subject, one.facts["told"]) for one in gate.refused]
