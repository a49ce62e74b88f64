"""Measurements beside other tools: each prints a ratio taken in the same run, nothing here is a test."""
