"""Dated announcements about AI models and products, and which of them concern a share, a market or a product.

One reader for the charts and for the digest. Names stay as their vendors write them, the remark is English.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.instruments import Instrument


class DateBasis(StrEnum):
    """What the date of an announcement is; resources/facts/README.md says more."""

    PUBLICATION = "publication"
    ARTICLE = "press article"
    PAGE = "published page"
    WEEK = "reference week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One announcement, in the columns of its table.

    date: a calendar day, in the zone that ``date_basis`` implies. vendor, product: several are parted by "; ".
    category: text, image, video, music, voice, app, search, agent, contract or policy.
    event: the remark beside the product; may be "". zh, en: what happened as a clause of a note, without its date;
    may be "".
    """

    date: dt.date
    date_basis: DateBasis
    vendor: str
    product: str
    category: str
    event: str
    zh: str = ""
    en: str = ""

    @property
    def vendors(self) -> tuple[str, ...]:
        """Who announced it."""
        return tuple(self.vendor.split("; "))

    def text(self, lang: str) -> str:
        """Who, what, and what about it; a remark that the product's name says already is left out."""
        what, colon = f"{self.vendor} {self.product}", "：" if lang == "zh" else ": "
        return f"{what}{colon}{self.event}" if self.event and self.event not in self.product else what

    def clause(self, lang: str) -> str:
        """What happened, to stand in a sentence; where nobody has worded it who and what."""
        return (self.zh if lang == "zh" else self.en) or self._bare()

    def worded(self, lang: str) -> bool:
        """Whether ``clause`` is a sentence, rather than names."""
        return bool(self.zh if lang == "zh" else self.en)

    def _bare(self) -> str:
        return self.product if self.product.startswith(self.vendor) else f"{self.vendor} {self.product}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The announcements, oldest first, and the vendors of each subject.

    A subject is an instrument's id, a market ("CN") or the name of a product with visits.
    """

    events: tuple[Event, ...] = ()
    vendors: Mapping[str, frozenset[str]]


SUBJECTS = ("instrument", "market", "product")


def events_from(rows: Iterable[Mapping[str, str]]) -> tuple[Event, ...]:
    """The announcements of a table, oldest first, those of one day in its order.

    Raises ValueError naming the row that does not fit.
    """
    return tuple(sorted((_event(row) for row in rows), key=lambda one: one.date))


def library_from(rows: Iterable[Mapping[str, str]], links: Iterable[Mapping[str, str]]) -> Library:
    """The library of both tables: announcements, and links with vendor, kind (of SUBJECTS), subject and reason.

    Raises ValueError naming the row that does not fit.
    """
    vendors: dict[str, frozenset[str]] = {}
    for link in links:
        if link.get("kind") not in SUBJECTS or not all(link.get(key) for key in ("vendor", "subject", "reason")):
            raise ValueError(f"no link of a vendor: {dict(link)}")
        vendors[link["subject"]] = vendors.get(link["subject"], frozenset()) | {link["vendor"]}
    return Library(events=events_from(rows), vendors=vendors)


def subjects_of(instrument: Instrument) -> tuple[str, ...]:
    """What an instrument's chart is about: itself, and the market it trades on."""
    return instrument.id, str(instrument.market)


def events_for(
    library: Library, subjects: Collection[str], *, everyone: bool = False, categories: Collection[str] = ()
) -> tuple[Event, ...]:
    """The announcements that belong on a chart of ``subjects``, oldest first.

    Without subjects (a basket, a comparison) or with ``everyone``, those of the whole sector. categories: these only;
    none named are all.
    """
    return tuple(
        one
        for one in library.events
        if (not categories or one.category in categories)
        and (everyone or not subjects or is_own(library, one, subjects))
    )


def is_own(library: Library, event: Event, subjects: Iterable[str]) -> bool:
    """Whether one of the subjects is linked to who announced it: told first, and drawn stronger than the sector's."""
    return any(not library.vendors.get(name, frozenset()).isdisjoint(event.vendors) for name in subjects)


def categories_of(events: Iterable[Event]) -> tuple[str, ...]:
    """The categories that occur, the most frequent first: what a filter offers."""
    counts: dict[str, int] = {}
    for one in events:
        counts[one.category] = counts.get(one.category, 0) + 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _event(row: Mapping[str, str]) -> Event:
    try:
        held = {key: row[key].strip() for key in ("vendor", "product", "category", "event")}
        date, basis = dt.date.fromisoformat(row["date"]), DateBasis(row["date_basis"])
    except (KeyError, ValueError, AttributeError) as error:
        raise ValueError(f"no announcement: {dict(row)} ({error})") from error
    if not all(held[key] for key in ("vendor", "product", "category")):
        raise ValueError(f"an announcement of nobody or nothing: {dict(row)}")
    said = {lang: (row.get(lang) or "").strip() for lang in ("zh", "en")}
    return Event(date=date, date_basis=basis, **held, **said)
