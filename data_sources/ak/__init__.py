"""akshare made safe, and its frames turned into our values: the parts of the adapter ``akshare_cn``."""
