"""The list of everything that can be searched for: how names sound, how lists are merged, when they are renewed."""
