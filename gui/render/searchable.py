"""What a PDF says its letters are, so that its text can be searched and copied.

Qt tells the first code of a glyph. Where a font draws an old radical and the ideograph alike, that is the radical
(U+2F12 instead of U+529B), and of the space it is the tabulator: a reader would find neither. The table that says so is
plain text in the file, and a code is replaced by another of the same length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from PySide6.QtGui import QFont, QRawFont

from gui.look.theme import CJK_FAMILIES

RADICALS = range(0x2E80, 0x2FE0)
IDEOGRAPHS = range(0x4E00, 0xA000)
_TABLE = re.compile(rb"begincmap.*?endcmap", re.DOTALL)
_LISTS = re.compile(rb"\[[^\]]*\]")
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")
SPACE = {0x0009: 0x0020}


def with_true_letters(content: bytes) -> bytes:
    """The PDF with every radical as the ideograph that looks the same."""
    return _TABLE.sub(lambda table: _LISTS.sub(lambda held: _replaced(held[0], _true()), table[0]), content)


def _replaced(codes: bytes, true: Mapping[int, int]) -> bytes:
    return _CODE.sub(lambda code: b"<%04X>" % true.get(int(code[1], 16), int(code[1], 16)), codes)


@cache
def _true() -> Mapping[int, int]:
    """What to say instead of a code."""
    found = dict(SPACE)
    for family in CJK_FAMILIES:
        found |= _alike(QRawFont.fromFont(QFont(family)))
    return found


def _alike(font: QRawFont) -> dict[int, int]:
    """Radicals and the ideographs that are drawn by the same glyph of a font."""
    radicals = font.glyphIndexesForString("".join(map(chr, RADICALS)))
    ideographs = font.glyphIndexesForString("".join(map(chr, IDEOGRAPHS)))
    by_glyph = {glyph: code for code, glyph in zip(IDEOGRAPHS, ideographs, strict=True) if glyph}
    return {code: by_glyph[glyph] for code, glyph in zip(RADICALS, radicals, strict=True) if glyph in by_glyph}
