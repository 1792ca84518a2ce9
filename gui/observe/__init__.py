"""Who watches the window: its timings, its picture, its crashes."""
