"""Figures of a list's columns and headings: what is calculated from quotes, bars and limits. Pure."""
