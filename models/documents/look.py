"""The colours of a document on white paper, RRGGBB, and its measures; one look for Word, the clipboard and the PDF.

Direction (up, down) is the reader's convention and stands in the Document.
"""

from __future__ import annotations

from models.documents.values import Tone

INK, MUTED, FAINT = "1A1F27", "5A6472", "868F9C"
ACCENT = "1B3A6B"  # titles, rules and the strip at the top
BAND = "EDF1F7"  # a sector's row, and the ground of the headline
HAIR = "E1E5EA"  # between rows
WARN, WARN_GROUND = "8A5A00", "FFF5E0"
WHITE = "FFFFFF"
SHADES = (0.06, 0.24)  # of up or down in a cell, from hardly moved to moved most

LATIN = "Arial"
CJK = "Microsoft YaHei"
CJK_CHAIN = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif"

_TONES = {Tone.PLAIN: "", Tone.STRONG: "", Tone.MUTED: MUTED, Tone.WARN: WARN}


def colour_of(tone: Tone, up: str, down: str) -> str:
    """The colour of a run of words; "" is the paragraph's own."""
    return {**_TONES, Tone.UP: up, Tone.DOWN: down}[tone]


def shade(colour: str, strength: float) -> str:
    """``colour`` on white paper, from 0 (hardly there) to 1 (as strong as a cell may be)."""
    least, most = SHADES
    part = least + (most - least) * min(max(strength, 0.0), 1.0)
    mixed = (round(255 + (int(colour[at : at + 2], 16) - 255) * part) for at in (0, 2, 4))
    return "".join(f"{one:02X}" for one in mixed)
