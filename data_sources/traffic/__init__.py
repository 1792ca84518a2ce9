"""Traffic of AI products in the data process: what is asked of which source."""
