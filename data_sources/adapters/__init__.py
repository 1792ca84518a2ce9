"""One file per source. Each offers ``open_source(context)``; the catalogue names it."""
