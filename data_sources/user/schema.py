"""The schema of user.db as migrations. Each is one transaction, and an existing file is backed up before the first."""

from __future__ import annotations

from data_sources.databases import STAMP, Layout

MIGRATIONS: tuple[str, ...] = (
    STAMP
    + """
    create table journal (
        number integer primary key, kind text not null, body text not null, made_at real not null,
        undone integer not null default 0);
    create table override (
        number integer primary key, instrument text not null, date text not null, what text not null,
        value real not null, author text not null, reason text not null, made_at real not null, dropped_at real);
    create table import_batch (
        number integer primary key, file text not null, hash text not null, vendor text not null,
        imported_at real not null);
    create table import_row (
        batch integer not null references import_batch on delete cascade, instrument text not null, date text not null,
        what text not null, value real not null, currency text not null,
        primary key (instrument, what, date, batch)) without rowid;
    create index import_row_of_batch on import_row (batch);
    """,
    """
    create table part (name text primary key, body text not null) without rowid;
    create table step (number integer primary key references journal on delete cascade, parts text not null);
    create table alert_log (
        number integer primary key, alert text not null, instrument text not null, what text not null,
        crossing text not null, level real not null, value real not null, at real not null, source text not null);
    create table seen (one integer primary key check (one = 1), at real not null, body text not null);
    """,
    """
    create table paper (
        kind text not null, name text not null, body text not null, changed_at real not null,
        primary key (kind, name)) without rowid;
    """,
    """
    create table traffic_batch (
        number integer primary key, origin text not null, name text not null, source text not null,
        known_at real not null, taken_at real not null, hash text not null, points integer not null,
        categories text not null, keys blob not null, columns blob not null);
    """,
)
LAYOUT = Layout(application_id=0x53444B55, migrations=MIGRATIONS, synchronous="full")
