"""The cache's schema as a list of migrations: step and version number commit together.

A file newer than this list is set aside, not touched: the cache is disposable.
"""

from __future__ import annotations

from data_sources.databases import STAMP, Layout

MIGRATIONS: tuple[str, ...] = (
    """
    create table series (
        id integer primary key, instrument text not null, interval text not null, source text not null,
        currency text not null, basis text not null, knows_actions integer not null,
        last_is_final integer not null,
        unique (instrument, interval, source));
    create table chunk (
        series integer not null references series on delete cascade, year integer not null,
        rows integer not null, crc integer not null, columns blob not null,
        primary key (series, year)) without rowid;
    create table span (
        series integer not null references series on delete cascade, first text not null, last text not null,
        fetched_at real not null, primary key (series, first)) without rowid;
    create table action (
        series integer not null references series on delete cascade, ex_date text not null, kind text not null,
        value real not null, primary key (series, ex_date, kind)) without rowid;
    create table quote (instrument text primary key, fields text not null) without rowid;
    """,
    # last_is_final follows from when the newest bar was fetched; chunks are no longer compressed
    "alter table series drop column last_is_final; delete from series; delete from chunk; delete from span;",
    # compressed chunks, a tail of newest bars, and a checksum over everything that is read. Old contents go
    """
    drop table action; drop table span; drop table chunk; drop table series; drop table quote;
    create table series (
        id integer primary key, instrument text not null, interval text not null, source text not null,
        currency text not null, basis text not null, newest integer not null, body text not null, crc integer not null,
        unique (instrument, interval, source));
    create table chunk (id integer primary key, columns blob not null);
    create table recent (series integer primary key, cells blob not null);
    create table tail (
        series integer not null, time integer not null, cell blob not null, primary key (series, time)) without rowid;
    create table quote (instrument text primary key, fields text not null, crc integer not null) without rowid;
    create table facts (
        instrument text not null, source text not null, body text not null, crc integer not null,
        primary key (instrument, source)) without rowid;
    create table listing (
        id integer primary key check (id = 1), text blob not null, source text not null, fetched_at real not null,
        crc integer not null);
    """
    + STAMP,
)
LAYOUT = Layout(application_id=0x53444B43, migrations=MIGRATIONS, synchronous="normal", nameless=2)
