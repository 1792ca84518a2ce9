"""通达信's blocks: ``zxg.blk``, ``<name>.blk``, ``.EBK`` (a market's digit and the code, a line each, CRLF, GBK).

``blocknew.cfg`` is the index of a user's own blocks: records of 120 bytes, 50 for the name and 70 for the file's
name without its ending, both GBK and filled up with NUL.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.errors import ImportRejected
from models.instruments import Instrument, Kind, Market
from models.listfiles.lines import Sections, lines_of
from models.listfiles.values import Content, Draft, Problem, Written

FORMAT = "tdx"
DIGITS = {"SH": "1", "SZ": "0", "BJ": "2"}
INDICES = {"HSI": "27#HSI", "HSTECH": "27#HZ5017", "IXIC": "12#A_IXIC"}
READ = {text: code for code, text in INDICES.items()} | {"1999999": "000001.SH"}
HONG_KONG = ("31#", "48#", "71#")  # the main board, the growth board, what Stock Connect carries
THIRD_BOARD = "44#"  # where Beijing's shares stood before it had a digit
NO_MARKET = "a market of that program that is not followed here"
NO_CODE = "that program has no code for it"
NO_SECTIONS = "a block holds one list: its sections are left out"
BEGINNING = 10_000  # characters that tell the format
NAME, FILE = 50, 70  # bytes of an index record
_LINE = re.compile(r"[012]\d{6}|\d{2,3}#\S{1,20}")


def is_format(text: str) -> bool:
    """Whether every line of ``text`` is one of a block; one in ten may be broken."""
    lines = [line for line in lines_of(text[:BEGINNING]) if line]
    return bool(lines) and sum(bool(_LINE.fullmatch(line)) for line in lines) >= 0.9 * len(lines)


def read(text: str, encoding: str = "") -> Draft:
    """The draft of a block, in its order."""
    sections = Sections()
    for number, line in enumerate(lines_of(text), 1):
        if line and not sections.full:
            code, reason = _meant(line.upper())
            sections.add(line, number, code=code, reason=reason)
    return sections.draft(FORMAT, encoding)


def _meant(line: str) -> tuple[str, str]:
    """The spelling that is read elsewhere too, and why there is none."""
    if line in READ:
        return READ[line], ""
    if line.startswith(HONG_KONG):
        return f"{line[3:]}.HK", ""
    if line.startswith(THIRD_BOARD):
        return f"{line[3:]}.BJ", ""
    if line.startswith("74#"):
        return f"US.{line[3:]}", ""
    return ("", NO_MARKET) if "#" in line else (line, "")


def write(content: Content) -> Written:
    """A block of every row in order; what that program cannot hold is named."""
    lines, problems = list[str](), list[Problem]()
    for entry in content.entries:
        line = line_of(entry.instrument)
        if line:
            lines.append(line)
        else:
            problems.append(Problem(subject=entry.instrument.id, reason=NO_CODE))
    if any(part.name_zh or part.name_en for part in content.parts):
        problems.append(Problem(subject="", reason=NO_SECTIONS))
    return "".join(f"{line}\r\n" for line in lines).encode("gbk"), tuple(problems)


def line_of(one: Instrument) -> str:
    """The line of an instrument; "" when there is none."""
    if one.kind is Kind.FX or not one.suffix:
        return INDICES.get(one.id, "")
    if one.suffix in DIGITS:
        return DIGITS[one.suffix] + one.code
    return f"{'31' if one.market is Market.HK else '74'}#{one.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of the index: the name that is shown, and the file ``<file>.blk``."""

    name: str
    file: str


def read_index(content: bytes) -> tuple[Block, ...]:
    """The blocks that ``blocknew.cfg`` names, in order. Raises ImportRejected when it holds no whole records."""
    size = NAME + FILE
    if len(content) % size:
        raise ImportRejected("an index of blocks that was cut off")
    records = (content[at : at + size] for at in range(0, len(content), size))
    found = (Block(name=_text(one[:NAME]), file=_text(one[NAME:])) for one in records)
    return tuple(block for block in found if block.file)


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("gbk", errors="replace").strip()
