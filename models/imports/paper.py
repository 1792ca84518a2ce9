"""A preview in words: the same on the terminal and in the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.imports.values import Preview
from models.reasons import said
from models.text_table import aligned

HEADS = ("instrument", "date", "what", "value", "currency")


def summary(made: Preview, texts: Mapping[str, str]) -> str:
    """One sentence: file, vendor, numbers by kind, instruments, dates, currencies, encoding."""
    counts = ", ".join(f"{texts[f'override.{what}']} {count}" for what, count in made.counts) or "0"
    span = " - ".join(dict.fromkeys(str(day) for day in (made.first, made.last) if day is not None)) or "--"
    return texts["import.summary"].format(
        name=made.name, vendor=texts.get(f"import.vendor.{made.vendor}", made.vendor), counts=counts,
        instruments=made.instruments, span=span, currencies=", ".join(made.currencies) or "--",
        encoding=made.encoding or "--",
    )  # fmt: skip


def sample_lines(made: Preview, texts: Mapping[str, str]) -> list[list[str]]:
    """The first numbers, a line each under its headings."""
    lines = [[texts[f"import.column.{key}"] for key in HEADS]]
    for row in made.sample:
        kind = texts[f"override.{row.what}"]
        lines.append([row.instrument, row.date.isoformat(), kind, f"{row.value:,.10g}", row.currency or "--"])
    return lines


def refusals(made: Preview, texts: Mapping[str, str]) -> Sequence[str]:
    """What is not taken and why, a line each, and how many more there are."""
    lines = [
        texts["import.refused"].format(sheet=one.sheet, row=one.row or "--", why=said(one.reason, texts))
        for one in made.refused
    ]
    if made.refused_count > len(made.refused):
        lines.append(texts["import.more"].format(count=made.refused_count - len(made.refused)))
    return lines


def preview_text(made: Preview, texts: Mapping[str, str]) -> str:
    """All of it, for a terminal."""
    state = texts["import.taken" if made.committed else "import.shown" if made.counts else "import.nothing"]
    parts = [summary(made, texts), *(said(one, texts) for one in made.remarks)]
    if made.sample:
        parts.append(aligned(sample_lines(made, texts), {0, 1, 2, 4}))
    return "\n".join([*parts, *refusals(made, texts), state])
