"""The cache's schema as a list of migrations: step and version number commit together.

A file newer than this list is set aside, not touched: the cache is disposable.
"""

from __future__ import annotations

import sqlite3

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
)


def version(db: sqlite3.Connection) -> int:
    """The version the file was left at."""
    return int(db.execute("pragma user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring the file to the newest version, one transaction a step."""
    for number, step in enumerate(MIGRATIONS[version(db) :], version(db) + 1):
        db.executescript(f"begin immediate; {step} pragma user_version = {number}; commit;")
