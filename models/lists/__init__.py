"""The user's lists as one value, and the edits that make another of it."""
