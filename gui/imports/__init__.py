"""A user's table of traffic or of prices: shown with what each cell means, asked about, taken, undone."""
