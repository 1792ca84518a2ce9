"""What a file may cost. A table of 200,000 rows is far inside; a bomb is far outside."""

import sys

LONGEST_FILE = 60_000_000  # bytes on disk
ENTRIES, UNPACKED, RATIO = 2_000, 200_000_000, 100  # of a workbook's zip: parts, bytes in all, bytes a packed byte
SMALL = 1_000_000  # a part below this may be packed as tightly as it likes
ROWS, COLUMNS, EMPTY_ROWS = 200_000, 200, 1_000  # of a sheet; a gap of empty rows ends it
CELLS = 5_000_000  # of all sheets
LONGEST_CELL = 32_767  # what a spreadsheet's cell can hold
CPU_S = 5  # seconds of processor time of reading a table, and of each look at it
DEADLINE_S = 10.0 if sys.platform == "win32" else 30.0  # by the clock; longer where processor time is limited, too
MEMORY = 500_000_000  # bytes of address space of the reading process
IDLE_S = 600.0  # after which a table that nobody looks at is put away
