"""Where facts come from: two ends of one pipe; behind it adapters, the router and the local cache."""
