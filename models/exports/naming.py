"""Names of files out of any text: what a source or a user called something never leads out of the folder."""

from __future__ import annotations

import re
import unicodedata

LONGEST, LONGEST_BYTES = 100, 200  # file systems take 255 bytes, an ending and a mark of ours included
_OTHER = re.compile(r"[^\w.-]+")
_DOTS = re.compile(r"\.{2,}")
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com\d|lpt\d|conin_|conout_|clock_)(\..*)?", re.IGNORECASE
)  # Windows keeps them


def stem(text: str, otherwise: str = "export") -> str:
    """A file's name without its ending: letters, digits, "_", "-" and single dots, 100 characters at most.

    The same text gives the same name. otherwise: where nothing of ``text`` can be kept; it must be such a name itself.
    """
    made = _OTHER.sub("_", unicodedata.normalize("NFKC", text))
    made = _DOTS.sub(".", made).strip("._-")
    made = _short(made).rstrip("._-")
    if _RESERVED.fullmatch(made):
        made = f"_{made}"
    return made or otherwise


def _short(text: str) -> str:
    return text[:LONGEST].encode()[:LONGEST_BYTES].decode(errors="ignore")
