"""A draft resolved: what each row is, which rows repeat others, what would be taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from models.instruments import Instrument
from models.listfiles.values import Content, Draft, DraftRow, Entry, Part, Preview, PreviewRow, State
from models.symbols import Reading

Resolver = Callable[[DraftRow], Reading]


def resolved(draft: Draft, resolver: Resolver, file: str) -> Preview:
    """The preview of ``draft``, its duplicates told. file: its name, for the reader."""
    rows = [_row(row, part, resolver(row)) for part, section in enumerate(draft.sections) for row in section.rows]
    made = Preview(
        file=file, format=draft.format, encoding=draft.encoding, name_zh=draft.name_zh, name_en=draft.name_en,
        parts=tuple((section.name_zh, section.name_en) for section in draft.sections), rows=tuple(rows),
        columns=draft.columns, set=draft.set, remarks=draft.remarks,
    )  # fmt: skip
    return settled(made)


def _row(row: DraftRow, part: int, told: Reading) -> PreviewRow:
    return PreviewRow(
        text=row.text, line=row.line, part=part, name=row.name, instrument=told.instrument,
        candidates=told.candidates, reason=told.reason, mark=row.mark,
    )  # fmt: skip


def settled(
    preview: Preview, chosen: Mapping[int, Instrument] | None = None, held: Collection[str] = frozenset(),
    left: Collection[int] = frozenset(),
) -> Preview:  # fmt: skip
    """``preview`` with what was chosen for ambiguous rows (by number), and duplicates told anew.

    held: ids that the target list holds already. left: the rows that the user does not want.
    """
    choices, there = chosen or {}, frozenset(held)
    lines: dict[str, int] = {}
    rows = (
        _settled(row, choices.get(number), there, lines, unwanted=number in left)
        for number, row in enumerate(preview.rows)
    )
    return replace(preview, rows=tuple(rows))


def _settled(
    row: PreviewRow, choice: Instrument | None, held: frozenset[str], lines: dict[str, int], *, unwanted: bool
) -> PreviewRow:
    one = choice or (None if row.candidates else row.instrument)
    state, of_line = State.FOUND, 0
    if unwanted:
        state = State.LEFT
    elif one is None:
        state = State.AMBIGUOUS if row.candidates else State.UNKNOWN
    elif one.id in held:
        state = State.DUPLICATE
    elif one.id in lines:
        state, of_line = State.DUPLICATE, lines[one.id]
    else:
        lines[one.id] = row.line
    if (one, state, of_line) == (row.instrument, row.state, row.of_line):
        return row
    return replace(row, instrument=one, state=state, of_line=of_line)


def taken(preview: Preview) -> Content:
    """What is taken: the rows found, in order. A section that held only others goes; one that was empty stays."""
    parts: list[list[Entry]] = [[] for _ in preview.parts]
    filled = {row.part for row in preview.rows}
    for row in preview.rows:
        if row.state is State.FOUND and row.instrument is not None:
            parts[row.part].append(Entry(instrument=row.instrument, mark=row.mark))
    kept = tuple(
        Part(name_zh=zh, name_en=en, entries=tuple(entries))
        for number, ((zh, en), entries) in enumerate(zip(preview.parts, parts, strict=True))
        if entries or number not in filled
    )
    return Content(
        name_zh=preview.name_zh, name_en=preview.name_en, parts=kept, columns=preview.columns, set=preview.set
    )
