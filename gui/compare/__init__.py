"""The compare screen: members, their lines on one day's base, and the table of what is in sight."""
