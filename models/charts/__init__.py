"""What a chart shows and says, as values. Pure."""
