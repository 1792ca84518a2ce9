"""AI products: names, sites, apps and articles with the days they are valid, and the listed companies exposed."""
