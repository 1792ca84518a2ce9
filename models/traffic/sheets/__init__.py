"""A panel of traffic as sheets of a workbook."""
