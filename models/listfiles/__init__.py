"""Lists as files of other programs: read into codes with sections, resolved, and written again in order."""
