"""What a user draws on a chart: values, edits of them, how they are kept, and which one a hand means."""
