"""A panel of traffic as a chart: lines, bars and shares of a whole, over periods instead of days."""
