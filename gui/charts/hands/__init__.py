"""What the mouse does on a chart: each hand takes a press if it is meant for it, and what follows until the release."""
