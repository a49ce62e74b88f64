"""Wiring: the standards that are shipped, and what is built from them once."""
