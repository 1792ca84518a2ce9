"""Where charts stand and what they ask for: seats in a grid, their feeds, links, windows, tools and ways out."""
