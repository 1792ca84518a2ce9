"""What the user made and nobody can download again: ``user.db`` (journal, overrides, imports) and its backups."""

from data_sources.user.db import UserData

__all__ = ["UserData"]
