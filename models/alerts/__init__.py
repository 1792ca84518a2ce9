"""Alerts: what is watched, when it fires, and what happened while nobody looked."""
