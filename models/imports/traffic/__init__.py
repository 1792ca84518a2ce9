"""A user's table of visits, downloads or ranks: cells in, series out, and a question for what only the user knows."""
