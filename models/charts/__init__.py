"""What a chart shows, as values."""
