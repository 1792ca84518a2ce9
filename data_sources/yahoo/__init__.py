"""What yfinance brings, turned into our values: the parts of the adapters ``yahoo`` and ``yahoo_stream``."""
