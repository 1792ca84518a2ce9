"""A user's table of prices, caps or shares: cells in, dated numbers out, and a reason for all that is not taken."""
