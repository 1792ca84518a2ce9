"""What the adapter of Eastmoney's own endpoints is made of."""
