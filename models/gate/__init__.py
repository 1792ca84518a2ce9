"""The publish gate: whether a note may be called final, and its protocol."""
