"""What a chart is made of: each layer turns a frame into marks, and says how its values fit and read."""
