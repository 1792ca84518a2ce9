"""The editor of products: a list by category, and a form that keeps what is typed."""
