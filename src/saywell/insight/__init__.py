"""Projections of the records, measures with one definition per figure, reports."""
