"""The search box: any instrument by code, name or sound, and shown at once."""
