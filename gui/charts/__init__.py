"""Charts: bars as columns, a frame that maps them to pixels, layers that say what to draw, a canvas that draws it."""
