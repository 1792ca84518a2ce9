"""The parts of the alerts page: its tables, the form that makes and changes an alert, the page around them."""
