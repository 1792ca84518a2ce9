"""The window auditor: every period a note speaks of on one ruler, and where they do not fit together."""
