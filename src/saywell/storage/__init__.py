"""Keeps records; knows no domain type. Open `interface.py` first."""
