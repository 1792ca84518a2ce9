"""The parts of the review tab: window bar, the note as a page, and what stands beside it. Widgets fed by values."""
