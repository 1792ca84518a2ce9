"""The weekly review: values, calculation, footnotes, and what it looks like on paper."""
