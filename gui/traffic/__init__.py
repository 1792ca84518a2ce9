"""Traffic of AI products on the screen: what a figure is made of, and how it is drawn."""
