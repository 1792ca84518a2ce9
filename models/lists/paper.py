"""A list on paper: its rows by section as a table for a terminal, as CSV and as JSON for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

from models import numbers
from models.answers import moment
from models.freshness import Freshness, freshness_of, in_words
from models.listfiles.tables import quoted
from models.lists.shown import NOT_HERE, WORDS, Shown
from models.lists.titles import title
from models.lists.values import Mark, NamedList, Section
from models.text_table import aligned, printable

Texts = Mapping[str, str]
POINTS = ("excess", "excess_window")
PARTS = ("amplitude", "turnover_rate", "range52")
TIMES = ("volume_ratio", "pe", "pb")
BIG = ("volume", "turnover")
MONEY = {"cap": "", "cap_cny": "CNY", "cap_usd": "USD"}
PRICES = ("last", "open", "high", "low", "previous_close", "limit_up", "limit_down", "ext_last", "indicative")
LEFT = (*WORDS, "name")
ALWAYS = ("source", "age")  # no number without them


def columns_of(shown: Shown) -> tuple[str, ...]:
    """What stands on paper: name and code, the columns asked for, and always source and age."""
    return tuple(dict.fromkeys(("name", "code", *shown.keys, *ALWAYS)))


# for a terminal


def as_text(shown: Shown, texts: Texts, lang: str) -> str:
    """Title, table, and under it what the numbers hang on."""
    keys = columns_of(shown)
    table = [[title(key, texts) for key in keys]]
    for section in shown.named.sections:
        table.append(_band(shown, section, keys, section.name(lang) or texts["cli.lists.mean"]))
        table += [[text_of(shown, key, row, texts, lang) for key in keys] for row in shown.rows(section.members)]
    left = {place for place, key in enumerate(keys) if key in LEFT}
    return "\n".join([printable(shown.named.name(lang)), aligned(table, left), *_under(shown, keys, texts)])


def text_of(shown: Shown, key: str, row: int, texts: Texts, lang: str) -> str:
    """One cell."""
    if key == "name":
        return printable(shown.store.instruments[row].name(lang))
    if key in WORDS:
        return printable(_word(shown, key, row, texts)) or numbers.MISSING
    if key == "limit" and (state := shown.store.value(row, "limit_state")):
        return texts["table.limit.up" if state > 0 else "table.limit.down"]
    if key == "age" and _state(shown, row) is Freshness.SUSPENDED:
        return texts["review.suspended"]  # an age would be read as a fault
    return _number(shown, key, row, lang)


def _number(shown: Shown, key: str, row: int, lang: str) -> str:
    value, one = shown.number(key, row), shown.store.instruments[row]
    if key in PRICES:
        return numbers.price(value, one.decimals)
    if key == "change":
        return numbers.signed(value, one.decimals)
    if key in MONEY:
        return numbers.money(value, MONEY[key] or one.currency, lang)
    if key == "time":
        return numbers.clock(value, one.zone, shown.now)
    if key in ("age", "delay"):
        return numbers.age(value, lang)
    if key in BIG:
        return numbers.big(value, lang)
    return _kind(key)(value)


def _kind(key: str) -> Callable[[float | None], str]:
    if key in POINTS:
        return numbers.signed
    if key in PARTS:
        return numbers.part
    return numbers.ratio if key in TIMES else numbers.percent


def _word(shown: Shown, key: str, row: int, texts: Texts) -> str:
    one, store = shown.store.instruments[row], shown.store
    mark = shown.lists.marks.get(one.id, Mark())
    match key:
        case "code":
            return one.id
        case "market" | "currency":
            return str(getattr(one, key))
        case "flag":
            return texts[f"flag.{mark.flag}"] if mark.flag else ""
        case "tags":
            return " ".join(mark.tags)
        case "note":
            return mark.note.partition("\n")[0]
        case "source":
            return texts.get(f"source.{store.sources[row]}", store.sources[row])
    state = _state(shown, row)
    return in_words(state, one.market, store.value(row, "delay_s") or 0.0, shown.now, texts)


def _state(shown: Shown, row: int) -> Freshness:
    quote = shown.store.quote(row)
    market = shown.store.instruments[row].market
    return Freshness.NONE if quote is None else freshness_of(quote, market, shown.now)


def _band(shown: Shown, section: Section, keys: tuple[str, ...], name: str) -> list[str]:
    """A section's line: its title with the number of its rows, and the means of its changes."""
    head = f"[{printable(name)}] {len(section.members)}"
    means = {key: shown.mean(key, section.members) for key in keys}
    return [head, *("" if means[key] is None else _kind(key)(means[key]) for key in keys[1:])]


def _under(shown: Shown, keys: tuple[str, ...], texts: Texts) -> list[str]:
    lines = [texts["cli.lists.as_of"].format(at=moment(shown.now))]
    if not {"window", "excess_window"}.isdisjoint(keys):
        lines.append(texts["watchlist.window"].format(first=shown.window.first, last=shown.window.last))
    lines += [
        texts["watchlist.rate"].format(own=own, other=other, rate=rate.value, date=rate.date)
        for (own, other), rate in sorted(shown.store.rates.items())
        if f"cap_{other.lower()}" in keys
    ]
    missing = [title(key, texts) for key in keys if key in NOT_HERE]
    return [*lines, texts["cli.lists.not_here"].format(what=", ".join(missing))] if missing else lines


# for programs


def as_json(shown: Shown, texts: Texts) -> dict[str, Any]:
    """Numbers unrounded: percentages in percent, excess in percentage points, amounts in currency units.

    Times are ISO 8601. limit is 1 at limit-up, -1 at limit-down, 0 between them. mean: of the section's rows that have
    the number.
    """
    named = shown.named
    sections = [
        {
            "id": one.id,
            "name_zh": one.name_zh,
            "name_en": one.name_en,
            "mean": {key: mean for key in shown.keys if (mean := shown.mean(key, one.members)) is not None},
            "rows": [_row(shown, row, texts) for row in shown.rows(one.members)],
        }
        for one in named.sections
    ]
    return {
        **_named(named),
        "columns": list(shown.keys),
        "window": {"from": shown.window.first.isoformat(), "to": shown.window.last.isoformat()},
        "as_of": moment(shown.now),
        "rates": {
            f"{own}{other}": {"value": rate.value, "date": rate.date.isoformat(), "source": rate.source}
            for (own, other), rate in shown.store.rates.items()
        },
        "sections": sections,
    }


def _named(named: NamedList) -> dict[str, Any]:
    return {"id": named.id, "name_zh": named.name_zh, "name_en": named.name_en}


def _row(shown: Shown, row: int, texts: Texts) -> dict[str, Any]:
    one, quote = shown.store.instruments[row], shown.store.quote(row)
    figures = shown.figures.get(one.id)
    return {
        "id": one.id,
        "name_zh": one.name_zh or None,
        "name_en": one.name_en or None,
        "currency": one.currency,
        **{key: value_of(shown, key, row, texts) for key in shown.keys},
        "state": str(_state(shown, row)),
        "source": shown.store.sources[row] or None,
        "exchange_time": moment(quote.exchange_time) if quote else None,
        "age_s": shown.number("age", row),
        "as_of": moment(quote.received_at) if quote else None,
        "bars_source": figures.source if figures else None,
        "bars_as_of": moment(figures.fetched_at) if figures else None,
        "bars_last_date": figures.last_date.isoformat() if figures and figures.last_date else None,
    }


def value_of(shown: Shown, key: str, row: int, texts: Texts) -> Any:
    """One number or word for a program, None when missing."""
    mark = shown.lists.marks.get(shown.store.instruments[row].id, Mark())
    if key in ("flag", "note", "tags"):
        return (list(mark.tags) if key == "tags" else getattr(mark, key)) or None
    if key == "state":
        return str(_state(shown, row))
    if key == "source":
        return shown.store.sources[row] or None
    if key in WORDS:
        return _word(shown, key, row, texts)
    if key == "limit":
        return shown.store.value(row, "limit_state")
    return moment(shown.number(key, row) or 0.0) if key == "time" else shown.number(key, row)


TAIL = ("state", "source", "exchange_time", "age_s", "as_of", "bars_source", "bars_as_of")


def as_csv(shown: Shown, texts: Texts, lang: str) -> str:
    """The same as lines that stand alone: section, id, name, columns, where it comes from. One without an id is a mean.

    Texts that a spreadsheet would run have a quote before them, as in exported lists.
    """
    out, told = io.StringIO(), tuple(key for key in shown.keys if key not in TAIL)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["section", "id", "name", *told, *TAIL])
    for section in as_json(shown, texts)["sections"]:
        name = quoted(section[f"name_{lang}"])
        for row in section["rows"]:
            called = row[f"name_{lang}"] or row["name_zh"] or row["name_en"] or row["id"]
            writer.writerow([name, row["id"], _cell(called), *(_cell(row[key]) for key in (*told, *TAIL))])
        if section["mean"]:
            means = (_cell(section["mean"].get(key)) for key in told)
            writer.writerow([name, "", texts["cli.lists.mean"], *means, *("" for _ in TAIL)])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str):
        return quoted(" ".join(value.split()))
    return "" if value is None else value
