"""Traffic of AI products: series as their sources state them, in vintages, and what is calculated from them."""
