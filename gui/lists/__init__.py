"""The user's lists in the window."""
