"""Traffic in the data process: how batches are packed, read and merged, and how sources are asked for more."""
