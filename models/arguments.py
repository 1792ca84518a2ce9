"""The command line: which words there are, and what a wrong one is answered with. Pure; main.py acts on it."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

PROGRAM = "suanli-desk"
FAILED, WRONG, NOT_FINAL = 1, 2, 3  # exit codes
EARLIEST, LATEST = 1900, 2200  # years a date may lie in; a review looks back further than its first day
PRODUCT_CATEGORIES = ("text", "image", "video", "music", "agent", "other")
TABS = ("chart", "compare", "traffic", "review", "alerts", "sources")
TRAFFIC_SOURCES = ("similarweb", "wikimedia", "apple")
LENGTHS = ("day", "week", "month")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH_LENGTH = len("2024-09")
INTERVALS = (
    "1m",
    "5m",
    "15m",
    "30m",
    "60m",
    "1d",
    "1wk",
    "1mo",
)  # as models.values.Interval has them; numpy is not for a parser
METRICS = ("visits", "downloads", "page_views", "wiki_views", "rank", "ratings")  # of models.traffic.values, the same


class Parser(argparse.ArgumentParser):
    """A wrong argument is one sentence and exit 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, without the usage page."""
        self.exit(WRONG, f"{self.prog}: {message}\n")


def parsed(words: Sequence[str]) -> argparse.Namespace:
    """What the words mean. Those of a window alone are read without the commands, whose parsers take it 4 ms to make.

    Raises SystemExit where they are wrong.
    """
    alone = Parser(prog=PROGRAM, parents=[_common()], add_help=False, allow_abbrev=False)
    _add_window(alone)
    alone.set_defaults(command=None)
    held, others = alone.parse_known_args(words)
    return parser().parse_args(words) if others else held


def parser() -> Parser:
    """The command line. Global options are taken before or after the sub-command."""
    common = _common()
    made = Parser(prog=PROGRAM, parents=[common], description="Suanli Desk 算力台")
    _add_window(made)
    _add_commands(made, common)
    return made


def _common() -> Parser:
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--profile", type=Path, metavar="DIR", help="keep settings and cache in DIR")
    common.add_argument("--offline", action="store_true", help="ask no network source")
    common.add_argument("--simulated", action="store_true", help="a seeded market for demos; says SIMULATED")
    common.add_argument("--lang", choices=("zh", "en"), help="language of texts")
    return common


def _add_window(made: argparse.ArgumentParser) -> None:
    made.add_argument("--theme", choices=("light", "dark"))
    made.add_argument("--convention", choices=("red-up", "green-up", "blue-orange"))
    made.add_argument("--tab", choices=TABS, help="open this tab")
    made.add_argument("--screenshot", type=Path, metavar="FILE", help="save the window as a picture and exit")
    made.add_argument("--size", type=_size, metavar="WxH", default=(1600, 900))
    made.add_argument("--scale", type=_scale, metavar="S", default=1.0)
    made.add_argument("--timings", default="", metavar="FILE|-", help="write how long the window's thread took")
    made.add_argument("--after", type=float, metavar="SECONDS", help="take the picture after this long at most")


def _add_commands(made: argparse.ArgumentParser, common: Parser) -> None:
    from models import note_arguments  # a window knows no commands

    commands = made.add_subparsers(dest="command", parser_class=Parser)
    _add_review(commands.add_parser("review", parents=[common], help="the weekly review of a window"))
    note_arguments.add_note(commands.add_parser("note", parents=[common], help="the weekly note as documents"), _day)
    note_arguments.add_pack(
        commands.add_parser("pack", parents=[common], help="a report pack: its note again, or what was restated")
    )
    note_arguments.add_check(
        commands.add_parser("check", parents=[common], help="the claims of a text against what is held"), _day
    )
    _add_bars(commands.add_parser("bars", parents=[common], help="bars of one instrument"))
    _add_compare(commands.add_parser("compare", parents=[common], help="what each source says of a window"))
    _add_relative(
        commands.add_parser("relative", parents=[common], help="returns of several side by side, on one base")
    )
    _add_measure(commands.add_parser("measure", parents=[common], help="what happened from one day to another"))
    _add_events(commands.add_parser("events", parents=[common], help="the bundled announcements about AI products"))
    _add_visits(commands.add_parser("visits", parents=[common], help="monthly visits to the sites of AI products"))
    _add_traffic(commands.add_parser("traffic", parents=[common], help="traffic of AI products from all that is held"))
    _add_override(commands.add_parser("override", parents=[common], help="numbers put in by hand"), common)
    _add_import(
        commands.add_parser("import", parents=[common], help="a table of traffic, or of prices, caps or shares")
    )
    quotes = commands.add_parser("quotes", parents=[common], help="the newest quotes")
    named = quotes.add_mutually_exclusive_group(required=True)
    named.add_argument("ids", nargs="*", default=[], metavar="ID")
    named.add_argument("--list", dest="of_list", default="", metavar="LIST", help="every row of a list")
    quotes.add_argument("--format", choices=("json",), default="json")
    search = commands.add_parser("search", parents=[common], help="instruments by code, name or pinyin")
    search.add_argument("text", nargs="+", metavar="TEXT")
    search.add_argument("--format", choices=("text", "json"), default="text")
    _add_lists(commands.add_parser("lists", parents=[common], help="the lists: shown, exported, imported"), common)
    _add_profile(commands.add_parser("profile", parents=[common], help="what is yours, as one file"), common)
    commands.add_parser("doctor", parents=[common], help="versions, folders, proxy, sources")


def _add_review(made: argparse.ArgumentParser) -> None:
    made.add_argument("--from", dest="first", type=_day, required=True, metavar="DATE")
    made.add_argument("--to", dest="last", type=_day, required=True, metavar="DATE")
    made.add_argument("--format", choices=("md", "json", "xlsx"), default="md")
    made.add_argument("--out", default="-", metavar="FILE|-")
    made.add_argument("--all", dest="everyone", action="store_true", help="every member, not only the featured")


def _add_bars(made: argparse.ArgumentParser) -> None:
    made.add_argument("id", metavar="ID")
    made.add_argument("--from", dest="first", type=_day, metavar="DATE", help="without it as far back as a chart asks")
    made.add_argument("--to", dest="last", type=_day, metavar="DATE", help="without it today")
    made.add_argument("--interval", choices=INTERVALS, default="1d")
    made.add_argument("--indicators", default="", metavar='"ma:5,20;macd;kdj:9,3,3"', help="their lines beside; rel is "
                      "against the market's benchmark, 100 at the first bar written")  # fmt: skip
    made.add_argument("--extended", action="store_true", help="minutes of the US with those outside the hours")
    made.add_argument("--adjust", choices=("none", "qfq", "hfq"), default="none")
    _add_output(made, "json", "table", "csv", "xlsx")


def _add_output(made: argparse.ArgumentParser, *formats: str) -> None:
    """The first format is the usual one, unless a file's ending names another."""
    made.add_argument("--format", choices=formats, default="", help=f"{formats[0]}, or as FILE ends")
    made.add_argument("--out", default="-", metavar="FILE|-")


def _add_range(made: argparse.ArgumentParser, kind: Callable[[str], dt.date], metavar: str, *, required: bool) -> None:
    made.add_argument("--from", dest="first", type=kind, required=required, metavar=metavar)
    made.add_argument("--until", "--to", dest="last", type=kind, required=required, metavar=metavar)
    made.set_defaults(end="--until")


def _add_measure(made: argparse.ArgumentParser) -> None:
    made.add_argument("ids", nargs="+", metavar="ID", help="a column each")
    _add_range(made, _day, "DATE", required=True)
    made.add_argument("--interval", choices=INTERVALS, default="1d")
    made.add_argument("--adjust", choices=("none", "qfq", "hfq"), default="none")
    _add_output(made, "table", "json")


def _add_events(made: argparse.ArgumentParser) -> None:
    made.add_argument("subjects", nargs="*", metavar="ID", help="an instrument, or a product with visits; none is all")
    made.add_argument("--category", action="append", default=[], metavar="CATEGORY", help="may be repeated")
    _add_range(made, _day, "DATE", required=False)
    _add_output(made, "table", "json", "csv", "xlsx")


def _add_visits(made: argparse.ArgumentParser) -> None:
    made.add_argument("products", nargs="*", metavar="PRODUCT", help="a name or its site; none is all")
    _add_range(made, _month, "MONTH", required=False)
    _add_output(made, "table", "json", "csv", "xlsx")


def _add_traffic(made: argparse.ArgumentParser) -> None:
    made.add_argument("products", nargs="*", metavar="PRODUCT", help="a name, former name, site or app; none is all")
    made.add_argument("--category", choices=PRODUCT_CATEGORIES, default="", help="without products; none is all")
    made.add_argument("--metric", choices=METRICS, default="", help="visits, or what is refreshed")
    made.add_argument("--granularity", choices=LENGTHS, default="month")
    made.add_argument("--from", dest="first", type=_first_day, metavar="DATE|MONTH")
    made.add_argument("--to", "--until", dest="last", type=_last_day, metavar="DATE|MONTH", help="included")
    made.add_argument("--week-end", dest="week_end", type=_weekday, metavar="DAY", help="last day of a week: thu; "
                      "without it as the weeks that are held, else thu")  # fmt: skip
    made.add_argument("--source", default="", metavar="NAME", help="who measured; without it every source apart")
    made.add_argument("--geo", default="ww", metavar="ww|CC")
    made.add_argument("--device", choices=("all", "desktop", "mobile_web", "ios", "android"), default="all")
    made.add_argument("--as-known-on", dest="known_on", type=_day, metavar="DATE", help="the numbers of that day")
    made.add_argument("--refresh", type=_refresh, metavar="SOURCE[:day|week|month]", help="ask it first for these days "
                      "and keep what is new: similarweb (your key, costs credits), wikimedia, apple")  # fmt: skip
    _add_output(made, "table", "json", "csv", "xlsx")


def _add_compare(made: argparse.ArgumentParser) -> None:
    made.add_argument("id", metavar="ID")
    made.add_argument("--from", dest="first", type=_day, required=True, metavar="DATE")
    made.add_argument("--to", dest="last", type=_day, required=True, metavar="DATE")
    made.add_argument("--tolerance", type=float, default=0.01, metavar="PP", help="percentage points; default 0.01")
    made.add_argument("--format", choices=("text", "json"), default="text")


def _add_relative(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="an instrument, basket:SECTOR for all of a sector's shares, or visits:PRODUCT@PUBLISHER",
    )
    made.add_argument("--base", type=_day, required=True, metavar="DATE", help="0 %% on the last close up to here")
    made.add_argument("--until", type=_day, required=True, metavar="DATE")
    made.add_argument("--currency", choices=("local", "usd", "cny"), default="local")
    made.add_argument("--benchmark", default="", metavar="ID", help="for all; without it each market's own")
    made.add_argument("--weights", choices=("equal", "cap"), default="equal", help="of baskets, on the base date")
    for against in ("ratio", "spread"):
        made.add_argument(f"--{against}", nargs=2, action="append", default=[], metavar=("ID", "ID"))
    made.add_argument("--format", choices=("text", "json", "xlsx"), default="text")
    made.add_argument("--out", default="-", metavar="FILE|-")


def _add_override(made: argparse.ArgumentParser, common: Parser) -> None:
    verbs = made.add_subparsers(dest="verb", required=True, parser_class=Parser)
    add = verbs.add_parser("add", parents=[common], help="put one in")
    add.add_argument("id", metavar="ID")
    add.add_argument("--date", type=_day, required=True, metavar="DATE")
    add.add_argument("--what", choices=("close", "shares", "market_cap"), required=True)
    add.add_argument("--value", type=float, required=True, metavar="N", help="currency units, or shares")
    add.add_argument("--author", required=True)
    add.add_argument("--reason", required=True)
    verbs.add_parser("list", parents=[common], help="all of them")
    drop = verbs.add_parser("drop", parents=[common], help="take one out")
    drop.add_argument("number", type=int, metavar="N")


def _add_import(made: argparse.ArgumentParser) -> None:
    made.add_argument(
        "file", metavar="FILE|-", nargs="?", default="", help="xlsx, xls, csv or json; - is standard input"
    )
    made.add_argument("--dry-run", action="store_true", help="only show what would be taken")
    made.add_argument("--commit", action="store_true", help=argparse.SUPPRESS)  # as it was asked for once
    made.add_argument("--undo", action="store_true", help="take the newest import out again")
    made.add_argument("--format", choices=("text", "json"), default="text")
    made.add_argument("--known-on", type=_day, metavar="DATE", help="when the numbers were retrieved; without it today")
    _add_answers(made.add_argument_group("what a table of traffic leaves open"))


def _add_answers(made: argparse._ArgumentGroup) -> None:
    made.add_argument("--metric", choices=METRICS, default="")
    made.add_argument("--unit", default="", metavar="N|万|亿|K|M|B", help="what the numbers are multiplied by")
    made.add_argument("--source", default="", metavar="NAME", help="who measured")
    made.add_argument("--year", type=int, default=0, metavar="YYYY", help="of periods written without one: 0913-0919")
    made.add_argument(
        "--period", default="", metavar="DATE/DATE", help="first and last day of a table that states none"
    )
    made.add_argument("--granularity", choices=LENGTHS, default="")
    made.add_argument("--dates", choices=("first", "last"), default="", help="which day of its week a single date is")
    made.add_argument("--order", choices=("dmy", "mdy"), default="", help="of days such as 03/09/2024")
    made.add_argument(
        "--scales", choices=("cell", "both"), default="", help="where a cell and its heading state one each"
    )
    made.add_argument("--zeros", choices=("missing", "number"), default="", help="what a zero is")
    made.add_argument("--geo", default="", metavar="CC", help="country, ISO 3166")
    made.add_argument("--device", choices=("all", "desktop", "mobile_web", "ios", "android"), default="")
    made.add_argument(
        "--product",
        action="append",
        default=[],
        type=_pair,
        metavar="WRITTEN=ID",
        help="which product a name is; no ID leaves it out",
    )
    made.add_argument(
        "--category",
        action="append",
        default=[],
        type=_pair,
        metavar="WRITTEN=CATEGORY",
        help="of a product nobody knows",
    )


def _add_lists(made: argparse.ArgumentParser, common: Parser) -> None:
    made.add_argument("--format", choices=("table", "json"), default="table")
    verbs = made.add_subparsers(dest="verb", parser_class=Parser)
    show = verbs.add_parser("show", parents=[common], help="the rows of one, with quotes of now")
    show.add_argument("list", metavar="LIST", help="its id or its name")
    show.add_argument("--columns", default="", metavar="SET,KEY,...", help="sets and keys; without it the list's own")
    show.add_argument("--format", choices=("table", "csv", "json"), default="table")
    export = verbs.add_parser("export", parents=[common], help="one as a file of another program")
    export.add_argument("list", metavar="LIST", help="its id or its name")
    export.add_argument("--out", required=True, metavar="FILE", help="ending in .txt .blk .EBK .csv .xlsx or .json")
    _add_list_import(verbs.add_parser("import", parents=[common], help="a list of another program"))
    verbs.add_parser("undo", parents=[common], help="take the newest edit back")
    verbs.add_parser("redo", parents=[common], help="make the edit again that was taken back")


def _add_list_import(made: argparse.ArgumentParser) -> None:
    made.add_argument("file", metavar="FILE", help="shown, not taken")
    target = made.add_mutually_exclusive_group()
    target.add_argument("--into", default="", metavar="LIST", help="a list that is there")
    target.add_argument("--new", default="", metavar="NAME", help="a list of its own; the usual, named as the file is")
    made.add_argument("--commit", action="store_true", help="take it; it can be undone")
    made.add_argument("--format", choices=("table", "json"), default="table")


def _add_profile(made: argparse.ArgumentParser, common: Parser) -> None:
    verbs = made.add_subparsers(dest="verb", required=True, parser_class=Parser)
    export = verbs.add_parser("export", parents=[common], help="lists, alerts, drawings, layouts, overrides, settings")
    export.add_argument("file", metavar="FILE|-", help="no keys, no proxy")
    bring = verbs.add_parser("import", parents=[common], help="taken in beside what is there")
    bring.add_argument("file", metavar="FILE", help="shown, not taken")
    bring.add_argument("--commit", action="store_true", help="take it; what was there is copied first")
    bring.add_argument("--format", choices=("text", "json"), default="text")


def _pair(text: str) -> tuple[str, str]:
    written, equals, meant = text.rpartition("=")
    if not equals or not written.strip():
        raise argparse.ArgumentTypeError(f"not a pair like 文心一言=wenxin: {text}")
    return written.strip(), meant.strip()


def _day(text: str) -> dt.date:
    with contextlib.suppress(ValueError):
        day = dt.date.fromisoformat(text)
        if EARLIEST < day.year < LATEST:
            return day
    raise argparse.ArgumentTypeError(f"not a date like 2024-09-23: {text}")


def _month(text: str) -> dt.date:
    with contextlib.suppress(ValueError):
        day = dt.datetime.strptime(text, "%Y-%m").date()
        if EARLIEST < day.year < LATEST:
            return day
    raise argparse.ArgumentTypeError(f"not a month like 2024-09: {text}")


def _first_day(text: str) -> dt.date:
    """A day, or the first of a month."""
    return _month(text) if len(text) == MONTH_LENGTH else _day(text)


def _last_day(text: str) -> dt.date:
    """A day, or the last of a month."""
    day = _first_day(text)
    if len(text) != MONTH_LENGTH:
        return day
    return (day + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _refresh(text: str) -> tuple[str, str]:
    """A source, and the length of the periods to ask for where it is said."""
    source, colon, length = text.partition(":")
    if source not in TRAFFIC_SOURCES or (colon and length not in LENGTHS):
        raise argparse.ArgumentTypeError(f"not one of {', '.join(TRAFFIC_SOURCES)}, or one with :day: {text}")
    return source, length


def _weekday(text: str) -> int:
    with contextlib.suppress(ValueError):
        return WEEKDAYS.index(text.lower()[:3])
    raise argparse.ArgumentTypeError(f"not a weekday like thu: {text}")


def _size(text: str) -> tuple[int, int]:
    with contextlib.suppress(ValueError):
        width, height = (int(part) for part in text.lower().split("x"))
        if width > 0 and height > 0:
            return width, height
    raise argparse.ArgumentTypeError(f"not a size like 1600x900: {text}")


def _scale(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0.1 <= (scale := float(text)) <= 10.0:
            return scale
    raise argparse.ArgumentTypeError(f"not a scale like 1.5: {text}")
